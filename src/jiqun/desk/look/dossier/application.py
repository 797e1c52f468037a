"""What was filed, as sections of a dossier: profile, findings, statements, plan, the roster in numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jiqun.base.saying import say
from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.judging import latest_submission
from jiqun.desk.look.cases.changes import as_typed
from jiqun.desk.look.cases.file import CaseFile, look_at_file
from jiqun.desk.record import exact
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.columns import Column
from jiqun.facts.sheets import CLUSTER, HONOURS_SHEET, PLAN
from jiqun.facts.size_classes import SizeClass
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.ledger.canonical import canonical_sha256
from jiqun.papers.dossier.text import Block, Enclosure, Entry, Facts, Heading, Note, Section, Table
from jiqun.records.models import Case
from jiqun.rules.words import VERDICTS

FINDINGS = "findings"


def file_of(case: int, by: Actor) -> CaseFile:
    """What the case holds, as its page shows it."""
    return look_at_file(case, by=by)


def sections(row: Case, file: CaseFile, lang: Lang) -> Iterator[Section]:
    """The sections of what was filed; nothing where nothing was."""
    if file.submissions:
        filed = latest_submission(row)
        snapshot = snapshot_of(filed.roster)
        yield _profile(snapshot, json.loads(filed.manifest)["profile"], lang)
        yield _findings(file, lang)
        yield _statements(row, file, lang)
        yield _plan(snapshot, lang)
        yield _roster(snapshot, lang)


def _profile(snapshot: Snapshot, profile: dict[str, str], lang: Lang) -> Section:
    cluster = tuple(
        (_labelled(column, lang), as_typed(column, snapshot.cluster[column.key]).say(lang))
        for column in CLUSTER.columns
        if snapshot.cluster.get(column.key) not in (None, "", ())
    )
    contact = tuple((title.say(lang), profile[name]) for name, title in _CONTACT.items() if profile.get(name))
    blocks: list[Block] = [Facts(cluster), Heading(_CONTACTS.say(lang)), Facts(contact)]
    if profile.get("summary"):
        blocks.append(Entry(_SUMMARY.say(lang), "", profile["summary"]))
    return Section(_PROFILE.say(lang), tuple(blocks))


def _labelled(column: Column, lang: Lang) -> str:
    unit = column.unit.say(lang) if column.unit else ""
    return column.label.say(lang) + (f"（{unit}）" if unit and lang == "zh" else f" ({unit})" if unit else "")


def _findings(file: CaseFile, lang: Lang) -> Section:
    """The report itself is made with the dossier, and bound in; here stands what it comes to."""
    judged = file.judged
    if judged is None:
        return Section(_FINDINGS.say(lang), ())
    facts = Facts(
        ((_VERDICT.say(lang), VERDICTS[judged.verdict].say(lang)), (_DATASET.say(lang), judged.dataset_sha256))
    )
    report = Enclosure(
        key="",
        name=_REPORT.say(lang),
        sha256=canonical_sha256(exact(judged.as_dict())),  # of what it says, until it is made
        size=0,
        media_type="application/pdf",
        folder="files/findings",
        made=FINDINGS,
    )
    return Section(_FINDINGS.say(lang), (facts, report))


def _statements(row: Case, file: CaseFile, lang: Lang) -> Section:
    book = edition(row.edition).provisions
    blocks = tuple(
        Entry(f"{clause}  {book[clause].title.say(lang)}", (_HOLDS if holds == "yes" else _LACKS).say(lang), text)
        for clause, (holds, text) in file.statements.items()
        if clause in book
    )
    return Section(_STATEMENTS.say(lang), blocks)


def _plan(snapshot: Snapshot, lang: Lang) -> Section:
    blocks: list[Block] = []
    for row in _rows(snapshot, PLAN.key):
        said = {column.key: as_typed(column, row[column.key]).say(lang) for column in PLAN.columns}
        blocks.append(
            Heading(f"{said['aspect']}：{said['goal']}" if lang == "zh" else f"{said['aspect']}: {said['goal']}")
        )
        shown = ("indicator", "baseline", "target_1", "target_2", "target_3", "measure", "responsible", "due")
        blocks.append(Facts(tuple((PLAN.column(name).label.say(lang), said[name]) for name in shown if row[name])))
    return Section(_PLAN.say(lang), tuple(blocks))


def _rows(snapshot: Snapshot, sheet: str) -> list[dict[str, Any]]:
    table = snapshot.tables[sheet]
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]


def _roster(snapshot: Snapshot, lang: Lang) -> Section:
    """The cluster's totals by year, its firms by size in the last year, their honours; no firm's own figures."""
    annual = snapshot.annual
    years = sorted(set(annual["year"]))
    by_year = tuple(_year(annual, year, lang) for year in years)
    head = (_YEAR, _FIRMS, _EMPLOYEES, _OUTPUT, _REVENUE, _RD)
    last = [
        size for size, year in zip(annual["size_class"], annual["year"], strict=True) if years and year == years[-1]
    ]
    sizes = tuple((one.label.say(lang), str(last.count(int(one)))) for one in SizeClass)
    honours = list(snapshot.tables[HONOURS_SHEET.key]["honour"])
    column = HONOURS_SHEET.column("honour")
    held = tuple((as_typed(column, one).say(lang), str(honours.count(one))) for one in column.choices if one in honours)
    blocks: list[Block] = [
        Note(_TOTALS.say(lang)),
        Table(tuple(one.say(lang) for one in head), by_year, (1, 1, 1, 2, 2, 2), 5),
        Heading(_SIZES.fill(year=years[-1] if years else "").say(lang)),
        Table((_SIZE.say(lang), _FIRMS.say(lang)), sizes, (3, 1), 1),
    ]
    if held:
        blocks += [Heading(_HONOURS.say(lang)), Table((_HONOUR.say(lang), _COUNT.say(lang)), held, (3, 1), 1)]
    return Section(_ROSTER.say(lang), tuple(blocks))


def _year(annual: Any, year: int, lang: Lang) -> tuple[str, ...]:
    at = [place for place, one in enumerate(annual["year"]) if one == year]

    def total(name: str) -> int:
        return sum(annual[name][place] or 0 for place in at)

    money = tuple(say(total(name), "CNY", lang) for name in ("output", "revenue", "rd_expenditure"))
    return (str(year), f"{len(at):,}", f"{total('employees'):,}", *money)


_PROFILE = Bi(zh="集群基本情况", en="Profile")
_CONTACTS = Bi(zh="联系人", en="Contact")
_SUMMARY = Bi(zh="集群简介", en="Summary")
_CONTACT = {
    "contact_name": Bi(zh="姓名", en="Name"),
    "contact_phone": Bi(zh="电话", en="Telephone"),
    "contact_email": Bi(zh="邮箱", en="E-mail"),
}
_FINDINGS = Bi(zh="对照第六条的评估结果", en="Findings under Article 6")
_REPORT = Bi(zh="评估报告", en="Assessment report")
_VERDICT = Bi(zh="结论", en="Verdict")
_DATASET = Bi(zh="数据哈希（SHA-256）", en="Data (SHA-256)")
_STATEMENTS = Bi(zh="各条款情况说明", en="Statements on the clauses")
_HOLDS = Bi(zh="申报单位说明具备", en="The applicant says that it holds")
_LACKS = Bi(zh="申报单位说明不具备", en="The applicant says that it does not hold")
_PLAN = Bi(zh="三年发展规划", en="Plan for three years")
_ROSTER = Bi(zh="企业名录汇总", en="The roster in numbers")
_TOTALS = Bi(
    zh="全部企业合计；明细见卷宗包内的工作簿（data.xlsx）。",
    en="Totals of all enterprises; the rows are in the bundle’s workbook (data.xlsx).",
)
_YEAR = Bi(zh="年份", en="Year")
_FIRMS = Bi(zh="企业数", en="Enterprises")
_EMPLOYEES = Bi(zh="从业人员", en="Employees")
_OUTPUT = Bi(zh="产值", en="Output")
_REVENUE = Bi(zh="营业收入", en="Revenue")
_RD = Bi(zh="研发经费", en="R&D expenditure")
_SIZES = Bi(zh="{year}年企业规模", en="Enterprises by size, {year}")
_SIZE = Bi(zh="规模", en="Size")
_HONOURS = Bi(zh="企业荣誉", en="Honours")
_HONOUR = Bi(zh="荣誉", en="Honour")
_COUNT = Bi(zh="个数", en="Number")
