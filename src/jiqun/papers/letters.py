"""Official letters of an authority as PDF, laid out after GB/T 9704-2012: one file a language, the same bytes again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from jiqun.base.words import Bi, Lang, day_text
from jiqun.papers import palette as p
from jiqun.papers.plain import plain
from jiqun.papers.typesetting import typeset
from jiqun.papers.words import numeral

SEAL = Bi(zh="（盖章处）", en="(place of seal)")
_TO = Bi(zh="{to}：", en="To: {to}")
_WHICH_COUNTS = Bi(zh="", en="English version, for reference: the letter in Chinese is the one that counts.")
_MOST_NUMERALS = 99
# What an officer numbered by hand: 1. 1、 (1) 一、 （一） ① and the like.
_NUMBERED = re.compile(
    r"\s*(?:[（(](?:\d+|[一二三四五六七八九十]+)[）)]|\d+[.．、)）](?!\d)|[一二三四五六七八九十]+、|[①-⑳])"
)


@dataclass(frozen=True)
class LetterText:
    """What a letter says. Nothing in it is markup; a line break counts in `footer` only.

    `number` is the document number (文号), the same in both languages; `sender` issues and seals; `points` are numbered
    unless there is only one or whoever wrote them numbered them; `facts` (name, what it is) may be empty; `footer` says
    how the letter is verified, on every page.
    """

    number: str
    issued_on: date
    sender: Bi
    to: Bi
    title: Bi
    opening: Bi
    points: tuple[Bi, ...]
    facts: tuple[tuple[Bi, Bi], ...]
    closing: Bi
    footer: Bi


def letter_pdf(letter: LetterText, lang: Lang) -> bytes:
    """The letter as the bytes of a PDF/A file; raises ValueError for text that UTF-8 cannot write."""
    day = letter.issued_on
    return typeset("letter", _data(letter, lang), datetime(day.year, day.month, day.day, tzinfo=UTC))


def _data(letter: LetterText, lang: Lang) -> dict[str, Any]:
    """All that the template prints."""
    points = [plain(point.say(lang)) for point in letter.points]
    return {
        "lang": lang,
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.LETTERHEAD},
        "number": plain(letter.number),
        "sender": plain(letter.sender.say(lang)),
        "to": _TO.fill(to=plain(letter.to.say(lang).rstrip("：:"))).say(lang),
        "title": plain(letter.title.say(lang)),
        "opening": plain(letter.opening.say(lang)),
        "points": [{"mark": mark, "text": text} for mark, text in zip(_marks(points, lang), points, strict=True)],
        "facts": [[plain(name.say(lang)), plain(what.say(lang))] for name, what in letter.facts],
        "closing": plain(letter.closing.say(lang)),
        "day": day_text(letter.issued_on, lang),
        "seal": SEAL.say(lang),
        "footer": [plain(line) for line in (_WHICH_COUNTS.say(lang), *letter.footer.say(lang).splitlines()) if line],
    }


def _marks(points: Sequence[str], lang: Lang) -> list[str]:
    """`一、` or `1.` before each point; none where it would stand alone or beside a number already there."""
    if len(points) < 2 or any(_NUMBERED.match(point) for point in points):
        return [""] * len(points)
    return [_mark(number, lang) for number in range(1, len(points) + 1)]


def _mark(number: int, lang: Lang) -> str:
    if lang == "en":
        return f"{number}."
    return f"{numeral(number) if number <= _MOST_NUMERALS else number}、"
