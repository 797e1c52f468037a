"""Two workers on 1 January, two officers at one record: nothing is opened or closed twice (Article 16)."""

from __future__ import annotations

import pytest
from django.db import transaction

from jiqun.desk.do.daily.doing import once_a_day
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.do.tracking.records import follow_up, record_tracking
from jiqun.desk.wrong import Wrong
from jiqun.records.models import Case, Cluster, LedgerEntry, Round, TrackingFollowUp
from tests.cast import Cast, make_cast
from tests.desk.reported import TOLD, on, recognised
from tests.desk.test_concurrency import at_once, chain_faults
from tests.seals import sealed_tables

__all__ = ["sealed_tables"]
pytestmark = pytest.mark.article("16")
MIDNIGHT = on(1, 1, 0, 5)


@pytest.fixture
def cast(sealed_tables: None) -> Cast:
    return make_cast()


def stored(cast: Cast) -> Cluster:
    """The recognised cluster for others to see: its builder takes it that a transaction is open."""
    with transaction.atomic():
        return recognised(cast)


def test_workers_that_run_at_once_open_each_report_once(cast: Cast) -> None:
    stored(cast)
    work = lambda: once_a_day("open_reports", MIDNIGHT, lambda: open_reports(at=MIDNIGHT))  # noqa: E731  # used thrice
    assert at_once(*[work] * 3) == ["done"] * 3
    assert Round.objects.filter(purpose="annual_report").count() == 1
    assert Case.objects.filter(kind="annual_report").count() == 1
    assert LedgerEntry.objects.filter(act="open_report").count() == 1
    assert chain_faults() == ()


def test_two_officers_who_close_a_record_at_once_close_it_once(cast: Cast) -> None:
    cluster = stored(cast)
    when = on(2, 20)
    row = record_tracking(cluster=cluster.pk, on=when.date(), texts=TOLD, by=cast.district, at=when)
    refused: list[str] = []

    def close() -> None:
        try:
            follow_up(record_id=row.pk, text="已完成。", done=True, by=cast.district, at=on(3, 1))
        except Wrong as wrong:
            refused.extend(wrong.problems)

    assert at_once(close, close) == ["done"] * 2
    assert refused == ["text"]
    assert TrackingFollowUp.objects.count() == 1
    assert chain_faults() == ()
