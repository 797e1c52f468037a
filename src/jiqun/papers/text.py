"""The assessment, and a refused file, as text for a terminal: marks beside words, columns that hold Chinese too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jiqun.base.words import Lang
from jiqun.facts.problems import Problem
from jiqun.papers import words as w
from jiqun.papers.palette import TONES, VERDICT_TONES
from jiqun.papers.places import Place, by_sheet, places
from jiqun.papers.report import report_of
from jiqun.papers.terminal import console, printed
from jiqun.papers.view import Group, Hurdle, Line, Number, Report
from jiqun.papers.wrapping import wrap
from jiqun.rules.finding import Assessment

_ROOMY = 110  # from here on the numbers stand in columns of their own; below, the reason says them
_INDENT = 10  # a mark, a clause's number, and the blanks around them
_OUTCOME: Mapping[Lang, int] = {"zh": 8, "en": 16}  # the longest outcome with its mark
_CELL = 22  # the widest name of a column, or value of a cell, before it is folded


def render_text(assessment: Assessment, lang: Lang, *, width: int | None, colour: bool) -> str:
    """The report of an assessment, ending with a newline; without `colour` it holds no control characters."""
    report = report_of(assessment, lang)
    out = console(width, colour)
    for part in (*_opening(report, out.width), *_groups(report, out.width), *_closing(report, out.width)):
        out.print(part)
    return printed(out) + "\n"


def render_problems(
    errors: Iterable[Problem],
    warnings: Iterable[Problem],
    lang: Lang,
    *,
    width: int | None,
    colour: bool = False,
) -> str:
    """What is wrong with a workbook, sheet by sheet, errors first; the last line without a newline."""
    out = console(width, colour)
    errors, warnings = tuple(errors), tuple(warnings)
    refused, noticed = places(errors, lang), places(warnings, lang)
    head = w.ERRORS.fill(count=len(errors)).say(lang) if refused else w.NO_ERRORS.say(lang)
    out.print(_marked("not_met" if refused else "met", head))
    for part in _sheets(refused, lang, out.width):
        out.print(part)
    if noticed:
        out.print(Text())
        out.print(_marked("missing", w.WARNING_COUNT.fill(count=len(warnings)).say(lang)))
    for part in _sheets(noticed, lang, out.width):
        out.print(part)
    return printed(out)


def _opening(report: Report, width: int) -> Iterator[RenderableType]:
    head, lang = report.head, report.lang
    tone = TONES[VERDICT_TONES[head.verdict]]
    verdict = (f"{tone.sign} {head.verdict_words.upper()}", f"bold {tone.terminal}")
    yield Text.assemble(verdict, "  ", head.because)
    counts = (_marked(one.outcome, f"{one.number} {one.words}") for one in head.counts)
    yield Padding(_flow(counts, width - 2), (0, 0, 1, 2))
    yield Text.assemble((head.cluster, "bold"), "  ", head.other_name)
    yield _pairs([(fact.label, fact.text) for fact in head.facts], width)
    if report.to_mend:
        yield _heading(w.IN_THE_WAY.say(lang))
        yield _in_the_way(report.to_mend, width)


def _flow(items: Iterable[Text], width: int) -> Text:
    """Items in a row, on a new line where one does not fit whole."""
    lines = [Text()]
    for item in items:
        if lines[-1] and lines[-1].cell_len + item.cell_len + 3 > width:
            lines.append(Text())
        lines[-1].append("   " if lines[-1] else "").append(item)
    return Text("\n").join(lines)


def _in_the_way(hurdles: Iterable[Hurdle], width: int) -> RenderableType:
    """One line a clause: its mark and name, and how far off it is, what is missing, or why it fails."""
    lines = [line for hurdle in hurdles for line in hurdle.lines]
    whys = [
        line.margin or line.lacking or (line.reason if line.outcome in ("not_met", "missing") else "") for line in lines
    ]
    all_room, title = width - _INDENT - 7, max(cell_len(line.title) for line in lines)
    if title + max(map(cell_len, whys)) > all_room:
        title = min(title, (width - _INDENT) * 2 // 5)
    room = max(all_room - title, _CELL)
    table = Table.grid(padding=(0, 2, 0, 0))
    for line, why in zip(lines, whys, strict=True):
        table.add_row(_marked(line.outcome, line.clause), Text(wrap(line.title, title)), Text(wrap(why, room)))
    return Padding(table, (0, 0, 0, 2))


def _groups(report: Report, width: int) -> Iterator[RenderableType]:
    for group in report.groups:
        if group.lines:
            yield from _group_heading(group, report.lang, width)
            yield from (part for line in group.lines for part in _clause(line, report.lang, width))


def _group_heading(group: Group, lang: Lang, width: int) -> Iterator[RenderableType]:
    table = Table.grid(expand=True)
    table.add_column(ratio=1)
    table.add_column(width=_OUTCOME[lang], no_wrap=True)
    state = _marked(group.state or "not_applicable", group.state_words)
    table.add_row(Text(f"{group.number}  {group.title}", "bold"), state)
    yield Padding(table, (1, 0, 0, 0))
    yield Text("-" * width, "dim")


def _clause(line: Line, lang: Lang, width: int) -> Iterator[RenderableType]:
    """The name and the outcome in columns, below them the reason and what a reader must know of the figure."""
    yield _columns(line, lang, width)
    below = [line.reason, *line.required_notes]
    if line.lacking:
        below.append(w.LACKING.say(lang) + line.lacking)
    style = "" if line.in_the_way else "dim"
    for text in below:
        yield Padding(Text(wrap(text, width - _INDENT), style), (0, 0, 0, _INDENT))


def _columns(line: Line, lang: Lang, width: int) -> Table:
    """Columns as wide in every row, so that they stand one under the other; without numbers the name has their room."""
    observed, required, margin = (26, 21, 18) if lang == "en" else (24, 20, 18)
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(width=_INDENT - 2, no_wrap=True)
    table.add_column(ratio=1)
    cells: list[RenderableType] = [_marked(line.outcome, line.clause), _named(line)]
    if width >= _ROOMY and (line.observed or line.required):
        table.add_column(width=observed)
        table.add_column(width=required)
        cells += [_numbers(line.observed), Text(wrap(line.required, required))]
    if line.margin:
        table.add_column(justify="right", min_width=margin if width >= _ROOMY else None, no_wrap=True)
        cells.append(Text(line.margin))
    elif len(cells) > 2:
        table.add_column(width=margin)
        cells.append(Text())
    table.add_column(width=_OUTCOME[lang], no_wrap=True)
    table.add_row(*cells, _marked(line.outcome, line.outcome_words))
    return table


def _named(line: Line) -> Text:
    return Text.assemble((line.title, "bold"), *((f" [{tag}]", "dim") for tag in line.tags))


def _numbers(shown: tuple[Number, ...]) -> Table:
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    for one in shown:
        table.add_row(Text(one.label, "dim"), Text(one.text))
    return table


def _closing(report: Report, width: int) -> Iterator[RenderableType]:
    head, lang = report.head, report.lang
    if report.notes:
        yield _heading(w.NOTES.say(lang))
        yield from (Padding(Text(wrap(note, width - 2)), (0, 0, 0, 2)) for note in report.notes)
    if report.warnings:
        yield _heading(w.WARNINGS.say(lang))
        yield from _sheets(report.warnings, lang, width)
    if head.readings:
        yield _heading(w.READINGS.say(lang))
        lines = [(one.question, f"{one.answer} [{one.how}]") for one in head.readings]
        yield _pairs(lines, width)
    yield Padding(Text(f"{w.DATASET.say(lang)}  {head.sha256}", "dim"), (1, 0, 0, 0))


def _pairs(lines: Sequence[tuple[str, str]], width: int) -> RenderableType:
    """Two columns, the first no wider than two fifths."""
    first = min(max(cell_len(label) for label, _ in lines), width * 2 // 5)
    table = Table.grid(padding=(0, 3, 0, 0))
    for label, text in lines:
        table.add_row(Text(wrap(label, first), "dim"), Text(wrap(text, width - first - 5)))
    return Padding(table, (0, 0, 0, 2))


def _heading(words: str) -> RenderableType:
    return Padding(Text(words, "bold"), (1, 0, 0, 0))


def _sheets(found: Iterable[Place], lang: Lang, width: int) -> Iterator[RenderableType]:
    """The problems under their sheet: row and column, what stands there, why it is wrong and how to mend it."""
    for sheet, lines in by_sheet(found, lang).items():
        yield Padding(Text(sheet, "bold"), (1, 0, 0, 2))
        yield Padding(_rows(lines, lang, width - 4), (0, 0, 0, 4))


def _rows(lines: Sequence[Place], lang: Lang, width: int) -> Table:
    cells = [(w.AT_ROW.say(lang).format(row=one.row) if one.row else "", one.column, one.value) for one in lines]
    widths = [min(_CELL, max(map(cell_len, column))) for column in zip(*cells, strict=True)]
    used = [size for size in widths if size]
    table = Table.grid(*("" for _ in used), padding=(0, 2, 0, 0))
    room = width - sum(used) - 2 * len(used)
    for one, start in zip(lines, cells, strict=True):
        shown = (Text(wrap(text, size)) for text, size in zip(start, widths, strict=True) if size)
        table.add_row(*shown, Text(wrap(one.message, room)))
    return table


def _marked(outcome: str, words: str) -> Text:
    """The mark of an outcome and words in its colour."""
    tone = TONES[outcome]
    return Text.assemble((f"{tone.sign} {words}", tone.terminal))
