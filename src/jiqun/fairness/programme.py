"""A year's programme of service evaluation: criteria with weights, lines of grades, weights of the assessment (A17).

What is published before anybody is looked at, and what follows from it: totals, grades, the order of a year. Exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from jiqun.base.words import Bi
from jiqun.fairness.scores import WHOLE

# The parts of the overall assessment of a cluster.
PARTS: Mapping[str, Bi] = {
    "indicators": Bi(zh="指标", en="Indicators"),
    "plan": Bi(zh="规划完成", en="Plan progress"),
    "evaluation": Bi(zh="服务评价", en="Service evaluation"),
    "punctuality": Bi(zh="按时报送", en="Punctuality"),
}
GRADES: Mapping[str, Bi] = {
    "excellent": Bi(zh="优秀", en="Excellent"),
    "good": Bi(zh="良好", en="Good"),
    "sound": Bi(zh="合格", en="Sound"),
    "poor": Bi(zh="不合格", en="Poor"),
}
USUAL_LINES: Mapping[str, int] = {"excellent": 90, "good": 75, "sound": 60}
USUAL_WEIGHTS: Mapping[str, int] = {"indicators": 40, "plan": 25, "evaluation": 25, "punctuality": 10}
_POINTS = re.compile(r"\d{1,3}(\.\d{1,2})?")
MOST_CRITERIA = 20


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked at: how its points (0 to 100) are given, where it comes from, its whole weight."""

    key: str
    title: Bi
    how: Bi
    source: Bi
    weight: int

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        words = {name: getattr(self, name).as_dict() for name in ("title", "how", "source")}
        return {"key": self.key, **words, "weight": self.weight}


@dataclass(frozen=True)
class Programme:
    """What the evaluation of a year goes by. `late_day`: points off for each calendar day that a report is late."""

    criteria: tuple[Criterion, ...]
    lines: Mapping[str, int] = field(default_factory=lambda: dict(USUAL_LINES))
    weights: Mapping[str, int] = field(default_factory=lambda: dict(USUAL_WEIGHTS))
    late_day: int = 5

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "criteria": [one.as_dict() for one in self.criteria],
            "lines": dict(self.lines),
            "weights": dict(self.weights),
            "late_day": self.late_day,
        }

    def grade_of(self, total: Fraction) -> str:
        """The grade of a total: the best one whose line it reaches."""
        return next((grade for grade in GRADES if grade in self.lines and total >= self.lines[grade]), "poor")


@dataclass(frozen=True)
class Part:
    """A part of an overall assessment. `waits`: it will be there; neither a score nor that: it does not apply."""

    name: str
    weight: int
    score: Fraction | None = None
    waits: bool = False


def programme_of(stored: Mapping[str, Any]) -> Programme:
    """The programme as it was stored. Raises KeyError for what is none."""
    criteria = (
        Criterion(one["key"], Bi(**one["title"]), Bi(**one["how"]), Bi(**one["source"]), one["weight"])
        for one in stored["criteria"]
    )
    return Programme(tuple(criteria), stored["lines"], stored["weights"], stored["late_day"])


def problems_of(programme: Programme) -> dict[str, Bi]:
    """What cannot be, by the name of the field; nothing if the programme can be used."""
    total, rest = sum(one.weight for one in programme.criteria), sum(programme.weights.values())
    lines = [programme.lines.get(name, -1) for name in USUAL_LINES]
    falling = WHOLE >= lines[0] > lines[1] > lines[2] > 0
    sound = set(programme.weights) == set(PARTS) and min(programme.weights.values()) >= 0 and rest == WHOLE
    few = 1 <= len(programme.criteria) <= MOST_CRITERIA and all(one.weight > 0 for one in programme.criteria)
    found = {
        "criteria": None if few and total == WHOLE else _CRITERIA.fill(sum=total, most=MOST_CRITERIA),
        "line_excellent": None if falling else _LINES,
        "weight_indicators": None if sound else _WEIGHTS.fill(sum=rest),
        "late_day": None if 1 <= programme.late_day <= WHOLE else _LATE,
    }
    for one in programme.criteria:
        found[f"title_zh-{one.key}"] = None if one.title.zh else _TITLE
        found[f"how_zh-{one.key}"] = None if one.how.zh else _HOW
    return {name: problem for name, problem in found.items() if problem}


def read_points(text: str) -> Fraction | None:
    """Points as they are typed, 0 to 100 with two decimals at most; None for anything else."""
    text = text.strip()
    points = Fraction(text) if text.isascii() and _POINTS.fullmatch(text) else None
    return points if points is not None and points <= WHOLE else None


def total_of(programme: Programme, points: Mapping[str, Fraction]) -> Fraction:
    """The weighted total, 0 to 100. Raises KeyError where a criterion has no points."""
    return sum((one.weight * points[one.key] for one in programme.criteria), Fraction(0)) / WHOLE


def overall_of(parts: Iterable[Part]) -> Fraction | None:
    """The overall score: parts by weight. None so long as one of them waits, or where none is there.

    The weight of a part that does not apply is spread over the others in proportion to theirs.
    """
    listed = [one for one in parts if one.weight]
    known = [(one.weight, one.score) for one in listed if one.score is not None]
    if any(one.waits for one in listed) or not known:
        return None
    return sum((weight * score for weight, score in known), Fraction(0)) / sum(weight for weight, _ in known)


def late_points(days: int, a_day: int) -> int:
    """What is left of 100 for a report so many calendar days late; in time, all of it."""
    return max(WHOLE - a_day * max(days, 0), 0)


_CRITERIA = Bi(
    zh="评价指标须为1至{most}项，各项权重为大于零的整数，合计100（现为{sum}）。",
    en="There are 1 to {most} criteria with whole weights above 0 that sum to 100; they sum to {sum}.",
)
_LINES = Bi(
    zh="等次分数线须依次降低：优秀、良好、合格，均在1至100之间。",
    en="The lines fall from excellent to good to sound, all from 1 to 100.",
)
_WEIGHTS = Bi(
    zh="四部分权重须为不小于零的整数，合计100（现为{sum}）。",
    en="The four weights are whole, none below 0, and sum to 100; they sum to {sum}.",
)
_LATE = Bi(zh="须为1至100的整数。", en="A whole number from 1 to 100.")
_TITLE = Bi(zh="请填写指标名称。", en="Name the criterion.")
_HOW = Bi(zh="请写明如何计分。", en="Say how its points are given.")
