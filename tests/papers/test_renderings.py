"""Text, HTML and PDF say what the assessment says, all of it, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.facts.snapshot import snapshot_of
from jiqun.law import edition
from jiqun.papers.html import render_html
from jiqun.papers.pdf import render_pdf
from jiqun.papers.plain import plain
from jiqun.papers.report import report_of
from jiqun.papers.text import render_text
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment
from jiqun.rules.words import OUTCOMES, VERDICTS
from tests.papers import cast
from tests.papers.reading import pdf_pages, read_page, squeezed
from tests.random_rows import random_sheets

Cluster = Callable[[], Assessment]


@cache
def text_words(cluster: Cluster, lang: Lang) -> str:
    return squeezed(render_text(cluster(), lang, width=200, colour=False))


@cache
def html_words(cluster: Cluster, lang: Lang) -> str:
    return squeezed("".join(read_page(render_html(cluster(), lang)).words))


@cache
def pdf_words(cluster: Cluster, lang: Lang) -> str:
    return "".join(pdf_pages(render_pdf(cluster(), lang)))


Words = Callable[[Cluster, Lang], str]
PAPERS = pytest.mark.parametrize("words", [text_words, html_words, pdf_words])
BOTH = pytest.mark.parametrize("lang", LANGS)
CLUSTERS = pytest.mark.parametrize("cluster", [cast.every_outcome, cast.required_sheets_only, cast.national])


def as_printed(text: str) -> str:
    """The PDF sets the lowered 2 by hand, as a plain one."""
    return squeezed(plain(text)).replace("₂", "2")


@PAPERS
@BOTH
@CLUSTERS
def test_every_clause_is_told_with_its_outcome_and_reason(words: Words, lang: Lang, cluster: Cluster) -> None:
    assessment, said = cluster(), words(cluster, lang).replace("₂", "2")
    for finding in assessment.findings:
        assert finding.clause in said
        assert as_printed(finding.title.say(lang)) in said
        assert as_printed(OUTCOMES[finding.outcome].say(lang)) in said
        assert as_printed(finding.reason.say(lang)) in said


@PAPERS
@BOTH
@CLUSTERS
def test_the_verdict_the_notes_and_the_readings_are_told(words: Words, lang: Lang, cluster: Cluster) -> None:
    assessment, said = cluster(), words(cluster, lang).casefold()
    assert as_printed(VERDICTS[assessment.verdict].say(lang)).casefold() in said
    for note in assessment.notes:
        assert as_printed(note.message.say(lang)).casefold() in said
    for warning in assessment.warnings:
        assert as_printed(warning.message.say(lang)).casefold() in said


@PAPERS
@BOTH
def test_margins_and_figures_of_a_notice_are_told(words: Words, lang: Lang) -> None:
    report = report_of(cast.every_outcome(), lang)
    said = words(cast.every_outcome, lang)
    for line in report.lines:
        assert squeezed(line.margin) in said
        for note in line.required_notes:
            assert squeezed(note) in said


@PAPERS
@BOTH
def test_hostile_names_are_shown_as_they_are_typed(words: Words, lang: Lang) -> None:
    said = words(cast.hostile, lang)
    assert "<script>alert('x')</script>&\"引号\"<b>" in said
    assert "#{1/0}$x$*b*_i_\\@ref[boldred]x[/]" in said


def test_the_hash_of_the_data_stands_in_all_three() -> None:
    assessment = cast.every_outcome()
    digest = assessment.dataset_sha256
    assert digest in render_text(assessment, "zh", width=80, colour=False)
    assert digest in render_html(assessment, "zh")
    assert all(digest in page for page in pdf_pages(render_pdf(assessment, "zh")))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_numbers_are_they_can_be_printed(seed: int) -> None:
    book = edition("shanghai-2024" if seed % 3 else "national-2022")
    growth = [option.value for option in book.readings["growth"].options][seed % 3]
    assessment = assess_snapshot(
        snapshot_of(random_sheets(seed, cast.ON)), on=cast.ON, edition=book, readings=book.settle({"growth": growth})
    )
    lang = LANGS[seed % 2]
    assert render_text(assessment, lang, width=80, colour=False)
    assert read_page(render_html(assessment, lang)).words
    assert render_pdf(assessment, lang).startswith(b"%PDF")
