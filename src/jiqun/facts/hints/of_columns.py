"""Hints about columns: figures that look rounded or guessed, and blanks that gather in one place."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.facts.hints.hint import OF_ALL, Hint
from jiqun.facts.hints.years import Years, label_of
from jiqun.facts.sheets import ANNUAL

# Of figures taken from books to 10,000 yuan, one in a hundred is a whole million by chance.
ROUND_YUAN = 1_000_000
MOST_ROUND = Fraction(1, 5)
FEWEST_FIGURES = 30  # fewer say nothing about a share
# Firms leave blank what they do not have, some columns more than others: half of all, and three times as often as in
# the other columns, is more than that.
MOST_BLANK = Fraction(1, 2)
BLANKER_THAN_OTHERS = 3

_OPTIONAL = tuple(column.key for column in ANNUAL.columns if not column.required)


def round_numbers(years: Years) -> Iterator[Hint]:
    """Far more whole millions of output or revenue than there are by chance."""
    for column in ("output_value", "revenue"):
        filled = [value for value in years.values(column) if value]
        whole = sum(value % ROUND_YUAN == 0 for value in filled)
        if len(filled) >= FEWEST_FIGURES and Fraction(whole, len(filled)) > MOST_ROUND:
            share = Fraction(100 * whole, len(filled))
            message = _ROUND.fill(
                column=label_of(column), count=whole, of=len(filled), share=say_both(share, "percent")
            )
            yield Hint("round_numbers", message, OF_ALL + int(share), ANNUAL.key, column)


def blanks_in_one_column(years: Years) -> Iterator[Hint]:
    """A column that most leave blank where they fill the others. One that nobody fills is missing, not conspicuous."""
    rows = len(years.at)
    if rows < FEWEST_FIGURES:
        return
    blank = {column: Fraction(years.values(column).count(None), rows) for column in _OPTIONAL}
    for column, share in blank.items():
        usual = median(other for key, other in blank.items() if key != column)
        if MOST_BLANK <= share < 1 and share > BLANKER_THAN_OTHERS * usual:
            message = _BLANK.fill(
                column=label_of(column),
                share=say_both(100 * share, "percent"),
                usual=say_both(100 * usual, "percent"),
            )
            yield Hint("blanks_in_one_column", message, OF_ALL + int(100 * share), ANNUAL.key, column)


_ROUND = Bi(
    zh="“{column}”{of}个数值中有{count}个（{share}）是整百万元，远多于偶然。可能是估计数。",
    en="{column}: {count} of {of} figures ({share}) are whole millions of yuan, far more than by chance. "
    "They may be estimates.",
)
_BLANK = Bi(
    zh="“{column}”有{share}空白，其他选填列的中位数为{usual}。空白按零计。",
    en="{column} is blank in {share} of the rows, the other optional columns in {usual} (median). "
    "Blanks count as zero.",
)
