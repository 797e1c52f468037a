"""Drift drawn: one clause's number at each time as a small bar, the figure that the law asks as a line across them."""

from __future__ import annotations

from fractions import Fraction

from jiqun.base.saying import say
from jiqun.base.words import Bi, Lang
from jiqun.papers import palette as p
from jiqun.papers.figures import rate
from jiqun.papers.markup import Html, el
from jiqun.rules.drift import Moved, Point
from jiqun.rules.finding import Observed

_SVG = "http://www.w3.org/2000/svg"
_WIDE, _HIGH, _BAR, _STEP = 96, 40, 20, 32
_SHARES = ("ratio", "per_year")


def number_said(one: Observed | None) -> Bi | None:
    """The number of one time as people read it."""
    if one is None:
        return None
    return Bi(zh=_text(one, "zh"), en=_text(one, "en"))


def mini_chart(moved: Moved, titles: tuple[Bi, ...], lang: Lang) -> Html | None:
    """The picture; None for a clause without numbers. It says in words what it shows."""
    values = [rate(one.number) if one and one.number else None for one in moved.points]
    if not any(value is not None for value in values):
        return None
    line = _line(moved.now)
    top = max([abs(value) for value in values if value is not None] + ([abs(line)] if line is not None else []))
    scale = Fraction(_HIGH - 4) / top if top else Fraction(0)
    bars = [
        _bar(place, value, scale, point.outcome)
        for place, (value, point) in enumerate(zip(values, moved.points, strict=True))
        if value is not None and point is not None
    ]
    dashes = [_dashes(line, scale)] if line is not None else []
    said = "; ".join(
        f"{title.say(lang)}: {_text(point.number, lang)}"
        for title, point in zip(titles, moved.points, strict=True)
        if point and point.number
    )
    name = el("title", f"{moved.clause} {moved.title.say(lang)}: {said}")
    return el("svg", name, bars, dashes, xmlns=_SVG, viewBox=f"0 0 {_WIDE} {_HIGH}", role="img", class_="drift-chart")


def _text(one: Observed, lang: Lang) -> str:
    if one.unit in _SHARES:
        return say(rate(one) * 100, "percent", lang)
    return say(one.exact, one.unit, lang)


def _line(now: Point) -> Fraction | None:
    """The law's figure where the number is held against one; not against an earlier year."""
    required, number = now.finding.required, now.number
    if required is None or number is None or required.unit != number.unit:
        return None
    return required.exact


def _bar(place: int, value: Fraction, scale: Fraction, outcome: str) -> Html:
    """Below zero it is drawn pale and as high: what matters here is the line, and the number stands beside it."""
    high = max(abs(value) * scale, Fraction(1))
    tone = p.TONES[outcome]
    return el(
        "rect",
        x=str(place * _STEP + 6),
        y=_number(_HIGH - high),
        width=str(_BAR),
        height=_number(high),
        fill=tone.dark if value >= 0 else tone.pale,
        stroke=tone.dark,
    )


def _dashes(line: Fraction, scale: Fraction) -> Html:
    y = _number(_HIGH - abs(line) * scale)
    return el(
        "path", d=f"M0 {y}H{_WIDE}", stroke=p.INK, fill="none", **{"stroke-dasharray": "3 2", "stroke-width": "1.5"}
    )


def _number(value: Fraction) -> str:
    return f"{float(value):.2f}"
