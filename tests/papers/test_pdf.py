"""The PDF: an archive form, the same bytes every time, with fonts of our own only."""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import jiqun.papers.pdf as module
from jiqun.base.words import LANGS, Lang
from jiqun.papers.pdf import render_pdf
from tests.papers import cast
from tests.papers.reading import pdf_pages

BOTH = pytest.mark.parametrize("lang", LANGS)
FONTS = Path(module.__file__).with_name("fonts")


@cache
def made(lang: Lang) -> bytes:
    return render_pdf(cast.every_outcome(), lang)


@BOTH
def test_the_same_assessment_makes_the_same_bytes(lang: Lang) -> None:
    assert made(lang) == render_pdf(cast.every_outcome(), lang)


@BOTH
def test_it_is_an_archive_file_with_title_language_and_tags(lang: Lang) -> None:
    pdf = made(lang)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert (b"/Lang(zh-CN)" if lang == "zh" else b"/Lang(en)") in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"2026-05-01" in pdf


@BOTH
def test_every_page_is_numbered(lang: Lang) -> None:
    pages = pdf_pages(made(lang))
    assert [page.endswith(f"{number}/{len(pages)}") for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert 6 <= len(pages) <= 9


@BOTH
def test_the_head_of_a_table_is_repeated_where_it_goes_on(lang: Lang) -> None:
    head = {"zh": "结果条款·", "en": "OutcomeClause·"}[lang]
    pages = pdf_pages(made(lang))
    first = next(at for at, page in enumerate(pages) if head in page)
    last = next(at for at, page in enumerate(pages) if "A6.9.6" in page)
    assert last - first >= 3
    assert [page for page in pages[first : last + 1] if head not in page] == []


def test_only_the_fonts_beside_the_module_are_used() -> None:
    pdf = made("en")
    assert {name.split(b"+")[1] for name in re.findall(rb"/BaseFont/([\w+-]+)", pdf)} == {
        *(b"NotoSansSC-Regular", b"NotoSansSC-Bold")
    }


def test_a_character_that_the_fonts_lack_is_marked() -> None:
    first = pdf_pages(render_pdf(cast.hostile(), "zh"))[0]
    assert "[boldred]x[/]〓" in first


def test_the_vendored_files_are_those_of_the_manifest() -> None:
    manifest = tomllib.loads((FONTS / "MANIFEST.toml").read_text(encoding="utf-8"))
    found = {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in manifest["files"]}
    assert found == {name: entry["sha256"] for name, entry in manifest["files"].items()}
    assert {path.name for path in FONTS.iterdir()} == {*manifest["files"], "MANIFEST.toml"}
