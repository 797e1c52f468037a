"""The pictures of a report as SVG: output by year against its line, shares and growth against theirs.

Drawn by Vega from the report's own texts, so that a bar never says another number than the table. Only presentation
attributes come out, so the same picture stands in a page under a strict content policy and in the PDF.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

import vl_convert

from jiqun.papers import palette as p
from jiqun.papers import words as w
from jiqun.papers.markup import Html, el, raw
from jiqun.papers.view import Gauge, Output, Report

Spec = dict[str, Any]
_VERSION = "6.4"
_WIDTH = 340
_BARS_HIGH, _GAUGE_HIGH, _LEGEND = 204, 68, 8
_NARROW = 48  # the thickest bar: two years of data should not become two walls
_CLASS = re.compile(r'(<[a-z]+) class="[^"]*"')  # Vega's classes could meet a page's own
_CONFIG: Spec = {
    "font": p.FONTS,
    "view": {"stroke": None},
    "axis": {"labelColor": p.MUTED, "labelFontSize": 11, "ticks": False, "domainColor": p.LINE, "labelPadding": 6},
    "text": {"color": p.INK, "fontSize": 12},
}


@dataclass(frozen=True)
class Picture:
    """A chart, drawn when it is asked for, with the words and the table that say the same."""

    key: str
    title: str
    description: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spec: Spec = field(repr=False)

    @property
    def version(self) -> str:
        """Names what is drawn: 12 hex digits that differ for other figures."""
        return sha256(json.dumps(self.spec).encode()).hexdigest()[:12]

    @cached_property
    def svg(self) -> Html:
        """The SVG with a title and a description of its own, and without a fixed size."""
        return _drawn(self.key, self.title, self.description, self.spec)


def pictures(report: Report) -> tuple[Picture, ...]:
    """Every picture for which the report has numbers."""
    series = report.series
    drawn = [_output_picture(series.output, report)] if series.output else []
    for key, title, gauges in (("shares", w.SHARES, series.shares), ("growth", w.GROWTH, series.growths)):
        if gauges:
            drawn.append(_gauges_picture(key, title.say(report.lang), gauges, report))
    return tuple(drawn)


def _output_picture(output: Output, report: Report) -> Picture:
    lang = report.lang
    rows = tuple((bar.label, bar.text) for bar in output.bars)
    line = w.LINE_AT.say(lang).format(what=output.line_text)
    description = _sentence([f"{label}: {text}" for label, text in rows] + [line])
    head = (w.YEAR_HEAD.say(lang), output.title)
    return Picture("output", output.title, description, head, rows, _output_spec(output, line))


def _gauges_picture(key: str, title: str, gauges: tuple[Gauge, ...], report: Report) -> Picture:
    lang = report.lang
    rows = tuple((f"{one.clause} {one.title}", one.text, one.line_text) for one in gauges)
    said = [f"{name}: " + w.LINE_OF.say(lang).format(value=text, what=line) for name, text, line in rows]
    description = _sentence(said)
    head = (w.CLAUSE.say(lang), w.OBSERVED.say(lang), w.REQUIRED.say(lang))
    return Picture(key, title, description, head, rows, _gauges_spec(gauges, *_range(key, gauges)))


def _output_spec(output: Output, line: str) -> Spec:
    """Bars from zero, the base year paler; the line across them, and its words above them all."""
    bars = [{"year": one.label, "value": one.value, "text": one.text, "base": one.base} for one in output.bars]
    top = max([one.value for one in output.bars] + [output.line]) * 1.28
    value = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, top or 1]}}
    year = {"field": "year", "type": "ordinal", "sort": None, "title": None, "axis": {"labelAngle": 0}}
    colour = {"condition": {"test": "datum.base", "value": p.ACCENT_PALE}, "value": p.ACCENT}
    return {
        "width": _WIDTH,
        "height": _BARS_HIGH,
        "data": {"values": bars},
        "layer": [
            {"mark": {"type": "bar", "size": _NARROW}, "encoding": {"x": year, "y": value, "color": colour}},
            _dashes({"y": {"datum": output.line, "axis": None}}),
            _text({"field": "text"}, {"x": year, "y": value}, {"dy": -8, "fontWeight": "bold"}),
            _dashes({"y": {"value": _LEGEND}, "x": {"value": 0}, "x2": {"value": 26}}),
            _once(
                _text({"value": line}, {"x": {"value": 33}, "y": {"value": _LEGEND}}, {"align": "left", "fontSize": 11})
            ),
        ],
    }


def _gauges_spec(gauges: tuple[Gauge, ...], low: float, high: float) -> Spec:
    """One row a clause: its name and number above a bar, the figure asked for as a tick across it and below."""
    rows = [
        {
            "row": one.clause,
            "title": one.title,
            "text": one.text,
            "from": 0,
            "value": min(one.value, high),
            "line": one.line,
            "asked": one.line_text,
            "colour": p.TONES[one.outcome].dark,
        }
        for one in gauges
    ]
    return {
        "width": _WIDTH,
        "height": _GAUGE_HIGH * len(rows),
        "data": {"values": rows},
        "encoding": {"y": {"field": "row", "type": "nominal", "sort": None, "axis": None, "scale": {"padding": 0}}},
        "layer": _gauge_layers(low, high),
    }


def _gauge_layers(low: float, high: float) -> list[Spec]:
    def along(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [low, high], "nice": False}}

    bar = {"type": "bar", "size": 10}
    left, right = {"x": {"value": 0}}, {"x": {"value": _WIDTH}}
    filled = {"x": along("value"), "x2": {"field": "from"}, "color": {"field": "colour", "scale": None}}
    return [
        {"mark": {**bar, "color": p.TRACK}, "encoding": {**left, "x2": {"value": _WIDTH}}},
        {"mark": bar, "encoding": filled},
        {
            "mark": {"type": "tick", "size": 18, "thickness": 2, "color": p.INK, "opacity": 1},
            "encoding": {"x": along("line")},
        },
        _text({"field": "title"}, left, {"align": "left", "dy": -18}),
        _text({"field": "text"}, right, {"align": "right", "dy": -18, "fontWeight": "bold"}),
        _text(
            {"field": "asked"},
            {"x": along("line")},
            {"align": "left", "dy": 17, "dx": -1, "fontSize": 11, "color": p.MUTED},
        ),
    ]


def _range(key: str, gauges: tuple[Gauge, ...]) -> tuple[float, float]:
    """A share goes from none to all; a growth as far as it must, but one wild number must not flatten the others."""
    if key == "shares":
        return 0.0, 100.0
    most = max(one.line for one in gauges) * 4
    high = min(most, max(max(one.value, one.line) for one in gauges) * 1.15)
    return max(min(0.0, *(one.value for one in gauges)), -most), high


def _text(words: Spec, where: Spec, look: Spec) -> Spec:
    return {"mark": {"type": "text", **look}, "encoding": {**where, "text": words}}


def _dashes(where: Spec) -> Spec:
    return _once(
        {"mark": {"type": "rule", "color": p.RULE, "strokeWidth": 1.5, "strokeDash": [4, 3]}, "encoding": where}
    )


def _once(layer: Spec) -> Spec:
    """A layer that is not drawn again for every bar."""
    return {**layer, "data": {"values": [{}]}}


def _drawn(key: str, title: str, description: str, spec: Spec) -> Html:
    svg = vl_convert.vegalite_to_svg({"background": None, "padding": 2, "config": _CONFIG, **spec}, vl_version=_VERSION)
    opening, _, inner = _CLASS.sub(r"\1", svg).removesuffix("</svg>").partition(">")
    box = opening.partition(' viewBox="')[2].partition('"')[0]
    words = el("title", title, id=f"{key}-t"), el("desc", description, id=f"{key}-d")
    named = {"aria-labelledby": f"{key}-t {key}-d"}
    return el("svg", *words, raw(inner), xmlns="http://www.w3.org/2000/svg", viewBox=box, role="img", **named)


def _sentence(parts: list[str]) -> str:
    return "; ".join(parts) + "."
