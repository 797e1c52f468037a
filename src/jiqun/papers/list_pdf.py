"""A published list on paper: by whom, under which number, its lines, how it is verified; one file a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from jiqun.base.words import Bi, Lang, day_text
from jiqun.papers import palette as p
from jiqun.papers.letters import SEAL
from jiqun.papers.list_text import ListText
from jiqun.papers.list_words import COLUMNS, columns_of, said
from jiqun.papers.plain import plain
from jiqun.papers.typesetting import typeset

_WHICH_COUNTS = Bi(zh="", en="English version, for reference: the list in Chinese is the one that counts.")
_NUMBERS = frozenset({"place", "area_m2"})
# How wide a column is beside the others.
_WIDTHS = {"place": 1, "cluster": 2.6, "name": 4.2, "operator": 4.2, "industries": 3.6, "reasons": 6.5}


@dataclass(frozen=True)
class ListPaper:
    """What goes around the lines: nothing of it is markup. `opening` and `closing` are paragraphs."""

    number: str
    issued_on: date
    sender: Bi
    title: Bi
    opening: tuple[Bi, ...]
    closing: tuple[Bi, ...]
    footer: Bi


def list_pdf(paper: ListPaper, text: ListText, lang: Lang) -> bytes:
    """The list as the bytes of a PDF/A file; raises ValueError for text that UTF-8 cannot write."""
    day = paper.issued_on
    return typeset("list", _data(paper, text, lang), datetime(day.year, day.month, day.day, tzinfo=UTC))


def _data(paper: ListPaper, text: ListText, lang: Lang) -> dict[str, Any]:
    names = columns_of(text.lines)
    return {
        "lang": lang,
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.LETTERHEAD},
        "number": plain(paper.number),
        "sender": plain(paper.sender.say(lang)),
        "title": plain(paper.title.say(lang)),
        "opening": [plain(one.say(lang)) for one in paper.opening],
        "closing": [plain(one.say(lang)) for one in paper.closing],
        "head": [COLUMNS[name][0].say(lang) for name in names],
        "widths": [_WIDTHS.get(name, 2.4) for name in names],
        "numbers": [name in _NUMBERS for name in names],
        "rows": [[plain(said(line, name, lang)) for name in names] for line in text.lines],
        "day": day_text(paper.issued_on, lang),
        "seal": SEAL.say(lang),
        "footer": [plain(line) for line in (_WHICH_COUNTS.say(lang), *paper.footer.say(lang).splitlines()) if line],
    }
