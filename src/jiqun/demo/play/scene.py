"""The round of a year as it is played: who is in it, and what is to become of each applicant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from jiqun.base.days import SHANGHAI
from jiqun.demo.crew import PAST, Crew
from jiqun.demo.stages import Demo
from jiqun.demo.workshop import Workshop
from jiqun.desk.actor import Actor
from jiqun.fairness.rubric import Rubric

# The experts' divisions of GB/T 4754-2017, so that every made-up industry has several who know it.
_FIELDS = (
    "13;14;17;18;21;22;23",
    "26;27;28;29;30",
    "31;32;33;34;35",
    "36;37;38;39;40",
    "41;42;43;63;64;65",
    "73;74;75;34;39",
)


@dataclass
class Applicant:
    """An application and what is to become of it (`fate`); `case` once it is opened."""

    demo: Demo
    fate: str
    case: int = 0
    points: int = 0  # what its experts give it, about


@dataclass
class Scene:
    """A year, everybody in the city, what is to become of the applications, and the round that they play.

    Days are those of a round that opens in March and ends in August; `shift` moves them all.
    """

    year: int
    crew: Crew
    workshop: Workshop
    fates: tuple[str, ...]
    firms: int
    say: Callable[[str], None]
    quota: int | None = None
    rubric: Rubric = field(default_factory=Rubric)
    spot_share: str = "1/5"
    shift: timedelta = timedelta()
    applicants: list[Applicant] = field(default_factory=list)
    round: int = 0
    first: int = PAST  # the number of its first operator
    years_after: int = 0  # in which those that are recognised will report

    def at(self, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of the year in Shanghai."""
        return datetime(self.year, month, day, hour, minute, tzinfo=SHANGHAI) + self.shift

    def day(self, month: int, day: int) -> date:
        """A day of the year."""
        return date(self.year, month, day) + self.shift

    @property
    def officer(self) -> Actor:
        return self.crew.officials["officer"]

    @property
    def approver(self) -> Actor:
        return self.crew.officials["approver"]

    def of(self, *fates: str) -> list[Applicant]:
        """The applicants of these fates."""
        return [one for one in self.applicants if one.fate in fates]

    def still(self) -> list[Applicant]:
        """Those that go on to the Commission: neither withdrawn nor declined by their district."""
        return [one for one in self.applicants if one.fate not in ("withdrawn", "declined")]


def fields_of(number: int) -> tuple[str, ...]:
    """What the expert of that number knows."""
    return tuple(_FIELDS[number % len(_FIELDS)].split(";"))
