"""Official letters: what stands on them and where, that nothing typed is markup, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from jiqun.base.words import LANGS, Bi, Lang
from jiqun.papers.letters import LetterText, letter_pdf
from tests.papers.cast import HOSTILE
from tests.papers.office import BARE, HOSTILE_LETTER, ORDINARY
from tests.papers.reading import pdf_pages, squeezed

BOTH = pytest.mark.parametrize("lang", LANGS)
GOLDEN = Path(__file__).with_name("golden")


@cache
def made(lang: Lang) -> bytes:
    return letter_pdf(ORDINARY, lang)


def with_points(*points: str) -> LetterText:
    return replace(ORDINARY, points=tuple(Bi(zh=point, en=point) for point in points))


@BOTH
def test_the_letter_says_what_the_golden_file_says(lang: Lang) -> None:
    golden = (GOLDEN / f"letter-{lang}.txt").read_text(encoding="utf-8")
    assert "".join(pdf_pages(made(lang))) == squeezed(golden)


@BOTH
def test_another_reader_finds_the_same_words(lang: Lang) -> None:
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=made(lang), capture_output=True, check=True)
    golden = (GOLDEN / f"letter-{lang}.txt").read_text(encoding="utf-8")
    assert squeezed(read.stdout.decode()) == squeezed(golden)


def test_the_same_letter_makes_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from jiqun.papers.letters import letter_pdf; from tests.papers.office import ORDINARY\n"
        "print(hashlib.sha256(letter_pdf(ORDINARY, 'zh')).hexdigest())"
    )
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York", "SOURCE_DATE_EPOCH": "1"}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=surroundings, cwd=root
    )
    assert done.stdout.strip() == hashlib.sha256(made("zh")).hexdigest()


@BOTH
def test_it_is_an_archive_file_with_title_author_and_day(lang: Lang) -> None:
    pdf = made(lang)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert (b"/Lang(zh-CN)" if lang == "zh" else b"/Lang(en)") in pdf
    assert b"2026-05-06" in pdf
    assert ORDINARY.sender.say(lang).encode() in pdf
    assert f"{ORDINARY.title.say(lang)} · {ORDINARY.number}".encode() in pdf


@BOTH
def test_nothing_typed_is_markup_and_everything_typed_is_printed(lang: Lang) -> None:
    shown = "".join(pdf_pages(letter_pdf(HOSTILE_LETTER, lang)))
    assert shown.count(squeezed(HOSTILE.partition("#")[2].removesuffix("😀𪚥")) + "〓〓") >= 125
    assert (shown.count("q"), shown.count("长")) == (200, 3000), "runs without a blank are broken, not lost"
    assert "\u202e" not in shown


@BOTH
def test_a_bare_letter_still_has_its_frame(lang: Lang) -> None:
    (page,) = pdf_pages(letter_pdf(BARE, lang))
    assert squeezed(BARE.sender.say(lang)) in page
    assert BARE.number in page
    assert squeezed({"zh": "2026年5月6日（盖章处）", "en": "6 May 2026 (place of seal)"}[lang]) in page


@pytest.mark.parametrize(
    ("points", "marks"),
    [
        (("甲", "乙"), ("一、甲", "二、乙")),
        (("只有一点",), ("只有一点",)),
        (("1. 甲", "2. 乙", "请补正"), ("1.甲", "2.乙请补正")),
        (("（一）甲", "（二）乙"), ("（一）甲（二）乙",)),
        (("12.5亿元不符", "乙"), ("一、12.5亿元不符", "二、乙")),
    ],
)
def test_points_are_numbered_once(points: tuple[str, ...], marks: tuple[str, ...]) -> None:
    text = "".join(pdf_pages(letter_pdf(with_points(*points), "zh")))
    body = text.partition("现通知如下：")[2].partition("集群张江")[0]
    assert body == "".join(marks)


def test_more_than_ninety_nine_points_are_numbered_to_the_end() -> None:
    text = "".join(pdf_pages(letter_pdf(with_points(*["点"] * 101), "zh")))
    assert "九十九、点" in text
    assert "100、点" in text
    assert "101、点" in text


@BOTH
def test_every_page_bears_its_number_and_the_words_to_verify_it_by(lang: Lang) -> None:
    pages = pdf_pages(letter_pdf(replace(ORDINARY, points=ORDINARY.points * 12), lang))
    assert len(pages) >= 2
    words = squeezed(ORDINARY.footer.say(lang))
    assert [re.search(rf"—{number}—", page) is not None for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert [words in page for page in pages] == [True] * len(pages)


@BOTH
def test_the_signature_never_stands_alone_on_a_page(lang: Lang) -> None:
    closing = squeezed(ORDINARY.closing.say(lang))
    for count in range(4, 12):
        pages = pdf_pages(letter_pdf(replace(ORDINARY, points=ORDINARY.points[1:2] * count), lang))
        (signed,) = [page for page in pages if squeezed({"zh": "（盖章处）", "en": "(place of seal)"}[lang]) in page]
        assert closing in signed
