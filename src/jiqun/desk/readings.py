"""How the open questions of an edition are read on a day: by interpretations in force, else by default (Article 20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from jiqun.law import Edition
from jiqun.records.models import Interpretation


@dataclass(frozen=True)
class InForce:
    """Every reading of an edition on a day, and the number of the interpretation that settled it, where one did."""

    values: Mapping[str, str]
    settled_by: Mapping[str, str] = field(default_factory=dict)


def in_force_on(book: Edition, day: date, known: datetime | None = None) -> InForce:
    """How each open question is read on that day; with `known`, by what had been laid down at that moment.

    An interpretation may hold from the very day on which it is approved: what was decided earlier that day was not
    decided by it, so whoever looks back at a decision names its moment.
    """
    rows = holding_on(day, known).filter(edition=book.id).exclude(reading="").order_by("from_day", "pk")
    found = {key: (value, number) for key, value, number in rows.values_list("reading", "value", "number")}
    values = book.settle({key: value for key, (value, _) in found.items()})
    return InForce(values, {key: number for key, (_, number) in found.items()})


def holding_on(day: date, known: datetime | None = None) -> QuerySet[Interpretation]:
    """The interpretations in force on that day: begun, and no other in its place by then."""
    begun, instead = Q(from_day__lte=day), Q(replaced_by__from_day__lte=day)
    if known is not None:
        begun, instead = begun & Q(at__lte=known), instead & Q(replaced_by__at__lte=known)
    return Interpretation.objects.filter(begun).exclude(instead)


def readings_on(book: Edition, day: date) -> Mapping[str, str]:
    """By key, the reading that holds on that day: that of the latest interpretation in force, as known now."""
    return in_force_on(book, day).values


def reading_on(book: Edition, key: str, day: date) -> str:
    """One of them. Raises KeyError for an unknown one."""
    return readings_on(book, day)[key]


def reading_by_day(book: Edition, key: str) -> Callable[[date], str]:
    """How it is read on any day, for a list that asks of many: in one query. Raises KeyError for an unknown one."""
    usual = book.default_readings[key]
    rows = Interpretation.objects.filter(edition=book.id, reading=key).order_by("from_day", "pk")
    known = list(rows.values_list("value", "from_day", "replaced_by__from_day"))

    def on(day: date) -> str:
        held = [value for value, since, until in known if since <= day and (until is None or until > day)]
        return held[-1] if held else usual

    return on
