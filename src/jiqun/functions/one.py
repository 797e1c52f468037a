"""One cluster's workbook: template, check, assess, explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

from jiqun.base import clock
from jiqun.base.words import Bi, Lang, WordedError
from jiqun.facts.industries import OfficialTable, read_official_table
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.reviews import Review, ignored, read_reviews
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook import mark_workbook, read_workbook, write_template
from jiqun.law import Edition, edition, edition_ids, read_notice, under_notice
from jiqun.rules import assess as rules_assess
from jiqun.rules import explain as rules_explain
from jiqun.rules.explain import Explanation
from jiqun.rules.finding import Assessment
from jiqun.rules.words import OUTCOMES

PathLike = str | Path
_NO_EDITION = Bi(
    zh="没有“{procedures}”这一版本，可用：{known}。", en="There is no edition {procedures!r}; there are {known}."
)


@dataclass(frozen=True)
class Checked:
    """What a check found: errors (the file would be refused) and warnings (it would be assessed)."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.errors

    def as_dict(self) -> dict[str, list[dict[str, object]]]:
        """`{"errors": […], "warnings": […]}`."""
        return {"errors": [p.as_dict() for p in self.errors], "warnings": [p.as_dict() for p in self.warnings]}


@dataclass(frozen=True)
class Case:
    """A workbook read and found fit to be assessed, with the edition, day and readings that it is assessed under."""

    snapshot: Snapshot
    edition: Edition
    on: date
    readings: Mapping[str, str]
    warnings: tuple[Problem, ...]


class Terms(TypedDict, total=False):
    """Under which terms a workbook is judged.

    `on` is the assessment date (today in Shanghai if left out), `procedures` the edition (`shanghai-2024`), `readings`
    the readings that differ from the edition's defaults, `notice` a TOML file of figures set by an annual notice,
    `industries` a CSV file `code,name` of the official industry table.
    """

    on: date
    procedures: str
    readings: Mapping[str, str]
    notice: PathLike
    industries: PathLike


def find_edition(procedures: str = "shanghai-2024") -> Edition:
    """The edition of that id. Raises WordedError for an unknown one."""
    if procedures not in edition_ids():
        raise WordedError(_NO_EDITION.fill(procedures=procedures, known=", ".join(edition_ids())))
    return edition(procedures)


def open_case(workbook: PathLike, **terms: Unpack[Terms]) -> Case:
    """Read a workbook. Raises InputRefused with every error, WordedError for an unknown edition, reading or notice."""
    day = terms.get("on") or clock.today()
    book = find_edition(terms.get("procedures", "shanghai-2024"))
    settled = book.settle(terms.get("readings", {}))
    read = read_workbook(Path(workbook), on=day, edition=book, industries=_table(terms.get("industries")))
    if read.snapshot is None:
        raise InputRefused(read.errors, read.warnings)
    if notice := terms.get("notice"):
        book = under_notice(book, read_notice(notice), day)
    return Case(read.snapshot, book, day, settled, read.warnings)


def _table(industries: PathLike | None) -> OfficialTable | None:
    return read_official_table(Path(industries)) if industries else None


def assess_case(case: Case, reviews: PathLike | None = None) -> Assessment:
    """Judge an opened case; `reviews` is a CSV file of reviewers' outcomes. Raises InputRefused if that is wrong."""
    given = read_reviews(reviews, case.edition) if reviews else {}
    assessment = rules_assess.assess_snapshot(
        case.snapshot,
        on=case.on,
        edition=case.edition,
        readings=case.readings,
        reviews=given,
        warnings=case.warnings,
    )
    return replace(assessment, warnings=(*assessment.warnings, *_ignored(assessment, given)))


def _ignored(assessment: Assessment, reviews: Mapping[str, Review]) -> list[Problem]:
    findings = {finding.clause: finding for finding in assessment.findings}
    return [
        ignored(clause, review, OUTCOMES[findings[clause].outcome])
        for clause, review in reviews.items()
        if findings[clause].review is None
    ]


def assess(workbook: PathLike, *, reviews: PathLike | None = None, **terms: Unpack[Terms]) -> Assessment:
    """Assess one cluster's workbook against Article 6, under the `Terms`.

    `reviews` is a CSV file `clause,outcome,reason` of reviewers' outcomes, which replace `review` and nothing else.

    Returns an `Assessment`: money in whole yuan, shares and growth as exact fractions, one finding a clause.
    Raises InputRefused (all errors of the file by sheet, row and column), WordedError (unknown edition, reading …).
    """
    return assess_case(open_case(workbook, **terms), reviews)


def explain(workbook: PathLike, clause: str, **terms: Unpack[Terms]) -> Explanation:
    """The enterprises behind one clause, largest first, and which ones would flip its outcome if they were missing.

    Raises KeyError for a clause that the edition does not have; else as `assess`.
    """
    return explain_case(open_case(workbook, **terms), clause)


def explain_case(case: Case, clause: str) -> Explanation:
    """As `explain`, of an opened case."""
    return rules_explain.explain(case.snapshot, clause, on=case.on, edition=case.edition, readings=case.readings)


def check(workbook: PathLike, *, marked: PathLike | None = None, **terms: Unpack[Terms]) -> Checked:
    """Check a workbook: every error and warning by sheet, row and column; nothing is judged.

    `marked` writes the same workbook with the wrong cells coloured and commented. Raises InputRefused when the file is
    too large to be marked or no workbook at all, WordedError for an unknown edition.
    """
    day, book = terms.get("on") or clock.today(), find_edition(terms.get("procedures", "shanghai-2024"))
    read = read_workbook(Path(workbook), on=day, edition=book, industries=_table(terms.get("industries")))
    if marked:
        mark_workbook(Path(workbook), Path(marked), (*read.errors, *read.warnings))
    return Checked(read.errors, read.warnings)


def template(out: PathLike, *, lang: Lang = "zh", previous: PathLike | None = None, on: date | None = None) -> None:
    """Write the application workbook, pre-filled from an earlier one if given.

    Raises InputRefused if the earlier one cannot be read, OSError if `out` cannot be written.
    """
    write_template(Path(out), lang=lang, on=on or clock.today(), previous=Path(previous) if previous else None)
