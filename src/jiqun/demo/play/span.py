"""Three years as they are played: who is recognised, and what each of them will do or leave undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from jiqun.base.days import SHANGHAI
from jiqun.demo.crew import Crew
from jiqun.demo.stages import Demo
from jiqun.demo.workshop import Workshop
from jiqun.desk.actor import Actor


@dataclass
class Held:
    """A recognised cluster: the year of its recognition, and what is to become of it (`fate`)."""

    demo: Demo
    since: int
    fate: str = "sound"


@dataclass
class Span:
    """The years, everybody in the city, how many clusters there are of each batch, and those that are recognised."""

    crew: Crew
    workshop: Workshop
    firms: int
    seed: int
    batch: int  # of 2023
    applying: tuple[int, int, int]  # in 2024, 2025 and 2026
    say: Callable[[str], None]
    held: list[Held] = field(default_factory=list)
    programmes: dict[int, int] = field(default_factory=dict)  # of service evaluation, by year

    @property
    def officer(self) -> Actor:
        return self.crew.officials["officer"]

    @property
    def approver(self) -> Actor:
        return self.crew.officials["approver"]

    def of(self, *fates: str) -> list[Held]:
        """The recognised clusters of these fates."""
        return [one for one in self.held if one.fate in fates]


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in Shanghai."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)
