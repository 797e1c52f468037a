"""The view that every paper prints: what it says of an assessment."""

from __future__ import annotations

import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.papers.report import report_of
from jiqun.papers.view import Line, Report
from tests.papers import cast

BOTH = pytest.mark.parametrize("lang", LANGS)


def line(report: Report, clause: str) -> Line:
    return next(one for one in report.lines if one.clause == clause)


@BOTH
def test_every_finding_is_a_line_in_the_order_of_the_law(lang: Lang) -> None:
    assessment = cast.every_outcome()
    report = report_of(assessment, lang)
    assert [one.clause for one in report.lines] == [one.clause for one in assessment.findings]
    assert [one.reason for one in report.lines] == [one.reason.say(lang) for one in assessment.findings]


def test_the_counts_add_up_to_all_clauses() -> None:
    head = report_of(cast.every_outcome(), "zh").head
    assert sum(one.number for one in head.counts) == head.total == 49
    assert [one.outcome for one in head.counts] == [
        *("not_met", "missing", "boundary", "review", "met", "not_applicable")
    ]


def test_what_stands_in_the_way_comes_worst_first_and_only_what_counts() -> None:
    report = report_of(cast.every_outcome(), "en")
    assert [one.outcome for one in report.to_mend] == ["not_met", "missing", "boundary", "review"]
    named = [one.clause for hurdle in report.to_mend for one in hurdle.lines]
    assert named[:4] == ["A6.5.5", "A6.5.6", "A6.6.5", "A6.9.4"]
    assert "A6.2.4" not in named  # waits for a person too, but is a preference
    assert report.head.because == "Clauses not met that count towards the verdict: 4."


def test_a_group_stands_as_its_worst_clause_that_counts() -> None:
    states = {group.number: group.state for group in report_of(cast.every_outcome(), "zh").groups}
    assert list(states.values()) == [
        *("met", "boundary", "review", "review", "not_met", "not_met", "missing", "review", "not_met")
    ]


def test_a_group_without_clauses_is_said_to_be_not_judged() -> None:
    group = report_of(cast.national(), "en").groups[3]
    assert (group.state, group.state_words, group.lines) == (None, "not judged", ())


def test_a_number_is_shown_for_every_year_with_the_figure_and_the_distance() -> None:
    shown = line(report_of(cast.every_outcome(), "zh"), "A6.6.4")
    assert [(one.label, one.text) for one in shown.observed] == [
        *(("2023年", "45.00%"), ("2024年", "60.00%"), ("2025年", "75.00%"))
    ]
    assert (shown.required, shown.margin) == ("逐年上升", "+15.00个百分点")


def test_either_of_two_numbers_is_shown_with_its_name() -> None:
    shown = line(report_of(cast.every_outcome(), "en"), "A6.3.2")
    assert [one.label[:9] for one in shown.observed] == ["Champions", "Specialis"]
    assert shown.required == "at least 1, or over 10"


def test_a_growth_is_shown_as_a_yearly_rate() -> None:
    shown = line(report_of(cast.every_outcome(), "en"), "A6.5.6")
    assert (shown.observed[0].text, shown.required, shown.margin) == ("0.00%", "over 15%", "−15.00 points")


def test_a_figure_set_by_a_notice_stands_beside_the_articles_own() -> None:
    shown = line(report_of(cast.every_outcome(), "en"), "A6.5.7")
    assert shown.required == "at least 20"
    assert shown.required_notes == (
        "Set by 沪经信企〔2026〕88号 (on the basis of 办法第七条); the article itself says 15.",
    )


def test_a_figure_that_the_article_does_not_write_is_called_a_working_figure() -> None:
    notes = line(report_of(cast.every_outcome(), "zh"), "A6.9.3").required_notes
    assert notes == ("“不少于1人”是本系统的工作数值，条文没有写。",)


def test_what_is_missing_is_named_as_the_template_names_it() -> None:
    report = report_of(cast.required_sheets_only(), "en")
    assert line(report, "A6.2.6").lacking == "“Output value” in the sheet “Annual figures”, 2023 and 2024"
    assert line(report, "A6.4.3").lacking == "rows in the sheet “Industrial chain”"


def test_the_readings_used_are_told_with_those_that_were_chosen() -> None:
    readings = report_of(cast.every_outcome(), "en").head.readings
    assert [one.answer for one in readings if not one.default] == ["Each of the past three years"]
    assert len(readings) == 5


def test_the_base_year_and_the_line_are_drawn_with_output() -> None:
    output = report_of(cast.every_outcome(), "zh").series.output
    assert output is not None
    assert [(bar.label, bar.text, bar.base) for bar in output.bars][:2] == [
        *(("2022（基期）", "22.00", True), ("2023", "30.00", False))
    ]
    assert (output.line, output.line_text) == (30.0, "超过30亿元")


@BOTH
def test_names_are_shown_without_marks_that_turn_the_reading_order(lang: Lang) -> None:
    assert "\u202e" not in report_of(cast.hostile(), lang).head.cluster
