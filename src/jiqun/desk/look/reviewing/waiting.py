"""What a reviewing officer sees beside the findings: hints (never decisions), overlaps, what a resubmission changed."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.judging import judged_on
from jiqun.desk.look.cases.changes import Changed, roster_changes, value_changes
from jiqun.desk.look.cases.shared import Shared, shared_of
from jiqun.desk.look.registers.enterprise import Reply, disputes_of
from jiqun.desk.may import OFFICE, the_case
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.differences import Differences, differences
from jiqun.facts.hints import hints_of
from jiqun.records.models import Submission

MOST = 20


@dataclass(frozen=True)
class Beside:
    """What to look at twice."""

    hints: tuple[Bi, ...]
    more_hints: int
    shared: tuple[Shared, ...]
    changes: tuple[Changed, ...]
    more_changes: int
    compared: bool
    disputes: tuple[Reply, ...]


def beside_the_findings(case: int, *, by: Actor) -> Beside | None:
    """For an office and a filed case; None for anybody else. Raises NotThere."""
    row = the_case(by, case)
    if by.role not in OFFICE or row.filed_at is None:
        return None
    filed = list(Submission.objects.filter(case=row).select_related("roster").order_by("-place")[:2])
    now = snapshot_of(filed[0].roster)
    hints = hints_of(now, on=judged_on(row))
    before = snapshot_of(filed[1].roster) if len(filed) > 1 else None
    changes = _changes(differences(before, now)) if before else ()
    return Beside(
        hints=tuple(one.message for one in hints[:MOST]),
        more_hints=max(len(hints) - MOST, 0),
        shared=shared_of(row.cluster_id, MOST),
        changes=changes[:MOST],
        more_changes=max(len(changes) - MOST, 0),
        compared=before is not None,
        disputes=disputes_of(filed[0].roster_id, by=by),
    )


def _changes(found: Differences) -> tuple[Changed, ...]:
    return (*roster_changes(found), *value_changes(found))
