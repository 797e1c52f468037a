"""The HTML file stands alone, runs nothing, and can be read by everyone."""

from __future__ import annotations

import re

import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.papers import palette as p
from jiqun.papers.html import render_html, style
from tests.papers import cast
from tests.papers.reading import Page, read_page

BOTH = pytest.mark.parametrize("lang", LANGS)
ALL = pytest.mark.parametrize("name", ["every", "bare", "national", "hostile"])


def page(name: str, lang: Lang) -> Page:
    return read_page(render_html(cast.all_of_them()[name], lang))


@BOTH
@ALL
def test_it_refers_to_nothing_outside_and_runs_nothing(lang: Lang, name: str) -> None:
    found = page(name, lang)
    assert found.tags().isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})
    assert all(address.startswith("#") for address in found.attributes("href"))
    assert found.attributes("src") == []
    assert [key for _, attributes in found.elements for key in attributes if key.startswith("on")] == []
    assert "url(" not in style()
    assert "@import" not in style()


@BOTH
@ALL
def test_no_element_carries_a_style_of_its_own(lang: Lang, name: str) -> None:
    found = page(name, lang)
    assert found.attributes("style") == []
    assert [tag for tag, _ in found.elements].count("style") == 1


@BOTH
@ALL
def test_every_id_is_given_once_and_every_link_leads_somewhere(lang: Lang, name: str) -> None:
    found = page(name, lang)
    ids = found.attributes("id")
    assert len(ids) == len(set(ids))
    assert {address.removeprefix("#") for address in found.attributes("href")} <= set(ids)
    assert {one for value in found.attributes("aria-labelledby") for one in value.split()} <= set(ids)


@BOTH
def test_every_clause_has_an_address(lang: Lang) -> None:
    ids = page("every", lang).attributes("id")
    assert [one for one in ids if one.startswith("A6")] == [one.clause for one in cast.every_outcome().findings]


def test_the_page_says_its_language_and_how_to_get_the_other() -> None:
    assert page("every", "zh").elements[0] == ("html", {"lang": "zh-CN"})
    assert page("every", "en").elements[0] == ("html", {"lang": "en"})
    assert "中文版：--lang zh" in page("every", "en").words


@BOTH
def test_every_table_has_a_caption_and_heads_and_every_picture_a_name(lang: Lang) -> None:
    found = page("every", lang)
    tags = [tag for tag, _ in found.elements]
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(attributes.get("scope") for tag, attributes in found.elements if tag == "th")
    pictures = [attributes for tag, attributes in found.elements if tag == "svg" and attributes.get("role") == "img"]
    assert [one["aria-labelledby"] for one in pictures] == [
        "output-t output-d",
        "shares-t shares-d",
        "growth-t growth-d",
    ]


def test_a_tile_says_clause_and_outcome_in_words() -> None:
    labels = page("every", "en").attributes("aria-label")
    assert "A6.2.6 Annual output: on the line" in labels
    assert sum(label.startswith("A6.") for label in labels) == 49


@pytest.mark.parametrize("outcome", p.TONES)
def test_words_of_every_outcome_can_be_read(outcome: str) -> None:
    tone = p.TONES[outcome]
    assert p.contrast(tone.dark, tone.pale) >= 4.5
    assert p.contrast(tone.dark, p.PAPER) >= 4.5


@pytest.mark.parametrize("colour", [p.INK, p.MUTED, p.ACCENT])
def test_words_can_be_read_on_the_page(colour: str) -> None:
    assert min(p.contrast(colour, ground) for ground in (p.PAPER, p.SURFACE)) >= 4.5


def test_every_class_of_the_page_has_a_style() -> None:
    used = {one for value in page("every", "zh").attributes("class") for one in value.split()}
    assert {one for one in used if not re.search(rf"\.{one}\b", style())} == set()


def test_the_same_assessment_makes_the_same_page() -> None:
    assert render_html(cast.every_outcome(), "zh") == render_html(cast.every_outcome(), "zh")
