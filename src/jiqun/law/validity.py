"""How long a recognition holds: three years from the publication of the list (Articles 9 and 15)."""

from __future__ import annotations

from datetime import date, timedelta

YEARS = 3


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; 29 February has its anniversary on the 28th where that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_day_of(first: date) -> date:
    """The day before the third anniversary: a list published on 18 June 2026 holds through 17 June 2029.

    One published on 29 February 2028 has its third anniversary on 28 February 2031 and holds through the 27th
    (`docs/decisions/0022-certificates.md`).
    """
    return anniversary(first, YEARS) - timedelta(days=1)
