"""The whole workbook: sheet after sheet, each laid out before any of them is written."""

from __future__ import annotations

from jiqun.base.words import Lang
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot
from jiqun.papers.xlsx.figures import write_figures
from jiqun.papers.xlsx.findings import FindingsSheet, write_findings
from jiqun.papers.xlsx.guide import TITLE
from jiqun.papers.xlsx.measures import MeasureSheet, write_measures
from jiqun.papers.xlsx.notes import write_notes
from jiqun.papers.xlsx.page import Book
from jiqun.papers.xlsx.paper import Paper
from jiqun.papers.xlsx.sizes import write_sizes
from jiqun.papers.xlsx.tables import table_of, write_cluster, write_table
from jiqun.papers.xlsx.words import FINDINGS
from jiqun.papers.xlsx.working import WorkingSheet, write_working
from jiqun.rules.finding import Assessment

_TABLES = ("annual", "enterprises", *(key for key in SHEETS if key not in ("cluster", "annual", "enterprises")))


def render_xlsx(assessment: Assessment, snapshot: Snapshot, lang: Lang) -> bytes:
    """The calculation workbook of an assessment: its rows, and every clause computed from them by live formulas.

    The same assessment gives the same bytes. Raises ValueError if the snapshot is not the one that was assessed.
    """
    if snapshot.sha256 != assessment.dataset_sha256:
        raise ValueError("these are not the rows that the assessment was made from")
    paper = Paper(assessment, snapshot, lang)
    tables = {key: table_of(paper, key) for key in _TABLES}
    measures = MeasureSheet(paper, tables)
    working = WorkingSheet(paper, measures)
    name = assessment.cluster_name
    book = Book(lang, paper.say(TITLE).format(name.say(lang) or name.zh), paper.on)
    first = book.page(paper.sheet(FINDINGS), "#17612B")
    write_figures(paper, book)
    write_measures(paper, book, measures)
    write_working(paper, book, working)
    for table in tables.values():
        write_table(paper, book, table)
        if table.key == "enterprises":
            write_sizes(paper, book)
    write_cluster(paper, book)
    write_notes(paper, book)
    write_findings(first, book, FindingsSheet(paper, working))
    return book.bytes()
