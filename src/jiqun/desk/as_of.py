"""Two axes of time: what was true on a day, as it was known at a moment. A value that every page can take up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from jiqun.base.days import SHANGHAI, day_of


@dataclass(frozen=True)
class AsOf:
    """The day that is asked about, and the moment whose knowledge counts; `now` where nothing is asked."""

    on: date
    known: datetime
    now: bool = False

    @property
    def known_on(self) -> date:
        """The day of Shanghai on which it was known."""
        return day_of(self.known)

    @property
    def moment(self) -> datetime:
        """The end of the day that is asked about, or what was known if that is earlier: where a case stood then."""
        return min(datetime.combine(self.on, time.max, SHANGHAI), self.known)


def present(at: datetime) -> AsOf:
    """What is true today, as it is known now."""
    return AsOf(day_of(at), at, now=True)


def as_of(on: date | None, known: date | None, at: datetime) -> AsOf:
    """By days: a day is known through its end, today through this moment; what is left out is now, or the other day.

    Raises ValueError for a day that has not come.
    """
    if on is None and known is None:
        return present(at)
    today = day_of(at)
    if max(on or today, known or today) > today:
        raise ValueError("a day that has not come")
    end = at if known in (None, today) else datetime.combine(known, time.max, SHANGHAI)
    return AsOf(on or known or today, end)
