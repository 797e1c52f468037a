"""The report and the list of problems in a terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from jiqun.base.words import LANGS, Bi, Lang
from jiqun.facts.problems import Problem
from jiqun.papers.text import render_problems, render_text
from jiqun.papers.wrapping import wrap
from tests.papers import cast

WIDTHS = pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
BOTH = pytest.mark.parametrize("lang", LANGS)


@WIDTHS
@BOTH
@pytest.mark.parametrize("name", ["every", "bare", "national", "hostile"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: Lang, name: str) -> None:
    shown = render_text(cast.all_of_them()[name], lang, width=width, colour=False)
    assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_the_verdict_is_the_first_line() -> None:
    first = render_text(cast.every_outcome(), "zh", width=80, colour=False).splitlines()[0]
    assert first == "✗ 不符合认定标准  影响结论的条款中有4项不符合。"


@BOTH
def test_without_colour_there_are_no_control_characters(lang: Lang) -> None:
    shown = render_text(cast.hostile(), lang, width=None, colour=False)
    assert [letter for letter in shown if not letter.isprintable() and letter != "\n"] == []


def test_with_colour_the_words_are_the_same() -> None:
    assessment = cast.every_outcome()
    coloured = render_text(assessment, "en", width=80, colour=True)
    assert "\x1b[31m✗ A6.5.5" in coloured
    assert "✗ not met" in coloured


def test_outcomes_stand_one_under_the_other_in_both_scripts() -> None:
    for lang, word in (("zh", "✓ 符合"), ("en", "✓ met")):
        shown = render_text(cast.every_outcome(), lang, width=120, colour=False)  # type: ignore[arg-type]  # parametrised over the two words
        lines = [line for line in shown.splitlines() if line.endswith(word) and line.startswith("✓ A")]
        assert len({cell_len(line) for line in lines}) == 1


def test_a_refused_file_is_told_sheet_by_sheet_with_row_column_and_value() -> None:
    problems = [
        Problem(
            "bad_check", Bi(zh="校验位不对。", en="Wrong check character."), "enterprises", 7, "credit_code", "91X"
        ),
        Problem("unknown_sheet", Bi(zh="没有此工作表。", en="There is no such sheet."), "anual"),
        Problem("no_file", Bi(zh="不是工作簿。", en="Not a workbook.")),
        Problem(
            "bad_check", Bi(zh="校验位不对。", en="Wrong check character."), "enterprises", 3, "credit_code", "92X"
        ),
    ]
    shown = render_problems(problems, (), "en", width=80)
    assert shown.splitlines() == [
        "✗ The file is refused: 4 errors",
        "",
        "  The file as a whole",
        "    Not a workbook.",
        "",
        "  Enterprises",
        "    row 3  Credit code  92X  Wrong check character.",
        "    row 7  Credit code  91X  Wrong check character.",
        "",
        "  anual",
        "    There is no such sheet.",
    ]


def test_a_file_in_order_is_said_to_be_so_and_its_warnings_follow() -> None:
    shown = render_problems((), cast.every_outcome().warnings, "zh", width=80)
    assert shown.startswith("✓ 文件没有错误，可以评估。\n\n∅ 2条提示\n")
    assert "第27行  产值  18065000" in shown


def test_no_comma_begins_a_line_and_no_number_is_cut() -> None:
    wrapped = wrap("产值：2023年30.00亿元，2024年36.12亿元（前一年30.00亿元），2025年41.88亿元。", 16)
    assert wrapped.splitlines() == [
        *("产值：2023年", "30.00亿元，", "2024年36.12亿元", "（前一年", "30.00亿元），", "2025年", "41.88亿元。")
    ]


def test_what_is_longer_than_a_line_is_cut() -> None:
    assert wrap("abcdefghij", 4) == "abcd\nefgh\nij"
