"""What a played year did, step by step with the article of each, and which articles were carried out (A1 to A21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich import box
from rich.table import Table
from rich.text import Text

from jiqun.base.words import Bi, Lang
from jiqun.desk.look.office.carried_out import Done
from jiqun.law import edition
from jiqun.law.carried_out import carried_out
from jiqun.papers.terminal import console, printed

_STEPS = Bi(zh="{title}各步骤及所依条款", en="{title}: each step and the article it carried out")
_ARTICLES = Bi(zh="各条执行情况（按台账记录计算）", en="The articles, counted from the entries of the ledger")
_DAY, _ACT, _TIMES, _ARTICLE = (
    Bi(zh="日期", en="Day"),
    Bi(zh="行为", en="Act"),
    Bi(zh="次数", en="Times"),
    Bi(zh="条款", en="Article"),
)
_ABOUT, _STATE = Bi(zh="内容", en="About"), Bi(zh="执行", en="Carried out")
_NOT_HERE = Bi(zh="本次未涉及", en="not in this run")
_ENTRIES = Bi(zh="{n}条记录", en="{n} record(s)")
_EN_DASH = "–"


@dataclass(frozen=True)
class Played:
    """A chapter that was played: its title, and the acts that the ledger has of it."""

    title: Bi
    done: tuple[Done, ...]


def report(title: Bi, played: Sequence[Played], lang: Lang, *, width: int | None, colour: bool) -> str:
    """Both tables as text for a terminal of that width."""
    by = console(width, colour)
    by.print(_steps(title, played, lang))
    by.print(_articles([done for one in played for done in one.done], lang))
    return printed(by)


def articles_done(done: Iterable[Done]) -> dict[str, int]:
    """By article number, how many entries of the ledger were made under it; every article of the edition is there."""
    counts = Counter[str]()
    for one in done:
        counts[one.article.partition(".")[0]] += one.times
    return {number: counts[number] for number in edition("shanghai-2024").articles}


def _steps(title: Bi, played: Sequence[Played], lang: Lang) -> Table:
    table = _table(_STEPS.fill(title=title).say(lang))
    for words in (_DAY, _ACT, _TIMES, _ARTICLE):
        table.add_column(words.say(lang), justify="right" if words is _TIMES else "left", no_wrap=words is not _ACT)
    for one in played:
        table.add_section()
        table.add_row("", Text(one.title.say(lang), style="bold"), "", "")
        for each in sorted(one.done, key=lambda done: done.first):
            table.add_row(
                _days(each.first, each.last), f"  {each.title.say(lang)}", str(each.times), f"A{each.article}"
            )
    return table


def _articles(done: Sequence[Done], lang: Lang) -> Table:
    table = _table(_ARTICLES.say(lang))
    for words in (_ARTICLE, _ABOUT, _STATE):
        table.add_column(words.say(lang), no_wrap=words is _ARTICLE)
    counts, reasons = articles_done(done), carried_out()
    for number, article in edition("shanghai-2024").articles.items():
        reason = reasons[number].reason if number in reasons else None
        said = _ENTRIES.fill(n=counts[number]) if counts[number] else reason or _NOT_HERE
        mark = "✓ " if counts[number] else "· "
        table.add_row(f"A{number}", article.title.say(lang), mark + said.say(lang))
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} {_EN_DASH} {last.strftime('%m-%d')}"
