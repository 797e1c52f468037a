"""Official numbers by a pattern, each given once."""

from __future__ import annotations

from datetime import date

from jiqun.records.models import NumberSeries


def next_of(series: str) -> int:
    """The next number of a series, from 1. Needs a transaction, and holds the series until that is over."""
    row, _ = NumberSeries.objects.select_for_update().get_or_create(pk=series)
    row.last += 1
    row.save()
    return row.last


def document_number(pattern: str, day: date, **parts: str) -> str:
    """The next number by a pattern such as `{place}经信集群〔{year}〕{n}号`; it counts anew each year and place."""
    series = pattern.format(year=day.year, n="#", **parts)
    return pattern.format(year=day.year, n=next_of(series), **parts)


def coming_number(pattern: str, day: date, **parts: str) -> str:
    """The number that comes next by a pattern, unless somebody takes it meanwhile; nothing is taken by asking."""
    series = pattern.format(year=day.year, n="#", **parts)
    last = NumberSeries.objects.filter(pk=series).values_list("last", flat=True).first() or 0
    return pattern.format(year=day.year, n=last + 1, **parts)
