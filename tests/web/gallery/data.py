"""What the gallery shows: long names, all states, both languages; all of it fictional."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace as Thing
from typing import Any

from django.contrib.messages import ERROR, INFO, SUCCESS, WARNING

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.look.cases.case import OnTrack
from jiqun.desk.look.cases.deadlines import Deadline
from jiqun.desk.look.cases.file import FileView
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.generate import one_cluster
from jiqun.law import edition
from jiqun.procedure.kit import Lack
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.words import OUTCOMES, VERDICTS
from tests.cast import CLOSING

MESSAGES = (
    (SUCCESS, "已保存 Saved"),
    (INFO, "新的申报批次已开放 A new round is open"),
    (WARNING, "距截止还有3天 Three days left"),
    (ERROR, "文件没有上传 The file was not uploaded"),
)
LONG = Bi(
    zh="浦东新区张江集成电路装备与关键零部件及电子专用材料中小企业特色产业集群（虚构）",
    en="Pudong Zhangjiang Integrated Circuit Equipment, Key Components and Materials Cluster of SMEs (fictional)",
)
OFFICER = Bi(zh="区主管部门经办", en="District officer")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def at(month: int, day: int, hour: int = 9, minute: int = 5) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Act:
    """An act of the timeline."""

    said: Bi
    at: datetime
    who: str = "张一鸣"
    organisation: Bi = LONG
    role: Bi = OFFICER
    stood_in: bool = False
    article: str = "8"
    given: dict[str, str] = field(default_factory=dict)


def everything() -> dict[str, Any]:
    return {
        "long": LONG,
        "outcomes": (*OUTCOMES, *VERDICTS),
        "facts": facts(),
        "states": tuple(Thing(kind=kind, text=text) for kind, text in STATES),
        "steps": STEPS,
        "acts": acts(),
        "assessment": assessment(),
        "statements": {"A6.4.2": ("yes", "集群内企业与上下游签有长期协作协议，附协议目录。\n共12份。")},
        "files": files(),
        "tasks": tasks(),
        "deadlines": deadlines(),
        "problems": {"line": WRONG, "choice": Bi(zh="请选择所在区。", en="Choose the district.")},
        "fields": fields(),
        "filters": filters(),
        "lacks": lacks(),
        "happens": HAPPENS,
        "rows": (("2023年", "83.44", "12.3%"), ("2024年", "99.75", "19.5%"), ("2025年", "119.99", "20.3%")),
        "head": (
            Bi(zh="年份", en="Year"),
            Bi(zh="产值（亿元）", en="Output (CNY 100 million)"),
            Bi(zh="增速", en="Growth"),
        ),
        "districts": tuple((code, name, index % 10) for index, (code, name) in enumerate(DISTRICTS.items())),
    }


def assessment() -> dict[str, Any]:
    """An assessment with every outcome, made by hand out of a real one."""
    law = edition("shanghai-2024")
    found = assess_snapshot(
        one_cluster(1, 10, 20, CLOSING), on=date(2026, 5, 1), edition=law, readings=law.settle({})
    ).as_dict()
    clauses = {one["clause"]: one for one in found["findings"]}
    clauses["A6.5.6"]["outcome"], clauses["A6.5.6"]["margin"]["value"] = "not_met", -0.01
    clauses["A6.5.6"]["margin"]["exact"] = "-1/100"
    clauses["A6.2.7"]["outcome"] = "boundary"
    clauses["A6.7.2"] |= {"outcome": "missing", "observed": [], "margin": None, "required": None}
    clauses["A6.7.2"]["missing"] = [{"sheet": "annual", "column": None, "year": 2024}]
    return found


STATES = (
    ("ok", Bi(zh="已受理", en="Accepted")),
    ("warn", Bi(zh="缺数据", en="Data missing")),
    ("bad", Bi(zh="不予推荐", en="Not recommended")),
    ("wait", Bi(zh="待审核", en="For review")),
    ("line", Bi(zh="临界", en="On the line")),
    ("none", Bi(zh="不适用", en="Not applicable")),
)
STEPS = (
    OnTrack(Bi(zh="填报中", en="Being filled in"), "done", at(4, 1)),
    OnTrack(Bi(zh="已提交，待区受理", en="Submitted, waiting for the district"), "done", at(4, 20)),
    OnTrack(Bi(zh="补正", en="In correction"), "skipped", None),
    OnTrack(Bi(zh="区初审中", en="Under the district’s preliminary review"), "now", at(4, 22)),
    OnTrack(Bi(zh="市级评审", en="Municipal review"), "next", None),
    OnTrack(Bi(zh="公示", en="Public notice"), "next", None),
    OnTrack(Bi(zh="认定", en="Recognised"), "next", None),
)
WRONG = Bi(zh="统一社会信用代码应为18位，现为17位。", en="The credit code must have 18 characters; it has 17.")
HAPPENS = (
    Bi(zh="案件转至市经济信息化委评审。", en="The case goes to the Municipal Commission for review."),
    Bi(zh="推荐函自动编号、生成并存证。", en="The recommendation is numbered, made and put into the ledger."),
    Bi(zh="运营管理机构收到通知；此操作不能撤销。", en="The operator is told. This cannot be undone."),
)


def facts() -> tuple[tuple[Bi, Bi | str], ...]:
    return (
        (Bi(zh="集群", en="Cluster"), LONG),
        (Bi(zh="编号", en="Number"), "C310115001"),
        (Bi(zh="数据指纹", en="Dataset"), "d5920d107efce644434211a9013bf8fd51c83eeac6bfce8aeebaf1a473e9f7c2"),
    )


def acts() -> tuple[Act, ...]:
    judged = Bi(zh="审定条款", en="Decided a clause")
    return (
        Act(Bi(zh="提交了申报", en="Submitted the application"), at(4, 20), role=Bi(zh="运营管理机构", en="Operator")),
        Act(Bi(zh="受理了申报", en="Accepted the application"), at(4, 22), stood_in=True),
        *(
            Act(judged, at(4, 23, 9, n), given={"clause": f"A6.4.{n}", "outcome": "met", "reason": "属实"})
            for n in range(1, 6)
        ),
        Act(
            Bi(zh="退回补正", en="Returned for correction"), at(4, 24), given={"reason": "能耗数据缺2024年。\n请补齐。"}
        ),
    )


def files() -> tuple[FileView, ...]:
    kinds = (("application/pdf", "clean"), (XLSX, "none"), ("image/png", "clean"))
    names = ("协作协议目录与盖章页（2023—2025年，全体成员单位）扫描件.pdf", "energy-2025.xlsx", "厂区照片.png")
    return tuple(
        FileView(n, name, 10**n * 1234, "ab12" * 16, media, scan, ("A6.4.2", "A6.5.4"), at(4, 10), f"/files/{n}/")
        for n, (name, (media, scan)) in enumerate(zip(names, kinds, strict=True), start=1)
    )


def tasks() -> tuple[Thing, ...]:
    done, left = Bi(zh="已完成", en="Done"), Bi(zh="还缺3项", en="3 to do")
    return (
        Thing(title=Bi(zh="联系与简介", en="Contact and profile"), address="/a/", kind="ok", said=done),
        Thing(title=Bi(zh="企业数据", en="Enterprise data"), address="/b/", kind="warn", said=left, hint=WRONG),
        Thing(title=Bi(zh="提交", en="Submit"), address="", kind="none", said=Bi(zh="尚不能开始", en="Not yet")),
    )


def deadlines() -> tuple[Deadline, ...]:
    title, holder = Bi(zh="区初审", en="Preliminary review"), Bi(zh="区主管部门", en="District")
    lefts = ((-4, False, False), (0, False, False), (2, False, False), (15, False, True), (None, True, False))
    return tuple(
        Deadline(n, 1, "review", title, holder, None if paused else date(2026, 5, 8), left, paused, provisional)
        for n, (left, paused, provisional) in enumerate(lefts)
    )


def lacks() -> tuple[Lack, ...]:
    articles = edition("shanghai-2024").articles
    return (
        Lack(
            "complete",
            Bi(zh="材料还缺3项：A6.4.2、A6.5.4的佐证和三年计划。", en="Three things are missing."),
            articles["8"],
        ),
        Lack(
            "four_eyes",
            Bi(zh="受理与推荐须由不同的人办理。", en="Accepting and recommending take two people."),
            articles["8"],
        ),
        Lack("open", Bi(zh="申报期已于4月30日结束。", en="The round closed on 30 April."), None),
    )


def fields() -> tuple[Thing, ...]:
    choices = (
        Thing(value="310115", title=Bi(zh="浦东新区", en="Pudong")),
        Thing(value="310110", title=Bi(zh="杨浦区", en="Yangpu")),
    )
    kinds = ("line", "text", "day", "number", "choice", "radio", "checks", "check", "password", "email", "file")
    said = Bi(zh="栏目", en="field")
    return tuple(
        Thing(
            name=kind, label=Bi(zh=f"{said.zh} {kind}", en=f"{said.en} {kind}"), kind=kind, choices=choices, hint=WRONG
        )
        for kind in kinds
    )


def filters() -> tuple[Thing, ...]:
    name, district, since = Bi(zh="名称", en="Name"), Bi(zh="所在区", en="District"), Bi(zh="自", en="Since")
    choices = fields()[0].choices
    return (
        Thing(name="text", label=name, kind="line", value="张江"),
        Thing(name="district", label=district, kind="choice", value="310115", choices=choices),
        Thing(name="since", label=since, kind="day", value=""),
    )
