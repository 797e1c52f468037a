"""Who plays, and in which year; each applicant with what is to become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.demo import people
from jiqun.demo.stages import Demo
from jiqun.desk.actor import Actor
from jiqun.desk.do.accounts import found_body
from jiqun.procedure.roles import Office, Role

EXPERTS, INSPECTORS = 18, 4
QUOTA = 24
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
    """Everybody, and the round that they play."""

    year: int
    officials: dict[str, Actor]
    offices: dict[str, Actor]
    say: Callable[[str], None]
    experts: list[Actor] = field(default_factory=list)
    inspectors: list[Actor] = field(default_factory=list)
    applicants: list[Applicant] = field(default_factory=list)
    round: int = 0

    def at(self, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of the year in Shanghai."""
        return datetime(self.year, month, day, hour, minute, tzinfo=SHANGHAI)

    def day(self, month: int, day: int) -> date:
        """A day of the year."""
        return date(self.year, month, day)

    @property
    def officer(self) -> Actor:
        return self.officials["officer"]

    @property
    def approver(self) -> Actor:
        return self.officials["approver"]

    def of(self, *fates: str) -> list[Applicant]:
        """The applicants of these fates."""
        return [one for one in self.applicants if one.fate in fates]

    def still(self) -> list[Applicant]:
        """Those that go on to the Commission: neither withdrawn nor declined by their district."""
        return [one for one in self.applicants if one.fate not in ("withdrawn", "declined")]


def set_scene(year: int, say: Callable[[str], None]) -> Scene:
    """The offices with their people, a second officer and approver, experts and inspectors."""
    start = datetime(year, 2, 24, 9, 0, tzinfo=SHANGHAI)
    officials, offices = people.commission(start), people.districts(start)
    commission = officials["officer"].organisation
    officials["second_officer"] = people.person("officer-2", "何嘉", Role.MUNICIPAL_OFFICER, commission, start)
    officials["second_approver"] = people.person("approver-2", "许文", Role.MUNICIPAL_APPROVER, commission, start)
    scene = Scene(year, officials, offices, say)
    bodies = [
        found_body(kind=Office.EXPERT_BODY, name_zh=f"{zh}（演示）", name_en=f"{en} (demonstration)", at=start).pk
        for zh, en in (("产业经济研究院", "Institute of industry"), ("工程技术大学", "University of engineering"))
    ]
    scene.experts = [
        people.person(f"expert-{n:02d}", f"专家{n:02d}", Role.EXPERT, bodies[n % 2], start)
        for n in range(1, EXPERTS + 1)
    ]
    scene.inspectors = [
        people.person(f"inspector-{n:02d}", f"核查{n:02d}", Role.INSPECTOR, commission, start)
        for n in range(1, INSPECTORS + 1)
    ]
    return scene


def fields_of(number: int) -> tuple[str, ...]:
    """What the expert of that number knows."""
    return tuple(_FIELDS[number % len(_FIELDS)].split(";"))


DEMONSTRATION = Bi(zh="（演示）", en="(demonstration) ")
