"""Working days as the notices state them, counted by hand, and held against another table day by day."""

from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.base.terms import Term, redated
from jiqun.base.words import Bi
from jiqun.base.workdays import DayNotice, Due, WorkingCalendar
from jiqun.law.working_days import day_notices, days_through, published_calendar

CALENDAR = published_calendar()
NOTICE_2027 = DayNotice(
    year=2027,
    number="国办发明电〔2026〕99号",
    published_on=date(2026, 11, 5),
    off=frozenset({*days_through(date(2027, 1, 1), date(2027, 1, 4))}),
    working=frozenset({date(2027, 1, 9)}),
    source=Bi(zh="虚构", en="made up"),
)
DAYS = st.dates(date(2023, 6, 1), date(2028, 6, 1))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_is_as_in_the_table_of_another_project(year: int) -> None:
    days = days_through(date(year, 1, 1), date(year, 12, 31))
    ours = {day: CALENDAR.is_working_day(day) for day in days}
    assert ours == {day: chinese_calendar.is_workday(day) for day in days}


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        # Spring Festival 2025: Sunday 26 January is worked, 28 January to 4 February are off, Saturday 8 is worked.
        (date(2025, 1, 24), 1, date(2025, 1, 26)),
        (date(2025, 1, 24), 2, date(2025, 1, 27)),
        (date(2025, 1, 24), 3, date(2025, 2, 5)),
        (date(2025, 1, 24), 6, date(2025, 2, 8)),
        (date(2025, 1, 24), 7, date(2025, 2, 10)),
        # National Day 2025: Sunday 28 September is worked, 1 to 8 October are off, Saturday 11 is worked.
        (date(2025, 9, 26), 3, date(2025, 9, 30)),
        (date(2025, 9, 26), 4, date(2025, 10, 9)),
        (date(2025, 9, 26), 6, date(2025, 10, 11)),
        (date(2025, 9, 26), 7, date(2025, 10, 13)),
        # A term may start on a day of rest: it is not counted either way.
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 3), 3, date(2026, 10, 10)),
        # From one published year into the next.
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
    ],
)
def test_a_term_of_working_days_ends_where_a_hand_count_ends(start: date, count: int, due: date) -> None:
    assert CALENDAR.add_working_days(start, count) == Due(due)


def test_into_a_year_without_a_notice_monday_to_friday_count_and_the_day_is_provisional() -> None:
    due = CALENDAR.add_working_days(date(2026, 12, 29), 3)
    assert due == Due(date(2027, 1, 1), (2027,))
    assert due.provisional
    assert not CALENDAR.known(2027)
    assert not CALENDAR.add_working_days(date(2026, 12, 29), 2).provisional


def test_a_term_through_two_years_without_notices_names_both() -> None:
    assert CALENDAR.add_working_days(date(2026, 12, 31), 270).provisional_years == (2027, 2028)


def test_a_public_notice_of_five_working_days_counts_its_first_and_last_day() -> None:
    window = CALENDAR.window(date(2026, 5, 11), 5)
    assert (window.first, window.last) == (date(2026, 5, 11), Due(date(2026, 5, 15)))
    assert window.holds(date(2026, 5, 11))
    assert window.holds(date(2026, 5, 15))
    assert not window.holds(date(2026, 5, 16))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 9, 26), date(2025, 10, 9)),
        (date(2025, 10, 3), date(2025, 10, 14)),  # opened on a day off: counted from 9 October, Saturday 11 worked
        (date(2026, 5, 9), date(2026, 5, 14)),  # opened on a Saturday that is worked
    ],
)
def test_a_window_over_holidays_has_five_worked_days(first: date, last: date) -> None:
    assert CALENDAR.window(first, 5).last == Due(last)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 4, 1), 30, Due(date(2026, 5, 6))),  # 1 May gives way to the day after the holiday
        (date(2026, 4, 2), 30, Due(date(2026, 5, 6))),
        (date(2026, 4, 9), 30, Due(date(2026, 5, 9))),  # a Saturday, but worked
        (date(2026, 3, 2), 30, Due(date(2026, 4, 1))),
        (date(2026, 12, 3), 30, Due(date(2027, 1, 4), (2027,))),  # Saturday 2 January
    ],
)
def test_a_term_of_calendar_days_that_ends_on_a_day_of_rest_ends_on_the_next_worked(
    start: date, count: int, due: Due
) -> None:
    assert CALENDAR.add_calendar_days(start, count) == due


def test_the_neighbours_of_a_holiday() -> None:
    assert CALENDAR.next_working_day(date(2026, 2, 14)) == date(2026, 2, 24)
    assert CALENDAR.previous_working_day(date(2026, 2, 24)) == date(2026, 2, 14)


@pytest.mark.parametrize("count", [0, -1])
def test_a_term_without_days_is_no_term(count: int) -> None:
    for add in (CALENDAR.add_working_days, CALENDAR.add_calendar_days, CALENDAR.window):
        with pytest.raises(ValueError, match="at least one day"):
            add(date(2026, 5, 11), count)


@given(start=DAYS, count=st.integers(1, 300))
def test_days_added_are_the_days_counted_back(start: date, count: int) -> None:
    due = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(due.on)
    assert CALENDAR.working_days_between(start, due.on) == count
    assert CALENDAR.working_days_between(due.on, start) == -count
    assert set(due.provisional_years) <= {2023, 2027, 2028, 2029}


@given(first=DAYS, count=st.integers(1, 40))
def test_a_window_holds_as_many_worked_days_as_it_is_long(first: date, count: int) -> None:
    window = CALENDAR.window(first, count)
    inside = days_through(first, window.last.on)
    assert sum(CALENDAR.is_working_day(day) for day in inside) == count


@given(day=DAYS)
def test_the_next_working_day_and_the_one_before_it_have_rest_between(day: date) -> None:
    after = CALENDAR.next_working_day(day)
    before = CALENDAR.previous_working_day(after)
    assert before <= day < after
    assert CALENDAR.working_days_between(before, after) == 1


def test_a_notice_counts_from_the_day_of_its_publication() -> None:
    before, after = CALENDAR.as_known_on(date(2025, 11, 3)), CALENDAR.as_known_on(date(2025, 11, 4))
    assert not before.known(2026)
    assert after.known(2026)
    assert before.is_working_day(date(2026, 1, 2))
    assert not after.is_working_day(date(2026, 1, 2))


def test_of_two_notices_for_a_year_the_later_published_holds_in_whatever_order_they_are_given() -> None:
    amended = DayNotice(
        2027, "国办发明电〔2027〕1号", date(2027, 1, 2), NOTICE_2027.off, frozenset(), NOTICE_2027.source
    )
    for notices in ((NOTICE_2027, amended), (amended, NOTICE_2027)):
        assert WorkingCalendar(notices).in_force == {2027: amended}
        assert WorkingCalendar(notices).as_known_on(date(2027, 1, 1)).in_force == {2027: NOTICE_2027}


def test_a_notice_may_name_the_last_days_of_the_december_before() -> None:
    # As that for 2019 did: 30 and 31 December 2018 off, Saturday 29 worked.
    notice = DayNotice(
        year=2019,
        number="国办发明电〔2018〕15号",
        published_on=date(2018, 12, 6),
        off=frozenset({*days_through(date(2018, 12, 30), date(2019, 1, 1))}),
        working=frozenset({date(2018, 12, 29)}),
        source=NOTICE_2027.source,
    )
    calendar = WorkingCalendar((notice,))
    worked = [day for day in days_through(date(2018, 12, 27), date(2019, 1, 2)) if calendar.is_working_day(day)]
    assert worked == [date(2018, 12, 27), date(2018, 12, 28), date(2018, 12, 29), date(2019, 1, 2)]
    assert worked == [day for day in days_through(worked[0], worked[-1]) if chinese_calendar.is_workday(day)]


def test_a_late_notice_redates_an_open_term_and_says_so() -> None:
    change = redated(Term(date(2026, 12, 29), 5), CALENDAR, published_calendar([NOTICE_2027]))
    assert (change.old, change.new) == (Due(date(2027, 1, 5), (2027,)), Due(date(2027, 1, 7)))
    assert change.moved
    assert change.settled
    assert change.notices == (NOTICE_2027,)
    assert change.words == Bi(
        zh="期限由2027年1月5日改为2027年1月7日，依据国办发明电〔2026〕99号。",
        en="The term ends on 7 January 2027 instead of 5 January 2027, by 国办发明电〔2026〕99号.",
    )


def test_a_notice_that_leaves_a_day_where_it_was_makes_it_final() -> None:
    quiet = DayNotice(2027, "某号", date(2026, 11, 5), frozenset(), frozenset(), NOTICE_2027.source)
    change = redated(Term(date(2026, 12, 29), 5), CALENDAR, published_calendar([quiet]))
    assert (change.moved, change.settled) == (False, True)
    assert "no longer provisional" in change.words.en


def test_a_term_that_no_new_notice_touches_stays_as_it_was() -> None:
    change = redated(Term(date(2026, 5, 11), 5, "window"), CALENDAR, published_calendar([NOTICE_2027]))
    assert (change.moved, change.settled, change.notices) == (False, False, ())
    assert change.words.en == "The term still ends on 15 May 2026."


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        ("working_days", date(2026, 5, 18)),
        ("calendar_days", date(2026, 5, 18)),
        ("window", date(2026, 5, 15)),
    ],
)
def test_a_term_knows_how_its_days_are_counted(unit: str, due: date) -> None:
    term = Term(date(2026, 5, 11), 7 if unit == "calendar_days" else 5, unit)  # type: ignore[arg-type]  # parametrised over the three words
    assert term.due(CALENDAR) == Due(due)


def test_the_notices_that_come_along_are_whole_years_with_their_documents() -> None:
    found = [(n.year, n.number, n.published_on, len(n.off), len(n.working)) for n in day_notices()]
    assert found == [
        (2024, "国办发明电〔2023〕7号", date(2023, 10, 25), 28, 8),
        (2025, "国办发明电〔2024〕12号", date(2024, 11, 12), 28, 5),
        (2026, "国办发明电〔2025〕7号", date(2025, 11, 4), 33, 6),
    ]
    assert all(day.weekday() >= 5 for notice in day_notices() for day in notice.working)
