"""The template: what it looks like, and that what is filled in comes back as it was meant."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook import example, read_workbook, write_template, write_workbook
from jiqun.facts.workbook.looks import breadth

from .builders import EDITION, ON, check, fine, told

SNAPSHOT = check(fine()).snapshot
FILES = {"zh": ("填表说明", "填写示例", "选项"), "en": ("Read me", "Example", "Lists")}


def template(path: Path, lang: Lang) -> openpyxl.Workbook:
    write_template(path / "template.xlsx", lang=lang, on=ON)
    return openpyxl.load_workbook(path / "template.xlsx")


def reread(path: Path) -> Snapshot:
    checked = read_workbook(path, on=ON, edition=EDITION)
    assert told(checked.errors) == []
    assert checked.snapshot is not None
    return checked.snapshot


@pytest.mark.parametrize("lang", LANGS)
def test_the_sheets_stand_in_order_between_the_read_me_and_the_example(tmp_path: Path, lang: Lang) -> None:
    readme, shown, lists = FILES[lang]
    book = template(tmp_path, lang)
    assert book.sheetnames == [readme, *(sheet.label.say(lang) for sheet in SHEETS.values()), shown, lists]
    assert [page.title for page in book if page.sheet_state == "hidden"] == [lists]


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_template_lacks_only_what_must_be_filled_in(tmp_path: Path, lang: Lang) -> None:
    template(tmp_path, lang)
    checked = read_workbook(tmp_path / "template.xlsx", on=ON, edition=EDITION)
    assert told(checked.errors) == [
        ("cluster", row, column.key, "required", None)
        for row, column in enumerate(SHEETS["cluster"].columns, start=2)
        if column.required
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_headers_say_the_unit_and_mark_what_is_required(tmp_path: Path, lang: Lang) -> None:
    book = template(tmp_path, lang)
    for sheet in list(SHEETS.values())[1:]:
        page = book[sheet.label.say(lang)]
        fills = set()
        for cell, column in zip(page[1], sheet.columns, strict=True):
            assert str(cell.value).endswith(" *") == column.required
            assert column.unit is None or column.unit.say(lang) in str(cell.value)
            fills.add((column.required, cell.fill.fgColor.rgb))
        assert len({fill for _, fill in fills}) == len(fills)
        assert page.freeze_panes == "B2"


@pytest.mark.parametrize("lang", LANGS)
def test_every_header_is_wide_enough_for_its_longest_word(tmp_path: Path, lang: Lang) -> None:
    book = template(tmp_path, lang)
    for sheet in list(SHEETS.values())[1:]:
        page = book[sheet.label.say(lang)]
        widths = {}
        for dimension in page.column_dimensions.values():
            widths.update(dict.fromkeys(range(dimension.min, dimension.max + 1), dimension.width))
        for cell in page[1]:
            assert widths[cell.column] * 2 >= breadth(str(cell.value))


@pytest.mark.parametrize("lang", LANGS)
def test_codes_are_text_and_dates_are_dates_down_the_whole_column(tmp_path: Path, lang: Lang) -> None:
    book = template(tmp_path, lang)
    formats = {
        column.key: page.column_dimensions[page.cell(1, place).column_letter].number_format
        for sheet in list(SHEETS.values())[1:]
        for page in [book[sheet.label.say(lang)]]
        for place, column in enumerate(sheet.columns, start=1)
        if page.cell(1, place).column_letter in page.column_dimensions
    }
    assert formats["credit_code"] == "@"
    assert formats["industry_code"] == "@"
    assert formats["awarded_on"] == "yyyy-mm-dd"
    assert formats["revenue"] == "#,##0.00##"


@pytest.mark.parametrize("lang", LANGS)
def test_what_may_be_chosen_is_offered_for_thousands_of_rows(tmp_path: Path, lang: Lang) -> None:
    book = template(tmp_path, lang)
    for sheet in list(SHEETS.values())[1:]:
        page = book[sheet.label.say(lang)]
        offered = {
            str(rule.sqref).split(":")[0]: rule.formula1
            for rule in page.data_validations.dataValidation
            if rule.type == "list"
        }
        assert all(str(rule.sqref).endswith("20001") for rule in page.data_validations.dataValidation)
        for place, column in enumerate(sheet.columns, start=1):
            if column.kind in ("choice", "yes_no", "clause"):
                name = offered[f"{page.cell(1, place).column_letter}2"]
                listed = [cell.value for row in _named(book, name) for cell in row]
                labels = [label.say(lang) for label in column.choices.values()]
                assert column.kind != "choice" or listed == labels
                assert column.kind != "clause" or "A6.4.2" in listed


def _named(book: openpyxl.Workbook, name: str) -> tuple[tuple[openpyxl.cell.Cell, ...], ...]:
    ((title, address),) = book.defined_names[name].destinations
    return book[title][address.replace("$", "")]


@pytest.mark.parametrize("lang", LANGS)
def test_the_note_on_services_names_all_seven_kinds(tmp_path: Path, lang: Lang) -> None:
    page = template(tmp_path, lang)[SHEETS["services"].label.say(lang)]
    for label in SHEETS["services"].column("kinds").choices.values():
        assert label.say(lang) in page["C1"].comment.text


@pytest.mark.parametrize("lang", LANGS)
def test_the_read_me_lists_sheets_choices_and_declared_clauses(tmp_path: Path, lang: Lang) -> None:
    page = template(tmp_path, lang)[FILES[lang][0]]
    text = "\n".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row)
    declared = [clause.id for clause in EDITION.provisions.values() if clause.kind == "declared"]
    for word in ("2022", "2025", *declared, *(sheet.label.say(lang) for sheet in SHEETS.values())):
        assert word in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_says_its_version_and_no_time_of_writing(tmp_path: Path, lang: Lang) -> None:
    book = template(tmp_path, lang)
    assert {prop.name: prop.value for prop in book.custom_doc_props.props} == {
        "jiqun_template": "1",
        "jiqun_language": lang,
    }
    first = (tmp_path / "template.xlsx").read_bytes()
    template(tmp_path, lang)
    assert (tmp_path / "template.xlsx").read_bytes() == first


@pytest.mark.article("8")
@pytest.mark.parametrize("lang", LANGS)
def test_a_template_filled_in_by_hand_gives_the_data_that_were_typed(tmp_path: Path, lang: Lang) -> None:
    book = template(tmp_path, lang)
    for key, rows in fine().items():
        page = book[SHEETS[key].label.say(lang)]
        lines = [[value] for _, value in rows] if key == "cluster" else rows[1:]
        for number, line in enumerate(lines, start=2):
            for place, value in enumerate(line, start=2 if key == "cluster" else 1):
                page.cell(number, place, value)
    book.save(tmp_path / "filled.xlsx")
    assert SNAPSHOT is not None
    assert reread(tmp_path / "filled.xlsx").sha256 == SNAPSHOT.sha256


@pytest.mark.parametrize("lang", LANGS)
def test_a_snapshot_written_and_read_is_the_same_snapshot(tmp_path: Path, lang: Lang) -> None:
    assert SNAPSHOT is not None
    write_workbook(tmp_path / "a.xlsx", SNAPSHOT, lang=lang)
    assert reread(tmp_path / "a.xlsx").sha256 == SNAPSHOT.sha256


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_is_itself_without_errors_and_warnings(tmp_path: Path, lang: Lang) -> None:
    write_workbook(tmp_path / "a.xlsx", example(ON), lang=lang, on=ON)
    checked = read_workbook(tmp_path / "a.xlsx", on=ON, edition=EDITION)
    assert told(checked.errors) + told(checked.warnings) == []
    assert reread(tmp_path / "a.xlsx").sha256 == example(ON).sha256


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_sheet_shows_a_row_for_every_sheet(tmp_path: Path, lang: Lang) -> None:
    page = template(tmp_path, lang)[FILES[lang][1]]
    rows = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    for sheet in SHEETS.values():
        place = rows.index([sheet.label.say(lang)])
        assert len(rows[place + 1]) == len(sheet.columns)
        assert len(rows[place + 2]) >= 3


def test_values_that_look_like_something_else_are_carried_as_they_are(tmp_path: Path) -> None:
    assert SNAPSHOT is not None
    odd = ["=1+1", "{=A1}", "http://example.org", "0012", "1e5", "_x000D_", "'quoted'", "2025-01-01", "TRUE", "长\n行"]
    plan = {key: list(values) * len(odd) for key, values in SNAPSHOT.tables["plan"].items()}
    plan["goal"] = odd
    annual = {key: list(values) for key, values in SNAPSHOT.tables["annual"].items()}
    annual["total_assets"] = [10**17, 10**17 - 1, 10**15 - 1, 10**15 + 1, 1, 0, 99_999, 12_345_678_901_234_567]
    snapshot = Snapshot({**SNAPSHOT.tables, "plan": plan, "annual": annual})
    write_workbook(tmp_path / "a.xlsx", snapshot, lang="en")
    assert reread(tmp_path / "a.xlsx").canonical_text() == snapshot.canonical_text()


def test_a_target_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_template(tmp_path / "taken", lang="zh", on=ON)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert list((tmp_path / "taken").iterdir()) == []


def test_a_template_for_another_edition_lists_its_own_clauses(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", lang="zh", on=date(2023, 5, 1))
    book = openpyxl.load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert book["填表说明"]["A2"].value != EDITION.short.zh
