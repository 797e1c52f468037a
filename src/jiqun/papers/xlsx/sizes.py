"""The sheet of the size classification: its limits, and which industries fall under which row of it."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.facts.size_classes import GROUPS, PREFIXES, SizeClass
from jiqun.papers.xlsx.cells import letters
from jiqun.papers.xlsx.looks import WHOLE
from jiqun.papers.xlsx.page import Book, Page
from jiqun.papers.xlsx.paper import Paper
from jiqun.papers.xlsx.words import SIZES

HEAD, HOW, FIRST = 3, 4, 5
_TITLE = Bi(
    zh="统计上大中小微型企业划分办法（2017）",
    en="Statistical classification of large, medium, small and micro enterprises (2017)",
)
_NOTE = Bi(
    zh="国统字〔2017〕213号。大、中、小型须同时达到所列各项下限，否则下划一档，直至微型；空白为该行业不看此项。",
    en="Large, medium and small reach every limit of their row, else one class lower, down to micro. Blank: not asked.",
)
_NO, _GROUP = Bi(zh="序号", en="No."), Bi(zh="行业", en="Industry group")
_PREFIX, _COVERS = Bi(zh="行业代码前缀", en="Code begins with"), Bi(zh="所属行业", en="Industry group")
_LONGEST = Bi(zh="前缀长者优先；不在表中的不划型", en="the longest counts; none: unclassified")
_INDICATORS = {
    "employees": (Bi(zh="从业人员", en="Employees"), Bi(zh="人", en="persons")),
    "revenue": (Bi(zh="营业收入", en="Revenue"), Bi(zh="元", en="yuan")),
    "total_assets": (Bi(zh="资产总额", en="Total assets"), Bi(zh="元", en="yuan")),
}
_GRADES = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)
_PREFIXES_AT = 12  # the column after the limits and a gap


def write_sizes(paper: Paper, book: Book) -> None:
    """The table of limits on the left, the industry codes on the right."""
    page = book.page(paper.sheet(SIZES), "#9FB3C8")
    page.put(1, 0, paper.say(_TITLE), "title")
    page.put(2, 0, paper.say(_NOTE), "note")
    _write_groups(paper, book, page)
    _write_limits(paper, book, page)
    _write_prefixes(paper, book, page)
    page.widths([6, 44, *([15] * 9), 3, 16, 44])
    page.freeze(FIRST, 2, heads=2)
    page.codes_are_text((FIRST, FIRST + len(PREFIXES)), _PREFIXES_AT + 2)


def _write_groups(paper: Paper, book: Book, page: Page) -> None:
    last = FIRST + len(GROUPS) - 1
    for column, words in enumerate((_NO, _GROUP)):
        page.put(HEAD, column, paper.say(words), "head")
        page.put(HOW, column, "", "how")
    for row, group in enumerate(GROUPS, FIRST):
        page.put(row, 0, row - FIRST + 1, "data_centre")
        page.put(row, 1, paper.say(group.name), "data_left")
    book.name("size_group", paper.sheet(SIZES), f"$B${FIRST}:$B${last}")


def _write_limits(paper: Paper, book: Book, page: Page) -> None:
    """Three columns an indicator, one a class; blank where the industry does not go by it."""
    columns = ((name, number) for name in _INDICATORS for number in range(len(_GRADES)))
    last = FIRST + len(GROUPS) - 1
    for column, (indicator, number) in enumerate(columns, 2):
        title, unit = _INDICATORS[indicator]
        page.put(HEAD, column, f"{paper.say(title)} – {paper.say(_GRADES[number].label)} ≥", "head")
        page.put(HOW, column, paper.say(unit), "how")
        for row, group in enumerate(GROUPS, FIRST):
            limits = next((least for name, *least in group.limits if name == indicator), None)
            page.put(row, column, limits[number] if limits else None, "data", WHOLE)
        address = f"${letters(column)}${FIRST}:${letters(column)}${last}"
        book.name(f"size_{indicator}_{_GRADES[number].name.lower()}", paper.sheet(SIZES), address)


def _write_prefixes(paper: Paper, book: Book, page: Page) -> None:
    names = {group.key: paper.say(group.name) for group in GROUPS}
    page.put(HEAD, _PREFIXES_AT, paper.say(_PREFIX), "head")
    page.put(HEAD, _PREFIXES_AT + 1, paper.say(_COVERS), "head")
    page.put(HOW, _PREFIXES_AT, "GB/T 4754-2017", "how")
    page.put(HOW, _PREFIXES_AT + 1, paper.say(_LONGEST), "how")
    for row, (prefix, key) in enumerate(PREFIXES, FIRST):
        page.put(row, _PREFIXES_AT, prefix, "data_centre")
        page.put(row, _PREFIXES_AT + 1, names[key], "data_left")
    last = FIRST + len(PREFIXES) - 1
    for name, column in (("size_prefix", _PREFIXES_AT), ("size_prefix_group", _PREFIXES_AT + 1)):
        book.name(name, paper.sheet(SIZES), f"${letters(column)}${FIRST}:${letters(column)}${last}")
