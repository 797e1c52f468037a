"""The clauses of an edition, and what each comes down to under given readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from jiqun.rules.asks import Clause, Growth, Level
from jiqun.rules.kit import At
from jiqun.rules.national_2022 import article_06 as national
from jiqun.rules.question import Computed, Declared, Judged, Question, Threshold
from jiqun.rules.shanghai_2024 import article_06 as shanghai

_CLAUSES: Mapping[str, tuple[Clause, ...]] = {"shanghai-2024": shanghai.CLAUSES, "national-2022": national.CLAUSES}


@dataclass(frozen=True)
class Asked:
    """A clause and its question under given readings."""

    clause: Clause
    question: Question

    @property
    def id(self) -> str:
        return self.clause.cite.id

    @cached_property
    def numbers(self) -> tuple[At, ...]:
        """Every number that the question looks at, each once."""
        return tuple(dict.fromkeys(self._numbers()))

    @cached_property
    def readings_used(self) -> tuple[str, ...]:
        """The open questions whose answer this clause's outcome may depend on."""
        return _readings_used(self.clause)

    def _numbers(self) -> Iterator[At]:
        match self.question:
            case Computed(inputs=inputs, rows=rows):
                yield from inputs
                if rows is not None:
                    yield rows
            case Declared(stated=stated, holds=holds, flag=flag):
                yield from (stated, holds)
                if flag is not None:
                    yield flag
            case Judged():
                return


def clauses_of(edition_id: str) -> tuple[Clause, ...]:
    """The clauses of an edition in the order of the law. Raises KeyError for an unknown edition."""
    return _CLAUSES[edition_id]


def questions(edition_id: str, readings: Mapping[str, str]) -> tuple[Asked, ...]:
    """Every clause's question under the readings."""
    return _questions(edition_id, frozenset(readings.items()))


@cache
def _questions(edition_id: str, readings: frozenset[tuple[str, str]]) -> tuple[Asked, ...]:
    chosen = dict(readings)
    return tuple(Asked(clause, clause.asks.question(chosen)) for clause in clauses_of(edition_id))


def _readings_used(clause: Clause) -> tuple[str, ...]:
    used: list[str] = []
    asks = clause.asks
    question = asks.question(_ANY)
    if isinstance(question, Computed):
        if any(isinstance(comparison.right, Threshold) for comparison in question.comparisons):
            used.append("over")
        if any(isinstance(at.measure.key, str) and "sme" in at.measure.key for at in question.inputs):
            used.append("sme_of")
    if isinstance(asks, Level) and asks.each_if:
        used.append(asks.each_if)
    if isinstance(asks, Growth):
        used += ["growth"] + (["growth_of"] if asks.whose else [])
    return tuple(used)


_ANY = {"growth": "geometric_from_base_year", "growth_of": "cluster", "share_years": "latest"}
