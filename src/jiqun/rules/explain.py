"""The rows behind a finding: who makes the figure, largest first, and without whom the outcome would be another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiqun.base.words import Bi
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition
from jiqun.rules.judge import rule
from jiqun.rules.kit import At, Column, Count, Kinds, Lists, Measure, Sum
from jiqun.rules.measuring import Measures, Tables, measure
from jiqun.rules.question import Computed, Outcome
from jiqun.rules.rows import Rows
from jiqun.rules.ruleset import Asked, questions

# Whose rows they are: an enterprise's, else the thing that the sheet lists.
_OWNERS: Mapping[str, str] = {
    "annual": "credit_code",
    "honours": "credit_code",
    "incidents": "credit_code",
    "platforms": "name",
    "standards": "number",
    "services": "institution",
    "chain": "product",
    "plan": "goal",
    "statements": "clause",
}


@dataclass(frozen=True)
class Behind:
    """One enterprise (or listed thing) behind a finding.

    `numbers` are what it adds to each of the explanation's `columns`, in their whole units (money in yuan, energy and
    CO2 in 1/10,000 t); `flips_to` is the outcome of the clause if it were missing, where that differs.
    """

    key: str
    name: str
    numbers: tuple[int, ...]
    flips_to: Outcome | None


@dataclass(frozen=True)
class Explanation:
    """A finding traced to its rows, largest first."""

    clause: str
    title: Bi
    outcome: Outcome
    columns: tuple[At, ...]
    years: tuple[int | None, ...]
    totals: tuple[int | None, ...]
    behind: tuple[Behind, ...]

    def as_dict(self) -> dict[str, Any]:
        heads = [
            {"measure": at.measure.key, "year": year, "unit": at.measure.unit, "total": total}
            for at, year, total in zip(self.columns, self.years, self.totals, strict=True)
        ]
        rows = [
            {"key": one.key, "name": one.name, "numbers": list(one.numbers), "flips_to": one.flips_to}
            for one in self.behind
        ]
        return {
            "clause": self.clause,
            "title": self.title.as_dict(),
            "outcome": self.outcome,
            "columns": heads,
            "rows": rows,
        }


def explain(snapshot: Snapshot, clause: str, *, on: date, edition: Edition, readings: Mapping[str, str]) -> Explanation:
    """The rows behind one clause. Raises KeyError for a clause that the edition does not have."""
    asked = {one.id: one for one in questions(edition.id, readings)}[clause]
    tables = Tables(snapshot, on, readings)
    measures = measure(tables, asked.numbers)
    parts = {at: _Parts(at, at.measure, tables) for at in asked.numbers if isinstance(at.measure, Measure)}

    def outcome(changed: Measures) -> Outcome:
        return rule(asked.question, {**measures, **changed}, edition.figures, readings["over"]).outcome

    now = outcome({})
    names = dict(zip(*(snapshot.tables["enterprises"][key] for key in ("credit_code", "name")), strict=True))
    owners = dict.fromkeys(owner for part in parts.values() for owner in part.owners())
    behind = []
    for owner in owners:
        then = outcome({at.key: part.without(owner) for at, part in parts.items()})
        own = tuple(part.of(owner) for part in parts.values())
        if any(own) or then != now:
            behind.append(Behind(owner, names.get(owner, owner), own, then if then != now else None))
    order = _largest_first(asked, tuple(parts))
    behind.sort(key=lambda one: (*(-one.numbers[i] for i in order), one.key))
    columns = tuple(parts)
    years = tuple(on.year - at.back if at.back else None for at in columns)
    totals = tuple(measures[at.key] for at in columns)
    return Explanation(clause, asked.clause.cite.title, now, columns, years, totals, tuple(behind))


def _largest_first(asked: Asked, columns: Sequence[At]) -> list[int]:
    """By the number that is compared, the latest year first, then by the rest."""
    if not isinstance(asked.question, Computed):
        return list(range(len(columns)))
    compared = {c.left.quantity.measure for c in asked.question.comparisons}
    return sorted(range(len(columns)), key=lambda i: (columns[i].measure not in compared, columns[i].back, i))


class _Parts:
    """One number taken apart by whose rows make it, so that it is known without any one of them."""

    def __init__(self, at: At, by: Measure, tables: Tables) -> None:
        self.measure = by
        self.rows: Rows = tables.rows(by.table, at.back)
        self.owner = self.rows.values(Column(_OWNERS[by.table]))
        self.positions = range(self.rows.size)
        self.filled = Counter(self.owner[p] for p in self.positions if self._is_filled(p))
        self.all_filled = self.filled.total()
        self.whole = 0
        self.own: dict[str, int] = defaultdict(int)
        self.seen: Counter[Any] = Counter()  # how often each value counted once occurs
        self.own_seen: dict[str, Counter[Any]] = defaultdict(Counter)
        self._take_apart()

    def _is_filled(self, position: int) -> bool:
        if not self.measure.yearly:
            return True
        return self.rows.values(Column(self.measure.column or "year"))[position] is not None

    def _take_apart(self) -> None:
        by = self.measure.by
        if isinstance(by, Sum):
            values, mask = self.rows.values(by.of), self.rows.where(by.where)
            for position in self.positions:
                if mask[position]:
                    self.own[self.owner[position]] += values[position] or 0
            self.whole = sum(self.own.values())
        else:
            for position, value in self._counted(by):
                self.seen[value] += 1
                self.own_seen[self.owner[position]][value] += 1
            self.whole = len(self.seen)

    def _counted(self, by: Count | Kinds) -> list[tuple[int, Any]]:
        """Every occurrence of what is counted; a plain count counts every row by itself."""
        if isinstance(by, Kinds):
            return [(p, item) for item in by.items for p in self.positions if self.rows.where(Lists(by.of, item))[p]]
        mask = self.rows.where(by.where)
        if by.distinct is None:
            return [(p, p) for p in self.positions if mask[p]]
        values = self.rows.values(by.distinct)
        return [(p, values[p]) for p in self.positions if mask[p] and values[p] is not None]

    def owners(self) -> list[str]:
        return list(dict.fromkeys(self.owner[position] for position in self.positions))

    def of(self, owner: str) -> int:
        """What the owner's rows make."""
        return self.own[owner] if isinstance(self.measure.by, Sum) else len(self.own_seen[owner])

    def without(self, owner: str) -> int | None:
        """The number if the owner's rows were not there."""
        if self.measure.yearly and self.all_filled == self.filled[owner]:
            return None
        if isinstance(self.measure.by, Sum):
            return self.whole - self.own[owner]
        return self.whole - sum(self.seen[value] == times for value, times in self.own_seen[owner].items())
