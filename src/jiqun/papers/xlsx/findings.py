"""The sheet of findings: the verdict and every clause's outcome by formula, with our own result beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.papers.xlsx.cells import Formula, Grid, Value, abroad, quoted
from jiqun.papers.xlsx.guide import TABLE_FROM, write_guide
from jiqun.papers.xlsx.looks import OUTCOME_COLOURS, PLAIN, number_format
from jiqun.papers.xlsx.page import Book, Page
from jiqun.papers.xlsx.paper import Paper, Posed
from jiqun.papers.xlsx.words import CODES, FINDINGS, NO, YES, outcome, word_of
from jiqun.papers.xlsx.working import Block, WorkingSheet
from jiqun.rules.finding import Finding
from jiqun.rules.judge import rule
from jiqun.rules.question import Computed, Declared, Threshold
from jiqun.rules.words import KINDS

HEAD, FIRST = TABLE_FROM, TABLE_FROM + 1
_HEADS: Mapping[str, tuple[Bi, float]] = {
    "clause": (Bi(zh="条款", en="Clause"), 9),
    "title": (Bi(zh="内容", en="What it is about"), 26),
    "kind": (Bi(zh="类型", en="Kind"), 9),
    "blocking": (Bi(zh="必备", en="Blocks"), 7),
    "by_data": (Bi(zh="依数据", en="By the data"), 13),
    "reviewer": (Bi(zh="审核人员认定", en="Reviewer says"), 13),
    "outcome": (Bi(zh="结果", en="Outcome"), 13),
    "compared": (Bi(zh="决定结果的数", en="The number that decides"), 34),
    "observed": (Bi(zh="数值", en="Observed"), 18),
    "op": (Bi(zh="比较", en="Op."), 6),
    "required": (Bi(zh="要求", en="Required"), 18),
    "margin": (Bi(zh="余量（负为差额）", en="To spare (negative: missing)"), 18),
    "ours": (Bi(zh="系统结果", en="Jiqun's outcome"), 13),
    "same": (Bi(zh="是否一致", en="Agrees"), 9),
    "reason": (Bi(zh="理由（系统出具，不随改动变化）", en="Reason (Jiqun's own; does not follow changes)"), 80),
}
WHERE = tuple(_HEADS)


@dataclass(frozen=True)
class FindingsSheet:
    """The clauses in their groups, and where each stands."""

    paper: Paper
    working: WorkingSheet

    @property
    def grid(self) -> Grid:
        return Grid(self.paper.sheet(FINDINGS), WHERE, FIRST)

    def rows(self) -> Iterator[tuple[int, Posed | int]]:
        """Each row with its clause, or with the number of the group that begins there."""
        row, group = FIRST, None
        for posed in self.paper.posed:
            if posed.clause.cite.group != group:
                group = posed.clause.cite.group
                yield row, group
                row += 1
            yield row, posed
            row += 1

    @property
    def last(self) -> int:
        return max(row for row, _ in self.rows())


def write_findings(page: Page, book: Book, sheet: FindingsSheet) -> None:
    """The page was made first, to stand first; it is filled when all it refers to has its place."""
    paper, last = sheet.paper, sheet.last
    for key in ("outcome", "blocking", "same"):
        book.name(f"findings_{key}", sheet.grid.sheet, sheet.grid.span(key, FIRST, last))
    write_guide(paper, page)
    page.row(HEAD, [paper.say(words) for words, _ in _HEADS.values()], "head")
    for row, what in sheet.rows():
        if isinstance(what, int):
            title = f"{what}  {paper.say(paper.edition.groups[what])}"
            page.row(row, [title, *[None] * (len(WHERE) - 1)], "band")
        else:
            _write_clause(sheet, page, row, what)
    _finish(sheet, page, last)


def _finish(sheet: FindingsSheet, page: Page, last: int) -> None:
    paper = sheet.paper
    words = {paper.say(outcome(key)): look for key, look in OUTCOME_COLOURS.items()}
    for key in ("by_data", "outcome", "ours"):
        page.paint((FIRST, last), sheet.grid.places[key], words)
    disagrees = {paper.say(NO): OUTCOME_COLOURS["not_met"]}
    page.paint((FIRST, last), sheet.grid.places["same"], disagrees)
    page.widths([width for _, width in _HEADS.values()])
    page.freeze(FIRST, 2)
    page.filter(HEAD, last, len(WHERE))


def _write_clause(sheet: FindingsSheet, page: Page, row: int, posed: Posed) -> None:
    paper = sheet.paper
    finding = paper.assessment.finding(posed.id)
    blocks = sheet.working.of(posed)
    unit = blocks[0].question.comparisons[0].left.quantity.unit if blocks else ""
    number = number_format(unit) if blocks else PLAIN
    cells: Mapping[str, Value] = {
        "title": paper.say(finding.title),
        "kind": paper.say(KINDS[finding.kind]),
        "blocking": paper.yes_no(finding.blocking),
        "by_data": _by_data(sheet, posed),
        "reviewer": paper.say(outcome(finding.review.outcome)) if finding.review else None,
        **_outcome(sheet, row, finding),
        **(_numbers(sheet, posed, blocks) if blocks else {}),
        "reason": paper.say(finding.reason),
    }
    _write_link(sheet, page, row, posed, blocks)
    for key in WHERE[1:]:
        is_number = key in ("observed", "required", "margin")
        page.put(row, sheet.grid.places[key], cells.get(key), _STYLES.get(key, "words"), number if is_number else PLAIN)
    places = sheet.grid.places
    page.near_the_line(row, (places["observed"], places["margin"]), sheet.grid.at("margin", row), unit)
    page.choose((row, row), places["reviewer"], [paper.say(outcome(key)) for key in ("met", "not_met")])


_STYLES = {
    "blocking": "data_centre",
    "by_data": "live_centre",
    "reviewer": "input_centre",
    "outcome": "outcome",
    "compared": "live_words",
    "observed": "live",
    "op": "live_centre",
    "required": "live",
    "margin": "live",
    "ours": "live_centre",
    "same": "live_centre",
}


def _write_link(sheet: FindingsSheet, page: Page, row: int, posed: Posed, blocks: tuple[Block, ...]) -> None:
    """The clause leads to its working."""
    if not blocks:
        page.put(row, 0, posed.id, "words")
        return
    used = next(block for block in blocks if block.variant is posed.in_force(sheet.paper.readings))
    page.link(row, 0, posed.id, abroad(sheet.working.grid.sheet, f"A{used.first}"))


def _by_data(sheet: FindingsSheet, posed: Posed) -> Value:
    """What the data say: worked out, stated, or (a word, for no number decides) left to a person."""
    paper = sheet.paper
    question = posed.in_force(paper.readings).question
    result = rule(question, paper.measures, paper.edition.figures, paper.readings["over"]).outcome
    word = paper.say(outcome(result))
    if isinstance(question, Computed):
        return Formula(_chosen(sheet, posed, "word"), word)
    if isinstance(question, Declared):
        return Formula(word_of(_stated(sheet, question)), word)
    return word


def _stated(sheet: FindingsSheet, question: Declared) -> str:
    """The code of a declared clause, in the order of the definition."""
    cell = sheet.working.measures.cell
    stated, holds = cell(question.stated), cell(question.holds)
    text = f"IF({stated}=0,{CODES['missing']},IF({holds}=0,{CODES['not_met']},{CODES['review']}))"
    if question.flag is None:
        return text
    flag = cell(question.flag)
    applies = f"IF({flag}=0,{CODES['not_applicable']},{text})"
    return f"IF(ISNUMBER({flag}),{applies},{CODES['missing']})"


def _outcome(sheet: FindingsSheet, row: int, finding: Finding) -> Mapping[str, Value]:
    """A reviewer's outcome replaces `review`, and nothing else."""
    paper = sheet.paper

    def at(key: str) -> str:
        return sheet.grid.at(key, row)

    word = paper.say(outcome(finding.outcome))
    reviewed = f'AND({at("by_data")}={word_of(str(CODES["review"]))},{at("reviewer")}<>"")'
    agrees = f"IF({at('outcome')}={at('ours')},{quoted(paper.say(YES))},{quoted(paper.say(NO))})"
    return {
        "outcome": Formula(f"IF({reviewed},{at('reviewer')},{at('by_data')})", word),
        "ours": word,
        "same": Formula(agrees, paper.say(YES)),
    }


def _chosen(sheet: FindingsSheet, posed: Posed, key: str) -> str:
    """The cell of the question that is in force under the readings."""
    grid = sheet.working.grid
    *others, text = [(block, grid.abroad(key, block.first)) for block in sheet.working.of(posed)]
    formula = text[1]
    for block, cell in reversed(others):
        formula = f"IF({grid.abroad('used', block.first)}=1,{cell},{formula})"
    return formula


def _numbers(sheet: FindingsSheet, posed: Posed, blocks: tuple[Block, ...]) -> Mapping[str, Value]:
    """The deciding comparison, picked by formula; where none could be made, what is asked for all the same."""
    used = next(block for block in blocks if block.variant is posed.in_force(sheet.paper.readings))
    results = _deciding(sheet, used)
    return {key: Formula(_picked(sheet, blocks, key), results[key]) for key in results}


def _picked(sheet: FindingsSheet, blocks: tuple[Block, ...], key: str) -> str:
    grid = sheet.working.grid
    formula = ""
    for block in reversed(blocks):
        by = grid.abroad("by", block.first)
        cells = abroad(grid.sheet, grid.span(key, block.first, block.last))
        none = '""' if key in ("observed", "margin", "compared") else _asked(sheet, block, key)
        pick = f'IF({by}="",{none},INDEX({cells},{by}))'
        formula = f"IF({grid.abroad('used', block.first)}=1,{pick},{formula})" if formula else pick
    return formula


def _asked(sheet: FindingsSheet, block: Block, key: str) -> str:
    """What the law's figure asks where nothing was compared; an earlier year's number asks nothing then."""
    if not isinstance(block.question.comparisons[0].right, Threshold):
        return '""'
    return sheet.working.grid.abroad(key, block.first)


def _deciding(sheet: FindingsSheet, block: Block) -> dict[str, str | int | float]:
    """Our own results for the numbers shown."""
    ruling = sheet.working.ruling(block)
    number = next((i for i, one in enumerate(ruling.weighed) if one is ruling.deciding), None)
    cells = sheet.working.cells(block, number or 0)
    keys = ("compared", "observed", "op", "required", "margin")
    if number is not None:
        return {key: _result(cells[key]) for key in keys}
    asked = isinstance(block.question.comparisons[0].right, Threshold)
    return {key: _result(cells[key]) if asked and key in ("op", "required") else "" for key in keys}


def _result(value: Value) -> str | int | float:
    shown = value.result if isinstance(value, Formula) else value
    return shown if isinstance(shown, str | int | float) else ""
