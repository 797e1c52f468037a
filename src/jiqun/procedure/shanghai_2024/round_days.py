"""The working days that a round sets, with what is usual; the Procedures leave them to the notice (Article 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi

MOST = 250


@dataclass(frozen=True)
class RoundDays:
    """A period that a round sets: what it is, and how many working days it usually has."""

    title: Bi
    usual: int


# By the name of the term (`procedure.kit.Term`); the last one is no term of a case but the time to appeal in.
ROUND_DAYS: Mapping[str, RoundDays] = {
    "preliminary_review": RoundDays(Bi(zh="区初审", en="Preliminary review"), 20),
    "formality": RoundDays(Bi(zh="形式审查", en="Formality check"), 10),
    "evaluation": RoundDays(Bi(zh="专家评审、抽查与拟认定", en="Evaluation, spot checks and proposal"), 40),
    "visit": RoundDays(Bi(zh="现场核查", en="On-site visits"), 20),
    "reply": RoundDays(Bi(zh="答复核查发现", en="Replies to findings of a visit"), 5),
    "notice": RoundDays(Bi(zh="公示（首日和末日计入）", en="Public notice, first and last day counted"), 5),
    "objection": RoundDays(Bi(zh="处理异议", en="Handling an objection"), 10),
    "decision": RoundDays(Bi(zh="公示后作出决定", en="Decision, from the start of the notice"), 20),
    "appeal": RoundDays(Bi(zh="处理复核申请", en="Handling an appeal"), 20),
    "appealing": RoundDays(Bi(zh="提出复核申请", en="Lodging an appeal, from the decision’s publication"), 15),
}


def usual_days() -> dict[str, int]:
    """By name, the usual working days."""
    return {name: one.usual for name, one in ROUND_DAYS.items()}
