"""A template made from an earlier workbook: nothing is asked twice, and the new years are made ready."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.facts.problems import InputRefused
from jiqun.facts.workbook import read_workbook, write_template

from .builders import EDITION, FIRST, ON, SECOND, Sheets, check, fine, formula, told, written


def carried(path: Path, sheets: Sheets, lang: Lang = "zh", on: date = ON) -> Path:
    (path / "old.xlsx").write_bytes(written(sheets))
    write_template(path / "new.xlsx", lang=lang, on=on, previous=path / "old.xlsx")
    return path / "new.xlsx"


def rows(path: Path, sheet: str) -> list[list[Any]]:
    page = openpyxl.load_workbook(path)[sheet]
    return [list(row) for row in page.iter_rows(min_row=2, values_only=True) if any(cell is not None for cell in row)]


@pytest.mark.parametrize("lang", LANGS)
def test_on_the_same_day_it_holds_the_same_data(tmp_path: Path, lang: Lang) -> None:
    checked = read_workbook(carried(tmp_path, fine(), lang), on=ON, edition=EDITION)
    before = check(fine()).snapshot
    assert told(checked.errors) + told(checked.warnings) == []
    assert checked.snapshot is not None
    assert before is not None
    assert checked.snapshot.sha256 == before.sha256


def test_choices_are_said_in_the_language_of_the_new_one(tmp_path: Path) -> None:
    assert rows(carried(tmp_path, fine(), "en"), "Incidents")[0][1:3] == ["safety accident", "ordinary"]
    assert rows(carried(tmp_path, fine(), "zh"), "事故与违法失信")[0][1:3] == ["安全事故", "一般"]
    assert rows(carried(tmp_path, fine(), "en"), "Cluster")[2][1] == "Pudong New Area"
    assert rows(carried(tmp_path, fine(), "en"), "Annual figures")[0][8:10] == ["yes", "no"]


def test_a_year_later_every_enterprise_has_a_row_to_fill_in_and_the_oldest_year_is_dropped(tmp_path: Path) -> None:
    annual = rows(carried(tmp_path, fine(), on=date(2027, 5, 1)), "年度数据")
    assert [row[1] for row in annual if row[0] == FIRST] == [2023, 2024, 2025, 2026]
    assert [row[:3] for row in annual[-2:]] == [[FIRST, 2026, None], [SECOND, 2026, None]]
    assert all(cell is None for row in annual[-2:] for cell in row[2:])


def test_ten_years_later_only_the_years_looked_at_are_made_ready(tmp_path: Path) -> None:
    annual = rows(carried(tmp_path, fine(), on=date(2036, 5, 1)), "年度数据")
    assert [row[1] for row in annual if row[0] == SECOND] == [2032, 2033, 2034, 2035]


def test_rows_of_old_years_stay_where_no_new_ones_come(tmp_path: Path) -> None:
    sheets = fine()
    sheets["annual"].append([FIRST, 2015, 1, 1, 1, 1])
    assert 2015 in [row[1] for row in rows(carried(tmp_path, sheets), "年度数据")]


def test_one_enterprise_with_the_newest_year_is_enough_to_add_no_rows(tmp_path: Path) -> None:
    sheets = fine()
    sheets["annual"] = [row for row in sheets["annual"] if row[:2] != [FIRST, 2025]]
    assert len(rows(carried(tmp_path, sheets), "年度数据")) == 7


def test_without_any_figures_no_years_are_invented(tmp_path: Path) -> None:
    sheets = fine()
    del sheets["annual"][1:]
    assert rows(carried(tmp_path, sheets), "年度数据") == []


def test_what_is_wrong_is_carried_over_as_it_was_typed(tmp_path: Path) -> None:
    sheets = fine()
    sheets["annual"][1][3:6] = ["about 5", -3, True]
    sheets["annual"][2][12] = formula("=1/0", "#DIV/0!")
    sheets["annual"][3][1] = "last year"
    sheets["honours"][1][1:3] = ["best of all", "spring"]
    sheets["enterprises"].append([913101150000000000, 12, 3911, "perhaps"])
    new = carried(tmp_path, sheets)
    assert rows(new, "年度数据")[0][3:6] == ["about 5", -3, "TRUE"]
    assert rows(new, "年度数据")[1][12] is None
    assert rows(new, "年度数据")[2][1] == "last year"
    assert rows(new, "企业荣誉")[0][1:3] == ["best of all", "spring"]
    assert rows(new, "企业名录")[2] == ["9.1310115e+17", "12", "3911", "perhaps"]


def test_sheets_and_columns_that_nobody_knows_are_left_behind(tmp_path: Path) -> None:
    sheets: Sheets = {**fine(), "notes": [["x"]]}
    for row in sheets["platforms"]:
        row.append("colour")
    checked = read_workbook(carried(tmp_path, sheets), on=ON, edition=EDITION)
    assert told(checked.errors) == []


def test_an_earlier_file_that_is_no_workbook_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "old.xlsx").write_bytes(b"name,value\n")
    with pytest.raises(InputRefused) as refusal:
        write_template(tmp_path / "new.xlsx", lang="zh", on=ON, previous=tmp_path / "old.xlsx")
    assert told(refusal.value.errors) == [(None, None, None, "not_a_workbook", None)]
    assert not (tmp_path / "new.xlsx").exists()


def test_a_workbook_may_be_carried_over_into_itself(tmp_path: Path) -> None:
    path = carried(tmp_path, fine())
    write_template(path, lang="en", on=ON, previous=path)
    assert told(read_workbook(path, on=ON, edition=EDITION).errors) == []
