"""The same act for each case of a list, each in its own transaction: what was refused is told and stops nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.desk.acts import Overtaken
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Lack, Refused
from jiqun.records.models import Case


@dataclass(frozen=True)
class Outcome:
    """What became of one case of a batch; no lacks: it was made."""

    case: int
    number: str
    cluster: Bi
    lacks: tuple[Lack, ...]

    @property
    def made(self) -> bool:
        return not self.lacks


def outcome_of(case: Case, act: Callable[[], object]) -> Outcome:
    """Do it, and say what stood in its way. `case` with its cluster."""
    cluster = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
    return Outcome(case.pk, case.number, cluster, _lacks_of(act))


def _lacks_of(act: Callable[[], object]) -> tuple[Lack, ...]:
    try:
        act()
    except Refused as refused:
        return refused.lacks
    except Overtaken:
        return (Lack("overtaken", _OVERTAKEN),)
    except Wrong as wrong:
        return tuple(Lack(name, text) for name, text in wrong.problems.items())
    return ()


_OVERTAKEN = Bi(
    zh="此后已有人办理了本案，请刷新后重新核对。", en="Somebody acted on it meanwhile: open the page again and look."
)
