"""Everybody of the demonstration city who is no operator and no enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.demo import people
from jiqun.desk.actor import Actor
from jiqun.desk.do.people.accounts import found_body
from jiqun.procedure.roles import Office, Role

EXPERTS, INSPECTORS = 18, 4
# The numbers of the operators: of the round that is open, of the one under way, and the first of past years.
OPEN, UNDER_WAY, PAST = range(1, 21), range(21, 27), 41
_BODIES = (("产业经济研究院", "Institute of industry"), ("工程技术大学", "University of engineering"))


@dataclass(frozen=True)
class Crew:
    """The Commission's people by their key, the districts' by district, experts and inspectors."""

    officials: dict[str, Actor]
    offices: dict[str, Actor]
    experts: tuple[Actor, ...]
    inspectors: tuple[Actor, ...]


def gather(at: datetime) -> Crew:
    """Found the offices and bodies and give everybody an account."""
    officials, offices = people.commission(at), people.districts(at)
    commission = officials["officer"].organisation
    officials["second_officer"] = people.person("officer-2", "何嘉", Role.MUNICIPAL_OFFICER, commission, at)
    officials["second_approver"] = people.person("approver-2", "许文", Role.MUNICIPAL_APPROVER, commission, at)
    bodies = [
        found_body(kind=Office.EXPERT_BODY, name_zh=f"{zh}（演示）", name_en=f"{en} (demonstration)", at=at).pk
        for zh, en in _BODIES
    ]
    experts = tuple(
        people.person(f"expert-{n:02d}", f"专家{n:02d}", Role.EXPERT, bodies[n % len(bodies)], at)
        for n in range(1, EXPERTS + 1)
    )
    inspectors = tuple(
        people.person(f"inspector-{n:02d}", f"核查{n:02d}", Role.INSPECTOR, commission, at)
        for n in range(1, INSPECTORS + 1)
    )
    return Crew(officials, offices, experts, inspectors)
