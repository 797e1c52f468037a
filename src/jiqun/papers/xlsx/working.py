"""The sheet of workings: every comparison that a clause may come to under one reading or another, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jiqun.base.words import Bi
from jiqun.papers.xlsx.cells import Formula, Grid, Value
from jiqun.papers.xlsx.looks import FLAG, OUTCOME_COLOURS, PLAIN, PRODUCT, RATE, UNITS, UNUSED, number_format
from jiqun.papers.xlsx.measures import MeasureSheet
from jiqun.papers.xlsx.page import Book, Page
from jiqun.papers.xlsx.paper import Paper, Posed, Variant
from jiqun.papers.xlsx.weighing import Line, cells_of, stops
from jiqun.papers.xlsx.words import CODES, WORKING, outcome, word_of
from jiqun.rules.judge import Ruling, rule
from jiqun.rules.question import Computed, Seen

HEAD, FIRST = 5, 6
_HEADS: Mapping[str, tuple[Bi, float]] = {
    "clause": (Bi(zh="条款", en="Clause"), 9),
    "when": (Bi(zh="适用的解读", en="Asked under the readings"), 30),
    "used": (Bi(zh="现适用", en="In force"), 7),
    "compared": (Bi(zh="比较的数", en="What is compared"), 38),
    "left_over": (Bi(zh="左 分子", en="Left: over"), 18),
    "left_under": (Bi(zh="左 分母", en="Left: under"), 18),
    "op": (Bi(zh="比较", en="Op."), 5),
    "right_over": (Bi(zh="右 分子", en="Right: over"), 18),
    "right_under": (Bi(zh="右 分母", en="Right: under"), 18),
    "left_cross": (Bi(zh="左分子×右分母", en="Left over × right under"), 20),
    "right_cross": (Bi(zh="右分子×左分母", en="Right over × left under"), 20),
    "ahead": (Bi(zh="1超出 0相等 -1不足", en="1 ahead, 0 equal, -1 short"), 9),
    "code": (Bi(zh="结果代码", en="Outcome code"), 8),
    "digits": (Bi(zh="比较精度", en="Told apart"), 13),
    "observed": (Bi(zh="数值", en="Observed"), 18),
    "required": (Bi(zh="要求", en="Required"), 18),
    "margin": (Bi(zh="余量（负为差额）", en="To spare (negative: missing)"), 18),
    "candidate": (Bi(zh="最差各行的余量", en="To spare, of the worst"), 18),
    "absent": (Bi(zh="缺数", en="Numbers absent"), 8),
    "no_rows": (Bi(zh="表中无行", en="No rows at all"), 8),
    "zero": (Bi(zh="为零的基数", en="Bases of zero"), 8),
    "stop": (Bi(zh="不可比较", en="Cannot be compared"), 9),
    "result": (Bi(zh="条款结果代码", en="The clause's code"), 9),
    "word": (Bi(zh="条款结果", en="The clause's outcome"), 12),
    "by": (Bi(zh="由第几行决定", en="Decided by its row no."), 9),
}
_OF_COMPARISON = tuple(_HEADS)[3:18]
_NOTE = Bi(
    zh="左右两边各是一个分数，交叉相乘后比较整数，不取小数。每个问题的首行右侧，给出整个条款的结果：缺数则为缺数据，基数为零则待审核，其余取各行中最差的。",
    en=(
        "Both sides are fractions, cross-multiplied, so that whole numbers are compared and nothing is rounded."
        " On the right of a question's first row: numbers absent make it missing, a base of zero is for review,"
        " else the worst row decides."
    ),
)
_PRECISION = Bi(
    zh="表格程序能区分15位以内的整数；更大的乘积按15位有效数字比较。各年增速的算术平均无法以整数相乘，两边取12位小数后比较。",
    en=(
        "Spreadsheet programs tell whole numbers apart up to 15 digits; longer products are compared to 15 digits."
        " A mean of yearly rates cannot be cross-multiplied within that: both sides are rounded to 12 decimals."
    ),
)
_ROUNDED = Bi(
    zh="各年增速平均数的乘积超过15位，表格程序无法精确相乘，因此两边取12位小数后比较。本系统的结果按精确分数得出。",
    en=(
        "The products of a mean of yearly rates are longer than 15 digits, so both sides are rounded to 12 decimals."
        " Jiqun's own outcome compares exact fractions."
    ),
)
_ALWAYS = Bi(zh="（不随解读变化）", en="(under all readings)")


@dataclass(frozen=True)
class Block:
    """A question and its rows."""

    posed: Posed
    variant: Variant
    question: Computed
    first: int

    @property
    def last(self) -> int:
        return self.first + len(self.question.comparisons) - 1

    @property
    def one_row(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class WorkingSheet:
    """Where every question is worked out."""

    paper: Paper
    measures: MeasureSheet

    @property
    def grid(self) -> Grid:
        return Grid(self.paper.sheet(WORKING), tuple(_HEADS), FIRST)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        row = FIRST
        for posed in self.paper.posed:
            for variant in posed.variants:
                if isinstance(variant.question, Computed):
                    yield Block(posed, variant, variant.question, row)
                    row += len(variant.question.comparisons)

    def of(self, posed: Posed) -> tuple[Block, ...]:
        """The questions of a clause."""
        return tuple(block for block in self.blocks if block.posed is posed)

    def ruling(self, block: Block) -> Ruling:
        """Our own ruling on a question."""
        paper = self.paper
        return rule(block.question, paper.measures, paper.edition.figures, paper.readings["over"])

    def line(self, block: Block, number: int) -> Line:
        """One of its comparisons."""
        weighed, question = self.ruling(block).weighed, block.question
        stop = self.grid.fixed("stop", block.first)
        return Line(
            question.comparisons[number],
            question.otherwise,
            block.first + number,
            stop,
            self.grid,
            self.measures,
            weighed[number] if weighed else None,
        )

    def cells(self, block: Block, number: int) -> Mapping[str, Value]:
        """What stands in the row of one of its comparisons."""
        line = self.line(block, number)
        return {"compared": named(self.paper, line.comparison.left), **cells_of(line)}


def write_working(paper: Paper, book: Book, sheet: WorkingSheet) -> None:
    """One row a comparison."""
    page = book.page(paper.sheet(WORKING), "#2F6690")
    page.put(1, 0, paper.sheet(WORKING), "title")
    page.put(2, 0, paper.say(_NOTE), "note")
    page.put(3, 0, paper.say(_PRECISION), "note")
    page.row(HEAD, [paper.say(words) for words, _ in _HEADS.values()], "head")
    for block in sheet.blocks:
        _write_block(sheet, page, block)
    last = sheet.blocks[-1].last
    words = {paper.say(outcome(key)): look for key, look in OUTCOME_COLOURS.items()}
    page.paint((FIRST, last), sheet.grid.places["word"], words, f"{sheet.grid.at('used', FIRST)}=1")
    everywhere = (0, len(_HEADS) - 1)
    page.where((FIRST, last), everywhere, f"{sheet.grid.at('used', FIRST)}=0", font_color=UNUSED)
    page.widths([width for _, width in _HEADS.values()])
    page.freeze(FIRST, 4)
    page.filter(HEAD, last, len(_HEADS))


def _write_block(sheet: WorkingSheet, page: Page, block: Block) -> None:
    ruling = sheet.ruling(block)
    for number in range(len(block.question.comparisons)):
        line = sheet.line(block, number)
        cells = {**_heading(sheet, block, line), **cells_of(line), "candidate": _candidate(block, line, ruling)}
        if number == 0:
            cells.update(_of_question(sheet, block, ruling))
        _write_row(page, sheet.grid, line, cells)


def _write_row(page: Page, grid: Grid, line: Line, cells: Mapping[str, Value]) -> None:
    shown = number_format(line.comparison.left.quantity.unit)
    cross = RATE if line.too_long else PRODUCT
    formats = {"used": FLAG, "left_cross": cross, "right_cross": cross}
    formats |= dict.fromkeys(("left_over", "left_under", "right_over", "right_under"), PRODUCT)
    formats |= dict.fromkeys(("observed", "required", "margin", "candidate"), shown)
    for key in grid.columns:
        style = _STYLES.get(key, "live")
        if key == "word" and cells.get(key) is not None:
            style = "outcome"
        page.put(line.row, grid.places[key], cells.get(key), style, formats.get(key, PLAIN))
    if line.too_long:
        page.note(line.row, grid.places["left_cross"], line.sheet.paper.say(_ROUNDED))
    columns = (grid.places["observed"], grid.places["candidate"])
    page.near_the_line(line.row, columns, line.at("margin"), line.comparison.left.quantity.unit)


_STYLES = {
    "clause": "data_left",
    "when": "words",
    "compared": "words",
    **dict.fromkeys(
        ("used", "op", "ahead", "code", "absent", "no_rows", "zero", "stop", "result", "by"), "live_centre"
    ),
    "digits": "live_left",
}


def _heading(sheet: WorkingSheet, block: Block, line: Line) -> Mapping[str, Value]:
    readings = block.variant.readings
    when = ", ".join(f"{key} = {value}" for key, value in readings.items()) or sheet.paper.say(_ALWAYS)
    tests = "*".join(f'(reading_{key}="{value}")' for key, value in readings.items())
    used = int(readings.items() <= sheet.paper.readings.items())
    return {
        "clause": block.posed.id,
        "when": when,
        "used": Formula(f"{tests}*1" if tests else "1", used),
        "compared": named(sheet.paper, line.comparison.left),
    }


def named(paper: Paper, seen: Seen) -> str:
    """A quantity with its year and unit."""
    quantity = seen.quantity
    title, unit = paper.say(quantity.title), paper.say(UNITS[quantity.unit])
    if paper.lang == "zh":
        year = f"{paper.on.year - seen.back}年" if seen.back else ""
        return f"{year}{title}（{unit}）"
    year = f" in {paper.on.year - seen.back}" if seen.back else ""
    return f"{title}{year} ({unit})"


def _candidate(block: Block, line: Line, ruling: Ruling) -> Value:
    """Where several rows must all hold: what is to spare in those with the worst outcome; the least of it decides."""
    if block.one_row or block.question.either:
        return None
    codes = line.grid.span("code", block.first, block.last)
    weighed = line.weighed
    result = cells_of(line)["margin"] if weighed and weighed.outcome == ruling.outcome else None
    shown = result.result if isinstance(result, Formula) else ""
    return Formula(f'IF({line.stop}>0,"",IF({line.at("code")}=MIN({codes}),{line.at("margin")},""))', shown)


def _of_question(sheet: WorkingSheet, block: Block, ruling: Ruling) -> Iterator[tuple[str, Value]]:
    """What the comparisons of a question come to together."""
    grid, row = sheet.grid, block.first
    found = stops(block.question, sheet.measures)
    yield from found.items()
    counts = [int(str(formula.result)) for formula in found.values()]
    parts = "+".join(grid.at(key, row) for key in found)
    yield "stop", Formula(parts, sum(counts))
    missing = f"{grid.at('absent', row)}+{grid.at('no_rows', row)}>0"
    together = _together(grid, block)
    text = f"IF({missing},{CODES['missing']},IF({grid.at('zero', row)}>0,{CODES['review']},{together}))"
    yield "result", Formula(text, CODES[ruling.outcome])
    yield "word", Formula(word_of(grid.at("result", row)), sheet.paper.say(outcome(ruling.outcome)))
    by = next((i for i, one in enumerate(ruling.weighed, 1) if one is ruling.deciding), "")
    yield "by", Formula(f'IF({grid.at("stop", row)}>0,"",{_decider(grid, block)})', by)


def _together(grid: Grid, block: Block) -> str:
    """All must hold: the worst. Either: met if one is, else the last."""
    codes = grid.span("code", block.first, block.last)
    if block.one_row:
        return grid.at("code", block.first)
    if block.question.either:
        return f"IF(COUNTIF({codes},{CODES['met']})>0,{CODES['met']},{grid.at('code', block.last)})"
    return f"MIN({codes})"


def _decider(grid: Grid, block: Block) -> str:
    """Which of the rows decides."""
    if block.one_row:
        return "1"
    if block.question.either:
        codes = grid.span("code", block.first, block.last)
        return f"IFERROR(MATCH({CODES['met']},{codes},0),{block.last - block.first + 1})"
    candidates = grid.span("candidate", block.first, block.last)
    return f"MATCH(MIN({candidates}),{candidates},0)"
