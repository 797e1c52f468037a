"""Tracking records: kept by offices, told to the operator, followed up until nothing is left (Article 16)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.do.tracking.records import follow_up, record_refusal, record_tracking
from jiqun.desk.do.tracking.reminding import remind_of_follow_ups
from jiqun.desk.files import Taken
from jiqun.desk.filing.development import first_texts
from jiqun.desk.look.office.agenda import agenda_of
from jiqun.desk.look.reports.board import report_board
from jiqun.desk.look.tracking.events import follow_up_events
from jiqun.desk.look.tracking.records import follow_ups_due, look_at_tracking, tracking_paper
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.records.models import Cluster, LedgerEntry, Message, TrackingFollowUp, TrackingRecord
from tests.cast import Cast, make_cluster
from tests.desk.filled import PDF
from tests.desk.reported import TOLD, on, opened, recognised

pytestmark = pytest.mark.article("16")
KEPT_AT = on(2, 20, 15)


def kept(cluster: Cluster, by: Actor, when: datetime = KEPT_AT, **changes: object) -> TrackingRecord:
    values: dict[str, object] = {"on": on(2, 20).date(), "texts": TOLD, "follow_up_on": date(2027, 3, 15)}
    return record_tracking(cluster=cluster.pk, **(values | changes), by=by, at=when)  # type: ignore[arg-type]  # a test may give what a form would not


def test_a_district_keeps_what_it_found_and_the_operator_reads_it_and_changes_nothing(cast: Cast) -> None:
    cluster = recognised(cast)
    row = kept(cluster, cast.district, files=[Taken("走访.pdf", PDF)])
    assert (row.district, row.refused, row.plan_progress) == ("310115", "", TOLD["plan_progress"])
    view = look_at_tracking(cluster.pk, by=cast.operator, at=KEPT_AT)
    (item,) = view.records
    assert ([text for _, text in item.texts], item.state, item.due_on) == ([*TOLD.values()], "open", date(2027, 3, 15))
    assert (view.may_record, item.may_follow_up, item.office.zh) == (False, False, "浦东新区")
    assert tracking_paper(cluster.pk, row.pk, 1, by=cast.operator).data == PDF
    told = Message.objects.filter(key__startswith=f"tracking:{row.pk}:")
    assert set(told.values_list("to", flat=True)) == {cast.operator.person, cast.operator_colleague.person}
    assert LedgerEntry.objects.get(act="record_tracking").article == "16"
    with pytest.raises(NotThere):
        kept(cluster, cast.operator)
    assert verify_everything().faults == ()


@pytest.mark.parametrize("who", ["other_district", "other_operator", "enterprise", "expert", "administrator"])
def test_to_strangers_there_is_no_record(cast: Cast, who: str) -> None:
    cluster, stranger = recognised(cast), getattr(cast, who)
    row = kept(cluster, cast.district, files=[Taken("走访.pdf", PDF)])
    with pytest.raises(NotThere):
        look_at_tracking(cluster.pk, by=stranger, at=KEPT_AT)
    with pytest.raises(NotThere):
        tracking_paper(cluster.pk, row.pk, 1, by=stranger)
    with pytest.raises(NotThere):
        follow_up(record_id=row.pk, text="已完成。", done=True, by=stranger, at=KEPT_AT)
    with pytest.raises(NotThere):
        record_refusal(cluster=cluster.pk, on=KEPT_AT.date(), refused="拒绝。", by=stranger, at=KEPT_AT)


def test_everything_wrong_with_a_record_is_said_at_once(cast: Cast) -> None:
    cluster = recognised(cast)
    day = date(2027, 2, 21)
    with pytest.raises(Wrong) as wrong:
        kept(cluster, cast.district, on=day, texts={}, follow_up_on=day, files=[Taken("a", b"")])
    assert set(wrong.value.problems) == {"on", "plan_progress", "follow_up_on", "files"}
    with pytest.raises(Wrong) as wrong:
        kept(cluster, cast.district, on=date(2026, 6, 7), follow_up_on=None)  # the day before its recognition
    assert list(wrong.value.problems) == ["on"]
    never = make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    with pytest.raises(Wrong):
        kept(never, cast.other_district)
    assert not TrackingRecord.objects.exists()


def test_a_record_is_followed_up_until_nothing_is_left(cast: Cast) -> None:
    cluster = recognised(cast)
    row = kept(cluster, cast.district)
    for wrong in ({"next_on": None}, {"next_on": date(2027, 3, 16)}, {"text": " ", "next_on": date(2027, 4, 1)}):
        given = {"text": "仍在推进。", "done": False} | wrong
        with pytest.raises(Wrong):
            follow_up(record_id=row.pk, **given, by=cast.district, at=on(3, 16))
    follow_up(record_id=row.pk, text="仍在推进。", done=False, next_on=date(2027, 4, 1), by=cast.district, at=on(3, 16))
    assert [one.due_on for one in follow_ups_due(by=cast.district_colleague, at=on(3, 17))] == [date(2027, 4, 1)]
    follow_up(record_id=row.pk, text="已完成。", done=True, by=cast.municipal, at=on(4, 1))
    assert follow_ups_due(by=cast.district, at=on(4, 2)) == ()
    with pytest.raises(Wrong):
        follow_up(record_id=row.pk, text="再看。", done=False, next_on=date(2027, 5, 1), by=cast.district, at=on(4, 2))
    (item,) = look_at_tracking(cluster.pk, by=cast.district, at=on(4, 2)).records
    assert (item.state, [one.text for one in item.follow_ups]) == ("done", ["仍在推进。", "已完成。"])
    assert TrackingFollowUp.objects.count() == 2
    assert verify_everything().faults == ()


def test_the_day_of_a_follow_up_is_in_the_agenda_the_calendar_and_the_reminders_of_its_office_alone(cast: Cast) -> None:
    cluster = recognised(cast)
    row = kept(cluster, cast.district)  # Monday 15 March
    for who, count in ((cast.district, 1), (cast.municipal, 0), (cast.operator, 0), (cast.other_district, 0)):
        due = [one for one in agenda_of(by=who, at=on(3, 16)).due if "tracking" in one.path]
        assert len(due) == count
        assert len(follow_up_events([who], ended_since=on(1, 1))) == count
    (event,) = follow_up_events([cast.district], ended_since=on(1, 1))
    assert (event.on, event.version, event.status) == (date(2027, 3, 15), 0, "confirmed")
    said = []
    for day in range(1, 21):
        for hour in (8, 9):
            before = Message.objects.filter(key__startswith=f"follow-up:{row.pk}:").count()
            remind_of_follow_ups(at=on(3, day, hour))
            if Message.objects.filter(key__startswith=f"follow-up:{row.pk}:").count() > before:
                said.append((day, hour))
    assert said == [(10, 8), (12, 8), (15, 8), (16, 8)]  # three and one working days ahead, on the day, late: each once
    follow_up(record_id=row.pk, text="已完成。", done=True, by=cast.district, at=on(3, 20))
    (event,) = follow_up_events([cast.district], ended_since=on(3, 1))
    assert (event.status, event.version) == ("cancelled", 1)
    assert follow_up_events([cast.district], ended_since=on(3, 21)) == ()


def test_a_refusal_is_an_act_of_its_own_that_decides_nothing(cast: Cast) -> None:
    case = opened(cast)
    with pytest.raises(Wrong):
        record_refusal(cluster=case.cluster_id, on=date(2027, 3, 3), refused=" ", by=cast.district, at=on(3, 4))
    how = "三次催告后仍拒绝提供台账。"
    row = record_refusal(cluster=case.cluster_id, on=date(2027, 3, 3), refused=how, by=cast.municipal, at=on(3, 4))
    assert (row.refused, row.district) == (how, "")
    (item,) = report_board(by=cast.district, at=on(3, 5)).rows
    assert (item.refused_on, item.state, item.where) == (date(2027, 3, 3), "awaited", "operator")
    assert len(report_board(by=cast.district, at=on(3, 5), state="refused").rows) == 1
    (kept_row,) = look_at_tracking(case.cluster_id, by=cast.operator, at=on(3, 5)).records
    assert (kept_row.state, kept_row.refused, kept_row.may_follow_up) == ("refused", how, False)
    with pytest.raises(NotThere):
        follow_up(record_id=row.pk, text="已改正。", done=True, by=cast.municipal, at=on(3, 6))
    case.refresh_from_db()
    assert case.stage == "draft"
    assert verify_everything().faults == ()


def test_what_the_district_found_pre_fills_the_report_and_a_refusal_does_not(cast: Cast) -> None:
    cluster, texts = recognised(cast), {"problems": "用工紧张。", "goals": "产值增长12%。"}
    kept(cluster, cast.district, on(11, 2, year=2026), texts=texts, on=date(2026, 11, 1), follow_up_on=None)
    later = on(12, 2, year=2026)
    record_refusal(cluster=cluster.pk, on=later.date(), refused="拒绝。", by=cast.district, at=later)
    found = first_texts(cluster, 2026)
    assert found.texts == texts
    assert found.sources["problems"] == {"text": "用工紧张。", "from": "tracking", "of": "2026-11-01"}
    assert first_texts(cluster, 2027).texts == {}
