"""Worked cases of every clause, in a lawyer's words and as a workbook would hold them, read from TOML.

The head of `shanghai_2024/examples_06.toml` says how a case is written. A case is what a workbook could hold, the day,
the readings, perhaps a reviewer's outcome, and what comes of it for one clause.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

from jiqun.base.days import years_looked_at
from jiqun.base.words import Bi, Lang
from jiqun.facts.columns import Column
from jiqun.facts.credit_code import check_character
from jiqun.facts.reviews import Review
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot, Value, snapshot_of
from jiqun.facts.workbook.cells import Rules, reader_of
from jiqun.facts.workbook.wrong import Noted, Wrong
from jiqun.law import Edition, edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment
from jiqun.rules.question import Outcome

Row = dict[str, Value]
Typed = Mapping[str, Any]  # as it stands in the TOML file

FILE = "examples_06.toml"
ON = date(2026, 5, 1)
_ENTRIES = ("clause", "zh", "en", "outcome", "on", "readings", "reviewer", "given")
_OUTCOMES = get_args(Outcome)
_OF_FIRMS = ("honours", "incidents")
_FIGURES = tuple(column.key for column in SHEETS["annual"].columns if column.key not in ("credit_code", "year"))
# What a workbook must hold and a case need not say, because nothing turns on it.
_USUAL: Mapping[str, Typed] = {
    "cluster": {
        "name_zh": "虚构集群",
        "name_en": "A fictional cluster",
        "district": "310115",
        "dominant_industries": ["39"],
        "area_km2": 10,
        "operator_name": "虚构运营机构",
    },
    "firm": {"name": "甲", "industry": "3921", "dominant": True, "alike": 1},
    "annual": {"employees": 100, "revenue": 1000, "total_assets": 1000, "output_value": 0},
    "platforms": {"name": "虚构平台", "level": "district"},
    "standards": {"title": "虚构标准", "role": "participate", "in_dominant_industry": True},
    "services": {"institution": "虚构机构"},
    "chain": {"supplier": "虚构供应方", "customer": "虚构需求方", "product": "虚构产品"},
    "plan": {"goal": "虚构目标", "measure": "虚构措施"},
}


class ExampleError(ValueError):
    """An examples file is wrong; says in which case, where, and what would be right."""


@dataclass(frozen=True)
class Reviewed:
    """What a reviewer decided in the case, and why, in both languages."""

    outcome: Literal["met", "not_met"]
    reason: Bi


@dataclass(frozen=True)
class Example:
    """One worked case: what was given, and what comes of it for one clause.

    `readings` are only those chosen, the edition's defaults stand for the rest.
    """

    edition: str
    clause: str
    words: Bi
    outcome: Outcome
    on: date
    readings: Mapping[str, str]
    snapshot: Snapshot
    review: Reviewed | None = None

    def assessment(self, lang: Lang = "zh") -> Assessment:
        """The whole assessment of the case's cluster; `lang` is that of the reviewer's reason."""
        book, review = edition(self.edition), self.review
        reviews = {self.clause: Review(review.outcome, review.reason.say(lang))} if review else {}
        return assess_snapshot(
            self.snapshot, on=self.on, edition=book, readings=book.settle(self.readings), reviews=reviews
        )


@cache
def examples(edition_id: str) -> tuple[Example, ...]:
    """The worked cases of an edition, in the order of the file. Raises KeyError, and ExampleError for a wrong file."""
    book = edition(edition_id)
    path = resources.files("jiqun.rules") / edition_id.replace("-", "_") / FILE
    return read_examples(path.read_text(encoding="utf-8"), book)


def read_examples(text: str, book: Edition) -> tuple[Example, ...]:
    """The worked cases that a TOML text holds. Raises ExampleError naming the case and what is wrong with it."""
    try:
        entries = tomllib.loads(text)
        _known_keys(entries, ("example",))
    except ValueError as error:
        raise ExampleError(f"{book.id}: {error}") from error
    return tuple(_numbered(number, entry, book) for number, entry in enumerate(entries.get("example", ()), start=1))


def _numbered(number: int, entry: Typed, book: Edition) -> Example:
    try:
        return _example(entry, book)
    except (ValueError, TypeError) as error:
        raise ExampleError(f"{book.id}, example {number} ({entry.get('clause')}): {error}") from error


def _example(entry: Typed, book: Edition) -> Example:
    _known_keys(entry, _ENTRIES)
    clause = _one_of(_needed(entry, "clause"), book.provisions)
    on = entry.get("on", ON)
    if type(on) is not date or not book.in_force_on(on):
        raise ValueError(f"{on} is no day on which {book.id} is in force")
    readings = entry.get("readings", {})
    book.settle(readings)  # refuses what the edition does not know
    return Example(
        edition=book.id,
        clause=clause,
        words=_both(entry),
        outcome=_one_of(_needed(entry, "outcome"), _OUTCOMES),
        on=on,
        readings=MappingProxyType(dict(readings)),
        snapshot=snapshot_of(_Given(entry.get("given", {}), clause, Rules(on, book)).sheets()),
        review=_review(entry.get("reviewer")),
    )


def _review(entry: Typed | None) -> Reviewed | None:
    if entry is None:
        return None
    _known_keys(entry, ("outcome", "zh", "en"))
    outcome: Literal["met", "not_met"] = _one_of(_needed(entry, "outcome"), ("met", "not_met"))
    return Reviewed(outcome, _both(entry))


class _Given:
    """What a case gives, turned into the rows of a workbook."""

    def __init__(self, given: Typed, clause: str, rules: Rules) -> None:
        _known_keys(given, ("cluster", "firms", *list(SHEETS)[3:]))
        self.given, self.clause, self.rules = given, clause, rules
        self.codes: dict[str, list[str]] = {}  # a firm's name -> its code, or those of the firms that are alike

    def sheets(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {"enterprises": [], "annual": []}
        for firm in self.given.get("firms", ({},)):
            self._add_firm(firm, rows)
        cluster = {"operator_credit_code": _code(0), **self.given.get("cluster", {})}
        registers = [sheet for sheet in self.given if sheet not in ("cluster", "firms")]
        return {
            "cluster": [_row("cluster", cluster, self.rules)],
            **rows,
            **{sheet: [_row(sheet, row, self.rules) for row in self._register(sheet)] for sheet in registers},
        }

    def _add_firm(self, entry: Typed, rows: dict[str, list[Row]]) -> None:
        """The rows of a firm, or of each of the firms that are `alike`."""
        _known_keys(entry, (*_USUAL["firm"], "years", *_FIGURES))
        firm = {**_USUAL["firm"], **entry}
        name, alike = firm["name"], firm["alike"]
        if name in self.codes:
            raise ValueError(f"two firms are called {name}")
        first = 1 + sum(map(len, self.codes.values()))
        self.codes[name] = [_code(first + number) for number in range(alike)]
        for number, code in enumerate(self.codes[name], start=1):
            enterprise = {
                "credit_code": code,
                "name": f"{name}{number}" if alike > 1 else name,
                "industry_code": firm["industry"],
                "in_dominant_industry": firm["dominant"],
            }
            rows["enterprises"].append(_row("enterprises", enterprise, self.rules))
            rows["annual"] += [_row("annual", row, self.rules) for row in _years(entry, code, self.rules.on)]

    def _register(self, sheet: str) -> Iterator[Typed]:
        for entry in self.given[sheet]:
            if sheet == "statements":
                yield {"clause": self.clause, **entry}
            elif sheet in _OF_FIRMS:
                # Where there is but one firm, it need not be named.
                name = _one_of(entry.get("firm", next(iter(self.codes)) if len(self.codes) == 1 else ""), self.codes)
                row = {key: value for key, value in entry.items() if key != "firm"}
                yield from ({"credit_code": code, **row} for code in self.codes[name])
            else:
                yield entry


def _years(entry: Typed, code: str, on: date) -> Iterator[Typed]:
    """A firm's rows year by year: a list has a figure a year, the latest last; a single figure is every year's."""
    lists = {key: value for key, value in entry.items() if key in _FIGURES and isinstance(value, list)}
    lengths = {len(value) for value in lists.values()}
    if len(lengths) > 1:
        raise ValueError(f"lists of unequal length: {', '.join(lists)}")
    past = years_looked_at(on)
    years = entry.get("years") or past[len(past) - lengths.pop() if lengths else 0 :]
    for place, year in enumerate(years):
        figures = {key: entry[key] for key in _FIGURES if key in entry}
        figures |= {key: _at(value, place, len(years), key) for key, value in lists.items()}
        yield {"credit_code": code, "year": year, **figures}


def _at(values: Sequence[Any], place: int, wanted: int, key: str) -> Any:
    if len(values) != wanted:
        raise ValueError(f"{key} has {len(values)} figures, not {wanted}")
    return values[place]


def _row(sheet: str, entry: Typed, rules: Rules) -> Row:
    """One row in whole units, with what is usual filled in."""
    typed = {**_USUAL.get(sheet, {}), **entry}
    columns = SHEETS[sheet].columns
    _known_keys(typed, [column.key for column in columns])
    return {column.key: _value(sheet, column, typed.get(column.key, ""), rules) for column in columns}


def _value(sheet: str, column: Column, typed: Any, rules: Rules) -> Value:
    """A cell as the workbook's own reader takes it; a list stands for its texts with semicolons between."""
    if typed == "":
        if column.required:
            raise ValueError(f"{sheet}: {column.key} must be given")
        return None
    if isinstance(typed, float):
        raise TypeError(f'{sheet}: {column.key} = {typed} is not exact; write 300000 or "300000.0001"')
    try:
        return reader_of(column, rules)(";".join(typed) if isinstance(typed, list) else typed)
    except Noted as noted:
        return noted.kept
    except Wrong as wrong:
        hint = wrong.words.get("hint", "")
        raise ValueError(
            f"{sheet}: {column.key} = {typed!r}: {wrong.key} {hint.en if isinstance(hint, Bi) else hint}"
        ) from wrong


def _both(entry: Typed) -> Bi:
    return Bi(zh=_needed(entry, "zh"), en=_needed(entry, "en"))


def _needed(entry: Typed, key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key!r} must be given")
    return value


def _known_keys(entry: Typed, keys: Sequence[str]) -> None:
    for key in entry:
        _one_of(key, keys)


def _one_of(value: Any, options: Any) -> Any:
    if value not in options:
        near = get_close_matches(str(value), list(options), n=1)
        raise ValueError(f"there is no {value!r}; " + (f"is it {near[0]!r}?" if near else f"use {', '.join(options)}"))
    return value


def _code(number: int) -> str:
    """The credit code of a firm that does not exist, with its right check character."""
    first17 = f"913100000000{number:05d}"
    return first17 + check_character(first17)
