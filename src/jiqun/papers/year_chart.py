"""A small picture of scores by year: bars from zero to a hundred, each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.base.words import Bi, Lang
from jiqun.papers import palette as p
from jiqun.papers.charts import Picture, Spec

_WIDTH, _HIGH, _BAR = 340, 160, 36
_HEAD = (Bi(zh="年度", en="Year"), Bi(zh="得分", en="Score"))


def year_chart(title: Bi, scores: Sequence[tuple[int, float, str]], lang: Lang) -> Picture:
    """Scores by year, each as a number for the bar and as the text that stands above it and in the table."""
    rows = tuple((str(year), text) for year, _, text in scores)
    description = "; ".join(f"{year}: {text}" for year, text in rows) + "."
    head = (_HEAD[0].say(lang), _HEAD[1].say(lang))
    return Picture("years", title.say(lang), description, head, rows, _spec(scores))


def _spec(scores: Sequence[tuple[int, float, str]]) -> Spec:
    values = [{"year": str(year), "value": value, "text": text} for year, value, text in scores]
    x = {"field": "year", "type": "ordinal", "sort": None, "title": None, "axis": {"labelAngle": 0}}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, 115]}}
    bar = {"mark": {"type": "bar", "size": _BAR, "color": p.ACCENT}, "encoding": {"x": x, "y": y}}
    words = {
        "mark": {"type": "text", "dy": -8, "fontWeight": "bold"},
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }
    return {"width": _WIDTH, "height": _HIGH, "data": {"values": values}, "layer": [bar, words]}
