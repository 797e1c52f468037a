"""What a verification found as text for a terminal: the verdict first, then what was checked, then each fault."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from jiqun.base.words import Bi, Lang
from jiqun.ledger.fault import Fault
from jiqun.papers import verified_words as w
from jiqun.papers.palette import TONES
from jiqun.papers.plain import plain
from jiqun.papers.terminal import console, printed
from jiqun.papers.verified import Verified
from jiqun.papers.wrapping import wrap

_TONES = {"verified": "met", "self-consistent": "review", "unsigned": "review", "refused": "not_met"}
_INDENT = 2


def render_verified(found: Verified, lang: Lang, *, width: int | None, colour: bool) -> str:
    """The text, ending with a newline; without `colour` it holds no control characters."""
    out = console(width, colour)
    for part in _parts(found, lang, out.width):
        out.print(part)
    return printed(out) + "\n"


def _parts(found: Verified, lang: Lang, width: int) -> Iterator[RenderableType]:
    tone = TONES[_TONES[found.state]]
    words = w.STATES[found.state].fill(count=len(found.real_faults)).say(lang)
    yield Text.assemble((f"{tone.sign} {words}", f"bold {tone.terminal}"), f"  {plain(found.name)}")
    means = w.MEANS[found.state].say(lang)
    if means:
        yield Text(wrap(means, width))
    if found.real_faults:
        yield Text()
        yield _columns([(_place(fault, lang), plain(fault.words.say(lang))) for fault in found.real_faults], width)
    if found.lines:
        yield Text(f"\n{found.title.say(lang)}", style="bold")
        yield _columns([(plain(name.say(lang)), plain(_said(what, lang))) for name, what in found.lines], width)
    for note in found.notes:
        yield Text()
        yield Text(wrap(note.say(lang), width))


def _columns(rows: list[tuple[str, str]], width: int) -> Table:
    """Names and what they say; a name takes a third of the width at most."""
    names = min(max(cell_len(name) for name, _ in rows), width // 3)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_INDENT - 2)
    grid.add_column(width=names, overflow="fold")
    grid.add_column(overflow="fold")
    room = width - names - _INDENT - 4
    for name, what in rows:
        grid.add_row("", Text(wrap(name, names), style="dim"), Text(wrap(what, room)))
    return grid


def _place(fault: Fault, lang: Lang) -> str:
    places = [
        words.fill(line=fault.line, seq=fault.seq).say(lang)
        for words, where in ((w.AT_LINE, fault.line), (w.AT_ENTRY, fault.seq))
        if where is not None
    ]
    return (", " if lang == "en" else "，").join(places) or w.WHOLE_FILE.say(lang)


def _said(what: str | Bi, lang: Lang) -> str:
    return what.say(lang) if isinstance(what, Bi) else what
