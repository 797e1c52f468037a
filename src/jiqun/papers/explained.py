"""Who is behind a figure, as a table in the terminal."""

from __future__ import annotations

from fractions import Fraction

from rich.table import Table

from jiqun.base.saying import say
from jiqun.base.words import Bi, Lang
from jiqun.papers.plain import plain
from jiqun.papers.terminal import console, printed
from jiqun.rules.explain import Behind, Explanation
from jiqun.rules.words import OUTCOMES

_NAME = Bi(zh="企业（事项）", en="Enterprise (or thing listed)")
_FLIPS = Bi(zh="没有它则", en="Without it")
_TOTAL = Bi(zh="合计", en="Total")
_NOBODY = Bi(zh="这一条款背后没有企业数据。", en="No enterprise's data stands behind this clause.")
_ABSENT = Bi(zh="缺", en="absent")
_FLIPPERS = Bi(
    zh="缺少其中任何一家即会改变结论的：{count}家。",
    en="Enterprises without any one of which the outcome would change: {count}.",
)
# Stored units that people read in another: the unit shown, and how many stored units make one.
_SHOWN = {"1/10000 t": ("t", 10_000), "1/10000 tce": ("tce", 10_000), "m2": ("km2", 1_000_000)}


def render_explanation(explanation: Explanation, lang: Lang, *, width: int | None) -> str:
    """The rows behind a finding, largest first, with what would change without each; plain text of that width."""
    out = console(width)
    outcome = OUTCOMES[explanation.outcome].say(lang)
    out.print(f"{explanation.clause}  {explanation.title.say(lang)}  {outcome}")
    if not explanation.behind:
        out.print(_NOBODY.say(lang))
        return printed(out) + "\n"
    out.print(_table(explanation, lang))
    flipping = sum(one.flips_to is not None for one in explanation.behind)
    out.print(_FLIPPERS.fill(count=flipping).say(lang))
    return printed(out) + "\n"


def _table(explanation: Explanation, lang: Lang) -> Table:
    flips = any(one.flips_to for one in explanation.behind)
    table = Table(box=None, pad_edge=False, show_footer=True)
    table.add_column(_NAME.say(lang), footer=_TOTAL.say(lang), overflow="fold")
    for at, year, total in zip(explanation.columns, explanation.years, explanation.totals, strict=True):
        head = at.measure.title.say(lang) + (f" {year}" if year else "")
        foot = _ABSENT.say(lang) if total is None else _number(total, at.measure.unit, lang)
        table.add_column(head, footer=foot, justify="right", overflow="fold", max_width=24)
    if flips:
        table.add_column(_FLIPS.say(lang))
    for one in explanation.behind:
        table.add_row(*_row(one, explanation, lang, flips))
    return table


def _row(one: Behind, explanation: Explanation, lang: Lang, flips: bool) -> list[str]:
    numbers = [
        _number(number, at.measure.unit, lang) for number, at in zip(one.numbers, explanation.columns, strict=True)
    ]
    then = [OUTCOMES[one.flips_to].say(lang) if one.flips_to else ""] if flips else []
    return [plain(one.name), *numbers, *then]


def _number(number: int, unit: str, lang: Lang) -> str:
    shown, per = _SHOWN.get(unit, (unit, 1))
    return say(Fraction(number, per), shown, lang)
