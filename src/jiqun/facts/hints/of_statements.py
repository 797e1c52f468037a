"""Hints about what is written: an amount in a statement that the figures do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.facts.hints.hint import OF_ALL, Hint
from jiqun.facts.hints.years import Years, label_of
from jiqun.facts.sheets import STATEMENTS

# A text rounds to a tenth of a 亿 and says “about”; more than a twentieth off is another number.
MOST_OFF = Fraction(1, 20)

# Only what plainly speaks of the whole cluster: the amount's noun opens its clause, but for the year and a few words
# that change nothing. “Over 3 billion” and “30亿元以上” are bounds and no totals.
_ZH = re.compile(
    r"(?<!\w)(?:[本全]?集群|园区)?(?:(?P<year>20[0-9]{2})年度?[，,]?)?(?:[本全]?集群|园区)?(?:全年)?(?:共?实现|共?完成)?"
    r"(?:工业)?总?(?P<what>产值|营业总?收入|营收|出口总?额|研发经费|研发投入)(?:合计|总计|总额|共计|共)?(?:达到|达|约为|为|约|是)?"
    r"\s*(?P<amount>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>亿元|万元)(?!以[上下内]|/|每)"
)
_EN = re.compile(
    r"\b(?:total|the cluster's|cluster) (?P<what>output|revenue|exports|R&D spending)(?: value)?"
    r"(?: (?:of|in) (?P<year>20[0-9]{2}))?(?: (?:was|were|is|are|of|reached|totalled|amounted to|came to))?(?: about)?"
    r" (?:CNY|RMB) ?(?P<amount>[0-9]+(?:\.[0-9]+)?) (?P<unit>billion|million)\b",
    re.IGNORECASE,
)
_COLUMNS: Mapping[str, str] = {
    "产值": "output_value",
    "output": "output_value",
    "营业收入": "revenue",
    "营业总收入": "revenue",
    "营收": "revenue",
    "revenue": "revenue",
    "出口额": "exports",
    "出口总额": "exports",
    "exports": "exports",
    "研发经费": "rd_expenditure",
    "研发投入": "rd_expenditure",
    "r&d spending": "rd_expenditure",
}
_YUAN: Mapping[str, int] = {"亿元": 10**8, "万元": 10**4, "billion": 10**9, "million": 10**6}


@dataclass(frozen=True)
class Claim:
    """An amount that a statement names: of which column, in yuan, and of which year if it says so."""

    column: str
    yuan: Fraction
    year: int | None


def claims_in(text: str) -> Iterator[Claim]:
    """The totals that a text states."""
    for pattern in (_ZH, _EN):
        for match in pattern.finditer(text):
            yuan = Fraction(Decimal(match["amount"])) * _YUAN[match["unit"].lower()]
            yield Claim(_COLUMNS[match["what"].lower()], yuan, int(match["year"]) if match["year"] else None)


def totals_stated_otherwise(years: Years) -> Iterator[Hint]:
    """Amounts that fit the total of no year that they may mean."""
    statements = years.snapshot.tables[STATEMENTS.key]
    for clause, text in zip(statements["clause"], statements["text"], strict=True):
        for claim in claims_in(text or ""):
            if claim.year is None or claim.year in years.years:
                yield from _contradicted(years, clause, claim)


def _contradicted(years: Years, clause: str, claim: Claim) -> Iterator[Hint]:
    meant = years.years if claim.year is None else (claim.year,)
    totals = [(year, total) for year in meant if (total := years.total(claim.column, year))]
    if not totals or any(_off(claim, total) <= MOST_OFF for _, total in totals):
        return
    year, total = min(totals, key=lambda one: _off(claim, one[1]))
    message = _STATED.fill(
        clause=clause,
        column=label_of(claim.column),
        stated=say_both(claim.yuan, "CNY"),
        total=say_both(total, "CNY"),
        year=year,
    )
    weight = OF_ALL + min(int(100 * _off(claim, total)), OF_ALL)
    yield Hint("stated_otherwise", message, weight, STATEMENTS.key, "text", year, clause)


def _off(claim: Claim, total: int) -> Fraction:
    return abs(claim.yuan - total) / total


_STATED = Bi(
    zh="专项说明 {clause} 写有“{column}”{stated}，与年度数据不符：最接近的{year}年合计为{total}。",
    en="The statement on {clause} names {column} of {stated}; the annual figures do not add up to it: "
    "the nearest, of {year}, is {total}.",
)
