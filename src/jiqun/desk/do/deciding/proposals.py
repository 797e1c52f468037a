"""Proposing and approving in batch: each case its own move; what is refused is told (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from jiqun.desk.actor import Actor
from jiqun.desk.do.batch import Outcome, outcome_of
from jiqun.desk.do.moves import move_case
from jiqun.desk.may import the_case


@dataclass(frozen=True)
class Ticked:
    """A case of a batch: the version that the page showed, and what its move is given."""

    case: int
    version: int
    given: Mapping[str, Any]


def move_each(move: str, ticked: tuple[Ticked, ...], *, by: Actor, at: datetime) -> tuple[Outcome, ...]:
    """Make one move on each, in the order given, each in its own transaction. Raises NotThere for a foreign one."""
    rows = {one.case: the_case(by, one.case) for one in ticked}
    return tuple(
        outcome_of(
            rows[one.case],
            partial(move_case, case=one.case, move=move, version=one.version, given=one.given, by=by, at=at),
        )
        for one in ticked
    )
