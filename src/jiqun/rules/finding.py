"""What an assessment says: a verdict, and of every clause the outcome, the numbers behind it, and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from jiqun.base.numbers import decimal_value, exact_text
from jiqun.base.words import Bi
from jiqun.facts.problems import Problem
from jiqun.facts.reviews import Review
from jiqun.law import Edition, Kind, Override
from jiqun.rules.question import Outcome

Verdict = Literal["eligible", "not_eligible", "undetermined"]


@dataclass(frozen=True)
class Observed:
    """A number that was compared or lies behind the comparison, exact and as people read it.

    `root` of n: `exact` is the n-year ratio V(last)/V(base), `value` the yearly rate that it makes.
    """

    measure: str
    title: Bi
    year: int | None
    exact: Fraction
    unit: str
    root: int = 0

    @property
    def value(self) -> int | float:
        return yearly_rate(self.exact, self.root) if self.root else decimal_value(self.exact)

    def as_dict(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "year": self.year,
            "value": self.value,
            "exact": exact_text(self.exact),
            "unit": self.unit,
        }


@dataclass(frozen=True)
class Required:
    """What the number is held against: the law's operator and figure, or an earlier year's number."""

    op: str
    exact: Fraction
    unit: str
    override: Override | None = None

    def as_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "op": self.op,
            "value": decimal_value(self.exact),
            "exact": exact_text(self.exact),
            "unit": self.unit,
        }
        if self.override:
            shown["override"] = {
                "document": self.override.document,
                "legal_basis": self.override.legal_basis,
                "article_value": decimal_value(self.override.article_value),
                "article_exact": exact_text(self.override.article_value),
            }
        return shown


@dataclass(frozen=True)
class Margin:
    """How much is to spare (negative: missing). For growth, `value` is in rates and `exact` in ratios."""

    value: int | float
    exact: Fraction
    unit: str

    def as_dict(self) -> dict[str, Any]:
        return {"value": self.value, "exact": exact_text(self.exact), "unit": self.unit}


@dataclass(frozen=True)
class Absent:
    """An input that is not there: its sheet and column, and the year where it is a year's."""

    sheet: str
    column: str | None
    year: int | None

    def as_dict(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "column": self.column, "year": self.year}


@dataclass(frozen=True)
class Finding:
    """One clause: its outcome, the numbers, the reason in both languages.

    `observed` are the numbers compared, `basis` the whole numbers that they were made from, `readings` the open
    questions of the text whose answer this finding depends on.
    """

    clause: str
    article: str
    group: int
    title: Bi
    kind: Kind
    blocking: bool
    conditional: bool
    outcome: Outcome
    reason: Bi
    observed: tuple[Observed, ...] = ()
    basis: tuple[Observed, ...] = ()
    required: Required | None = None
    margin: Margin | None = None
    missing: tuple[Absent, ...] = ()
    readings: tuple[str, ...] = ()
    review: Review | None = None

    def as_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "clause": self.clause,
            "article": self.article,
            "title": self.title.as_dict(),
            "kind": self.kind,
            "blocking": self.blocking,
            "outcome": self.outcome,
            "observed": [one.as_dict() for one in self.observed],
            "required": self.required.as_dict() if self.required else None,
            "margin": self.margin.as_dict() if self.margin else None,
            "conditional": self.conditional,
            "reason": self.reason.as_dict(),
            "missing": [one.as_dict() for one in self.missing],
            "basis": [one.as_dict() for one in self.basis],
            "readings": list(self.readings),
        }
        if self.review:
            shown["review"] = {"outcome": self.review.outcome, "reason": self.review.reason}
        return shown


@dataclass(frozen=True)
class Note:
    """Something that the reader of an assessment should know: blanks counted as zero, industries not classified …"""

    code: str
    message: Bi

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message.as_dict()}


@dataclass(frozen=True)
class Assessment:
    """One cluster judged against one edition on one day.

    Attributes: `verdict`; `findings`, one for every clause in the order of the law; `notes`; `warnings` of the
    workbook; `years`, the base year and the past three; `readings`, all that were in force; `settled_by`, by reading
    the number of the interpretation that settled it (Article 20), where that is known; `dataset_sha256`, the
    hash of the rows (`docs/dataset-hash.md`). `as_dict()` is the JSON of `docs/schema/assessment.json`.
    """

    edition: Edition
    assessed_on: date
    years: tuple[int, ...]
    cluster_name: Bi
    district: str
    dataset_sha256: str
    readings: Mapping[str, str]
    verdict: Verdict
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...] = ()
    warnings: tuple[Problem, ...] = ()
    settled_by: Mapping[str, str] = field(default_factory=dict)

    def finding(self, clause: str) -> Finding:
        """The finding of a clause. Raises KeyError."""
        found = {one.clause: one for one in self.findings}
        return found[clause]

    def as_dict(self) -> dict[str, Any]:
        name = self.cluster_name
        settled = {"settled_by": dict(self.settled_by)} if self.settled_by else {}
        return {
            "procedures": self.edition.id,
            "assessed_on": self.assessed_on.isoformat(),
            "years": list(self.years),
            "cluster": {"name": {"zh": name.zh, "en": name.en or None}, "district": self.district},
            "dataset_sha256": self.dataset_sha256,
            "readings": dict(self.readings),
            **settled,
            "verdict": self.verdict,
            "findings": [one.as_dict() for one in self.findings],
            "notes": [one.as_dict() for one in self.notes],
            "warnings": [one.as_dict() for one in self.warnings],
        }


def yearly_rate(ratio: Fraction, years: int) -> float:
    """The rate that makes `ratio` in so many years, for showing only: judging never takes a root."""
    rate: float = float(ratio) ** (1 / years) - 1
    return round(rate, 12)


def verdict_of(outcomes: list[tuple[Outcome, bool]]) -> Verdict:
    """From each clause's outcome and whether it blocks: any miss decides; else anything open; else eligible."""
    blocking = {outcome for outcome, blocks in outcomes if blocks}
    if "not_met" in blocking:
        return "not_eligible"
    return "undetermined" if blocking & {"boundary", "review", "missing"} else "eligible"
