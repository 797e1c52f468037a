"""Which rows a measure counts: a column of 1 and 0 for every condition, and one for what is counted only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.facts.size_classes import SizeClass
from jiqun.papers.xlsx.columns import Col, Here, item_shown
from jiqun.papers.xlsx.conditions import Spelling, columns_in, factor, told
from jiqun.papers.xlsx.looks import FLAG
from jiqun.papers.xlsx.paper import Paper
from jiqun.rules.kit import Always, Column, Condition, Count, Kinds, Measure, Scalar
from jiqun.rules.measures import SME

# Some forty conditions of one clause each: tested inside the count, instead of a column each.
INLINE = frozenset({"statements"})
_NAMES = {SME: Bi(zh="中小企业", en="SME")}
_COUNTS = Bi(zh="计入：{}", en="Counts for {}")
_ONCE = Bi(zh="只计一次：{}", en="Counted once: {}")
_ONCE_HOW = Bi(zh="计入的行中，“{}”首次出现", en="the first of the rows that count with its “{}”")


@dataclass(frozen=True)
class Counted:
    """A condition that has a column, and the measures that go by it."""

    key: str
    condition: Condition
    measures: tuple[Measure, ...]


def counted(paper: Paper, table: str) -> tuple[Counted, ...]:
    """The conditions of a table's measures, each once."""
    users: dict[Condition, list[Measure]] = {}
    for measure in paper.of_table(table):
        where = where_of(measure)
        if not isinstance(where, Always) and not is_inline(measure):
            users.setdefault(where, []).append(measure)
    return tuple(Counted(_key(where, some), where, tuple(some)) for where, some in users.items())


def where_of(measure: Measure) -> Condition:
    """The rows that a measure is taken over."""
    return Always() if isinstance(measure.by, Kinds) else measure.by.where


def is_inline(measure: Measure) -> bool:
    """Whether the condition stands inside the count, and has no column."""
    plain_count = isinstance(measure.by, Count) and measure.by.distinct is None
    return measure.table in INLINE and plain_count and not isinstance(where_of(measure), Always)


def column_of(paper: Paper, measure: Measure) -> str | None:
    """The key of the column that says which rows the measure counts; None where it counts all."""
    return next((one.key for one in counted(paper, measure.table) if measure in one.measures), None)


def once_key(measure: Measure) -> str:
    """The key of the column that marks what is counted once."""
    return f"once_{measure.key}"


def distinct_of(measure: Measure) -> Column | None:
    return measure.by.distinct if isinstance(measure.by, Count) else None


def counting_columns(paper: Paper, table: str, positions: Sequence[int], labels: dict[str, str]) -> Iterator[Col]:
    """The columns of 1 and 0 of a table; `labels` are the headings of the columns before them."""
    rows = paper.tables.rows(table)
    for one in counted(paper, table):
        holds = rows.where(one.condition)
        values = [int(holds[position]) for position in positions]
        yield Col(
            one.key, *_headings(paper, one, labels), values, _formula(paper, table, one.condition), FLAG, 24, "_centre"
        )
    for measure in paper.of_table(table):
        distinct = distinct_of(measure)
        if distinct is not None:
            label = paper.say(_ONCE).format(paper.say(measure.title))
            how = paper.say(_ONCE_HOW).format(labels[distinct.name])
            values = _first_ones(paper, measure, distinct, positions)
            key = column_of(paper, measure)
            yield Col(once_key(measure), label, how, values, _once(distinct.name, key), FLAG, 24, "_centre")


def spelling(paper: Paper, table: str, here: Here | None, labels: dict[str, str]) -> Spelling:
    """How conditions are spelt in a row of a table, or (without a row) over all of it by the names of its columns."""
    return Spelling(
        paper.lang,
        here or (lambda key: f"{table}_{key}"),
        lambda key, value: item_shown(paper, table, key, value),
        lambda key: labels.get(key, key),
    )


def in_words(paper: Paper, table: str, condition: Condition, labels: dict[str, str]) -> str:
    """A condition for reading: size codes too by their words."""

    def shown(key: str, value: Scalar) -> str | int:
        if key == "sme_class":
            return paper.say(SizeClass(int(value)).label)
        return item_shown(paper, table, key, value)

    return told(condition, Spelling(paper.lang, str, shown, lambda key: labels.get(key, key)))


def _headings(paper: Paper, one: Counted, labels: dict[str, str]) -> tuple[str, str]:
    words = in_words(paper, one.measures[0].table, one.condition, labels)
    if one.condition in _NAMES:
        return paper.say(_NAMES[one.condition]), words
    if len(one.measures) > 1:
        return words, ""
    return paper.say(_COUNTS).format(paper.say(one.measures[0].title)), words


def _key(condition: Condition, measures: Sequence[Measure]) -> str:
    if len(measures) == 1:
        return f"counts_{measures[0].key}"
    return "where_" + "_".join(dict.fromkeys(columns_in(condition)))


def _formula(paper: Paper, table: str, condition: Condition) -> Callable[[Here], str]:
    def text(here: Here) -> str:
        return factor(condition, spelling(paper, table, here, {})) + "*1"

    return text


def _once(key: str, where: str | None) -> Callable[[Here], str]:
    """1 in the first row that counts and has this value. EXACT keeps capitals and wildcards apart, as we do."""

    def text(here: Here) -> str:
        same = f"EXACT({here.down_to(key)},{here(key)})"
        if where is None:
            return f'IF({here(key)}="",0,(SUMPRODUCT({same}*1)=1)*1)'
        first = f"(SUMPRODUCT({here.down_to(where)}*{same})=1)*1"
        return f'IF(OR({here(where)}=0,{here(key)}=""),0,{first})'

    return text


def _first_ones(paper: Paper, measure: Measure, distinct: Column, positions: Sequence[int]) -> list[int]:
    rows = paper.tables.rows(measure.table)
    holds, values = rows.where(where_of(measure)), rows.values(distinct)
    seen: set[object] = {None}
    marks = []
    for position in positions:
        new = holds[position] and values[position] not in seen
        marks.append(int(new))
        if new:
            seen.add(values[position])
    return marks
