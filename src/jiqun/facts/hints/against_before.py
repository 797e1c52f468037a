"""Hints from last year's data: figures of the same year that were other ones then."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jiqun.base.words import Bi
from jiqun.facts.hints.hint import OF_ALL, Hint
from jiqun.facts.hints.years import SIZES, Years, is_large, label_of, said
from jiqun.facts.sheets import ANNUAL

# Audits and late invoices move a firm's figure by some per cent afterwards, and level out over a cluster.
MOST_OF_A_FIRM = Fraction(1, 20)
MOST_OF_ALL = Fraction(1, 100)


def restated_figures(now: Years, before: Years) -> Iterator[Hint]:
    """An enterprise's figure of a past year that was more than a twentieth different when it was last handed in."""
    for (code, year), index in now.at.items():
        earlier = before.at.get((code, year))
        if earlier is None:
            continue
        for column in SIZES:
            new, old = now.table[column][index], before.table[column][earlier]
            if is_large(column, max(new, old)) and abs(new - old) > MOST_OF_A_FIRM * max(new, old):
                message = _FIGURE.fill(
                    firm=now.firm(code),
                    year=year,
                    column=label_of(column),
                    new=said(column, new),
                    old=said(column, old),
                )
                yield Hint("restated", message, now.weight(index), ANNUAL.key, column, year, enterprises=(code,))


def restated_totals(now: Years, before: Years) -> Iterator[Hint]:
    """A past year's sum over the enterprises that both have which is more than a hundredth different."""
    both = [key for key in now.at if key in before.at]
    for year in now.years:
        places = [(now.at[key], before.at[key]) for key in both if key[1] == year]
        for column in SIZES:
            new = sum(now.table[column][place] for place, _ in places)
            old = sum(before.table[column][place] for _, place in places)
            if abs(new - old) > MOST_OF_ALL * max(new, old):
                message = _TOTAL.fill(
                    year=year, column=label_of(column), new=said(column, new), old=said(column, old), count=len(places)
                )
                weight = OF_ALL + 100 * abs(new - old) // max(new, old)
                yield Hint("restated_total", message, weight, ANNUAL.key, column, year)


_FIGURE = Bi(
    zh="{firm}：{year}年{column}现为{new}，上次申报为{old}。",
    en="{firm}: {column} of {year} is {new} now and was {old} when last handed in.",
)
_TOTAL = Bi(
    zh="{year}年“{column}”合计（两次申报均有的{count}家企业）现为{new}，上次申报为{old}。",
    en="{column} of {year}, summed over the {count} enterprises that both have, is {new} now and was {old} when last "
    "handed in.",
)
