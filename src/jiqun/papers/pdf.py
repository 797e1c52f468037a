"""The assessment as a PDF: set by Typst with the fonts beside this module, the same bytes for the same assessment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from jiqun.base.words import Bi, Lang
from jiqun.papers import palette as p
from jiqun.papers import words as w
from jiqun.papers.charts import pictures
from jiqun.papers.report import report_of
from jiqun.papers.tiles import icon, strip
from jiqun.papers.view import Report
from jiqun.rules.finding import Assessment

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_TEMPLATE = _HERE / "typst" / "report.typ"
_STANDARD: Final = "a-2a"  # an archive form whose tags also serve screen readers
_GETA = "〓"  # the mark that Chinese typesetting puts for a character that the font does not have
_SET_BY_HAND = "₂"  # the template lowers a plain 2 for it
_LABELS: Mapping[str, Bi] = {
    "title": w.TITLE,
    "verdict": w.VERDICT,
    "glance": w.GLANCE,
    "legend_round": w.LEGEND_ROUND,
    "in_the_way": w.IN_THE_WAY,
    "nothing_in_the_way": w.NOTHING_IN_THE_WAY,
    "pictures": w.PICTURES,
    "clauses": w.ALL_CLAUSES,
    "clause": w.CLAUSE,
    "outcome": w.OUTCOME,
    "observed": w.OBSERVED,
    "required": w.REQUIRED,
    "margin": w.MARGIN,
    "lacking": w.LACKING,
    "notes": w.NOTES,
    "warnings": w.WARNINGS,
    "warnings_about": w.WARNINGS_ABOUT,
    "sheet": w.SHEET,
    "row": w.ROW,
    "column": w.COLUMN,
    "value": w.VALUE,
    "what": w.WHAT,
    "readings": w.READINGS,
    "readings_about": w.READINGS_ABOUT,
    "default": w.DEFAULT_READING,
    "chosen": w.CHOSEN_READING,
    "basis": w.BASIS,
    "measure": w.MEASURE,
    "dataset": w.DATASET,
    "foot": w.FOOT,
}


def render_pdf(assessment: Assessment, lang: Lang) -> bytes:
    """The report of an assessment as the bytes of a PDF/A file."""
    day = assessment.assessed_on
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_HERE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": _printable(json.dumps(_data(report_of(assessment, lang)), ensure_ascii=False))},
    )
    made = compiler.compile(
        format="pdf", pdf_standards=_STANDARD, timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Read once: the two files are fifteen megabytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])


def _data(report: Report) -> dict[str, Any]:
    """All that the template prints; it holds texts and drawings and no markup of Typst."""
    lang = report.lang
    return {
        "lang": lang,
        "report": asdict(report),
        "words": {name: words.say(lang) for name, words in _LABELS.items()},
        "greys": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "surface": p.SURFACE, "accent": p.ACCENT},
        "tones": {outcome: {"dark": tone.dark, "pale": tone.pale} for outcome, tone in p.TONES.items()},
        "verdict_tone": p.VERDICT_TONES[report.head.verdict],
        "icons": {outcome: icon(outcome, colour=tone.dark) for outcome, tone in p.TONES.items()},
        "icons_on_dark": {outcome: icon(outcome, colour=p.PAPER) for outcome in p.TONES},
        "strips": [strip(group, lang) for group in report.groups],
        "pictures": [asdict(one) for one in pictures(report)],
    }


def _printable(text: str) -> str:
    """The text with a mark for every character that the fonts lack: a name with a hole in it must not pass unseen."""
    lacking = {ord(letter): _GETA for letter in set(text) - _characters()}
    return text.translate(lacking)


@cache
def _characters() -> frozenset[str]:
    """The characters of both fonts."""
    found = set(_SET_BY_HAND)
    for line in (_FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, _, last = line.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
