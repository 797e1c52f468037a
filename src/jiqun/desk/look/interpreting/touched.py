"""The cases that an interpretation would change, as the Commission sees them (Article 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiqun.base.words import Bi
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.tables import PROCEDURES


@dataclass(frozen=True)
class Turned:
    """A clause whose outcome another reading would turn."""

    clause: str
    then: str
    now: str


@dataclass(frozen=True)
class Touched:
    """A case that it would change; `on` is the day of the decision, or from which an open case is judged so."""

    case: int
    number: str
    cluster: Bi
    kind: Bi
    stage: Bi
    open: bool
    on: date
    verdict: tuple[str, str] | None
    clauses: tuple[Turned, ...]
    note: Bi | None


def touched_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Touched, ...]:
    """The stored list (`desk.interpreting.touching`) as it is shown."""
    return tuple(_view(row) for row in rows)


def _view(row: Mapping[str, Any]) -> Touched:
    table = PROCEDURES.get((EDITION, row["kind"]))
    stage = table.stage_by_name[row["stage"]].title if table else Bi(zh=row["stage"], en=row["stage"])
    verdict = row["verdict"]
    return Touched(
        case=row["case"],
        number=row["number"],
        cluster=Bi(**row["cluster"]),
        kind=table.title if table else Bi(zh=row["kind"], en=row["kind"]),
        stage=stage,
        open=row["open"],
        on=date.fromisoformat(row["on"]),
        verdict=(verdict[0], verdict[1]) if verdict else None,
        clauses=tuple(Turned(**one) for one in row["clauses"]),
        note=Bi(**row["note"]) if row["note"] else None,
    )
