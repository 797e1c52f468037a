"""Bringing a demonstration case to a stage, by the acts of the people concerned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.demo.workbooks import spoilt_workbook
from jiqun.demo.workshop import Made
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import add_evidence, save_profile, upload_workbook
from jiqun.desk.do.applying.review import Settled, settle_clauses
from jiqun.desk.do.moves import move_case
from jiqun.desk.files import Taken
from jiqun.desk.look.cases.case import version_of
from jiqun.desk.look.cases.file import look_at_file
from jiqun.papers.letters import LetterText, letter_pdf

CONTACT = {
    "contact_name": "联系人（虚构）",
    "contact_phone": "021-00000000",
    "contact_email": "contact@demo.example",
    "summary": "本集群及其企业均为演示虚构。",
}
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Demo:
    """A demonstration cluster and the people around it."""

    number: int
    cluster: int
    cluster_number: str
    name: str
    round: int
    operator: Actor
    officer: Actor
    made: Made

    @property
    def district(self) -> str:
        return self.officer.district


def bring_to(stage: str, demo: Demo, at: datetime) -> None:
    """Make the acts that lead to a stage, one after the other."""
    if stage == "none":
        return
    case = open_application(round_id=demo.round, cluster=demo.cluster, by=demo.operator, at=at).pk
    if stage == "draft_wrong":
        taken = Taken("集群数据.xlsx", spoilt_workbook(demo.made.workbook))
        upload_workbook(case=case, taken=taken, by=demo.operator, at=at + _HOUR)
        return
    fill_in(case, demo, at + _HOUR, whole=stage != "draft")
    if stage == "draft":
        return
    act(case, "submit", demo.operator, at + _DAY, declared="password")
    for step in _THEN.get(stage, ()):
        step(case, demo, at + 2 * _DAY)


def fill_in(case: int, demo: Demo, at: datetime, *, whole: bool, upload: bool = True) -> None:
    """Upload the workbook and write the rest; half of it for an application that is still being filled in.

    Without `upload` the data are those that it was pre-filled with.
    """
    if upload:
        taken = Taken("集群数据.xlsx", demo.made.workbook)
        upload_workbook(case=case, taken=taken, by=demo.operator, at=at)
    save_profile(case=case, values=CONTACT, by=demo.operator, at=at)
    if whole:
        file = Taken("佐证材料.pdf", evidence(day_of(at)))
        add_evidence(case=case, clauses=("A6.4.2", "A6.5.4", "A6.9.1"), file=file, by=demo.operator, at=at)


def act(case: int, move: str, by: Actor, at: datetime, **given: Any) -> None:
    """Make a move on the case as it is."""
    version = version_of(case, by=by)
    move_case(case=case, move=move, version=version, given=given, by=by, at=at)


def _accept(case: int, demo: Demo, at: datetime) -> None:
    act(case, "accept", demo.officer, at)


def _question(case: int, demo: Demo, at: datetime) -> None:
    act(case, "ask_question", demo.officer, at + _DAY, clause="A6.4.2", text="请说明产供销对接机制的运行情况。")


def _return(case: int, demo: Demo, at: datetime) -> None:
    reason = "1. 请补充A6.4.2机制运行的证明。\n2. 请核对两家企业的从业人员数。"
    due = day_of(at) + timedelta(days=40)
    act(case, "return_for_correction", demo.officer, at + _DAY, reason=reason, due_on=due)


def _decide(case: int, demo: Demo, at: datetime) -> None:
    """Settle what waits for a person, then recommend if nothing stands against it, else decline."""
    waiting = [one["clause"] for one in findings_of(case, demo.officer) if one["outcome"] == "review"]
    settled = {clause: Settled("met", "（演示）经核对材料，情况属实。") for clause in waiting}
    version = version_of(case, by=demo.officer)
    settle_clauses(case=case, version=version, clauses=settled, by=demo.officer, at=at + _DAY)
    found = [one for one in findings_of(case, demo.officer) if one["blocking"]]
    if any(one["outcome"] == "not_met" for one in found):
        _decline(case, demo, at)
        return
    left = [one["clause"] for one in found if one["outcome"] in ("boundary", "review", "missing")]
    opinion = "（演示）经初审，同意推荐。" + (f"尚待确定的条款：{'、'.join(left)}。" if left else "")
    act(case, "recommend", demo.officer, at + 2 * _DAY, opinion=opinion, rank=demo.number)


def _decline(case: int, demo: Demo, at: datetime) -> None:
    reason = "（演示）经初审，存在不符合第六条必备条件的条款。"
    act(case, "decline", demo.officer, at + 2 * _DAY, reason=reason)


def _withdraw(case: int, demo: Demo, at: datetime) -> None:
    act(case, "withdraw", demo.operator, at, reason="（演示）拟于下一年度申报。")


def findings_of(case: int, by: Actor) -> list[dict[str, Any]]:
    """The findings of what is filed, in their JSON form."""
    assessment = look_at_file(case, by=by).assessment
    assert assessment is not None
    found: list[dict[str, Any]] = assessment["findings"]
    return found


_Step = Callable[[int, Demo, datetime], None]
_THEN: Mapping[str, tuple[_Step, ...]] = {
    "under_review": (_accept,),
    "questioned": (_accept, _question),
    "in_correction": (_accept, _return),
    "recommended": (_accept, _decide),
    "declined": (_accept, _decline),
    "withdrawn": (_withdraw,),
}


@cache
def evidence(day: date) -> bytes:
    """A page that says what it is: evidence of a demonstration."""
    text = Bi(zh="演示用佐证材料，内容为虚构。", en="Evidence of the demonstration; fictional.")
    words = Bi(zh="佐证材料（演示）", en="Evidence (demonstration)")
    return letter_pdf(
        LetterText(
            number="（演示）",
            issued_on=day,
            sender=words,
            to=words,
            title=words,
            opening=text,
            points=(),
            facts=(),
            closing=text,
            footer=text,
        ),
        "zh",
    )
