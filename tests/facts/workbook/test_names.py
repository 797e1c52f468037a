"""Sheets, columns, fields and choices are found by key or by either label, however they are written."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.base.words import LANGS
from jiqun.facts.choices import HONOURS
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot

from .builders import FIRST, Sheets, check, fine, with_cell


def read(sheets: Sheets) -> Snapshot:
    checked = check(sheets)
    assert checked.errors == ()
    assert checked.snapshot is not None
    return checked.snapshot


@pytest.mark.parametrize("lang", LANGS)
def test_labels_of_either_language_name_sheets_columns_and_fields(lang: Any) -> None:
    renamed = {}
    for key, rows in fine().items():
        sheet = SHEETS[key]
        if key == "cluster":
            renamed[sheet.label.say(lang)] = [[sheet.column(name).label.say(lang), value] for name, value in rows]
        else:
            renamed[sheet.label.say(lang)] = [[column.label.say(lang) for column in sheet.columns], *rows[1:]]
    assert read(renamed).sha256 == read(fine()).sha256


def test_keys_and_labels_may_be_mixed_and_stand_in_any_order() -> None:
    sheets = fine()
    annual = [list(reversed(row)) for row in sheets["annual"]]
    annual[0][:3] = ["Exports (10,000 yuan)", "co2_t", "综合能源消费量（吨标准煤）"]
    sheets["annual"] = annual
    sheets["cluster"].reverse()
    mixed = {{"annual": "年度数据", "plan": "Development plan"}.get(key, key): rows for key, rows in sheets.items()}
    assert read(dict(reversed(mixed.items()))).sha256 == read(fine()).sha256


@pytest.mark.parametrize(
    "header",
    [
        "revenue",
        "REVENUE",
        " Revenue ",
        "ＲＥＶＥＮＵＥ",
        "营业收入",
        "营业收入（万元）",
        "营业收入(万元) *",
        "营业收入\n（万元）*",
        "* 营业收入",
        "Operating  Revenue",
        "operating revenue (10,000 yuan) *",
    ],
)
def test_case_blanks_the_unit_and_the_mark_of_required_columns_do_not_matter(header: str) -> None:
    sheets = fine()
    sheets["annual"][0][3] = header
    assert read(sheets).sha256 == read(fine()).sha256


@pytest.mark.parametrize("name", ["Enterprises", " enterprises ", "ENTERPRISES", "企业名录 "])
def test_case_and_blanks_of_a_sheets_name_do_not_matter(name: str) -> None:
    renamed = {name if key == "enterprises" else key: rows for key, rows in fine().items()}
    assert read(renamed).sha256 == read(fine()).sha256


@pytest.mark.parametrize(
    "heading", [["field", "value"], ["Field", "Value"], ["字段", "填写内容"], ["字段", "值", "说明"]]
)
def test_the_fields_may_have_a_heading(heading: list[str]) -> None:
    sheets = fine()
    sheets["cluster"][:0] = [[], heading]
    assert read(sheets).sha256 == read(fine()).sha256


@pytest.mark.parametrize("name", ["填表说明", "Read me", "填写示例", "Example", "选项", "Lists"])
def test_the_templates_own_sheets_are_not_read(name: str) -> None:
    assert read({name: [["nonsense"]], **fine()}).sha256 == read(fine()).sha256


@pytest.mark.parametrize(("key", "label"), HONOURS.items())
def test_a_choice_is_found_by_key_and_by_either_label(key: str, label: Any) -> None:
    for typed in (key, label.zh, label.en, label.en.upper(), f" {label.zh.replace('“', '').replace('”', '')} "):
        snapshot = read(with_cell("honours", 2, "honour", typed))
        assert snapshot.tables["honours"]["honour"] == [key]


@pytest.mark.parametrize(
    ("meant", "ways"),
    [
        (True, ("yes", "是", "TRUE", "1", 1, True, " Yes ")),
        (False, ("no", "否", "false", "0", 0, False, "NO")),
    ],
)
def test_yes_and_no_may_be_written_in_four_ways(meant: bool, ways: tuple[Any, ...]) -> None:
    for typed in ways:
        snapshot = read(with_cell("standards", 2, "in_dominant_industry", typed))
        assert snapshot.tables["standards"]["in_dominant_industry"] == [meant]


@pytest.mark.parametrize(
    "typed", ["information;training", "信息服务；人员培训", "information services； training", "training;信息服务;"]
)
def test_lists_may_mix_names_and_separators(typed: str) -> None:
    kinds = read(with_cell("services", 2, "kinds", typed)).tables["services"]["kinds"]
    assert set(kinds[0]) == {"information", "training"}


def test_a_list_keeps_its_order_and_no_repeats() -> None:
    snapshot = read(with_cell("services", 2, "kinds", "training;information;人员培训"))
    assert snapshot.tables["services"]["kinds"] == [("training", "information")]


@pytest.mark.parametrize("typed", ["A6.4.4", "6.4.4", "a6.4.4", " A6.4.4 "])
def test_a_clause_may_be_written_without_its_letter(typed: str) -> None:
    assert read(with_cell("statements", 2, "clause", typed)).tables["statements"]["clause"] == ["A6.4.4"]


@pytest.mark.parametrize("typed", ["310106", 310106, "静安区", "静安", "Jing'an", "jingan district"])
def test_a_district_may_be_written_by_code_or_name(typed: Any) -> None:
    assert read(with_cell("cluster", 3, "district", typed)).cluster["district"] == "310106"


def test_a_credit_code_may_be_in_small_or_full_width_letters() -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in FIRST.lower())
    assert read(with_cell("enterprises", 2, "credit_code", wide)).tables["enterprises"]["credit_code"][0] == FIRST
