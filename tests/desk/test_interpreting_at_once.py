"""Interpretations and national results, when two people act at the same moment: one stands, the ledger verifies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jiqun.desk.do.interpreting.approving import approve_interpretation
from jiqun.desk.do.national.results import import_national_clusters, match_result
from jiqun.desk.readings import reading_on
from jiqun.law import edition
from jiqun.records.models import Interpretation, InterpretationDraft, LedgerEntry, NationalResult
from tests.cast import Cast, at, cluster_of, make_cast
from tests.desk.interpreted import handed_in
from tests.desk.test_concurrency import at_once, chain_faults
from tests.seals import sealed_tables

__all__ = ["sealed_tables"]


@pytest.fixture
def cast(sealed_tables: None) -> Cast:
    return make_cast()


def approving(cast: Cast, row: InterpretationDraft, who: str) -> Callable[[], object]:
    by = getattr(cast, who)
    return lambda: approve_interpretation(draft=row.pk, version=row.version, by=by, at=at(6, 10))


@pytest.mark.article("20")
def test_approved_by_two_at_once_it_is_laid_down_once(cast: Cast) -> None:
    row = handed_in(cast)
    outcomes = at_once(approving(cast, row, "approver"), approving(cast, row, "approver_colleague"))
    assert outcomes == ["NotThere", "done"]
    assert Interpretation.objects.count() == 1
    assert LedgerEntry.objects.filter(act="approve_interpretation").count() == 1
    assert chain_faults() == ()


@pytest.mark.article("20")
def test_of_two_on_one_question_and_day_approved_at_once_one_is_laid_down(cast: Cast) -> None:
    one = handed_in(cast)
    other = handed_in(cast, number="沪经信规释〔2026〕2号", value="excludes")
    outcomes = at_once(approving(cast, one, "approver"), approving(cast, other, "approver_colleague"))
    assert outcomes == ["Wrong", "done"]
    (stands,) = Interpretation.objects.all()
    assert reading_on(edition("shanghai-2024"), "over", date(2026, 6, 20)) == stands.value
    assert chain_faults() == ()


@pytest.mark.article("18")
def test_the_earlier_lists_entered_by_two_at_once_stand_once_and_a_match_replaces_once(cast: Cast) -> None:
    cluster = cluster_of(cast.district, cast.operator)
    done = at_once(
        lambda: import_national_clusters(by=cast.municipal, at=at(6, 30)),
        lambda: import_national_clusters(by=cast.municipal_colleague, at=at(6, 30)),
    )
    assert done == ["done", "done"]
    assert NationalResult.objects.count() == 14
    row = NationalResult.objects.get(name_zh__contains="高端通用芯片")
    match = lambda: match_result(result=row.pk, cluster=cluster.pk, by=cast.municipal, at=at(7, 1))  # noqa: E731  # one call, used twice
    assert at_once(match, match) == ["NotThere", "done"]
    assert NationalResult.objects.filter(replaces=row).count() == 1
    assert chain_faults() == ()
