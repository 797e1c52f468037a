"""An edition of the Procedures as text: articles, clauses with figures, readings; or two editions side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

from jiqun.base.numbers import exact_text
from jiqun.base.saying import say_figure
from jiqun.base.words import Bi, Lang
from jiqun.law import Edition, Figure, Provision
from jiqun.rules.words import KINDS, MUST_BE

_ARTICLES = Bi(zh="条文（本系统的概述，非官方文本）", en="Articles (our own summaries, not the official text)")
_CLAUSES = Bi(zh="第六条各条款", en="The clauses of Article 6")
_FIGURES = Bi(zh="界限", en="Figures")
_READINGS = Bi(zh="待解释的问题与采用的解读（首项为默认）", en="Open questions and their readings (the default first)")
_NO_END = Bi(zh="无截止日期", en="no end")
_IN_FORCE = Bi(zh="有效期", en="In force")
_UNKNOWN = Bi(zh="数值未知，不作推测", en="figure not known, not guessed")
_NOT_HERE = Bi(zh="无此条款", en="not in this edition")
_ASKED = Bi(zh="见条款", en="as the clause says")
_SAME = Bi(zh="两版相同的条款：{count}条。", en="Clauses that are the same in both: {count}.")
_HEADS = (
    Bi(zh="条款", en="Clause"),
    Bi(zh="内容", en="What it is about"),
    Bi(zh="类型", en="Kind"),
    Bi(zh="界限", en="Figure"),
)


def render_edition(book: Edition, lang: Lang, *, width: int | None) -> str:
    """The whole edition, for reading."""
    out = io.StringIO()
    console = _console(out, width)
    until = book.in_force_to.isoformat() if book.in_force_to else _NO_END.say(lang)
    console.print(f"{book.id}  {book.title.say(lang)}", style="bold", markup=False)
    console.print(f"{book.source_title.zh}  {book.source_number}", markup=False)
    console.print(f"{_IN_FORCE.say(lang)}: {book.in_force_from.isoformat()} – {until}\n", markup=False)
    console.print(_ARTICLES.say(lang), style="bold")
    for article in book.articles.values():
        number = f"A{article.number}" if article.number.isdigit() else article.number
        console.print(f"{number}  {article.title.say(lang)}", markup=False)
        console.print(f"    {article.summary.say(lang)}", markup=False)
    console.print(f"\n{_CLAUSES.say(lang)}", style="bold")
    console.print(_clauses(book, lang))
    if book.unseen:
        console.print(f"\n{book.unseen.say(lang)}", markup=False)
    console.print(f"\n{_FIGURES.say(lang)}", style="bold")
    for figure in book.figures.values():
        _print_figure(console, figure, lang)
    console.print(f"\n{_READINGS.say(lang)}", style="bold")
    for reading in book.readings.values():
        console.print(f"{reading.key}: {reading.question.say(lang)}", markup=False)
        for option in reading.options:
            console.print(f"    {option.value}  {option.means.say(lang)}", markup=False)
        console.print(f"    {reading.why.say(lang)}", markup=False)
    return out.getvalue()


def render_difference(one: Edition, other: Edition, lang: Lang, *, width: int | None) -> str:
    """Two editions side by side: the clauses that differ, with both figures."""
    out = io.StringIO()
    console = _console(out, width)
    table = Table(box=None, pad_edge=False)
    for head in (_HEADS[0].say(lang), _HEADS[1].say(lang), one.id, other.id):
        table.add_column(head, overflow="fold")
    rows = list(differences(one, other, lang))
    for row in rows:
        table.add_row(*row)
    console.print(table)
    same = len({*one.provisions, *other.provisions}) - len(rows)
    console.print(_SAME.fill(count=same).say(lang))
    return out.getvalue()


def differences(one: Edition, other: Edition, lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    """Clause, title, and what each edition asks, of the clauses in which they differ."""
    for clause in sorted({*one.provisions, *other.provisions}, key=_order):
        ours, theirs = one.provisions.get(clause), other.provisions.get(clause)
        left, right = _asked(one, ours, lang), _asked(other, theirs, lang)
        if left != right:
            known = ours or theirs
            assert known is not None
            yield clause, known.title.say(lang), left, right


def edition_as_dict(book: Edition) -> dict[str, Any]:
    """The edition for machines."""
    return {
        "id": book.id,
        "title": book.title.as_dict(),
        "source": {"title": book.source_title.as_dict(), "number": book.source_number},
        "in_force_from": book.in_force_from.isoformat(),
        "in_force_to": book.in_force_to.isoformat() if book.in_force_to else None,
        "articles": [
            {"number": a.number, "title": a.title.as_dict(), "summary": a.summary.as_dict()}
            for a in book.articles.values()
        ],
        "clauses": [_provision_as_dict(provision) for provision in book.provisions.values()],
        "figures": [_figure_as_dict(figure) for figure in book.figures.values()],
        "readings": [
            {
                "key": r.key,
                "articles": list(r.articles),
                "question": r.question.as_dict(),
                "options": [{"value": o.value, "means": o.means.as_dict()} for o in r.options],
            }
            for r in book.readings.values()
        ],
        "unseen_clauses": list(book.unseen_clauses),
    }


def _provision_as_dict(provision: Provision) -> dict[str, Any]:
    return {
        "id": provision.id,
        "article": provision.article,
        "group": provision.group,
        "kind": provision.kind,
        "blocking": provision.blocking,
        "conditional": provision.conditional,
        "unknown": provision.unknown,
        "title": provision.title.as_dict(),
        "asks": provision.asks.as_dict(),
        "figures": list(provision.figures),
    }


def _figure_as_dict(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "op": figure.op,
        "exact": exact_text(figure.value),
        "unit": figure.unit,
        "from": figure.since.isoformat(),
        "cite": figure.cite,
        "confidence": figure.confidence,
        "source": figure.source.as_dict(),
        "note": figure.note.as_dict() if figure.note else None,
    }


def _clauses(book: Edition, lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False)
    for head in _HEADS:
        table.add_column(head.say(lang), overflow="fold")
    for provision in book.provisions.values():
        figure = _asked(book, provision, lang)
        kind = KINDS[provision.kind].say(lang)
        table.add_row(provision.id, provision.title.say(lang), kind, "" if figure == _ASKED.say(lang) else figure)
    return table


def _asked(book: Edition, provision: Provision | None, lang: Lang) -> str:
    if provision is None:
        return _NOT_HERE.say(lang)
    if provision.unknown:
        return _UNKNOWN.say(lang)
    figures = [book.figures[key] for key in provision.figures]
    return "; ".join(figure_words(figure, lang) for figure in figures) or _ASKED.say(lang)


def figure_words(figure: Figure, lang: Lang) -> str:
    """`over CNY 3.00 billion`, `超过30.00亿元`."""
    return MUST_BE[figure.op].say(lang).format(say_figure(figure.value, figure.unit, lang))


def _print_figure(console: Console, figure: Figure, lang: Lang) -> None:
    console.print(
        f"{figure.key}: {figure_words(figure, lang)}  [{figure.cite}, {figure.since.isoformat()}, {figure.confidence}]",
        markup=False,
    )
    console.print(f"    {figure.source.say(lang)}", markup=False)
    if figure.note:
        console.print(f"    {figure.note.say(lang)}", markup=False)


def _order(clause: str) -> tuple[int, ...]:
    return tuple(int(part) for part in clause.removeprefix("A").split("."))


def _console(out: io.StringIO, width: int | None) -> Console:
    return Console(file=out, width=width or 110, highlight=False, color_system=None)
