"""The pictures: presentation attributes only, the report's own words, and nothing drawn where nothing is known."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.papers.charts import pictures
from jiqun.papers.report import report_of
from jiqun.papers.tiles import strip
from jiqun.rules.finding import Assessment
from tests.papers import cast

BOTH = pytest.mark.parametrize("lang", LANGS)
_SVG = "{http://www.w3.org/2000/svg}"


def drawn(assessment: Assessment, lang: Lang) -> list[ET.Element]:
    report = report_of(assessment, lang)
    svgs = [one.svg for one in pictures(report)] + [strip(group, lang) for group in report.groups]
    return [ET.fromstring(svg) for svg in svgs]


@BOTH
@pytest.mark.parametrize("name", ["every", "bare", "national", "hostile"])
def test_pictures_have_no_styles_no_scripts_and_no_addresses(lang: Lang, name: str) -> None:
    for svg in drawn(cast.all_of_them()[name], lang):
        for element in svg.iter():
            assert element.tag not in (f"{_SVG}style", f"{_SVG}script", f"{_SVG}image", f"{_SVG}foreignObject")
            assert "style" not in element.attrib
            assert element.attrib.get("href", "#").startswith("#")


@BOTH
def test_every_picture_has_a_title_and_says_its_numbers_in_words(lang: Lang) -> None:
    for one in pictures(report_of(cast.every_outcome(), lang)):
        svg = ET.fromstring(one.svg)
        assert [child.tag for child in svg][:2] == [f"{_SVG}title", f"{_SVG}desc"]
        assert svg[0].text == one.title
        assert all(cell in (svg[1].text or "") for row in one.rows for cell in row)


def test_the_bars_carry_the_tables_own_numbers() -> None:
    output = pictures(report_of(cast.every_outcome(), "zh"))[0]
    words = [element.text for element in ET.fromstring(output.svg).iter(f"{_SVG}text")]
    assert {"22.00", "30.00", "36.12", "41.88", "要求：超过30亿元", "2022（基期）"} <= set(words)


def test_what_is_not_known_is_not_drawn() -> None:
    report = report_of(cast.required_sheets_only(), "en")
    assert [one.key for one in pictures(report)] == ["output", "shares"]
    assert report.series.output is not None
    assert [bar.label for bar in report.series.output.bars] == ["2025"]


def test_a_tile_for_every_clause() -> None:
    report = report_of(cast.every_outcome(), "zh")
    tiles = [len(ET.fromstring(strip(group, "zh")).findall(f"{_SVG}a")) for group in report.groups]
    assert tiles == [3, 9, 2, 5, 7, 7, 7, 3, 6]


def test_round_corners_mark_what_does_not_count() -> None:
    group = report_of(cast.every_outcome(), "zh").groups[1]
    corners = [box.attrib["rx"] for box in ET.fromstring(strip(group, "zh")).iter(f"{_SVG}rect")]
    assert corners == ["3", "3", "3", "13", "3", "3", "3", "3", "3"]
