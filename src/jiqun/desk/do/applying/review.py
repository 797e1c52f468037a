"""Settling all clauses that wait for a person, in one act (Articles 5, 6 and 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, make_move
from jiqun.desk.do.applying.recognition import NOT_OPEN, OUTCOME, settle, waiting_clauses
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role


@dataclass(frozen=True)
class Settled:
    """The outcome of a clause (met or not_met) and why."""

    outcome: str
    reason: str


def settle_clauses(*, case: int, version: int, clauses: Mapping[str, Settled], by: Actor, at: datetime) -> Act:
    """Settle each of these clauses with its own reason; the others stay as they are.

    Raises NotThere, Overtaken, Refused; Wrong by clause with everything that cannot be.
    """
    given = {
        "clauses": [
            {"clause": clause, "outcome": one.outcome, "reason": one.reason.strip()}
            for clause, one in sorted(clauses.items())
        ]
    }

    def keep(act: Act) -> None:
        waiting = waiting_clauses(act.case)
        problems = {clause: problem for clause, one in clauses.items() if (problem := _problem(clause, one, waiting))}
        if not clauses:
            problems[""] = _NONE
        if problems:
            raise Wrong(problems)
        act.rows += settle(act, [(clause, one.outcome, one.reason.strip()) for clause, one in sorted(clauses.items())])

    move = "judge_clauses" if by.role == Role.DISTRICT_OFFICER else "replace_outcomes"
    return make_move(case, move, version=version, by=by, at=at, given=given, effect=keep)


def _problem(clause: str, one: Settled, waiting: frozenset[str]) -> Bi | None:
    if clause not in waiting:
        return NOT_OPEN
    if one.outcome not in ("met", "not_met"):
        return OUTCOME
    return None if one.reason.strip() else _WHY


_WHY = Bi(zh="请说明理由。", en="Give the reason.")
_NONE = Bi(zh="没有要审定的条款。", en="No clause was settled.")
