"""A draft is as strict as the workbook that it came from: the same errors in the same cells, and nothing hostile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.base.words import LANGS, Lang
from jiqun.facts.draft import (
    Draft,
    Edit,
    check_draft,
    draft_of_json,
    draft_of_snapshot,
    draft_of_template,
    draft_of_workbook,
    edited,
    merged,
    with_row,
    workbook_of_draft,
)
from jiqun.facts.generate import one_cluster
from jiqun.facts.problems import InputRefused
from jiqun.facts.workbook import Checked, read_workbook
from jiqun.facts.workbook.found import MOST_LISTED
from jiqun.facts.workbook.grids import MOST_ROWS
from jiqun.facts.workbook.raw import LONGEST_TEXT
from jiqun.facts.workbook.tables import Cells, RawTable
from tests.facts.workbook.builders import (
    EDITION,
    FIRST,
    ON,
    SECOND,
    STRANGER,
    Sheets,
    check,
    fine,
    formula,
    told,
    with_cell,
    written,
)
from tests.facts.workbook.builders import with_row as with_line
from tests.facts.workbook.test_wrong_cells import WRONG

FINE = check(fine()).snapshot


def checked(draft: Draft, on: date = ON) -> Checked:
    return check_draft(draft, on=on, edition=EDITION)


def opened(sheets: Sheets) -> Draft:
    draft = draft_of_workbook(written(sheets), on=ON, edition=EDITION).draft
    assert draft is not None
    return draft


def stored(draft: Draft) -> Draft:
    return draft_of_json(draft.as_json())


def same_as_file(sheets: Sheets) -> None:
    """A draft has the errors and warnings of its file, in every word, also when it was stored."""
    file = written(sheets)
    found, read = draft_of_workbook(file, on=ON, edition=EDITION), read_workbook(file, on=ON, edition=EDITION)
    assert (found.errors, found.warnings) == (read.errors, read.warnings)
    assert found.draft is not None
    for draft in (found.draft, stored(found.draft)):
        again = checked(draft)
        assert (again.errors, again.warnings) == (read.errors, read.warnings)
        assert (again.snapshot is None) == (read.snapshot is None)
        if again.snapshot is not None and read.snapshot is not None:
            assert again.snapshot.sha256 == read.snapshot.sha256


@pytest.mark.parametrize(("sheet", "row", "column", "value", "code", "shown"), WRONG)
def test_a_wrong_cell_is_as_wrong_in_a_draft(
    sheet: str, row: int, column: str, value: Any, code: str, shown: str
) -> None:
    same_as_file(with_cell(sheet, row, column, value))


def _mixed() -> Sheets:
    sheets = with_line("annual", STRANGER, 1980, "x", -1, 0, 0)
    sheets["annual"][2][12] = formula("=1/0", "#DIV/0!")
    sheets["annual"][3][11] = formula("=1+1", "")
    sheets["annual"][4][10] = 10.123456
    sheets["annual"][5][3] = 2_000_000
    sheets["enterprises"] += [[None], [SECOND, "x", 111, True], [9.1310115e17, 12, 3911, "perhaps"]]
    sheets["honours"][1][3] = date(2020, 1, 1)
    sheets["platforms"] += [[None, None], ["又一", "district", date(2027, 1, 1)]]
    return sheets


def _without_columns() -> Sheets:
    sheets = fine()
    del sheets["cluster"][0], sheets["annual"]
    for row in sheets["enterprises"]:
        del row[3]
    return sheets


def _repeated() -> Sheets:
    sheets = with_line("enterprises", FIRST.lower(), "丙公司", "3912", "是")
    for sheet in ("annual", "honours", "statements", "chain"):
        sheets[sheet].append(list(sheets[sheet][1]))
    return sheets


@pytest.mark.parametrize("make", [fine, _mixed, _without_columns, _repeated, lambda: {"plan": fine()["plan"]}])
def test_errors_between_cells_and_missing_columns_and_sheets_are_the_same(make: Any) -> None:
    same_as_file(make())


_TYPED = [None, "", " ", "x", "3,120.5", "３１２０.5", "1e3", "2024-05-01", "是", "no", "39;C", "safety", "安全事故"]
_KEPT = [1e-7, 1e300, -1, 0, 1, 2024, 39.0, 111, 0.1 + 0.2, True, False, 9.1310115e17, date(2024, 7, 1)]
_WORKED_OUT = [formula("=A1", "#REF!"), formula("=A1", ""), formula("=1", 1)]
_CELLS = st.sampled_from([*_TYPED, FIRST, STRANGER, *_KEPT, *_WORKED_OUT])
_PLACES = [
    (sheet, row, place)
    for sheet, rows in fine().items()
    for row in range(0 if sheet == "cluster" else 1, len(rows))
    for place in range(1 if sheet == "cluster" else 0, len(rows[row]))
]


@given(st.lists(st.tuples(st.sampled_from(_PLACES), _CELLS), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_file_and_draft_agree(changes: list[tuple[tuple[str, int, int], Any]]) -> None:
    sheets = fine()
    for (sheet, row, place), value in changes:
        sheets[sheet][row][place] = value
    same_as_file(sheets)


@pytest.mark.parametrize(
    ("typed", "yuan"), [("3120.5", 31_205_000), ("３１２０．5", 31_205_000), (" 3120.5 ", 31_205_000)]
)
def test_text_typed_on_a_page_reads_as_text_typed_in_a_cell(typed: str, yuan: int) -> None:
    draft = edited(opened(fine()), [Edit("annual", 4, "revenue", typed)])
    snapshot = checked(draft).snapshot
    assert snapshot is not None
    assert snapshot.tables["annual"]["revenue"][2] == yuan


def test_separators_of_thousands_are_refused_on_a_page_as_they_are_in_a_workbook() -> None:
    draft = edited(opened(fine()), [Edit("annual", 4, "revenue", "3,120.5")])
    assert checked(draft).errors == check(with_cell("annual", 4, "revenue", "3,120.5")).errors


@pytest.mark.parametrize(("sheet", "row", "column", "value", "code", "shown"), WRONG)
def test_the_right_text_in_the_wrong_cell_makes_the_right_data(
    sheet: str, row: int, column: str, value: Any, code: str, shown: str
) -> None:
    right, wrong = opened(fine()), opened(with_cell(sheet, row, column, value))
    mended = stored(edited(wrong, [Edit(sheet, row, column, right.text(sheet, row, column))]))
    snapshot = checked(mended).snapshot
    assert snapshot is not None
    assert FINE is not None
    assert snapshot.sha256 == FINE.sha256


def test_a_row_that_was_emptied_is_passed_as_in_a_workbook() -> None:
    draft = with_row(opened(fine()), "platforms", {})
    assert checked(draft).errors == ()
    emptied = edited(opened(fine()), [Edit("platforms", 2, key, " ") for key in ("name", "level", "recognised_on")])
    snapshot = checked(emptied).snapshot
    assert snapshot is not None
    assert snapshot.rows("platforms") == 0


def test_a_sheet_that_is_not_there_begins_with_its_first_row() -> None:
    draft = with_row(Draft({}), "platforms", {"name": "甲"})
    assert draft.rows("platforms") == (2,)
    assert told(checked(draft).errors)[-2:] == [
        ("platforms", 2, "level", "required", None),
        ("platforms", 2, "recognised_on", "required", None),
    ]


def test_a_row_added_to_a_sheet_that_lacks_a_column_leaves_the_others_blank_there() -> None:
    sheets = fine()
    for row in sheets["platforms"]:
        del row[1]
    draft = with_row(opened(sheets), "platforms", {"name": "乙", "level": "district", "recognised_on": "2024-01-01"})
    assert told(checked(stored(draft)).errors) == [("platforms", 2, "level", "required", None)]


def test_nothing_filled_in_is_an_unfilled_template() -> None:
    errors = checked(draft_of_template()).errors
    assert {error.code for error in errors} == {"required"}
    assert {error.sheet for error in errors} == {"cluster"}
    assert checked(draft_of_json("{}")).snapshot is None


def test_of_the_cluster_an_upload_replaces_the_fields_that_it_has() -> None:
    sheets = {"cluster": [["name_zh", "新名"], ["operator_name", None]]}
    draft = merged(opened(fine()), opened(sheets))
    fields = {key: draft.text("cluster", 1, key) for key in ("name_zh", "operator_name", "district")}
    assert fields == {"name_zh": "新名", "operator_name": "", "district": "浦东新区"}
    blank = merged(opened(fine()), opened({"cluster": [["name_zh", None]]}))
    assert blank.text("cluster", 1, "name_zh") == "测试集群"


def test_an_upload_that_makes_too_many_rows_is_refused() -> None:
    def many(sheet: str) -> Draft:
        rows = range(2, MOST_ROWS // 2 + 3)
        return Draft({sheet: RawTable({"name": Cells(["x"] * len(rows), rows)}, len(rows))})

    with pytest.raises(InputRefused) as refusal:
        merged(many("enterprises"), many("platforms"))
    assert told(refusal.value.errors) == [(None, None, None, "too_many_rows", None)]


def test_the_longest_text_fits_and_a_longer_one_is_refused_with_its_cell() -> None:
    draft = edited(opened(fine()), [Edit("plan", 2, "measure", "九" * LONGEST_TEXT)])
    assert checked(draft).errors == ()
    with pytest.raises(InputRefused) as refusal:
        edited(draft, [Edit("plan", 2, "measure", "九" * (LONGEST_TEXT + 1))])
    assert told(refusal.value.errors) == [("plan", 2, "measure", "too_large_value", None)]
    with pytest.raises(KeyError):
        edited(draft, [Edit("plan", 99, "measure", "x")])


def test_a_file_with_too_many_errors_keeps_all_of_its_cells() -> None:
    sheets = fine()
    sheets["enterprises"] += [["x", "x", "x", "x"] for _ in range(MOST_LISTED // 3 + 10)]
    found = draft_of_workbook(written(sheets), on=ON, edition=EDITION)
    assert found.errors[0].code == "more_errors"
    assert found.draft is not None
    assert found.draft.tables.keys() == sheets.keys()


def test_a_file_that_breaks_off_has_no_draft() -> None:
    file = written(fine())
    assert draft_of_workbook(file[: len(file) // 2], on=ON, edition=EDITION).draft is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("seed", range(6))
def test_data_survive_draft_and_workbook_and_draft(seed: int, lang: Lang) -> None:
    snapshot = one_cluster(seed, seed, 12, ON)
    draft = stored(draft_of_snapshot(snapshot, lang, on=ON, edition=EDITION))
    file = workbook_of_draft(draft, lang=lang, on=ON, edition=EDITION)
    again = draft_of_workbook(file, on=ON, edition=EDITION).draft
    assert again is not None
    for one in (draft, again, merged(draft_of_template(), again)):
        found = checked(one)
        assert found.errors == ()
        assert found.snapshot is not None
        assert found.snapshot.sha256 == snapshot.sha256
