"""The nine groups at a glance: a strip of small tiles for each, one tile a clause, each with its symbol and number.

Drawn here and not by Vega: forty-nine boxes with a symbol and a link each are plain rectangles and paths.
"""

from __future__ import annotations

from jiqun.base.words import Lang
from jiqun.papers import palette as p
from jiqun.papers import words as w
from jiqun.papers.markup import Html, el
from jiqun.papers.view import Group, Line

_STEP, _WIDE, _HIGH = 39, 36, 38
_ROOM_FOR = 9  # the longest group: all strips are equally wide, so tiles are equally large
_SVG = "http://www.w3.org/2000/svg"


def strip(group: Group, lang: Lang) -> Html:
    """The tiles of one group, each a link to its clause."""
    name = w.GROUP_TILES.say(lang).format(number=group.number, title=group.title)
    tiles = (_tile(line, index * _STEP) for index, line in enumerate(group.lines))
    box = f"0 0 {_STEP * _ROOM_FOR} {_HIGH + 2}"
    return el("svg", el("title", name), tiles, xmlns=_SVG, viewBox=box, role="group")


def icon(outcome: str, *, colour: str = "currentColor") -> Html:
    """The symbol of an outcome, in the colour of the text around it."""
    return el("svg", _symbol(outcome, colour), xmlns=_SVG, viewBox="0 0 16 16", **{"aria-hidden": "true"})


def _tile(line: Line, x: int) -> Html:
    tone = p.TONES[line.outcome]
    solid = line.outcome == "not_met"
    ink = p.PAPER if solid else tone.dark
    words = f"{line.clause} {line.title}: {line.outcome_words}"
    number = el(
        "text",
        line.clause.removeprefix("A"),
        x=str(_WIDE / 2),
        y="32",
        fill=ink,
        **{"text-anchor": "middle", "font-size": "10px", "font-family": p.FONTS},
    )
    symbol = el("g", _symbol(line.outcome, ink), transform="translate(10,4)")
    drawn = el("g", _box(line), symbol, number, transform=f"translate({x + 1},1)")
    return el("a", el("title", words), drawn, href=f"#{line.clause}", **{"aria-label": words})


def _box(line: Line) -> Html:
    """Outcomes differ by more than colour: filled, framed, dashed or plain. Round corners: it does not count."""
    tone, outcome = p.TONES[line.outcome], line.outcome
    framed = outcome in ("boundary", "review", "missing")
    return el(
        "rect",
        width=str(_WIDE),
        height=str(_HIGH),
        rx="3" if line.blocking else "13",
        fill=tone.dark if outcome == "not_met" else tone.pale,
        stroke=tone.dark if framed else None,
        **{"stroke-dasharray": "3 2" if outcome == "missing" else None},
        **{"stroke-width": "2" if outcome == "boundary" else None},
    )


def _symbol(outcome: str, colour: str) -> Html:
    caps = {"stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round"}
    return el("path", d=p.TONES[outcome].strokes, fill="none", stroke=colour, **caps)
