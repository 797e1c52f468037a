"""How long a recognition holds: three years from the publication of the list (Articles 9 and 15)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

YEARS = 3
MONTHS_BEFORE = 6


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


def re_evaluation_opens(last_day: date) -> date:
    """Six months before a recognition expires: one that holds through 17 June 2029 opens on 17 December 2028.

    A day that the month does not have is its last one: 31 August opens on 28 or 29 February.
    """
    month = last_day.year * 12 + last_day.month - 1 - MONTHS_BEFORE
    year, place = divmod(month, 12)
    return date(year, place + 1, min(last_day.day, monthrange(year, place + 1)[1]))


def renewed_term(last_day: date) -> tuple[date, date]:
    """The first and the last day of a renewal: three years from the earlier expiry, whenever it is announced."""
    first = last_day + timedelta(days=1)
    return first, last_day_of(first)


def figures_of_renewal(last_day: date) -> date:
    """The day as of which a re-evaluation takes its figures: of the latest year that was to be reported on by then.

    Annual reports are due by 10 April (Article 16). A recognition that ends earlier in the year is judged by the year
    before, whose figures everybody has.
    """
    return last_day if last_day >= date(last_day.year, 4, 10) else date(last_day.year - 1, 12, 31)
