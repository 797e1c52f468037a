"""In time, in doubt, late: by the reading in force; reminded ahead, never warned of the day in doubt (Article 16)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from jiqun.base.days import day_of
from jiqun.desk.do.daily.reminding import remind
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.reports.following import follow_reading
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.look.cases.deadlines import deadlines_of
from jiqun.desk.look.cases.worklist import worklist_of
from jiqun.desk.look.office.agenda import agenda_of
from jiqun.desk.look.reports.board import Row, report_board
from jiqun.desk.look.reports.report import look_at_report
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.record import record
from jiqun.facts.recognised_batch import Earlier
from jiqun.procedure.kit import Refused
from jiqun.records.models import (
    Case,
    CaseTerm,
    Interpretation,
    Message,
    Round,
    TermChange,
)
from tests.cast import Cast, make_cluster
from tests.desk.filled import move
from tests.desk.reported import fill_in, filled_in, on, opened, sent_in

pytestmark = pytest.mark.article("16")
MIDNIGHT = on(1, 1, 0, 5)


def interpreted(cast: Cast, value: str, from_day: date, number: str = "解释1号") -> Interpretation:
    """An interpretation of “before April 10” that holds from a day."""
    row = Interpretation.objects.create(
        number=number,
        edition="shanghai-2024",
        question_zh="4月10日前是否含当日？",
        answer_zh="见取值。",
        articles="16;19",
        reading="report_due",
        value=value,
        from_day=from_day,
        replaces=Interpretation.objects.filter(reading="report_due", replaced_by=None).first(),
        prepared_by_id=cast.municipal.person,
        by_id=cast.approver.person,
        at=on(1, 2),
    )
    record("interpret", f"interpretation:{row.pk}", by=cast.approver, at=row.at, article="20", sealed=(row,))
    return row


def row_of(cast: Cast, when: datetime | None = None) -> Row:
    (row,) = report_board(by=cast.municipal, at=when or on(4, 20)).rows
    return row


@pytest.mark.parametrize(
    ("when", "state"),
    [
        (on(4, 9, 23, 59, 59), "in_time"),
        (on(4, 10, 0, 0, 0), "boundary"),
        (on(4, 10, 23, 59, 59), "boundary"),
        (on(4, 11, 0, 0, 0), "late"),
        (on(6, 30), "late"),
    ],
)
def test_whether_a_report_is_late_is_judged_to_the_day_and_recorded_to_the_second(
    cast: Cast, when: datetime, state: str
) -> None:
    case = filled_in(cast)
    move(case, "submit", cast.operator, when, declared="password")
    row = row_of(cast, on(7, 1))
    assert (row.state, row.filed_at) == (state, when)
    assert look_at_report(case.pk, by=cast.district, at=on(7, 1)).state == state


def test_on_10_april_itself_nothing_calls_a_missing_report_late(cast: Cast) -> None:
    """By default the day is in doubt: no warning, no alert."""
    case = opened(cast)
    ninth, tenth, eleventh = on(4, 9), on(4, 10), on(4, 11)
    assert [row_of(cast, day).state for day in (ninth, tenth, eleventh)] == ["awaited", "awaited", "missing"]
    due = [deadlines_of([case], day_of(day))[0] for day in (ninth, tenth, eleventh)]
    assert [(one.late, one.doubtful) for one in due] == [(False, False), (False, True), (True, False)]
    for day, late in ((tenth, 0), (eleventh, 1)):
        remind(at=day)
        found = worklist_of(cast.operator, day)
        assert next(one.count for one in found.queues if one.name == "late") == late
        assert [one.late for one in agenda_of(by=cast.operator, at=day).due] == [bool(late)]
        assert Message.objects.filter(to=cast.operator.person, key__contains=":late:").count() == late


@pytest.mark.article("20")
def test_an_interpretation_moves_the_due_day_of_awaited_reports_and_says_so(cast: Cast) -> None:
    case = opened(cast)
    interpreted(cast, "through_the_day", date(2027, 2, 1))
    assert follow_reading(at=on(1, 31)) == 0
    assert follow_reading(at=on(2, 1)) == 1
    assert follow_reading(at=on(2, 2)) == 0
    term = CaseTerm.objects.get(case=case, name="filing")
    assert (term.due_on, term.late_from) == (date(2027, 4, 10), None)
    assert Round.objects.get(purpose="annual_report").closes_at == on(4, 10, 23, 59, 59)
    change = TermChange.objects.get(term=term)
    assert (change.before, change.after, change.why) == (date(2027, 4, 9), date(2027, 4, 10), "reading")
    assert verify_everything().faults == ()
    fill_in(case, cast.operator, on(3, 1))
    move(case, "submit", cast.operator, on(4, 10, 23, 59), declared="password")
    assert row_of(cast).state == "in_time"


@pytest.mark.article("20")
def test_a_report_on_the_very_day_waits_for_an_interpretation_and_one_in_time_is_never_made_late_by_it(
    cast: Cast,
) -> None:
    sent_in(cast, on(4, 10, 9))
    assert row_of(cast).state == "boundary"
    interpreted(cast, "through_the_day", date(2027, 5, 1))
    assert row_of(cast, on(4, 30)).state == "boundary"
    assert row_of(cast, on(5, 1)).state == "in_time"
    interpreted(cast, "before_the_day", date(2027, 6, 1), number="解释2号")
    assert row_of(cast, on(6, 2)).state == "late"  # the day itself was open until somebody settled it


def test_a_report_in_time_by_the_reading_of_its_day_stays_so(cast: Cast) -> None:
    case = filled_in(cast)
    interpreted(cast, "through_the_day", date(2027, 2, 1))
    move(case, "submit", cast.operator, on(4, 10), declared="password")
    interpreted(cast, "before_the_day", date(2027, 6, 1), number="解释2号")
    assert row_of(cast, on(6, 2)).state == "in_time"


def test_operators_are_reminded_30_14_7_and_1_days_ahead_each_once(cast: Cast) -> None:
    case = opened(cast)
    term = CaseTerm.objects.get(case=case, name="filing")
    last, told = date(2027, 4, 9), []
    for ahead in range(40, -1, -1):
        day = last - timedelta(days=ahead)
        for hour in (8, 9):
            before = Message.objects.filter(key__startswith=f"reminder:{term.pk}:").count()
            remind(at=on(day.month, day.day, hour))
            if Message.objects.filter(key__startswith=f"reminder:{term.pk}:").count() > before:
                told.append((ahead, hour))
    assert told == [(30, 8), (14, 8), (7, 8), (1, 8)]
    people = Message.objects.filter(key__startswith=f"reminder:{term.pk}:").values_list("to", flat=True)
    assert set(people) == {cast.operator.person, cast.operator_colleague.person}


def test_a_daily_run_that_comes_late_reminds_of_what_is_due_now_alone(cast: Cast) -> None:
    case = opened(cast)
    term = CaseTerm.objects.get(case=case, name="filing")
    remind(at=on(4, 4))  # five days ahead; 30, 14 and 7 were missed
    remind(at=on(4, 5))
    keys = Message.objects.filter(key__startswith=f"reminder:{term.pk}:", to=cast.operator.person)
    assert [key.rsplit(":", 1)[0] for key in keys.values_list("key", flat=True)] == [f"reminder:{term.pk}:7-days-ahead"]
    assert "还有5天" in keys.get().subject


def test_nobody_who_has_filed_is_reminded_also_while_it_is_corrected(cast: Cast) -> None:
    case = filled_in(cast)
    move(case, "submit", cast.operator, on(3, 9), declared="password")
    move(case, "return_for_correction", cast.district, on(3, 10), reason="请核对。", due_on=date(2027, 3, 20))
    term = CaseTerm.objects.get(case=case, name="filing")
    for day in (10, 26):
        remind(at=on(3, day))
    remind(at=on(4, 12))
    assert not Message.objects.filter(key__startswith=f"reminder:{term.pk}:").exists()


def test_a_cluster_that_is_recognised_no_longer_is_not_reminded_and_may_close_its_report(cast: Cast) -> None:
    """Its recognition ends on 28 February."""
    one = Earlier(make_cluster(cast).number, "沪2023-01", date(2024, 2, 1), date(2027, 2, 28), "沪经信〔2023〕1号")
    enter_earlier(one, by=cast.municipal, at=on(12, 1, year=2026))
    open_reports(at=MIDNIGHT)
    case = Case.objects.get(kind="annual_report")
    with pytest.raises(Refused) as refused:
        move(case, "leave", cast.operator, on(2, 28))
    assert [lack.name for lack in refused.value.lacks] == ["no_longer_recognised"]
    remind(at=on(3, 10))
    assert not Message.objects.filter(key__contains="-days-ahead:").exists()
    move(case, "leave", cast.operator, on(3, 11))
    assert row_of(cast).state == "left"
