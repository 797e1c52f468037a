"""What a report consists of, as frozen records of texts ready to print, and the few numbers that are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.base.words import Lang
from jiqun.papers.places import Place

WORST_FIRST = ("not_met", "missing", "boundary", "review")
OUTCOME_ORDER = (*WORST_FIRST, "met", "not_applicable")


@dataclass(frozen=True)
class Number:
    """A number with what tells it from its neighbours: its year, or its name where several things are counted."""

    label: str
    text: str


@dataclass(frozen=True)
class BasisRow:
    """A whole number behind a finding, year by year; blank where it was not looked at or is absent."""

    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Basis:
    """The whole numbers behind one finding or all of them: one column a year, or one for the assessment date."""

    head: tuple[str, ...]
    rows: tuple[BasisRow, ...]


@dataclass(frozen=True)
class Bar:
    """A year's output, in the unit of the picture."""

    label: str
    value: float
    text: str
    base: bool


@dataclass(frozen=True)
class Output:
    """Output by year, and the line that it is held against."""

    title: str
    bars: tuple[Bar, ...]
    line: float
    line_text: str


@dataclass(frozen=True)
class Gauge:
    """A share or a yearly growth against its line, all in per cent."""

    clause: str
    title: str
    value: float
    text: str
    line: float
    line_text: str
    outcome: str


@dataclass(frozen=True)
class Series:
    """All that is drawn besides the outcomes."""

    output: Output | None
    shares: tuple[Gauge, ...]
    growths: tuple[Gauge, ...]


@dataclass(frozen=True)
class Count:
    """How many clauses came out one way."""

    outcome: str
    words: str
    number: int


@dataclass(frozen=True)
class ReadingLine:
    """An open question of the text, and how it was answered here."""

    question: str
    answer: str
    default: bool
    how: str  # by default, chosen, or by which interpretation


@dataclass(frozen=True)
class Fact:
    """A line of the head: what it is, and what it says."""

    label: str
    text: str


@dataclass(frozen=True)
class Head:
    """What was judged, under what, when, and how it came out."""

    cluster: str
    other_name: str
    facts: tuple[Fact, ...]
    verdict: str
    verdict_words: str
    because: str
    counts: tuple[Count, ...]
    total: int
    assessed_on: str
    edition: str
    sha256: str
    readings: tuple[ReadingLine, ...]


@dataclass(frozen=True)
class Line:
    """A clause with its words ready to print."""

    clause: str
    cite: str
    title: str
    asks: str
    kind: str
    tags: tuple[str, ...]
    blocking: bool
    outcome: str
    outcome_words: str
    observed: tuple[Number, ...]
    required: str
    required_notes: tuple[str, ...]
    margin: str
    reason: str
    lacking: str
    basis: Basis

    @property
    def in_the_way(self) -> bool:
        return self.blocking and self.outcome in WORST_FIRST


@dataclass(frozen=True)
class Group:
    """One of the nine items of Article 6; `state` is the worst outcome of its clauses that count, None without any."""

    number: int
    title: str
    state: str | None
    state_words: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Hurdle:
    """The clauses that stand in the way with one and the same outcome."""

    outcome: str
    words: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a paper about an assessment says, in its order."""

    lang: Lang
    head: Head
    to_mend: tuple[Hurdle, ...]
    groups: tuple[Group, ...]
    series: Series
    notes: tuple[str, ...]
    warnings: tuple[Place, ...]
    basis: tuple[Basis, ...]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for group in self.groups for line in group.lines)
