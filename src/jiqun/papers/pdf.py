"""The assessment as a PDF: set by Typst with the fonts beside this module, the same bytes for the same assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from jiqun.base.words import Bi, Lang
from jiqun.papers import palette as p
from jiqun.papers import words as w
from jiqun.papers.charts import Picture, pictures
from jiqun.papers.report import report_of
from jiqun.papers.tiles import icon, strip
from jiqun.papers.typesetting import typeset
from jiqun.papers.view import Report
from jiqun.rules.finding import Assessment

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
    "basis": w.BASIS,
    "measure": w.MEASURE,
    "dataset": w.DATASET,
    "foot": w.FOOT,
}


def render_pdf(assessment: Assessment, lang: Lang) -> bytes:
    """The report of an assessment as the bytes of a PDF/A file."""
    day = assessment.assessed_on
    return typeset("report", _data(report_of(assessment, lang)), datetime(day.year, day.month, day.day, tzinfo=UTC))


def _picture(one: Picture) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("title", "description", "svg", "head", "rows")}


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
        "pictures": [_picture(one) for one in pictures(report)],
    }
