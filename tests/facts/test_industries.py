"""The industry codes: the standard's sections and divisions, the forms a code may take, and the official table."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiqun.facts.industries import (
    OfficialTable,
    covers,
    divisions,
    industry_problem,
    normal_industry,
    read_official_table,
    sections,
)

SPANS = {
    "A": ("01", "05"),
    "B": ("06", "12"),
    "C": ("13", "43"),
    "D": ("44", "46"),
    "E": ("47", "50"),
    "F": ("51", "52"),
    "G": ("53", "60"),
    "H": ("61", "62"),
    "I": ("63", "65"),
    "J": ("66", "69"),
    "K": ("70", "70"),
    "L": ("71", "72"),
    "M": ("73", "75"),
    "N": ("76", "79"),
    "O": ("80", "82"),
    "P": ("83", "83"),
    "Q": ("84", "85"),
    "R": ("86", "90"),
    "S": ("91", "96"),
    "T": ("97", "97"),
}


@pytest.fixture
def table(tmp_path: Path) -> OfficialTable:
    path = tmp_path / "official.csv"
    path.write_text("code,name\nC,制造业\n39,电子\n3911,计算机整机制造\nC3921,通信系统设备制造\n", encoding="utf-8")
    return read_official_table(path)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_standard_has_97_divisions_from_01_to_97() -> None:
    assert list(divisions()) == [f"{number:02}" for number in range(1, 98)]


def test_the_20_sections_own_the_divisions_of_the_standard() -> None:
    assert {letter: (section.first, section.last) for letter, section in sections().items()} == SPANS


@pytest.mark.parametrize(("letter", "span"), SPANS.items())
def test_every_division_knows_its_section(letter: str, span: tuple[str, str]) -> None:
    owned = [code for code, division in divisions().items() if division.section == letter]
    assert owned == [f"{number:02}" for number in range(int(span[0]), int(span[1]) + 1)]


def test_every_section_and_division_has_a_name_of_its_own_in_both_languages() -> None:
    for entries in (sections().values(), divisions().values()):
        assert len({entry.name.zh for entry in entries}) == len(entries)
        assert len({entry.name.en for entry in entries}) == len(entries)
        assert all(entry.name.zh and entry.name.en.isascii() for entry in entries)


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("05", "农、林、牧、渔专业及辅助性活动"),
        ("11", "开采专业及辅助性活动"),
        ("25", "石油、煤炭及其他燃料加工业"),
        ("39", "计算机、通信和其他电子设备制造业"),
        ("50", "建筑装饰、装修和其他建筑业"),
        ("58", "多式联运和运输代理业"),
        ("59", "装卸搬运和仓储业"),
        ("79", "土地管理业"),
        ("96", "基层群众自治组织及其他组织"),
    ],
)
def test_the_names_are_those_of_the_2017_edition(code: str, zh: str) -> None:
    assert divisions()[code].name.zh == zh


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("39", "39"),
        ("392", "392"),
        ("3921", "3921"),
        ("C", "C"),
        ("C39", "39"),
        ("C392", "392"),
        ("C3921", "3921"),
        (" c3921 ", "3921"),
        ("t", "T"),
        ("01", "01"),
        ("A0111", "0111"),
    ],
)
def test_a_code_of_any_depth_has_one_form(text: str, expected: str) -> None:
    assert normal_industry(text) == expected


@pytest.mark.parametrize("text", ["", " ", "3", "C3", "39211", "39 21", "39.0", "CC39", "3921C", "３９", "电子", "-39"])
def test_what_has_not_the_form_of_a_code_is_none(text: str) -> None:
    assert normal_industry(text) is None


@pytest.mark.parametrize("text", ["00", "98", "99", "0011", "9811", "U", "Z", "Z39"])
def test_a_section_or_division_that_does_not_exist_is_none(text: str) -> None:
    assert normal_industry(text) is None


@pytest.mark.parametrize("text", ["A39", "D3921", "C01", "B13", "C12"])
def test_a_letter_before_another_sections_division_is_none(text: str) -> None:
    assert normal_industry(text) is None


@pytest.mark.parametrize("prefix", ["C", "39", "392", "3921"])
def test_an_industry_covers_the_classes_inside_it(prefix: str) -> None:
    assert covers(prefix, "3921")


@pytest.mark.parametrize("prefix", ["D", "38", "391", "3922", "", "3", "39210"])
def test_an_industry_does_not_cover_the_classes_outside_it(prefix: str) -> None:
    assert not covers(prefix, "3921")


def test_a_section_covers_its_first_and_last_division_and_not_the_next() -> None:
    assert [covers("C", code) for code in ("1299", "1311", "4390", "4411", "9999")] == [False, True, True, False, False]


@pytest.mark.parametrize("code", ["3921", "C3921", "0111", " 3921 "])
def test_a_class_of_a_known_division_is_right_without_the_official_table(code: str) -> None:
    assert industry_problem(code, None) is None


@pytest.mark.parametrize("code", ["", "C", "39", "392", "39211", "电子", "3921.0"])
def test_a_code_that_has_not_four_digits_is_wrong_in_form(code: str) -> None:
    assert industry_problem(code, None) == "industry_form"


@pytest.mark.parametrize("code", ["0011", "9811", "A3921", "Z3921"])
def test_a_class_of_no_division_or_of_another_sections_is_wrong(code: str) -> None:
    assert industry_problem(code, None) == "industry_division"


def test_the_official_table_tells_a_class_it_does_not_list(table: OfficialTable) -> None:
    assert industry_problem("3911", table) is None
    assert industry_problem("C3921", table) is None
    assert industry_problem("3999", table) == "industry_unknown"


def test_the_official_table_has_its_codes_and_what_stands_above_them(table: OfficialTable) -> None:
    assert [table.has(code) for code in ("C", "39", "391", "392", "3921")] == [True] * 5
    assert [table.has(code) for code in ("D", "3", "38", "393", "3922", "")] == [False] * 6
    assert table.names["3921"] == "通信系统设备制造"


def test_a_table_saved_by_excel_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "official.csv", "\ufeffcode,name\r\n0111,稻谷种植\r\n")
    assert read_official_table(path).names == {"0111": "稻谷种植"}


@pytest.mark.parametrize("text", ["", "kode,name\n3921,x\n", "code\n3921\n"])
def test_a_table_without_its_two_columns_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="columns code and name"):
        read_official_table(write(tmp_path / "official.csv", text))


def test_a_table_with_a_code_that_is_none_is_refused_naming_the_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"line 3: '9911' is not a code"):
        read_official_table(write(tmp_path / "official.csv", "code,name\n3921,x\n9911,y\n"))


def test_a_table_with_a_code_twice_is_refused_naming_the_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 3: 3921 stands twice"):
        read_official_table(write(tmp_path / "official.csv", "code,name\n3921,x\nC3921,y\n"))
