"""What is decided of a made-up cluster before its figures: its lines, its industry, its place, what it leaves blank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiqun.base.days import years_looked_at
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.generate.chances import Draw, pick
from jiqun.facts.generate.lines import Places, is_candidate, places
from jiqun.facts.generate.topics import TOPICS, Topic
from jiqun.facts.sheets import ANNUAL

# Lines whose clusters may count revenue as output: it takes no part in them, and no firm leaves on their account.
_LINES_WITHOUT_OUTPUT = ("A6.5.1", "A6.5.6", "A6.6.4", "A6.7.2", "A6.8.3")
_OPTIONAL = tuple(column.key for column in ANNUAL.columns if not column.required)
_ONE_IN = 50  # clusters leave an optional column blank for a whole year


@dataclass(frozen=True)
class Character:
    """A cluster's index, the day it is for, whether it is sound, its lines, its topic and district.

    `by_revenue`: its output is measured as revenue. `absent`: an annual column that no firm fills in a year (0 to 3).
    """

    index: int
    on: date
    sound: bool
    at: Places
    topic: Topic
    district: str
    by_revenue: bool
    absent: tuple[str, int] | None

    @property
    def years(self) -> tuple[int, int, int, int]:
        return years_looked_at(self.on)


def character_of(draw: Draw, index: int, on: date) -> Character:
    """Decide by the index what is counted on to be there, and by draws the rest."""
    at, topic = places(index), pick(draw, TOPICS)
    district = pick(draw, tuple(DISTRICTS))
    revenue_fits = not at or any(line in _LINES_WITHOUT_OUTPUT for line in at)
    by_revenue = draw() < (0.7 if topic.software else 0.1) and revenue_fits
    return Character(index, on, is_candidate(index), at, topic, district, by_revenue, _absent(index))


def _absent(index: int) -> tuple[str, int] | None:
    """One cluster in fifty, never a candidate; column after column, then year after year, the latest first."""
    turn, place = divmod(index, _ONE_IN)
    if place != 7:
        return None
    year, column = divmod(turn, len(_OPTIONAL))
    return _OPTIONAL[column], 3 - year % 4
