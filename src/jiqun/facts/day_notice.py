"""A holiday notice that an administrator types in: read, checked in full, and written back in the same form.

    {"year": 2027, "number": "国办发明电〔2026〕9号", "published_on": "2026-11-05",
     "off": ["2027-01-01", "2027-02-05/2027-02-12"], "working": ["2027-02-14"]}

The days of the year are those of the whole year, also where a notice only amends an earlier one: the later notice takes
the place of the earlier in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from jiqun.base.words import Bi
from jiqun.base.workdays import DayNotice
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.typed_values import shown
from jiqun.law.working_days import days_through

LONGEST_SPAN: Final = 15  # days; the longest holiday so far had nine
MOST_ENTRIES: Final = 100
# The eleven public holidays of the year before the revision of November 2024 added two: fewer is no whole year.
FEWEST_DAYS_OFF: Final = 11

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER_YEAR = re.compile(r"[〔\[（(]([0-9]{4})[〕\]）)]")
_SOURCE = Bi(zh="管理员录入：{number}", en="typed in by an administrator: {number}")

_ENTRY = Bi(
    zh="缺少“{name}”或类型不对：须有整数year、文字number、日期published_on，以及日期列表off和working。",
    en="{name!r} is missing or of the wrong type: it takes the whole number year, the text number, the date"
    " published_on, and the lists of dates off and working.",
)
_STRANGE = Bi(
    zh="没有“{name}”这一项，请删去或改正写法。", en="There is no entry {name!r}; leave it out or mend its name."
)
_DATE = Bi(
    zh="“{value}”不是日期：请写成2027-02-05，连续多日写成2027-02-05/2027-02-12（最多{most}天）。",
    en="{value!r} is no date: write 2027-02-05, or 2027-02-05/2027-02-12 for a run of days ({most} at most).",
)
_TWICE = Bi(
    zh="{day}写了不止一次：每一天只能写一次，且只能是放假或上班之一。",
    en="{day} stands more than once: name each day once, either as off or as worked.",
)
_OUTSIDE = Bi(
    zh="{day}不在{year}年内（元旦连休可从上年12月25日起）：请核对年份或日期。",
    en="{day} does not lie in {year} (a New Year's holiday may begin from 25 December): check the year or the date.",
)
_NO_WEEKEND = Bi(
    zh="{day}是星期一至星期五，本来就上班：调休上班日须是星期六或星期日。",
    en="{day} is a weekday and is worked anyway: a make-up day is a Saturday or Sunday.",
)
_FEW = Bi(
    zh="放假只有{found}天，全年至少{least}天：请录入全年安排，修改通知也须写全年。",
    en="Only {found} days are off, a year has {least} or more: type in the whole year, for an amendment too.",
)
_YEAR = Bi(zh="年份{year}不在2000至2100之间。", en="The year {year} does not lie between 2000 and 2100.")
_PUBLISHED = Bi(
    zh="{published}发布的通知不会是{year}年的：应在上一年或当年发布。",
    en="A notice published on {published} is not one for {year}: it comes out in the year before or in that year.",
)
_NUMBER = Bi(
    zh="文号“{number}”的年份与发布日期{published}不符。",
    en="The year in the number {number!r} is not that of its publication on {published}.",
)


def read_day_notice(data: object) -> DayNotice:
    """The notice in a plain dictionary of the form above (also with `confirmed`: has the document been seen?).

    Raises InputRefused with every problem: entries missing or unknown, no dates, a day named twice, a make-up day that
    is no weekend day, days outside the year, a number or day of publication that does not fit it.
    """
    entries = data if isinstance(data, Mapping) else {}
    _refuse(_form_problems(entries))
    published = _date(entries["published_on"])
    assert published is not None  # else it was refused above
    off, working = _days(entries, "off"), _days(entries, "working")
    _refuse([*_head_problems(entries, published), *_day_problems(entries["year"], off, working)])
    number = entries["number"].strip()
    return DayNotice(
        year=entries["year"],
        number=number,
        published_on=published,
        off=frozenset(off),
        working=frozenset(working),
        source=_SOURCE.fill(number=number),
        confirmed=entries.get("confirmed", True),
    )


def day_notice_dict(notice: DayNotice) -> dict[str, Any]:
    """The notice as plain data that `read_day_notice` reads, days in order; its source is not part of that."""
    return {
        "year": notice.year,
        "number": notice.number,
        "published_on": notice.published_on.isoformat(),
        "off": [day.isoformat() for day in sorted(notice.off)],
        "working": [day.isoformat() for day in sorted(notice.working)],
        "confirmed": notice.confirmed,
    }


def _form_problems(entries: Mapping[Any, Any]) -> Iterator[Problem]:
    """Entries that are missing, unknown or of the wrong type, and texts that are no dates."""
    wrong = [name for name, fits in _FITS.items() if not fits(entries.get(name))]
    if not isinstance(entries.get("confirmed", True), bool):
        wrong.append("confirmed")
    yield from (_problem("notice_entry", _ENTRY.fill(name=name), name) for name in wrong)
    known = {*_FITS, "confirmed"}
    strange = [shown(name) for name in entries if name not in known][:MOST_ENTRIES]
    yield from (_problem("notice_unknown_entry", _STRANGE.fill(name=name), name) for name in strange)
    if "published_on" not in wrong and _date(entries["published_on"]) is None:
        yield _no_date(entries["published_on"], "published_on")
    for name in ("off", "working"):
        values = entries[name] if name not in wrong else []
        yield from (_no_date(value, name) for value in values if _span(value) is None)


def _head_problems(entries: Mapping[str, Any], published: date) -> Iterator[Problem]:
    """A year, a number and a day of publication that do not fit each other."""
    year, number = entries["year"], entries["number"].strip()
    if not 2000 <= year <= 2100:
        yield _problem("notice_year", _YEAR.fill(year=year), "year")
    if published.year not in (year - 1, year):
        yield _problem("notice_published", _PUBLISHED.fill(published=published, year=year), "published_on")
    stated = _NUMBER_YEAR.search(number)
    if stated and int(stated[1]) != published.year:
        yield _problem("notice_number", _NUMBER.fill(number=number, published=published), "number")


def _day_problems(year: int, off: list[date], working: list[date]) -> Iterator[Problem]:
    """Days that cannot be, each named once."""
    named = Counter([*off, *working])
    for day in sorted(named):
        if named[day] > 1:
            yield _problem("notice_day_twice", _TWICE.fill(day=day), "off", day)
        if day.year != year and (day.year, day.month, day.day >= 25) != (year - 1, 12, True):
            yield _problem("notice_day_outside", _OUTSIDE.fill(day=day, year=year), "off", day)
    weekdays = (day for day in sorted({*working}) if day.weekday() < 5)
    yield from (_problem("notice_no_weekend", _NO_WEEKEND.fill(day=day), "working", day) for day in weekdays)
    if len({*off}) < FEWEST_DAYS_OFF:
        yield _problem("notice_few_days", _FEW.fill(found=len({*off}), least=FEWEST_DAYS_OFF), "off")


def _days(entries: Mapping[str, Any], name: str) -> list[date]:
    return [day for value in entries[name] for day in _span(value) or ()]


def _span(value: object) -> tuple[date, ...] | None:
    """The days of `2027-02-05` or `2027-02-05/2027-02-12`, or None."""
    if not isinstance(value, str):
        return None
    ends = [_date(part) for part in value.split("/", 2)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or not 0 <= (last - first).days < LONGEST_SPAN:
        return None
    return days_through(first, last)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _FORM.fullmatch(text) else None
    except ValueError:
        return None


def _is_year(value: object) -> bool:
    # A truth value is an int to Python; a number of many digits could not even be written into a message.
    return type(value) is int and value.bit_length() < 32


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= 200


def _is_list(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_ENTRIES


def _refuse(problems: Iterator[Problem] | list[Problem]) -> None:
    found = list(problems)
    if found:
        raise InputRefused(found)


def _no_date(value: object, column: str) -> Problem:
    text = shown(value)
    return Problem("notice_date", _DATE.fill(value=text, most=LONGEST_SPAN), column=column, value=text)


def _problem(code: str, message: Bi, column: str, day: date | None = None) -> Problem:
    return Problem(code, message, column=column, value=day.isoformat() if day else None)


_FITS: Final[Mapping[str, Callable[[object], bool]]] = {
    "year": _is_year,
    "number": _is_text,
    "published_on": _is_text,
    "off": _is_list,
    "working": _is_list,
}
