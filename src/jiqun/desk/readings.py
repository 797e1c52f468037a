"""How the open questions of an edition are read on a day: by interpretations in force, else by default (Article 20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from jiqun.law import Edition
from jiqun.records.models import Interpretation


def readings_on(book: Edition, day: date) -> Mapping[str, str]:
    """By key, the reading that holds on that day: that of the latest interpretation in force, as known now."""
    rows = Interpretation.objects.filter(edition=book.id, from_day__lte=day).exclude(replaced_by__from_day__lte=day)
    chosen = dict(rows.exclude(reading="").order_by("from_day", "pk").values_list("reading", "value"))
    return book.settle(chosen)


def reading_on(book: Edition, key: str, day: date) -> str:
    """One of them. Raises KeyError for an unknown one."""
    return readings_on(book, day)[key]


def reading_by_day(book: Edition, key: str) -> Callable[[date], str]:
    """How it is read on any day, for a list that asks of many: one query. Raises KeyError for an unknown one."""
    usual = book.default_readings[key]
    rows = Interpretation.objects.filter(edition=book.id, reading=key).order_by("from_day", "pk")
    known = list(rows.values_list("value", "from_day", "replaced_by__from_day"))

    def on(day: date) -> str:
        held = [value for value, since, until in known if since <= day and (until is None or until > day)]
        return held[-1] if held else usual

    return on
