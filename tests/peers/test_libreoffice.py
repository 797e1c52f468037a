"""The calculation workbook, recalculated by LibreOffice from its formulas alone, says what the engine says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from jiqun.facts.reviews import Review
from jiqun.law import Notice, edition, under_notice
from jiqun.papers.xlsx import render_xlsx
from jiqun.papers.xlsx.words import FINDINGS, SHEET_NAMES, outcome
from jiqun.rules.words import VERDICTS
from tests.peers.libreoffice import at, numbers_of, recalculate, results, without_results
from tests.peers.scenarios import ON, Case, cases, good_cluster, put_total

pytestmark = pytest.mark.peers
CASES = tuple(cases(random=20))


def rendered(case: Case) -> bytes:
    return render_xlsx(case.assess(), case.snapshot, case.lang)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, Path]]:
    """Of each case the workbook as rendered, and as LibreOffice made it from the formulas alone."""
    folder = tmp_path_factory.mktemp("recalculated")
    (folder / "bare").mkdir()
    files = {case.name: folder / f"{number}.xlsx" for number, case in enumerate(CASES)}
    for case in CASES:
        files[case.name].write_bytes(rendered(case))
        without_results(files[case.name]).save(folder / "bare" / files[case.name].name)
    out = recalculate(sorted((folder / "bare").iterdir()), folder)
    return {name: (path, out / path.name) for name, path in files.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_outcome_and_the_verdict_are_recomputed(
    case: Case, recalculated: Mapping[str, tuple[Path, Path]]
) -> None:
    assessment = case.assess()
    outcomes, verdict = said(recalculated[case.name][1], case)
    assert outcomes == {one.clause: outcome(one.outcome).say(case.lang) for one in assessment.findings}
    assert verdict == VERDICTS[assessment.verdict].say(case.lang)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_formula_gives_the_result_that_we_wrote_beside_it(
    case: Case, recalculated: Mapping[str, tuple[Path, Path]]
) -> None:
    shown, got = (results(path) for path in recalculated[case.name])
    different = [
        (sheet.title, cell.coordinate, cell.value, wrote, found)
        for sheet in without_results(recalculated[case.name][0])
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and not same(
            wrote := at(shown[sheet.title], cell.row, cell.column), found := at(got[sheet.title], cell.row, cell.column)
        )
    ]
    assert different == []


def same(ours: Any, theirs: Any) -> bool:
    """Equal; fractions and what is longer than a cell holds, as far as floating point goes."""
    a, b = numbers_of(ours), numbers_of(theirs)
    if isinstance(a, int | float) and isinstance(b, int | float) and (a != round(a) or abs(a) > 2**53):
        return bool(a == pytest.approx(b, rel=1e-6 if abs(a) > 2**53 else 1e-9, abs=1e-9))
    return bool(a == b)


def said(path: Path, case: Case) -> tuple[dict[str, str], str]:
    """The outcome of every clause, and the verdict, as a reader of the first sheet sees them."""
    rows = results(path)[SHEET_NAMES[FINDINGS].say(case.lang)]
    known = edition(case.procedures).provisions
    return {row[0]: row[6] for row in rows if row[0] in known}, at(rows, 2, 3)


@dataclass(frozen=True)
class Change:
    """A cell that a reader changes, and the case that the engine must then agree with."""

    name: str
    before: Case
    edit: Callable[[Workbook], None]
    after: Case


def cell(book: Workbook, name: str, row: int = 0) -> Any:
    """A named cell, or the cell of a named column in a row (counted from 0)."""
    sheet, address = book.defined_names[name].attr_text.rsplit("!", 1)
    first = address.split(":")[0].replace("$", "")
    return book[sheet.strip("'")][first].offset(row=row)


def write(name: str, value: object, row: int = 0) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        cell(book, name, row).value = value

    return edit


def _with(change: Callable[[dict[str, list[dict[str, Any]]]], object]) -> Case:
    sheets = deepcopy(ON_THE_LINE.sheets)
    change(sheets)
    return replace(ON_THE_LINE, sheets=sheets)


def _reviewer(book: Workbook) -> None:
    sheet = book["Findings"]
    (row,) = (row for row in sheet.iter_rows(min_row=10) if row[0].value == "A6.2.1")
    row[5].value = "met"


ON_THE_LINE = Case(
    "on the line",
    put_total(good_cluster(), "output_value", {2022: 3_000_000_000, 2023: 3_000_000_000, 2025: 3_993_000_000}),
    lang="en",
)
_NOTICE = Notice("X", "7", "shanghai-2024", date(2026, 1, 1), ON, {"output_growth": Fraction(1, 20)})


def _grown(book: Workbook) -> None:
    """The first firm, large in its latest year: half of the output is no SME's any more."""
    write("annual_employees", 5_000, row=3)(book)
    write("annual_revenue", 10**9, row=3)(book)


def _override(book: Workbook, figure: str, numerator: int, denominator: int) -> None:
    """The two cells left of those in force."""
    for part, value in (("num", numerator), ("den", denominator)):
        cell(book, f"fig_{figure}_{part}").offset(column=-2).value = value


CHANGES = (
    Change(
        "a firm's output",
        ON_THE_LINE,
        write("annual_output_value", 2_999_999_999, row=1),
        _with(lambda sheets: sheets["annual"][1].update(output_value=2_999_999_999)),
    ),
    Change(
        "the reading of over",
        ON_THE_LINE,
        write("reading_over", "includes"),
        replace(ON_THE_LINE, readings={"over": "includes"}),
    ),
    Change(
        "the reading of growth",
        ON_THE_LINE,
        write("reading_growth", "geometric_within_window"),
        replace(ON_THE_LINE, readings={"growth": "geometric_within_window"}),
    ),
    Change(
        "a firm's size",
        ON_THE_LINE,
        _grown,
        _with(lambda sheets: sheets["annual"][3].update(employees=5_000, revenue=10**9)),
    ),
    Change(
        "a firm's industry",
        ON_THE_LINE,
        write("enterprises_industry_code", "6610"),
        _with(lambda sheets: sheets["enterprises"][0].update(industry_code="6610")),
    ),
    Change(
        "a firm's dominant industry",
        ON_THE_LINE,
        write("enterprises_in_dominant_industry", "no"),
        _with(lambda sheets: sheets["enterprises"][0].update(in_dominant_industry=False)),
    ),
    Change(
        "whose honour it is",
        ON_THE_LINE,
        write("honours_credit_code", ON_THE_LINE.sheets["honours"][1]["credit_code"]),
        _with(lambda sheets: sheets["honours"][0].update(credit_code=sheets["honours"][1]["credit_code"])),
    ),
    Change(
        "what is stated",
        ON_THE_LINE,
        write("statements_holds", "no"),
        _with(lambda sheets: sheets["statements"][0].update(holds=False)),
    ),
    Change(
        "what output is measured by",
        ON_THE_LINE,
        write("cluster_output_measure", "operating revenue"),
        _with(lambda sheets: sheets["cluster"][0].update(output_measure="revenue")),
    ),
    Change(
        "the date",
        ON_THE_LINE,
        write("day_on", date(2026, 5, 2)),
        replace(ON_THE_LINE, on=date(2026, 5, 2)),
    ),
    Change(
        "a figure",
        ON_THE_LINE,
        lambda book: _override(book, "output_growth", 1, 20),
        replace(ON_THE_LINE, book=under_notice(edition("shanghai-2024"), _NOTICE, ON)),
    ),
    Change(
        "what a reviewer says",
        ON_THE_LINE,
        _reviewer,
        replace(ON_THE_LINE, reviews={"A6.2.1": Review("met", "-")}),
    ),
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks with a cell changed by hand, recalculated."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "bare").mkdir()
    (folder / "before.xlsx").write_bytes(rendered(ON_THE_LINE))
    for number, change in enumerate(CHANGES):
        book = without_results(folder / "before.xlsx")
        change.edit(book)
        book.save(folder / "bare" / f"{number}.xlsx")
    return recalculate(sorted((folder / "bare").iterdir()), folder)


@pytest.mark.parametrize("number", range(len(CHANGES)), ids=lambda number: CHANGES[number].name)
def test_a_changed_cell_changes_the_outcome_as_the_engine_has_it(number: int, changed: Path) -> None:
    change = CHANGES[number]
    assessment, before = change.after.assess(), change.before.assess()
    outcomes, verdict = said(changed / f"{number}.xlsx", change.after)
    assert [one.outcome for one in assessment.findings] != [one.outcome for one in before.findings]
    assert outcomes == {one.clause: outcome(one.outcome).say("en") for one in assessment.findings}
    assert verdict == VERDICTS[assessment.verdict].say("en")
