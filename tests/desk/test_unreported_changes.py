"""Differences that nobody reported: noticed, told, settled, alerted when their days ran out (Article 19, item 4)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jiqun.desk.changes.unreported import unreported
from jiqun.desk.do.changes.alerting import alert_unreported
from jiqun.desk.do.changes.noticing import notice_differences
from jiqun.desk.do.changes.settling import note_none
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.do.registers.clusters import draw_boundary
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.records.models import Alert, Cluster, Difference, DifferenceSettled, Message
from tests.cast import Cast, at
from tests.desk.changed import decided, filed, lodged, outline, recognised
from tests.desk.filled import move

pytestmark = pytest.mark.article("19")
MORE = {"area_km2": 15_000_000}


def standing() -> list[str]:
    return [one.kind for one in unreported(Difference.objects.all())]


def work(*days: datetime) -> None:
    """What the daily work does of this, on each of those days."""
    for day in days:
        notice_differences(at=day)
        alert_unreported(at=day)


def alerts() -> list[tuple[str, date, str]]:
    rows = Alert.objects.order_by("pk")
    return [(row.limb, row.since, row.evidence["facts"]["last_day"]) for row in rows]


def test_a_filed_sheet_that_says_otherwise_is_noticed_once_and_the_operator_told(cast: Cast) -> None:
    filed(cast, at(4, 7), dominant_industries=("39", "27"), operator_name="改名后的机构", **MORE)
    assert [notice_differences(at=at(4, 8)) for _ in range(2)] == [3, 0]
    assert standing() == ["dominant_industry", "area", "operator"]
    one = Difference.objects.get(kind="area")
    assert (one.registered, one.found, one.seen_at) == (
        {"area_m2": 12_000_000},
        {"area_m2": 15_000_000},
        at(4, 7),
    )
    told = Message.objects.get(to=cast.operator.person, key__startswith=f"difference:{one.pk}:")
    assert told.path == f"/desk/clusters/{one.cluster_id}/changes/area/"
    assert "2026年5月7日" in told.body
    assert verify_everything().faults == ()


def test_what_agrees_or_was_filed_before_the_recognition_is_none(cast: Cast) -> None:
    filed(cast, at(4, 7), dominant_industries=("39",))
    filed(cast, datetime(2023, 7, 31, 12, tzinfo=at(4, 7).tzinfo), **MORE)
    assert notice_differences(at=at(4, 8)) == 0


def test_the_next_sheet_that_agrees_settles_it_and_one_that_differs_anew_is_the_same_run(cast: Cast) -> None:
    filed(cast, at(4, 7), **MORE)
    filed(cast, at(4, 9), area_km2=15_100_000)
    notice_differences(at=at(4, 10))
    first, second = Difference.objects.order_by("pk")
    assert (second.run, second.seen_at, first.settled.source) == (first.source, at(4, 7), second.source)
    filed(cast, at(4, 20))
    notice_differences(at=at(4, 21))
    assert standing() == []
    assert DifferenceSettled.objects.get(difference=second).on == date(2026, 4, 20)


def test_a_report_covers_it_until_it_is_taken_back(cast: Cast) -> None:
    filed(cast, at(4, 7), **MORE)
    notice_differences(at=at(4, 8))
    case = lodged(cast, "area", at(4, 20))
    assert standing() == []
    move(case, "take_back", cast.operator, at(4, 22), reason="另报。")
    assert standing() == ["area"]
    lodged(cast, "other", at(4, 23))
    assert standing() == ["area"]


def test_a_report_that_was_open_when_it_was_filed_covers_it_and_one_decided_before_does_not(cast: Cast) -> None:
    decided(cast, lodged(cast, "area", at(4, 1)), day=3)
    case = lodged(cast, "dominant_industry", at(4, 6))
    filed(cast, at(4, 7), dominant_industries=("39", "3562"), **MORE)
    decided(cast, case, day=9)
    notice_differences(at=at(4, 10))
    assert standing() == ["area"]


def test_an_officer_notes_that_it_is_none_and_the_same_sheet_does_not_raise_it_again(cast: Cast) -> None:
    filed(cast, at(4, 7), **MORE)
    notice_differences(at=at(4, 8))
    one = Difference.objects.get()
    with pytest.raises(Wrong) as wrong:
        note_none(difference=one.pk, reason=" ", by=cast.district, at=at(4, 9))
    assert set(wrong.value.problems) == {"reason"}
    for stranger in (cast.other_district, cast.operator, cast.auditor, cast.approver):
        with pytest.raises(NotThere):
            note_none(difference=one.pk, reason="笔误。", by=stranger, at=at(4, 9))
    note_none(difference=one.pk, reason="含水面，口径不同。", by=cast.district, at=at(4, 9))
    with pytest.raises(Wrong):
        note_none(difference=one.pk, reason="再次。", by=cast.municipal, at=at(4, 9))
    filed(cast, at(4, 20), **MORE)
    work(at(4, 21), at(6, 30))
    assert (standing(), alerts()) == ([], [])
    assert verify_everything().faults == ()


@pytest.mark.parametrize(("day", "count"), [(7, 0), (8, 1)])
def test_the_alert_comes_on_the_day_after_the_last(cast: Cast, day: int, count: int) -> None:
    filed(cast, at(4, 7), **MORE)
    work(at(4, 8), at(5, day, 0, 1))
    assert alerts() == [("area_not_reported", date(2026, 4, 7), "2026-05-07")][:count]


@pytest.mark.parametrize(("day", "count"), [(7, 0), (8, 1)])
def test_reported_by_the_last_day_is_in_time_and_raises_none(cast: Cast, day: int, count: int) -> None:
    filed(cast, at(4, 7), **MORE)
    lodged(cast, "area", at(5, day, 23, 59) if day == 7 else at(5, day, 0, 1))
    work(at(5, 9))
    assert len(alerts()) == count


def test_run_twice_killed_or_days_late_the_same_alerts_are_raised(cast: Cast) -> None:
    filed(cast, at(4, 7), **MORE)
    filed(cast, at(4, 9), area_km2=15_100_000)
    work(at(5, 11), at(5, 11), at(5, 12), at(6, 20))
    assert alerts() == [("area_not_reported", date(2026, 4, 7), "2026-05-07")]
    row = Alert.objects.get()
    first = Difference.objects.order_by("pk")[0]
    assert row.key == f"change:{row.cluster_id}:area:{first.source}"
    assert row.by_id is None
    assert verify_everything().faults == ()


def test_a_slip_that_was_mended_after_the_days_had_run_out_is_alerted_all_the_same(cast: Cast) -> None:
    filed(cast, at(4, 7), **MORE)
    filed(cast, at(5, 8))
    work(at(5, 11))
    assert len(alerts()) == 1


def test_a_boundary_drawn_beyond_the_tolerance_is_noticed_and_one_within_it_is_not(cast: Cast) -> None:
    cluster = recognised(cast)
    within = outline(0.0337)  # 12.0 km²
    for version, drawn, found in ((1, within, []), (2, outline(), ["area"]), (3, within, [])):
        draw_boundary(
            cluster=cluster.pk, version=version, boundary=drawn, reason="重绘。", by=cast.district, at=at(4, version)
        )
        notice_differences(at=at(4, version, 12))
        assert standing() == found
    assert Cluster.objects.get().boundary_m2 == within.area_m2


def test_the_daily_work_does_all_of_it_after_three_days_without(cast: Cast) -> None:
    filed(cast, at(4, 7), **MORE)
    for _ in range(2):
        do_daily_work(at(5, 11))
    assert (standing(), len(alerts())) == (["area"], 1)
