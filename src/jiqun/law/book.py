"""An edition of the Procedures as frozen records, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from jiqun.base.numbers import Exact, read_exact
from jiqun.base.words import Bi, WordedError

Kind = Literal["measured", "counted", "declared", "judged"]
_NO_READING = Bi(zh="没有解读项“{key}”，可用：{known}。", en="There is no reading {key!r}; there are {known}.")
_NO_OPTION = Bi(
    zh="解读项“{key}”没有“{value}”这一取值，可用：{options}。",
    en="Reading {key!r} has no value {value!r}; use {options}.",
)
_FOLDERS: Mapping[str, str] = MappingProxyType({"shanghai-2024": "shanghai_2024", "national-2022": "national_2022"})


@dataclass(frozen=True)
class Article:
    """One article: our own plain summary, never the official sentences."""

    number: str
    chapter: int
    title: Bi
    summary: Bi


@dataclass(frozen=True)
class Provision:
    """One clause of Article 6 as the law states it; how it is computed stands in the rules room."""

    id: str
    article: str
    group: int
    kind: Kind
    blocking: bool
    conditional: bool
    title: Bi
    asks: Bi
    figures: tuple[str, ...]
    unknown: bool = False


@dataclass(frozen=True)
class Override:
    """A figure replaced for a time by an annual notice; the article's own value stays visible."""

    document: str
    legal_basis: str
    article_value: Exact


@dataclass(frozen=True)
class Figure:
    """A figure of the law: its value in whole units or as a fraction, with day, citation and source."""

    key: str
    value: Exact
    unit: str
    op: str
    since: date
    clause: str
    cite: str
    confidence: str
    source: Bi
    note: Bi | None = None
    override: Override | None = None


@dataclass(frozen=True)
class Option:
    """One way to read an open question of the text."""

    value: str
    means: Bi


@dataclass(frozen=True)
class Reading:
    """An open question of the text and its possible answers, the default first (Article 20)."""

    key: str
    articles: tuple[str, ...]
    question: Bi
    why: Bi
    options: tuple[Option, ...]
    free: str | None = None

    @property
    def default(self) -> str:
        return self.options[0].value

    def allows(self, value: str) -> bool:
        """Is `value` one of the options, or a whole number where any number will do?"""
        return any(option.value == value for option in self.options) or (
            self.free == "integer" and value.isascii() and value.isdigit()
        )


@dataclass(frozen=True)
class Edition:
    """The Procedures in one version: what a case is opened under and finished under."""

    id: str
    title: Bi
    short: Bi
    in_force_from: date
    in_force_to: date | None
    source_title: Bi
    source_number: str
    chapters: Mapping[int, Bi]
    groups: Mapping[int, Bi]
    articles: Mapping[str, Article]
    provisions: Mapping[str, Provision]
    figures: Mapping[str, Figure]
    readings: Mapping[str, Reading]
    unseen: Bi | None = None
    unseen_clauses: tuple[str, ...] = ()

    def in_force_on(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def cite(self, provision: str) -> Provision:
        """The clause `6.2.6` (or `A6.2.6`).

        Raises KeyError if the edition has none, so that a misspelt citation fails at import.
        """
        return self.provisions["A" + provision.removeprefix("A")]

    def figure(self, key: str) -> Figure:
        """The figure of that key. Raises KeyError if the edition has none."""
        return self.figures[key]

    @cached_property
    def default_readings(self) -> Mapping[str, str]:
        return MappingProxyType({key: reading.default for key, reading in self.readings.items()})

    def settle(self, chosen: Mapping[str, str]) -> Mapping[str, str]:
        """All readings with the chosen ones put in.

        Raises WordedError naming the key or value that the edition does not know, with those it does.
        """
        for key, value in chosen.items():
            if key not in self.readings:
                raise WordedError(_NO_READING.fill(key=key, known=", ".join(self.readings)))
            if not self.readings[key].allows(value):
                options = ", ".join(option.value for option in self.readings[key].options)
                raise WordedError(_NO_OPTION.fill(value=value, key=key, options=options))
        return MappingProxyType({**self.default_readings, **chosen})


def edition_ids() -> tuple[str, ...]:
    """The editions that exist, the default first."""
    return tuple(_FOLDERS)


@cache
def edition(edition_id: str) -> Edition:
    """Load an edition. Raises KeyError for an id that does not exist."""
    folder = resources.files("jiqun.law") / _FOLDERS[edition_id]

    def load(name: str) -> dict[str, Any]:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))

    head = load("edition.toml")
    return Edition(
        id=head["id"],
        title=_bi(head["title"]),
        short=_bi(head["short"]),
        in_force_from=head["in_force_from"],
        in_force_to=head.get("in_force_to"),
        source_title=_bi(head["source"]["title"]),
        source_number=head["source"]["number"],
        chapters={c["number"]: _bi(c["title"]) for c in head.get("chapter", ())},
        groups={g["number"]: _bi(g["title"]) for g in head.get("group", ())},
        articles={a["number"]: _article(a) for a in load("articles.toml")["article"]},
        provisions={c["id"]: _provision(c) for c in load("clauses.toml")["clause"]},
        figures={key: _figure(key, f) for key, f in load("figures.toml").items()},
        readings={r["key"]: _reading(r) for r in load("readings.toml")["reading"]},
        unseen=_bi(head["unseen"]) if "unseen" in head else None,
        unseen_clauses=tuple(head.get("unseen_clauses", ())),
    )


def _bi(pair: Mapping[str, str]) -> Bi:
    return Bi(zh=pair["zh"], en=pair["en"])


def _article(row: Mapping[str, Any]) -> Article:
    return Article(row["number"], row.get("chapter", 0), _bi(row["title"]), _bi(row["summary"]))


def _provision(row: Mapping[str, Any]) -> Provision:
    return Provision(
        id=row["id"],
        article=row["article"],
        group=row["group"],
        kind=row["kind"],
        blocking=row["blocking"],
        conditional=row["conditional"],
        title=_bi(row["title"]),
        asks=_bi(row["asks"]),
        figures=tuple(row.get("figures", ())),
        unknown=row.get("unknown", False),
    )


def _figure(key: str, row: Mapping[str, Any]) -> Figure:
    return Figure(
        key=key,
        value=read_exact(row["value"]),
        unit=row["unit"],
        op=row["op"],
        since=row["from"],
        clause=row["clause"],
        cite=row["cite"],
        confidence=row["confidence"],
        source=_bi(row["source"]),
        note=_bi(row["note"]) if "note" in row else None,
    )


def _reading(row: Mapping[str, Any]) -> Reading:
    options = tuple(Option(o["value"], _bi(o["means"])) for o in row["option"])
    return Reading(row["key"], tuple(row["articles"]), _bi(row["question"]), _bi(row["why"]), options, row.get("free"))
