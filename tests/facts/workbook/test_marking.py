"""The marked copy: exactly the wrong cells are coloured and commented, in both languages."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from jiqun.facts.problems import InputRefused
from jiqun.facts.workbook import mark_workbook, read_workbook, write_template
from jiqun.facts.workbook.marking import ERROR_FILL, MOST_ROWS, WARNING_FILL

from .builders import EDITION, FIRST, ON, SECOND, Sheets, check, fine, formula, told, with_cell, written
from .hostile import edited

RED, AMBER = ERROR_FILL.fgColor.rgb, WARNING_FILL.fgColor.rgb


def marked(path: Path, sheets: Sheets | bytes) -> openpyxl.Workbook:
    (path / "in.xlsx").write_bytes(sheets if isinstance(sheets, bytes) else written(sheets))
    checked = read_workbook(path / "in.xlsx", on=ON, edition=EDITION)
    mark_workbook(path / "in.xlsx", path / "out.xlsx", (*checked.errors, *checked.warnings))
    return openpyxl.load_workbook(path / "out.xlsx")


def marks(book: openpyxl.Workbook) -> dict[tuple[str, str], str]:
    found = {}
    for page in book.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row):
            coloured = cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in (RED, AMBER)
            assert coloured == (cell.comment is not None)
            if coloured:
                found[page.title, cell.coordinate] = "error" if cell.fill.fgColor.rgb == RED else "warning"
    return found


def comment(page: Worksheet, address: str) -> str:
    note = page[address].comment
    assert note is not None
    return note.text


@pytest.mark.article("8")
def test_exactly_the_wrong_cells_are_marked(tmp_path: Path) -> None:
    sheets = with_cell("annual", 4, "revenue", "abc")
    sheets["annual"][4][12] = formula("=1/0", "#DIV/0!")
    sheets["cluster"][2][1] = "Atlantis"
    sheets["honours"][1][2] = date(2026, 6, 1)
    sheets["annual"][6][3] = 2000.00001
    book = marked(tmp_path, sheets)
    assert marks(book) == {
        ("cluster", "B3"): "error",
        ("annual", "D4"): "error",
        ("annual", "M5"): "error",
        ("annual", "D7"): "warning",
        ("honours", "C2"): "warning",
    }
    assert "应填数字" in comment(book["annual"], "D4")
    assert "is a number" in comment(book["annual"], "D4")


def test_nothing_wrong_marks_nothing(tmp_path: Path) -> None:
    assert marks(marked(tmp_path, fine())) == {}


def test_headers_fields_sheets_and_the_file_are_marked_where_they_stand(tmp_path: Path) -> None:
    sheets = fine()
    del sheets["cluster"][0]
    sheets["cluster"] += [["colour", "blue"], ["district", "静安区"], [None, "lost"]]
    sheets["annual"][0] += ["colour", "出口额", None]
    sheets["annual"][1] += [None, None, 7]
    sheets["statements"][0][3] = formula("=A1", "#REF!")
    sheets["cluster"][8][0] = formula("=A1", "#REF!")
    sheets["platforms"] = [row[:2] for row in sheets["platforms"]]
    sheets["chain"].append(list(sheets["chain"][1]))
    sheets["产业链 "] = [["x"]]
    sheets["spare"] = [["x"]]
    del sheets["enterprises"]
    assert marks(marked(tmp_path, sheets)) == {
        ("cluster", "A1"): "error",  # a field that is missing, and the sheet that is
        ("cluster", "A9"): "error",
        ("cluster", "A10"): "error",
        ("cluster", "A11"): "error",
        ("cluster", "B12"): "error",
        ("annual", "N1"): "error",
        ("annual", "O1"): "error",
        ("annual", "P2"): "error",
        ("platforms", "A1"): "error",
        ("chain", "A3"): "warning",
        ("statements", "D1"): "error",
        ("产业链 ", "A1"): "error",
        ("spare", "A1"): "error",
    }


def test_two_problems_of_one_cell_share_its_comment_and_the_graver_its_colour(tmp_path: Path) -> None:
    sheets = fine()
    sheets["annual"].append([SECOND, 2010, 1, 1, 1, 1])
    sheets["annual"].append([SECOND, 2010, 1, 1, 1, 1])
    book = marked(tmp_path, sheets)
    assert marks(book) == {("annual", "B10"): "warning", ("annual", "B11"): "error"}
    assert "already stand in row 10" in comment(book["annual"], "B11")
    assert "does not count" in comment(book["annual"], "B11")


def test_notes_formulas_and_formats_of_the_workbook_stay(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx", lang="en", on=ON)
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    book["Annual figures"]["A1"] = "Credit codes"
    book["Annual figures"]["D2"] = "=1+1"
    out = BytesIO()
    book.save(out)
    copy = marked(tmp_path, out.getvalue())["Annual figures"]
    assert "There is no" not in comment(copy, "B1")
    assert "has no column “Credit codes”" in comment(copy, "A1")
    assert "The unified social credit code" in comment(copy, "A1")
    assert copy["D2"].value == "=1+1"
    assert "saved without its result" in comment(copy, "D2")
    assert copy.column_dimensions["A"].number_format == "@"
    assert len(copy.data_validations.dataValidation) == 13


def test_a_problem_in_a_merged_area_stands_on_its_first_cell(tmp_path: Path) -> None:
    sheets = fine()
    sheets["platforms"][1] = ["x", None, None]
    book = openpyxl.load_workbook(BytesIO(written(sheets)))
    book["platforms"].merge_cells("A2:C2")
    out = BytesIO()
    book.save(out)
    assert set(marks(marked(tmp_path, out.getvalue()))) == {("platforms", "A2")}


def test_a_marked_copy_that_is_mended_is_accepted(tmp_path: Path) -> None:
    book = marked(tmp_path, with_cell("annual", 4, "revenue", "abc"))
    book["annual"]["D4"] = 2000
    book.save(tmp_path / "mended.xlsx")
    assert told(read_workbook(tmp_path / "mended.xlsx", on=ON, edition=EDITION).errors) == []


def test_a_workbook_may_be_marked_in_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(written(with_cell("annual", 4, "revenue", "abc")))
    mark_workbook(path, path, read_workbook(path, on=ON, edition=EDITION).errors)
    assert marks(openpyxl.load_workbook(path)) == {("annual", "D4"): "error"}


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"x", "not_a_workbook"), (written(fine())[:-40], "damaged")],
)
def test_what_is_no_workbook_is_refused_and_nothing_is_written(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "in.xlsx").write_bytes(data)
    with pytest.raises(InputRefused) as refusal:
        mark_workbook(tmp_path / "in.xlsx", tmp_path / "out.xlsx", [])
    assert [error.code for error in refusal.value.errors] == [code]
    assert [path.name for path in tmp_path.iterdir()] == ["in.xlsx"]


def test_a_workbook_of_too_many_rows_is_not_marked(tmp_path: Path) -> None:
    sheets = fine()
    sheets["chain"] += [[FIRST, "x", "y", "upstream"]] * MOST_ROWS
    (tmp_path / "in.xlsx").write_bytes(written(sheets))
    with pytest.raises(InputRefused) as refusal:
        mark_workbook(tmp_path / "in.xlsx", tmp_path / "out.xlsx", [])
    assert told(refusal.value.errors) == [(None, None, None, "marking_too_large", None)]
    assert "50,000" in refusal.value.errors[0].message.en
    assert not (tmp_path / "out.xlsx").exists()


def test_formatting_that_cannot_be_read_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    broken = edited(written(fine()), "xl/styles.xml", b"<fonts ", b"<fonts><font><sz val='x'/></font></fonts><fonts ")
    (tmp_path / "in.xlsx").write_bytes(broken)
    assert told(check(broken).errors) == []
    with pytest.raises(InputRefused) as refusal:
        mark_workbook(tmp_path / "in.xlsx", tmp_path / "out.xlsx", [])
    assert [error.code for error in refusal.value.errors] == ["marking_unreadable"]
    assert not (tmp_path / "out.xlsx").exists()
