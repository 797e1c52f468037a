"""An application on public notice, and decided: brought there by the moves of its people alone."""

from __future__ import annotations

from datetime import datetime

from jiqun.desk.deciding.results import signed_cases, state_of
from jiqun.desk.do.deciding.announcing import announce_results
from jiqun.desk.do.deciding.decisions import Wanted, prepare_decisions, sign_decisions
from jiqun.records.models import Case, PublishedList
from tests.cast import Cast, at
from tests.desk.at_stage import proposed
from tests.desk.on_notice import published, the_case_of
from tests.remembered import remembered

# The notice of 5 working days ends on 1 June.
PREPARED_AT, SIGNED_AT, ANNOUNCED_AT = at(6, 2), at(6, 3), at(6, 8)


@remembered
def on_notice(cast: Cast, case: Case | None = None) -> Case:
    """Proposed, then on public notice."""
    return the_case_of(published(cast, proposed(cast, case)))


def wanted(case: Case, *, recognise: bool = True, reason: str = "公示无异议，符合条件。") -> Wanted:
    """What the officer's form says of a case as it stands."""
    return Wanted(case.pk, Case.objects.get(pk=case.pk).version, recognise, reason)


@remembered
def decided(cast: Cast, case: Case, *, recognise: bool = True, announce_at: datetime = ANNOUNCED_AT) -> Case:
    """Prepared on 2 June and signed on 3 June, to be announced on 8 June."""
    assert case.round_id is not None
    listed = [wanted(case, recognise=recognise)]
    prepare_decisions(listed, round_id=case.round_id, by=cast.municipal, at=PREPARED_AT)
    version = Case.objects.get(pk=case.pk).version
    seen = {case.pk: version}
    sign_decisions(seen, round_id=case.round_id, announce_at=announce_at, by=cast.approver, at=SIGNED_AT)
    return Case.objects.get(pk=case.pk)


@remembered
def announced(cast: Cast, round_id: int, when: datetime = ANNOUNCED_AT) -> PublishedList:
    """The results of a round announced as they stand."""
    seen = state_of(signed_cases(round_id))
    return announce_results(round_id=round_id, seen=seen, by=cast.municipal, at=when)
