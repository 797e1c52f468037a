"""What belongs to a row without having been reported: its enterprise, its size class, its output. All by formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jiqun.base.words import Bi
from jiqun.facts.sheets import SHEETS
from jiqun.facts.size_classes import GROUPS, SizeClass, group_of
from jiqun.papers.xlsx.cells import quoted
from jiqun.papers.xlsx.columns import Col, Here
from jiqun.papers.xlsx.looks import WHOLE
from jiqun.papers.xlsx.paper import Paper
from jiqun.rules.kit import Column

LATEST = "YEAR(day_on)-1"
_GROUP = Bi(zh="划型行业", en="Industry group")
_GROUP_NO = Bi(zh="划型行业序号", en="Group no.")
_FROM_CODE = Bi(zh="由行业代码查“划型标准”", en="from the industry code, see “Size classes”")
_OF_FIRM = Bi(zh="取自“企业名录”", en="from “Enterprises”")
_FIRM = Bi(zh="企业序号", en="Enterprise no.")
_NAME = Bi(zh="企业名称", en="Enterprise")
_CLASS = Bi(zh="规模代码", en="Size code")
_CLASS_WORD = Bi(zh="规模", en="Size class")
_CLASS_CODES = Bi(zh="0未划型 1微型 2小型 3中型 4大型", en="0 unclassified, 1 micro, 2 small, 3 medium, 4 large")
_BY_YEAR = Bi(zh="按当年数据", en="by the year's own figures")
_LATEST_CLASS = Bi(zh="最近一年规模代码", en="Size code, latest year")
_NO_ROW = Bi(zh="无数据为0", en="0 without a row")
_SME_CLASS = Bi(zh="适用的规模代码", en="Size code that counts")
_BY_READING = Bi(zh="按解读 sme_of", en="by the reading sme_of")
_OUTPUT = Bi(zh="产值（按口径）", en="Output as measured")
_BY_MEASURE = Bi(zh="元，按集群的产值口径", en="yuan, by the cluster's output measure")


def derived_columns(paper: Paper, table: str, positions: Sequence[int]) -> list[Col]:
    """The columns that formulas add to a table."""
    if table == "enterprises":
        return _of_enterprises(paper)
    if not any(column.key == "credit_code" for column in SHEETS[table].columns):
        return []
    columns = _of_firm(paper, [paper.snapshot.tables[table]["credit_code"][position] for position in positions])
    return columns + (_of_annual(paper, positions) if table == "annual" else [])


def _of_firm(paper: Paper, codes: Sequence[str]) -> list[Col]:
    """The enterprise that a row is about, looked up by its code."""
    firms = paper.snapshot.tables["enterprises"]
    places = {code: place for place, code in enumerate(firms["credit_code"])}
    here = [places[code] for code in codes]
    dominant = paper.say(SHEETS["enterprises"].column("in_dominant_industry").label)
    return [
        Col(
            "firm",
            paper.say(_FIRM),
            paper.say(_OF_FIRM),
            [place + 1 for place in here],
            lambda row: f"MATCH({row('credit_code')},enterprises_credit_code,0)",
            width=10,
            align="_centre",
        ),
        Col(
            "firm_name",
            paper.say(_NAME),
            "",
            [firms["name"][p] for p in here],
            _looked_up("name"),
            width=26,
            align="_left",
        ),
        Col(
            "in_dominant_industry",
            dominant,
            paper.say(_OF_FIRM),
            [paper.yes_no(firms["in_dominant_industry"][place]) for place in here],
            _looked_up("in_dominant_industry"),
            align="_centre",
        ),
    ]


def _looked_up(key: str) -> Callable[[Here], str]:
    return lambda row: f"INDEX(enterprises_{key},{row('firm')})"


def _of_enterprises(paper: Paper) -> list[Col]:
    codes = paper.snapshot.tables["enterprises"]["industry_code"]
    names = [paper.say(group.name) if (group := group_of(code)) else "" for code in codes]
    latest = _latest_classes(paper)
    return [
        Col("group", paper.say(_GROUP), paper.say(_FROM_CODE), names, _group, width=20, align="_left"),
        Col(
            "group_no",
            paper.say(_GROUP_NO),
            "",
            [_group_no(code) for code in codes],
            _group_place,
            width=8,
            align="_centre",
        ),
        Col(
            "latest_class",
            paper.say(_LATEST_CLASS),
            paper.say(_NO_ROW),
            [latest.get(code, 0) for code in paper.snapshot.tables["enterprises"]["credit_code"]],
            lambda row: f"SUMIFS(annual_size_class,annual_firm,ROW()-{row.grid.first - 1},annual_year,{LATEST})",
            align="_centre",
        ),
    ]


def _group(row: Here) -> str:
    """The group of the longest prefix that the table has: three digits, else two."""
    found = (f"INDEX(size_prefix_group,MATCH(LEFT({row('industry_code')},{n}),size_prefix,0))" for n in (3, 2))
    return f'IFERROR({next(found)},IFERROR({next(found)},""))'


def _group_place(row: Here) -> str:
    return f"IFERROR(MATCH({row('group')},size_group,0),0)"


def _group_no(code: str) -> int:
    group = group_of(code)
    return GROUPS.index(group) + 1 if group else 0


def _latest_classes(paper: Paper) -> Mapping[str, int]:
    annual, latest = paper.snapshot.annual, paper.on.year - 1
    rows = zip(annual["credit_code"], annual["year"], annual["size_class"], strict=True)
    return {code: kind for code, year, kind in rows if year == latest}


def _of_annual(paper: Paper, positions: Sequence[int]) -> list[Col]:
    rows = paper.tables.rows("annual")

    def of(key: str) -> list[Any]:
        values = rows.values(Column(key))
        return [values[position] for position in positions]

    firms = paper.snapshot.tables["enterprises"]
    industry = dict(zip(firms["credit_code"], firms["industry_code"], strict=True))
    groups = [_group_no(industry[code]) for code in of("credit_code")]
    names = [paper.say(GROUPS[number - 1].name) if number else "" for number in groups]
    words = [paper.say(SizeClass(kind).label) for kind in of("size_class")]
    return [
        Col("group", paper.say(_GROUP), paper.say(_OF_FIRM), names, _looked_up("group"), width=20, align="_left"),
        Col("group_no", paper.say(_GROUP_NO), "", groups, _looked_up("group_no"), width=8, align="_centre"),
        Col(
            "size_class",
            paper.say(_CLASS),
            paper.say(_CLASS_CODES),
            of("size_class"),
            _size_class,
            width=13,
            align="_centre",
        ),
        Col("size_word", paper.say(_CLASS_WORD), paper.say(_BY_YEAR), words, _size_word(paper), align="_left"),
        Col("sme_class", paper.say(_SME_CLASS), paper.say(_BY_READING), of("sme_class"), _sme_class, align="_centre"),
        Col("output", paper.say(_OUTPUT), paper.say(_BY_MEASURE), of("output"), _output(paper), WHOLE, 18),
    ]


def _size_class(row: Here) -> str:
    """Every limit of a class reached, from large down; micro is what remains; 0 where no group covers it."""
    text = "1"
    for number, grade in ((2, "small"), (3, "medium"), (4, "large")):
        limits = (
            f"{row(indicator)}>=INDEX(size_{indicator}_{grade},{row('group_no')})"
            for indicator in ("employees", "revenue", "total_assets")
        )
        text = f"IF(AND({','.join(limits)}),{number},{text})"
    return f"IF({row('group_no')}=0,0,{text})"


def _size_word(paper: Paper) -> Callable[[Here], str]:
    words = ",".join(quoted(paper.say(kind.label)) for kind in SizeClass)
    return lambda row: f"CHOOSE({row('size_class')}+1,{words})"


def _sme_class(row: Here) -> str:
    return f'IF(reading_sme_of="latest_year",INDEX(enterprises_latest_class,{row("firm")}),{row("size_class")})'


def _output(paper: Paper) -> Callable[[Here], str]:
    """The column that the cluster measures its output by; a blank stays blank."""
    revenue = quoted(paper.say(SHEETS["cluster"].column("output_measure").choices["revenue"]))

    def formula(row: Here) -> str:
        kept = (f'IF({row(key)}="","",{row(key)})' for key in ("revenue", "output_value"))
        return f"IF(cluster_output_measure={revenue},{','.join(kept)})"

    return formula
