"""Proposing and approving in batch: each case its own move; what is refused is told (Article 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken
from jiqun.desk.do.moves import move_case
from jiqun.desk.may import the_case
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Lack, Refused


@dataclass(frozen=True)
class Ticked:
    """A case of a batch: the version that the page showed, and what its move is given."""

    case: int
    version: int
    given: Mapping[str, Any]


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


def move_each(move: str, ticked: tuple[Ticked, ...], *, by: Actor, at: datetime) -> tuple[Outcome, ...]:
    """Make one move on each, in the order given, each in its own transaction. Raises NotThere for a foreign one."""
    rows = {one.case: the_case(by, one.case) for one in ticked}
    found = []
    for one in ticked:
        row = rows[one.case]
        name = Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh)
        lacks = _lacks_of(_bound(move, one, by, at))
        found.append(Outcome(row.pk, row.number, name, lacks))
    return tuple(found)


def _bound(move: str, one: Ticked, by: Actor, at: datetime) -> Callable[[], object]:
    return lambda: move_case(case=one.case, move=move, version=one.version, given=one.given, by=by, at=at)


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
