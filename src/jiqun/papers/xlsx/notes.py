"""The sheet of notes: what the reader of the findings should know beside them, and the warnings of the workbook."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.facts.sheets import SHEETS
from jiqun.papers.xlsx.page import Book
from jiqun.papers.xlsx.paper import Paper
from jiqun.papers.xlsx.words import NOTES

_NOTE = Bi(zh="系统出具，不随改动变化。", en="Jiqun's own; they do not follow changes.")
_HEADS = (
    Bi(zh="类别", en="Kind"),
    Bi(zh="表", en="Sheet"),
    Bi(zh="行", en="Row"),
    Bi(zh="列", en="Column"),
    Bi(zh="内容", en="What"),
)
_NOTED, _WARNED = Bi(zh="提示", en="note"), Bi(zh="数据警告", en="warning")
_NONE = Bi(zh="（没有）", en="(none)")


def write_notes(paper: Paper, book: Book) -> None:
    """Notes first, then warnings."""
    page = book.page(paper.sheet(NOTES), "#C9D2DC")
    page.put(1, 0, paper.sheet(NOTES), "title")
    page.put(2, 0, paper.say(_NOTE), "note")
    page.row(3, [paper.say(words) for words in _HEADS], "head")
    row = 4
    for note in paper.assessment.notes:
        page.row(row, [paper.say(_NOTED), None, None, None, paper.say(note.message)], "words")
        row += 1
    for warning in paper.assessment.warnings:
        sheet = SHEETS.get(warning.sheet or "")
        place = [paper.say(sheet.label) if sheet else warning.sheet, warning.row, warning.column]
        page.row(row, [paper.say(_WARNED), *place, paper.say(warning.message)], "words")
        row += 1
    if row == 4:
        page.put(row, 0, paper.say(_NONE), "note")
    page.widths([12, 20, 8, 24, 110])
    page.freeze(4)
