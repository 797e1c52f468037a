"""What templates need to draw: icons, tones, tile places, sizes of files, and looking something up by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiqun.base.saying import say_figure
from jiqun.base.words import Bi
from jiqun.desk.look.reports.drift import DriftLine
from jiqun.facts.industries import industry_name
from jiqun.law import Figure, edition
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.round_days import ROUND_DAYS
from jiqun.rules.words import MUST_BE, OUTCOMES, VERDICTS
from jiqun.web.findings import Findings, findings_of
from jiqun.web.language import current
from jiqun.web.navigation import Place

register = template.Library()

# Every state that a tag may show, and the kind of tag: its colour, and the icon that says the same without colour.
KINDS: Mapping[str, str] = {
    "ok": "ok",
    "bad": "bad",
    "warn": "warn",
    "wait": "wait",
    "line": "line",
    "none": "none",
    "met": "ok",
    "not_met": "bad",
    "missing": "warn",
    "review": "wait",
    "boundary": "line",
    "not_applicable": "none",
    "eligible": "ok",
    "not_eligible": "bad",
    "undetermined": "wait",
    "success": "ok",
    "error": "bad",
    "warning": "warn",
    "info": "wait",
    "debug": "none",
    "clean": "ok",
    "infected": "bad",
    "pending": "warn",
    "unscanned": "warn",
    "failed": "warn",
    "awaited": "wait",
    "in_time": "ok",
    "late": "bad",
    "refused": "bad",
    "left": "none",
    "worse": "bad",
    "better": "ok",
    "open": "warn",
    "same": "none",
}
_ICONS: Mapping[str, str] = {
    "ok": "check",
    "bad": "x",
    "warn": "alert-triangle",
    "wait": "help",
    "line": "equal",
    "none": "minus",
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEPS = ((2**30, "GB"), (2**20, "MB"), (2**10, "KB"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the vendored icons, for the eye only: words beside it say the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons/icons.svg"),
        name,
    )


@register.filter
def kind(state: object) -> str:
    """The kind of tag for a state: ok, bad, warn, wait, line or none."""
    return KINDS.get(str(state), "none")


@register.filter
def kind_icon(state: object) -> str:
    """The icon that says what the colour of a tag says."""
    return _ICONS[kind(state)]


@register.filter
def outcome_words(outcome: str) -> Bi:
    """The words of an outcome or a verdict."""
    return OUTCOMES.get(outcome) or VERDICTS.get(outcome) or Bi(zh=outcome, en=outcome)


@register.filter
def size(count: int | None) -> str:
    """The size of a file as people read it."""
    if count is None:
        return ""
    for step, unit in _STEPS:
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count} B"


@register.filter
def short(digest: str) -> str:
    """The first letters of a hash, enough to tell files apart by eye."""
    return f"{digest[:10]}…" if digest else ""


@register.filter
def holds(place: Place, path: str) -> bool:
    """Whether a page lies under a place of the navigation; the workbench itself holds only its own page."""
    return path == place.address or (place.address not in ("/", "/desk/") and path.startswith(place.address))


@register.simple_tag
def drift_chart(line: DriftLine) -> SafeString:
    """The small picture of one clause's numbers over the times; nothing for a clause without numbers."""
    drawn = line.chart(current())
    return SafeString(drawn or "")


@register.simple_tag
def findings(assessment: Mapping[str, Any], files: Any, statements: Any) -> Findings:
    """The findings as texts of the page's language; files and statements may be empty."""
    return findings_of(assessment, current(), files=files or (), statements=statements or None)


@register.filter
def input_type(kind: str) -> str:
    """The browser's type of field for ours."""
    return {"line": "text", "day": "date", "files": "file"}.get(kind, kind or "text")


@register.filter
def file_icon(media_type: str) -> str:
    """The icon of a kind of file."""
    if media_type.startswith("image/"):
        return "photo"
    return {"application/pdf": "file-type-pdf", _XLSX: "file-spreadsheet"}.get(media_type, "file-text")


@register.filter
def without_sign(number: int) -> int:
    """`-3` as `3`, where the words around it say that it is below zero."""
    return abs(number)


@register.filter
def industry(code: str) -> str:
    """The name of the industry that a code belongs to."""
    name = industry_name(code)
    return name.say(current()) if name else ""


@register.filter
def must_be(figure: Figure) -> str:
    """What a figure of the law asks for: `超过50%`, `more than 50%`."""
    lang = current()
    return MUST_BE[figure.op].say(lang).format(say_figure(figure.value, figure.unit, lang))


@register.filter
def round_days(days: Mapping[str, int]) -> list[tuple[Bi, int]]:
    """The periods that a round sets, with their names, in the order of the way."""
    return [(one.title, days[name]) for name, one in ROUND_DAYS.items() if name in days]


@register.filter
def figure_title(key: str) -> Bi:
    """The clause that a figure of the law belongs to."""
    book = edition(EDITION)
    clause = book.figures[key].clause
    title = book.provisions[clause].title
    return Bi(zh=f"{clause} {title.zh}", en=f"{clause} {title.en}")


@register.filter
def level(count: int) -> int:
    """How strongly a tile is tinted, from 0 for none to 4."""
    return sum(count >= least for least in (1, 2, 4, 8))


@register.filter
def short_district(name: Bi) -> str:
    """A district's name where room is short: `浦东`, `Pudong`."""
    return (
        name.say(current()).removesuffix("新区").removesuffix("区").removesuffix(" District").removesuffix(" New Area")
    )
