"""The parts that an HTML report is built of: tags, tables, fact lists, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiqun.base.words import Lang
from jiqun.papers import words as w
from jiqun.papers.charts import Picture
from jiqun.papers.markup import Html, el
from jiqun.papers.tiles import icon
from jiqun.papers.view import Basis, Fact, Number


def tag(outcome: str, words: str) -> Html:
    """An outcome as symbol and word; the colour only helps."""
    return el("span", icon(outcome), words, class_=f"tag {outcome}")


def section(key: str, title: str, *children: str | Iterable[Html]) -> Html:
    """A part of the page with its heading and an address of its own."""
    heading = el("h2", title, id=f"{key}-h")
    return el("section", heading, *children, id=key, **{"aria-labelledby": f"{key}-h"})


def facts(lines: Iterable[Fact]) -> Html:
    """What it is, and what it says."""
    return el("dl", (el("div", el("dt", one.label), el("dd", one.text)) for one in lines), class_="facts")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0) -> Html:
    """A plain table whose last `numbers` columns hold numbers; its caption is for those who do not see the heading."""
    kinds = [None] * (len(head) - numbers) + ["num"] * numbers
    heads = (el("th", words, scope="col", class_=kind) for words, kind in zip(head, kinds, strict=True))
    body = (el("tr", _cells(row, kinds)) for row in rows)
    framed = el("table", el("caption", caption, class_="unseen"), el("thead", el("tr", heads)), el("tbody", body))
    return el("div", framed, class_="scroll")


def _cells(row: Sequence[str], kinds: Sequence[str | None]) -> Iterable[Html]:
    first, *rest = row
    yield el("th", el("bdi", first), scope="row")
    yield from (el("td", el("bdi", words), class_=kind) for words, kind in zip(rest, kinds[1:], strict=True))


def numbers(shown: Iterable[Number]) -> Html:
    """The numbers of a clause one under the other, each with its year or name."""
    lines = (el("div", el("dt", one.label), el("dd", one.text)) for one in shown)
    return el("dl", lines, class_="numbers")


def basis(found: Basis, lang: Lang) -> Html:
    """The whole numbers behind a finding, year by year."""
    rows = ((row.title, *row.cells) for row in found.rows)
    return table(w.BASIS_OF_ONE.say(lang), (w.MEASURE.say(lang), *found.head), rows, numbers=len(found.head))


def figure(picture: Picture, lang: Lang) -> Html:
    """A chart, and the table that says the same for those who would rather read."""
    rows = table(picture.title, picture.head, picture.rows, numbers=1)
    spoken = el("details", el("summary", w.SHOW_TABLE.say(lang)), rows)
    return el("figure", el("figcaption", picture.title), picture.svg, spoken)
