"""The 16 districts, and the ways to write one."""

from __future__ import annotations

import pytest

from jiqun.facts.districts import DISTRICTS, district_of

EXPECTED = {
    "310101": ("黄浦区", "Huangpu District"),
    "310104": ("徐汇区", "Xuhui District"),
    "310105": ("长宁区", "Changning District"),
    "310106": ("静安区", "Jing'an District"),
    "310107": ("普陀区", "Putuo District"),
    "310109": ("虹口区", "Hongkou District"),
    "310110": ("杨浦区", "Yangpu District"),
    "310112": ("闵行区", "Minhang District"),
    "310113": ("宝山区", "Baoshan District"),
    "310114": ("嘉定区", "Jiading District"),
    "310115": ("浦东新区", "Pudong New Area"),
    "310116": ("金山区", "Jinshan District"),
    "310117": ("松江区", "Songjiang District"),
    "310118": ("青浦区", "Qingpu District"),
    "310120": ("奉贤区", "Fengxian District"),
    "310151": ("崇明区", "Chongming District"),
}


@pytest.mark.article("2")
def test_the_districts_are_the_sixteen_of_today() -> None:
    assert {code: (name.zh, name.en) for code, name in DISTRICTS.items()} == EXPECTED


@pytest.mark.parametrize(("code", "names"), EXPECTED.items())
def test_a_district_is_found_by_code_and_by_either_name(code: str, names: tuple[str, str]) -> None:
    assert {district_of(text) for text in (code, *names)} == {code}


@pytest.mark.parametrize(("code", "names"), EXPECTED.items())
def test_a_district_is_found_without_the_ending_of_its_name(code: str, names: tuple[str, str]) -> None:
    zh, en = names
    short = (zh[:-1], en.removesuffix(" District").removesuffix(" New Area"))
    assert {district_of(text) for text in short} == {code}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 310115 ", "310115"),
        ("pudong new area", "310115"),
        ("PUDONG", "310115"),
        ("Pudong  NewArea", "310115"),
        ("浦东", "310115"),
        ("浦 东 新 区", "310115"),
        ("\u3000静安区\n", "310106"),
        ("Jing’an", "310106"),
        ("jingan district", "310106"),
    ],
)
def test_case_blanks_and_apostrophes_do_not_matter(text: str, expected: str) -> None:
    assert district_of(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "区", "District", "New Area", "310000", "31011", "上海市", "Huangpu New Area"]
)
def test_what_is_no_district_is_none(text: str) -> None:
    assert district_of(text) is None


@pytest.mark.parametrize("text", ["310108", "闸北区", "310230", "崇明县"])
def test_a_district_that_no_longer_exists_is_none(text: str) -> None:
    assert district_of(text) is None
