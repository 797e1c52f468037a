"""How open questions of the text are read on a day: beside clauses, in form help, for experts (Article 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jiqun.base.words import Bi
from jiqun.desk.readings import InForce, in_force_on
from jiqun.law import Edition, Reading
from jiqun.rules.ruleset import questions


@dataclass(frozen=True)
class Read:
    """One open question and how it is read; `number` is that of the interpretation, empty while the default holds."""

    key: str
    question: Bi
    answer: Bi
    number: str


def reads_on(book: Edition, day: date) -> Mapping[str, Read]:
    """Every open question of an edition as it is read on that day."""
    return _reads(book, in_force_on(book, day))


def reads_by_clause(book: Edition, day: date) -> Mapping[str, tuple[Read, ...]]:
    """By clause, the open questions that its outcome hangs on; nothing for a clause that hangs on none."""
    reads = reads_on(book, day)
    return {one.id: tuple(reads[key] for key in one.readings_used) for one in questions(book.id, book.default_readings)}


def reads_of_article(book: Edition, article: str, day: date) -> tuple[Read, ...]:
    """The open questions of one article."""
    return tuple(one for key, one in reads_on(book, day).items() if article in book.readings[key].articles)


def used_of(reads: Mapping[str, Read], keys: Iterable[str]) -> tuple[Read, ...]:
    """Those of the keys, each once."""
    return tuple(reads[key] for key in dict.fromkeys(keys))


def means_of(reading: Reading, value: str) -> Bi:
    """What a reading's value says; of a free number, the number in days."""
    known = next((option.means for option in reading.options if option.value == value), None)
    return known or _DAYS.fill(n=value)


def _reads(book: Edition, found: InForce) -> Mapping[str, Read]:
    return {
        key: Read(key, one.question, means_of(one, found.values[key]), found.settled_by.get(key, ""))
        for key, one in book.readings.items()
    }


_DAYS = Bi(zh="{n}日内", en="within {n} days")
