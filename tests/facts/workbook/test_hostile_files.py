"""Files made to crash, to burst or to take forever, read in a process with little memory; and mangled ones."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from jiqun.facts.problems import InputRefused
from jiqun.facts.workbook import mark_workbook
from jiqun.facts.workbook.found import MOST_LISTED

from .builders import check, fine, with_cell, written
from .child import codes_in_a_child
from .hostile import bare, bare_parts, burst, lying, mutations, overlapping, packed, sheet_xml

HEAD, TAIL = sheet_xml("|").split("|")
EMPTY = ["missing_sheet", "missing_column"]  # what is left to say of a file that was read and holds nothing
STRANGE = [*EMPTY, "unknown_column"]


def text(place: str, content: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


def rows(first: int, last: int, cell: str, width: int = 13) -> str:
    """Rows of the same cell, with `@` for its address."""
    letters = [chr(ord("A") + place) for place in range(width)]
    return "".join(
        f'<row r="{row}">{"".join(cell.replace("@", f"{letter}{row}") for letter in letters)}</row>'
        for row in range(first, last + 1)
    )


def texts(*contents: str) -> str:
    """A list of shared texts."""
    return f"<sst>{''.join(f'<si>{content}</si>' for content in contents)}</sst>"


def wrong_everywhere() -> bytes:
    """Far more wrong cells than anybody reads about."""
    keys = ("credit_code", "year", "employees", "revenue", "total_assets", "output_value")
    header = "".join(text(f"{letter}1", key) for letter, key in zip("ABCDEF", keys, strict=True))
    return bare(sheet_xml(f'<row r="1">{header}</row>' + rows(2, 5_000, '<c r="@"><v>-5</v></c>', 6)), name="annual")


def sheets_without_end() -> bytes:
    """A list of twenty thousand sheets."""
    parts = bare_parts(sheet_xml(""))
    one = b'<sheet name="enterprises" sheetId="1" r:id="b"/>'
    many = b"".join(b'<sheet name="s%d" sheetId="1" r:id="b"/>' % number for number in range(20_000))
    return packed({**parts, "xl/workbook.xml": parts["xl/workbook.xml"].replace(one, many)})


LONG = "y" * 30_000
SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
HOSTILE: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "a zip bomb": (lambda: burst(HEAD, " " * 1_000_000, 320, TAIL), ["zip_bomb"]),
    "a zip bomb that says it is small": (
        lambda: lying(burst(HEAD, " " * 100_000 + "<a/>", 3_200, TAIL), "xl/worksheets/sheet1.xml", 100),
        ["zip_bomb"],
    ),
    "parts that lie upon each other": (
        lambda: overlapping(burst(HEAD, " " * 100_000 + "<a/>", 50, TAIL), "xl/worksheets/sheet1.xml", 100),
        ["zip_bomb"],
    ),
    "a value in the last corner": (
        lambda: bare(sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        ["too_large"],
    ),
    "a formula in the last corner": (
        lambda: bare(sheet_xml('<row r="1048576"><c r="XFD1048576"><f>1</f></c></row>')),
        ["too_large"],
    ),
    "a blank in the last corner": (
        lambda: bare(sheet_xml('<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
        EMPTY,
    ),
    "a value in the last row": (
        lambda: bare(sheet_xml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        ["too_many_rows"],
    ),
    "a row outside the sheet": (lambda: bare(sheet_xml('<row r="4294967295"><c><v>1</v></c></row>')), ["damaged"]),
    "rows of nothing": (lambda: burst(HEAD, "<row/>" * 100_000, 10, TAIL), EMPTY),
    "more rows than a sheet has": (lambda: burst(HEAD, "<row/>" * 100_000, 11, TAIL), ["damaged"]),
    "elements without end": (lambda: burst(HEAD, "<a>" * 100_000, 200, ""), ["damaged"]),
    "an attribute without end": (lambda: burst(HEAD + '<a x="', "y" * 1_000_000, 250, f'"/>{TAIL}'), ["damaged"]),
    "a text without end": (
        lambda: burst(f'{HEAD}<row r="1"><c r="A1" t="str"><v>', "y" * 100_000, 2_900, f"</v></c></row>{TAIL}"),
        ["damaged"],
    ),
    "a text without end in parts": (
        lambda: burst(
            f'{HEAD}<row r="1"><c r="A1" t="inlineStr"><is>',
            f"<r><t>{'y' * 100_000}</t></r>",
            2_900,
            f"</is></c></row>{TAIL}",
        ),
        ["damaged"],
    ),
    "a text without end, with comments between": (
        lambda: burst(
            f'{HEAD}<row r="1"><c r="A1" t="str"><v>', f"{'y' * 100_000}<!-- -->", 2_900, f"</v></c></row>{TAIL}"
        ),
        ["damaged"],
    ),
    "a shared text without end": (
        lambda: burst("<sst><si><t>", "y" * 100_000, 2_900, "</t></si></sst>", sheet=sheet_xml("")),
        ["damaged"],
    ),
    "a shared text without end in parts": (
        lambda: burst("<sst><si>", f"<r><t>{'y' * 100_000}</t></r>", 2_900, "</si></sst>", sheet=sheet_xml("")),
        ["damaged"],
    ),
    "errors without end": (
        lambda: burst(HEAD + '<row r="1">', '<c r="A1" t="e"><v>#N/A</v></c>' * 10_000, 100, f"</row>{TAIL}"),
        ["cell_error"],
    ),
    "one long text in many cells": (
        lambda: bare(
            sheet_xml(rows(1, 20_000, '<c r="@" t="s"><v>0</v></c>')), xl__sharedStrings=texts(f"<t>{LONG}</t>")
        ),
        ["too_large"],
    ),
    "one long text in many cells, in disguise": (
        lambda: bare(
            sheet_xml(rows(1, 20_000, "<c t='s' r='@'><f>1</f><v> &#48; </v></c>")),
            xl__sharedStrings=texts(f"<r><t>{LONG}</t></r><r><t>{LONG}</t></r>"),
        ),
        ["too_large"],
    ),
    "one long text in one cell, and many short ones": (
        lambda: bare(
            sheet_xml(SHARED + rows(2, 9_000, '<c r="@" t="s"><v>1</v></c>')),
            xl__sharedStrings=texts(f"<t>{LONG}</t>", "<t>z</t>"),
        ),
        ["missing_sheet", "missing_column", "unknown_column", "no_header"],
    ),
    "more wrong cells than are listed": (
        wrong_everywhere,
        ["more_errors", "wrong_type", "year_range", "negative"],
    ),
    "sheets without end": (sheets_without_end, ["more_errors", "unknown_sheet"]),
}


SLOW: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "more elements than there is time for": (lambda: burst(HEAD, "<a/>" * 100_000, 90, TAIL), ["too_large"]),
    "as many elements as there is time for": (lambda: burst(HEAD, "<a/>" * 100_000, 84, TAIL), EMPTY),
    "a value again and again": (
        lambda: burst(HEAD + '<row r="1">', '<c r="A1"><v>1</v></c>' * 100_000, 42, f"</row>{TAIL}"),
        STRANGE,
    ),
    "shared texts without end": (
        lambda: burst("<sst>", "<si/>" * 100_000, 90, "</sst>", sheet=sheet_xml(SHARED)),
        ["too_large"],
    ),
    "as many shared texts as there is time for": (
        lambda: burst("<sst>", "<si/>" * 100_000, 84, "</sst>", sheet=sheet_xml(SHARED)),
        EMPTY,
    ),
    "texts of their own as many as fit": (
        lambda: bare(sheet_xml(rows(1, 190_000, text("@", "z" * 1_300), 1))),
        STRANGE,
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", SLOW)
def test_a_file_at_the_limits_gets_its_answer_within_time_and_memory(tmp_path: Path, name: str) -> None:
    build, codes = SLOW[name]
    (tmp_path / "hostile.xlsx").write_bytes(build())
    assert codes_in_a_child([tmp_path / "hostile.xlsx"]) == [codes]


# One process reads several, one after the other: starting it takes longer than most of them do.
@pytest.mark.parametrize("names", [list(HOSTILE)[first::3] for first in range(3)], ids=["some", "more", "rest"])
def test_a_hostile_file_gets_its_answer_within_time_and_memory(tmp_path: Path, names: list[str]) -> None:
    paths = [tmp_path / f"{name}.xlsx" for name in names]
    for name, path in zip(names, paths, strict=True):
        path.write_bytes(HOSTILE[name][0]())
    found = dict(zip(names, codes_in_a_child(paths), strict=True))
    for name in names:
        assert found[name] == HOSTILE[name][1], name


def test_the_largest_workbook_that_is_read_takes_seconds_and_little_memory(tmp_path: Path) -> None:
    letters = "ABCDEFGHIJKLM"
    header = "".join(text(f"{letter}1", f"x{letter}") for letter in letters)
    cell = dict.fromkeys(letters, '<c r="@"><v>12.5</v></c>') | {"A": text("@", "some text")}
    body = "".join(
        f'<row r="{row}">{"".join(cell[letter].replace("@", f"{letter}{row}") for letter in letters)}</row>'
        for row in range(2, 200_002)
    )
    (tmp_path / "large.xlsx").write_bytes(bare(sheet_xml(f'<row r="1">{header}</row>{body}'), name="chain"))
    assert codes_in_a_child([tmp_path / "large.xlsx"]) == [["missing_sheet", "missing_column", "unknown_column"]]


def test_a_workbook_cut_off_anywhere_is_refused() -> None:
    good = written(fine())
    for length in range(0, len(good), 61):
        (error,) = check(good[:length]).errors
        assert error.code in ("damaged", "not_a_workbook")


VALUES = ["#", -1, 1e300, date(1900, 1, 1), date(9999, 12, 31), time(1), True, "x" * 32_767]


def put_in_each(value: Any, rows: int | None) -> None:
    """The value in each cell of each sheet's first rows, one after the other, or in every cell."""
    for sheet, lines in fine().items():
        cells = [(row, place) for row, line in enumerate(lines[:rows]) for place in range(len(line))]
        for row, place in cells:
            changed = fine()
            changed[sheet][row][place] = value
            checked = check(changed)
            assert (checked.snapshot is None) == bool(checked.errors)
            assert all(problem.sheet is not None for problem in checked.errors)


@pytest.mark.parametrize("value", VALUES)
def test_any_value_in_any_column_is_read_or_refused_with_its_place(value: Any) -> None:
    put_in_each(value, rows=2)  # the header and one row


@pytest.mark.long
@pytest.mark.parametrize("value", VALUES)
def test_any_value_in_any_cell_is_read_or_refused_with_its_place(value: Any) -> None:
    put_in_each(value, rows=None)


def survive(data: bytes, folder: Path) -> None:
    """Reading and marking answer, one way or the other."""
    checked = check(data)
    assert (checked.snapshot is None) == bool(checked.errors)
    if checked.snapshot is not None:
        assert len(checked.snapshot.sha256) == 64
    (folder / "in.xlsx").write_bytes(data)
    with contextlib.suppress(InputRefused):
        mark_workbook(folder / "in.xlsx", folder / "out.xlsx", (*checked.errors, *checked.warnings))


def test_two_hundred_mangled_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    for data in mutations(seed=1, count=200):
        survive(data, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_two_thousand_mangled_workbooks_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    for data in mutations(seed, count=200):
        survive(data, tmp_path)


def test_more_warnings_than_are_listed_are_said_to_be_more() -> None:
    sheets = with_cell("chain", 2, "product", "x")
    sheets["chain"] += [sheets["chain"][1]] * (MOST_LISTED + 5)
    checked = check(sheets)
    assert checked.snapshot is not None
    assert len(checked.warnings) == MOST_LISTED + 1
    assert checked.warnings[0].message.en == "There are over 10,000 warnings; the rest is not listed."
