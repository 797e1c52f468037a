"""A draft says the same as the workbook that it came from, and can be mended cell by cell."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from jiqun.facts.draft import (
    Edit,
    check_draft,
    draft_of_json,
    draft_of_snapshot,
    draft_of_template,
    draft_of_workbook,
    edited,
    merged,
    with_row,
    with_statement,
    without_row,
    workbook_of_draft,
)
from jiqun.facts.draft.draft import Draft
from jiqun.facts.generate import one_cluster
from jiqun.facts.problems import InputRefused
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook import read_workbook
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.law import edition

ON, BOOK = date(2026, 5, 1), edition("shanghai-2024")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return one_cluster(1, 10, 20, ON)


@pytest.fixture(scope="module")
def file(snapshot: Snapshot) -> bytes:
    return written(filled_from(snapshot, "zh"), "zh", ON, BOOK)


def draft_of(file: bytes) -> Draft:
    opened = draft_of_workbook(file, on=ON, edition=BOOK)
    assert opened.draft is not None
    return merged(draft_of_template(), opened.draft)


def spoilt(file: bytes) -> bytes:
    book = load_workbook(BytesIO(file))
    book["年度数据"]["D3"] = "三千"
    book["企业名录"]["C4"] = "9999"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_draft_holds_the_data_of_its_workbook(file: bytes, snapshot: Snapshot) -> None:
    checked = check_draft(draft_of(file), on=ON, edition=BOOK)
    assert checked.errors == ()
    assert checked.snapshot is not None
    assert checked.snapshot.sha256 == snapshot.sha256


def test_a_stored_draft_reads_back_as_it_was(file: bytes) -> None:
    draft = draft_of(file)
    assert draft_of_json(draft.as_json()).as_json() == draft.as_json()


def test_a_draft_has_the_errors_of_its_workbook(file: bytes) -> None:
    wrong = spoilt(file)
    opened, read = draft_of_workbook(wrong, on=ON, edition=BOOK), read_workbook(wrong, on=ON, edition=BOOK)
    assert [(one.sheet, one.row, one.column) for one in opened.errors] == [
        ("enterprises", 4, "industry_code"),
        ("annual", 3, "revenue"),
    ]
    assert opened.errors == read.errors
    assert opened.mendable
    assert opened.draft is not None
    assert check_draft(opened.draft, on=ON, edition=BOOK).errors == read.errors


def test_a_mended_cell_gives_the_data_of_the_right_workbook(file: bytes, snapshot: Snapshot) -> None:
    right, wrong = draft_of(file), draft_of(spoilt(file))
    mended = edited(
        wrong,
        [
            Edit("annual", 3, "revenue", right.text("annual", 3, "revenue")),
            Edit("enterprises", 4, "industry_code", right.text("enterprises", 4, "industry_code")),
        ],
    )
    checked = check_draft(mended, on=ON, edition=BOOK)
    assert checked.snapshot is not None
    assert checked.snapshot.sha256 == snapshot.sha256


def test_a_draft_can_be_gone_on_with_in_a_workbook(file: bytes, snapshot: Snapshot) -> None:
    again = workbook_of_draft(draft_of(file), lang="en", on=ON, edition=BOOK)
    read = read_workbook(again, on=ON, edition=BOOK)
    assert read.snapshot is not None
    assert read.snapshot.sha256 == snapshot.sha256


def test_next_year_starts_from_this_year_with_a_row_to_fill_in_for_every_enterprise(snapshot: Snapshot) -> None:
    next_year = date(2027, 5, 1)
    draft = draft_of_snapshot(snapshot, "zh", on=next_year, edition=BOOK)
    years = [draft.text("annual", row, "year") for row in draft.rows("annual")]
    assert sorted(set(years)) == ["2023", "2024", "2025", "2026"]
    assert years.count("2026") == snapshot.rows("enterprises")
    errors = check_draft(draft, on=next_year, edition=BOOK).errors
    assert {one.code for one in errors} == {"required"}


def test_an_uploaded_sheet_replaces_its_own_and_leaves_the_others(file: bytes) -> None:
    draft = with_statement(draft_of(file), "A6.4.2", "yes", "另一说明")
    uploaded = Draft({"annual": draft_of(file).tables["annual"]})
    kept = merged(draft, uploaded)
    assert kept.tables["statements"] == draft.tables["statements"]


def test_a_statement_is_set_changed_and_taken_out() -> None:
    draft = with_statement(draft_of_template(), "A6.4.2", "yes", "机制健全")
    assert [draft.text("statements", row, "text") for row in draft.rows("statements")] == ["机制健全"]
    draft = with_statement(draft, "A6.4.2", "no", "尚未建立")
    assert [draft.text("statements", row, "holds") for row in draft.rows("statements")] == ["no"]
    assert with_statement(draft, "A6.4.2", "", "").rows("statements") == ()


def test_rows_keep_their_numbers_when_one_is_taken_out() -> None:
    draft = draft_of_template()
    for name in ("甲", "乙", "丙"):
        draft = with_row(draft, "platforms", {"name": name})
    assert draft.rows("platforms") == (2, 3, 4)
    draft = without_row(draft, "platforms", 3)
    assert [(row, draft.text("platforms", row, "name")) for row in draft.rows("platforms")] == [(2, "甲"), (4, "丙")]


def test_an_upload_with_other_columns_cannot_be_mended_cell_by_cell(file: bytes) -> None:
    book = load_workbook(BytesIO(file))
    book["年度数据"]["D1"] = "收人"
    out = BytesIO()
    book.save(out)
    assert not draft_of_workbook(out.getvalue(), on=ON, edition=BOOK).mendable


def test_a_file_that_is_no_workbook_gives_no_draft() -> None:
    opened = draft_of_workbook(b"no workbook", on=ON, edition=BOOK)
    assert opened.draft is None
    assert opened.errors


def test_a_text_that_no_cell_can_hold_is_refused(file: bytes) -> None:
    with pytest.raises(InputRefused):
        edited(draft_of(file), [Edit("annual", 2, "revenue", "九" * 40_000)])


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"annual": 1}', '{"annual": {"rows": [2], "columns": {"year": []}}}', '{"annual": {"rows": []}}'],
)
def test_what_is_no_stored_draft_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no stored draft|equally long"):
        draft_of_json(text)
