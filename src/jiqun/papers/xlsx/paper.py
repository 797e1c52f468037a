"""What is written: an assessment, the rows behind it, every question a clause may ask, and the numbers they look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from jiqun.base.words import Bi, Lang
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition, Reading
from jiqun.papers.xlsx.words import NO, SHEET_NAMES, YES
from jiqun.rules.asks import Clause
from jiqun.rules.finding import Assessment
from jiqun.rules.kit import At, Measure
from jiqun.rules.measuring import BACK, Measures, Tables, measure
from jiqun.rules.question import Question
from jiqun.rules.ruleset import Asked, clauses_of


@dataclass(frozen=True)
class Variant:
    """What a clause asks when these readings are chosen; without readings, always."""

    readings: Mapping[str, str]
    question: Question


@dataclass(frozen=True)
class Posed:
    """A clause with every question that it asks under one reading or another."""

    clause: Clause
    variants: tuple[Variant, ...]

    @property
    def id(self) -> str:
        return self.clause.cite.id

    def in_force(self, readings: Mapping[str, str]) -> Variant:
        """The question asked under the chosen readings."""
        return next(one for one in self.variants if one.readings.items() <= readings.items())


@dataclass(frozen=True)
class Paper:
    """One assessment in one language, with its rows and its numbers."""

    assessment: Assessment
    snapshot: Snapshot
    lang: Lang

    @property
    def edition(self) -> Edition:
        return self.assessment.edition

    @property
    def on(self) -> date:
        return self.assessment.assessed_on

    @property
    def readings(self) -> Mapping[str, str]:
        return self.assessment.readings

    @cached_property
    def tables(self) -> Tables:
        return Tables(self.snapshot, self.on, self.readings)

    @cached_property
    def posed(self) -> tuple[Posed, ...]:
        return tuple(Posed(clause, _variants(clause, self.edition)) for clause in clauses_of(self.edition.id))

    @cached_property
    def numbers(self) -> tuple[At, ...]:
        """Every number that some question looks at, once, in the order of the law."""
        return tuple(dict.fromkeys(self._numbers()))

    def _numbers(self) -> Iterator[At]:
        for posed in self.posed:
            for variant in posed.variants:
                yield from Asked(posed.clause, variant.question).numbers

    @cached_property
    def measures(self) -> Measures:
        """Our own number for each, in all four years where it is a year's."""
        every = [At(at.measure, back) for at in self.numbers for back in (BACK if _is_yearly(at) else (0,))]
        return measure(self.tables, every)

    def of_table(self, table: str) -> tuple[Measure, ...]:
        """The measures taken over a table."""
        found = dict.fromkeys(at.measure for at in self.numbers if isinstance(at.measure, Measure))
        return tuple(one for one in found if one.table == table)

    def say(self, words: Bi) -> str:
        return words.say(self.lang)

    def sheet(self, key: str) -> str:
        """The name of a sheet."""
        return SHEET_NAMES[key].say(self.lang)

    def yes_no(self, yes: bool) -> str:
        return self.say(YES if yes else NO)


def _is_yearly(at: At) -> bool:
    return isinstance(at.measure, Measure) and at.measure.yearly


def readings_of(edition: Edition) -> tuple[Reading, ...]:
    """The open questions that Article 6 hangs on."""
    return tuple(reading for reading in edition.readings.values() if "6" in reading.articles)


def _variants(clause: Clause, edition: Edition) -> tuple[Variant, ...]:
    """One question for each combination of the readings that change what the clause asks."""
    default = edition.default_readings
    usual = clause.asks.question(default)

    def changes(reading: Reading) -> bool:
        return any(clause.asks.question({**default, reading.key: one.value}) != usual for one in reading.options)

    moving = [reading for reading in readings_of(edition) if changes(reading)]
    chosen = product(*(tuple((reading.key, one.value) for one in reading.options) for reading in moving))
    return tuple(Variant(dict(some), clause.asks.question({**default, **dict(some)})) for some in chosen)
