"""Deadlines as a calendar that other programs subscribe to: iCalendar (RFC 5545, RFC 7986), one all-day event each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar
from icalendar import Event as Component

from jiqun.base.words import Bi, Lang
from jiqun.papers.plain import plain

REFRESH, _TTL = timedelta(hours=4), "PT4H"
_REMINDER = timedelta(hours=-15)  # nine in the morning of the day before


@dataclass(frozen=True)
class Event:
    """A deadline: the last day on which something may be done.

    `uid` names it for ever and in every calendar, like `term-12@jiqun.example.org`; `version` counts its changes from
    0, the last of them at `changed_at` (with a time zone). `status`: "tentative" while its day rests on holidays not
    yet published, "cancelled" once it no longer runs.
    """

    uid: str
    on: date
    title: Bi
    about: Bi
    link: str
    version: int
    changed_at: datetime
    status: Literal["confirmed", "tentative", "cancelled"] = "confirmed"


def calendar_ics(name: Bi, events: Iterable[Event], lang: Lang, made_at: datetime) -> bytes:
    """The calendar as the bytes of an `.ics` file; the same bytes for the same events, in whatever order they come.

    `made_at` stands in every event: the moment of the last change, so that an unchanged calendar keeps its bytes.
    Raises ValueError for two events of one uid, or a moment without a time zone.
    """
    ordered = sorted(events, key=lambda event: (event.on, event.uid))
    if len({event.uid for event in ordered}) != len(ordered):
        raise ValueError("two events with one uid")
    calendar = Calendar()
    calendar.add("prodid", f"-//Jiqun//Deadlines//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # RFC 7986, and the older names of the same that Apple and Microsoft read.
    for called in ("name", "x-wr-calname"):
        calendar.add(called, plain(name.say(lang)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _TTL)
    for event in ordered:
        calendar.add_component(_component(event, lang, made_at))
    made: bytes = calendar.to_ical()
    return made


def _component(event: Event, lang: Lang, made_at: datetime) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", _utc(made_at))
    made.add("last-modified", _utc(event.changed_at))
    made.add("sequence", event.version)
    made.add("status", event.status.upper())
    made.add("dtstart", event.on)
    made.add("dtend", event.on + timedelta(days=1))
    made.add("transp", "TRANSPARENT")  # a deadline does not make its day busy
    made.add("summary", plain(event.title.say(lang)))
    made.add("description", _described(event, lang))
    made.add("url", plain(event.link))
    if event.status != "cancelled":
        made.add_component(_alarm(event, lang))
    return made


def _alarm(event: Event, lang: Lang) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMINDER)
    alarm.add("description", plain(event.title.say(lang)))
    return alarm


def _described(event: Event, lang: Lang) -> str:
    return "\n".join([*map(plain, event.about.say(lang).splitlines()), plain(event.link)])


def _utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(UTC).replace(microsecond=0)
