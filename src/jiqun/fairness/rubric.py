"""How a round's files are judged: weights of the nine groups, how many experts, how far apart they may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from jiqun.base.words import Bi
from jiqun.fairness.scores import WHOLE

GROUPS = range(1, 10)
_EVEN = dict(zip(GROUPS, (8, 16, 10, 12, 14, 12, 10, 8, 10), strict=True))


@dataclass(frozen=True)
class Rubric:
    """A round's rubric; points are whole, 0 to 100 a group, weights sum to 100.

    `wide`: from a spread above this a panel has to meet. `far`: an expert further than this from the median of the
    others is shown as standing out. `calibrated`: whether the order goes by the mean with each expert's severity taken
    away, as the notice then has to say.
    """

    weights: Mapping[int, int] = field(default_factory=lambda: dict(_EVEN))
    experts: int = 3
    days: int = 10
    wide: int = 20
    far: int = 15
    comments: bool = True
    calibrated: bool = False
    by: str = "best"  # best: the optimiser; draw
    tie_years: int = 3  # for how many years a tie that has ended counts

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; groups as texts."""
        return asdict(self) | {"weights": {str(group): weight for group, weight in self.weights.items()}}


def rubric_of(stored: Mapping[str, Any]) -> Rubric:
    """The rubric as it was stored; what a round does not say is as usual."""
    known = {name: value for name, value in stored.items() if name in Rubric.__dataclass_fields__}
    if "weights" in known:
        known["weights"] = {int(group): weight for group, weight in known["weights"].items()}
    return Rubric(**known)


def problems_of(rubric: Rubric) -> dict[str, Bi]:
    """What cannot be, by the name of the field; nothing if the rubric can be used."""
    weights = rubric.weights
    sound = set(weights) == set(GROUPS) and min(weights.values()) >= 0 and sum(weights.values()) == WHOLE
    found = {
        "weights": None if sound else _WEIGHTS.fill(sum=sum(weights.values())),
        "experts": None if 3 <= rubric.experts <= 15 else _EXPERTS,
        "days": None if 1 <= rubric.days <= 60 else _DAYS,
        "wide": None if 1 <= rubric.wide <= WHOLE else _POINTS,
        "far": None if 1 <= rubric.far <= WHOLE else _POINTS,
        "by": None if rubric.by in ("best", "draw") else _BY,
        "tie_years": None if 0 <= rubric.tie_years <= 10 else _YEARS,
    }
    return {name: problem for name, problem in found.items() if problem}


_WEIGHTS = Bi(
    zh="九组权重须为不小于零的整数，合计100（现为{sum}）。",
    en="The nine weights are whole, none below 0, and sum to 100; they sum to {sum}.",
)
_EXPERTS = Bi(zh="每件须由3至15位专家评审。", en="A file has from 3 to 15 experts.")
_DAYS = Bi(zh="评审时间须为1至60个工作日。", en="Experts have from 1 to 60 working days.")
_POINTS = Bi(zh="须为1至100的整数。", en="A whole number from 1 to 100.")
_BY = Bi(zh="请选择分配方式。", en="Choose how experts are assigned.")
_YEARS = Bi(zh="须为0至10年。", en="From 0 to 10 years.")
