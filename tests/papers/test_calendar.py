"""The calendar of deadlines, read by its own library's parser and by another one that knows nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream

from jiqun.base.words import LANGS, Bi, Lang
from jiqun.papers.calendar import REFRESH, Event, calendar_ics
from tests.papers.cast import HOSTILE

BOTH = pytest.mark.parametrize("lang", LANGS)
MADE_AT = datetime(2026, 5, 7, 9, 2, 3, tzinfo=timezone(timedelta(hours=8)))
NAME = Bi(zh="集群办理期限", en="Deadlines")
CORRECTION = Event(
    uid="term-12@jiqun.example.org",
    on=date(2026, 5, 20),
    title=Bi(zh="补正期限届满：张江创新药集群（SH-2026-0012）", en="Correction due: Zhangjiang Innovative Drugs"),
    about=Bi(
        zh="请在当日前补正并重新提交，逾期视为撤回；\n依据第八条。", en="Correct and submit again; under\nArticle 8."
    ),
    link="https://jiqun.example.org/desk/cases/12/?a=1,2;b",
    version=2,
    changed_at=datetime(2026, 5, 6, 6, 3, 27, tzinfo=UTC),
)
REVIEW = replace(CORRECTION, uid="term-9@jiqun.example.org", on=date(2026, 5, 4), version=0, status="tentative")
DROPPED = replace(CORRECTION, uid="term-7@jiqun.example.org", version=3, status="cancelled")
ALL = (CORRECTION, REVIEW, DROPPED)


def made(*events: Event, lang: Lang = "zh") -> bytes:
    return calendar_ics(NAME, events, lang, MADE_AT)


def by_another(data: bytes) -> OtherCalendar:
    return IcsCalendarStream.calendar_from_ics(data.decode("utf-8"))


@BOTH
def test_its_own_parser_reads_back_every_field(lang: Lang) -> None:
    read = icalendar.Calendar.from_ical(made(*ALL, lang=lang))
    assert [read[name] for name in ("version", "method", "name", "x-wr-calname")] == [
        *("2.0", "PUBLISH", NAME.say(lang), NAME.say(lang))
    ]
    assert read.decoded("refresh-interval") == REFRESH
    event = next(one for one in read.walk("VEVENT") if one["uid"] == CORRECTION.uid)
    assert event["summary"] == CORRECTION.title.say(lang)
    assert event["description"] == f"{CORRECTION.about.say(lang)}\n{CORRECTION.link}"
    assert event["url"] == CORRECTION.link
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 5, 20), date(2026, 5, 21))
    assert (event["sequence"], event["status"], event["transp"]) == (2, "CONFIRMED", "TRANSPARENT")
    assert event.decoded("last-modified") == CORRECTION.changed_at
    assert event.decoded("dtstamp") == MADE_AT
    (alarm,) = event.walk("VALARM")
    assert (alarm["action"], alarm.decoded("trigger")) == ("DISPLAY", timedelta(hours=-15))


@BOTH
def test_another_program_reads_the_same(lang: Lang) -> None:
    read = by_another(made(*ALL, lang=lang))
    assert read.method == "PUBLISH"
    found = {event.uid: event for event in read.events}
    assert set(found) == {event.uid for event in ALL}
    event = found[CORRECTION.uid]
    assert event.summary == CORRECTION.title.say(lang)
    assert event.description == f"{CORRECTION.about.say(lang)}\n{CORRECTION.link}"
    assert (event.start, event.end, event.sequence) == (date(2026, 5, 20), date(2026, 5, 21), 2)
    assert event.last_modified == CORRECTION.changed_at
    assert str(event.url) == CORRECTION.link
    assert [alarm.trigger for alarm in event.alarm] == [timedelta(hours=-15)]
    assert {uid: one.status for uid, one in found.items()} == {
        CORRECTION.uid: "CONFIRMED",
        REVIEW.uid: "TENTATIVE",
        DROPPED.uid: "CANCELLED",
    }


def test_what_no_longer_runs_reminds_nobody() -> None:
    (event,) = by_another(made(DROPPED)).events
    assert not event.alarm


@BOTH
def test_lines_end_and_fold_as_rfc_5545_section_3_1_says(lang: Lang) -> None:
    long = replace(CORRECTION, title=Bi(zh="很长的期限名称，" * 40, en="a long name of a deadline, " * 40))
    data = made(long, lang=lang)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut in two
    (event,) = by_another(data).events
    assert event.summary == long.title.say(lang)


def test_the_order_of_the_events_does_not_matter_and_the_day_comes_first() -> None:
    assert made(*ALL) == made(*reversed(ALL))
    assert by_another(made(*ALL)).events[0].uid == REVIEW.uid


def test_a_changed_deadline_keeps_its_uid_and_counts_on() -> None:
    moved = replace(CORRECTION, on=date(2026, 5, 27), version=3, changed_at=MADE_AT)
    (event,) = by_another(made(moved)).events
    assert (event.uid, event.sequence, event.start) == (CORRECTION.uid, 3, date(2026, 5, 27))


def test_an_empty_calendar_is_one() -> None:
    assert by_another(made()).events == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_nothing_typed_becomes_a_line_of_its_own(text: str) -> None:
    words = Bi(zh=text + HOSTILE + "\r\nEND:VEVENT\nX-EVIL:1", en="")
    data = made(replace(CORRECTION, title=words, about=words, link=f"https://a.example/{text}\r\nX-EVIL:1"))
    lines = data.replace(b"\r\n ", b"").split(b"\r\n")
    assert not [line for line in lines if line.startswith(b"X-EVIL")]
    assert lines.count(b"END:VEVENT") == 1
    assert len(list(icalendar.Calendar.from_ical(data).walk("VEVENT"))) == 1


def test_two_events_of_one_uid_and_moments_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="one uid"):
        made(CORRECTION, CORRECTION)
    with pytest.raises(ValueError, match="time zone"):
        made(replace(CORRECTION, changed_at=datetime(2026, 5, 6)))  # noqa: DTZ001  # without a zone on purpose
