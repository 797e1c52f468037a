"""A holiday notice typed in: taken when it is whole, refused with everything that is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.facts.day_notice import day_notice_dict, read_day_notice
from jiqun.facts.problems import InputRefused
from jiqun.law.working_days import day_notices, published_calendar

TYPED: dict[str, Any] = {
    "year": 2027,
    "number": "国办发明电〔2026〕99号",
    "published_on": "2026-11-05",
    "off": ["2027-01-01/2027-01-03", "2027-02-05/2027-02-12", "2027-05-01"],
    "working": ["2027-02-14"],
}


def codes(**changed: Any) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read_day_notice({**TYPED, **changed})
    assert all(problem.message.zh and problem.message.en for problem in refused.value.errors)
    return [problem.code for problem in refused.value.errors]


def test_a_notice_that_is_typed_in_joins_the_calendar() -> None:
    notice = read_day_notice(TYPED)
    calendar = published_calendar([notice])
    assert len(notice.off) == 12
    assert calendar.known(2027)
    assert not calendar.is_working_day(date(2027, 2, 12))
    assert calendar.is_working_day(date(2027, 2, 14))


@pytest.mark.parametrize("notice", day_notices(), ids=lambda notice: str(notice.year))
def test_what_is_written_reads_back_the_same(notice: Any) -> None:
    again = read_day_notice(json.loads(json.dumps(day_notice_dict(notice))))
    assert day_notice_dict(again) == day_notice_dict(notice)


def test_a_new_years_holiday_may_begin_in_december() -> None:
    notice = read_day_notice({**TYPED, "off": [*TYPED["off"], "2026-12-31"]})
    assert date(2026, 12, 31) in notice.off


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"off": [*TYPED["off"], "2027-05-01"]}, ["notice_day_twice"]),
        ({"off": [*TYPED["off"], "2027-02-12/2027-02-13"]}, ["notice_day_twice"]),
        ({"working": ["2027-02-14", "2027-02-14"]}, ["notice_day_twice"]),
        ({"working": ["2027-01-02"]}, ["notice_day_twice"]),
        ({"working": ["2027-02-15"]}, ["notice_no_weekend"]),
        ({"off": [*TYPED["off"], "2028-01-01"]}, ["notice_day_outside"]),
        ({"off": [*TYPED["off"], "2026-12-24"]}, ["notice_day_outside"]),
        ({"working": ["2026-02-14"]}, ["notice_day_outside"]),
        ({"off": ["2027-01-01"]}, ["notice_few_days"]),
        ({"published_on": "2025-11-05"}, ["notice_published", "notice_number"]),
        ({"number": "国办发明电〔2024〕12号"}, ["notice_number"]),
        ({"off": ["2027-02-30"]}, ["notice_date"]),
        ({"off": ["2027-02-12/2027-02-05"]}, ["notice_date"]),
        ({"off": ["2027-01-01/2027-12-31"]}, ["notice_date"]),
        ({"off": ["20270101", 5, None, "2027-W01-1", "２０２７-01-01", "2027-01-01/"]}, ["notice_date"] * 6),
        ({"published_on": "soon"}, ["notice_date"]),
        ({"year": True}, ["notice_entry"]),
        ({"year": "2027", "off": None, "confirmed": "yes"}, ["notice_entry"] * 3),
        ({"number": "  "}, ["notice_entry"]),
        ({"off": ["2027-01-01"] * 101}, ["notice_entry"]),
        ({"holiday": []}, ["notice_unknown_entry"]),
    ],
)
def test_what_is_wrong_is_refused_by_its_code(changed: dict[str, Any], found: list[str]) -> None:
    assert codes(**changed) == found


def test_a_notice_for_another_year_than_its_days_is_refused_for_every_day() -> None:
    found = codes(year=2028)
    assert found == ["notice_published", *["notice_day_outside"] * 13]


def test_every_problem_is_told_at_once() -> None:
    found = codes(working=["2027-02-15", "2027-01-02"], off=["2027-01-02"], number="〔2020〕1号")
    assert found == ["notice_number", "notice_day_twice", "notice_no_weekend", "notice_few_days"]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_whatever_is_typed_is_taken_or_refused(anything: object) -> None:
    for data in (anything, *({**TYPED, name: anything} for name in TYPED)):
        assert taken_or_refused(data)


def taken_or_refused(data: object) -> bool:
    try:
        return bool(read_day_notice(data).off)
    except InputRefused as refused:
        return bool(refused.errors)
