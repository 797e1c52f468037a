"""What the moves of a change report leave behind: an approved change is entered, the operator gets a letter."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect
from jiqun.desk.changes.reported import last_report
from jiqun.desk.do.changes.carrying_out import carry_out
from jiqun.desk.do.changes.checking import operator_by, unfit_operator
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.do.people.organisations import enter_organisation
from jiqun.desk.do.registers.open_data import ask_anew
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Office
from jiqun.procedure.shanghai_2024.change_report import A19, ENDINGS
from jiqun.records.models import ChangeReport


def _prepare(act: Act) -> None:
    if act.given["ending"] not in ENDINGS:
        raise Wrong({"ending": _CHOOSE})


def _approve(act: Act) -> None:
    """The new operator is entered now, so that its people can be invited; the change itself on its day."""
    report = last_report(act.case)
    if report.kind == "operator":
        _enter_operator(act, report)
    if report.effective_on <= day_of(act.at):
        rows, content = carry_out(report, by=act.by, at=act.at)
        act.rows += rows
        act.content |= content
        ask_anew(f"change:{act.case.pk}", at=act.at)
    write_letter(act, "change_approved")


def _refuse(act: Act) -> None:
    write_letter(act, "change_refused")


def _enter_operator(act: Act, report: ChangeReport) -> None:
    body = operator_by(report.after["credit_code"])
    if problem := unfit_operator(body):
        raise Refused(act.move.title, (Lack("operator", problem, A19),))
    if body is None:
        names = {name: report.after[name] for name in ("name_zh", "name_en", "credit_code")}
        enter_organisation(kind=Office.OPERATOR, **names, district=act.case.district, by=act.by, at=act.at)


EFFECTS: Mapping[str, Effect] = {"prepare_decision": _prepare, "approve": _approve, "refuse": _refuse}
_CHOOSE = Bi(zh="请选择处理结果。", en="Choose how it ends.")
