"""Grounds of revocation as they are noticed: dismissed, or a case with a hearing; an appeal against it (Article 19)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jiqun.demo.play.reporting import LATE, MISSING
from jiqun.demo.play.span import Held, Span, moment
from jiqun.demo.stages import act, evidence
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.do.registers.incidents import enter_incident
from jiqun.desk.do.remedies.appeals import lodge_appeal
from jiqun.desk.do.revoking.alerts import dismiss_alert
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.files import Taken
from jiqun.desk.look.registers.clusters import look_at_cluster
from jiqun.desk.look.registers.enterprises import list_enterprises
from jiqun.desk.look.revoking.alerts import Wanted, list_alerts
from jiqun.procedure.shanghai_2024.revocation import REVOCATION


def settle_alerts(span: Span, year: int) -> None:
    """The late report is excused with reasons; who reported nothing and refused to be tracked loses its recognition."""
    when = moment(year, 5, 12)
    for one in span.of(LATE):
        for alert in _alerts_of(span, one, when):
            reason = "（演示）迟报系统计年报系统停机所致，已书面说明，情形不成立。"
            dismiss_alert(alert=alert, reason=reason, by=span.officer, at=when)
    for one in span.of(MISSING):
        _revoke(span, one, year, "report_not_in_time", "（演示）未报送上年度发展情况报告，经两次催告仍未报送。")
        _appeal(span, one, year)
        one.fate = "revoked"


def enter_accident(span: Span, year: int) -> None:
    """An accident at a firm of a recognised cluster: noticed the next day, below the rank once it is established."""
    one = span.of("sound")[0]
    firm = list_enterprises(by=one.demo.operator).items[0].credit_code
    first = _entered(span, firm, "larger", moment(year, 10, 27))
    do_daily_work(moment(year, 10, 28, 2))
    _entered(span, firm, "ordinary", moment(year, 11, 2), replaces=first)
    when = moment(year, 11, 3)
    for alert in _alerts_of(span, one, when):
        reason = "（演示）事故等级经复核更正为一般，未达撤销情形的等级。"
        dismiss_alert(alert=alert, reason=reason, by=span.officer, at=when)


def _entered(span: Span, firm: str, severity: str, at: datetime, replaces: int | None = None) -> int:
    ranked = at.date() - timedelta(days=2)
    row = enter_incident(
        credit_code=firm,
        kind="safety",
        severity=severity,
        occurred_on=date(at.year, 10, 20),
        description="（演示）车间火灾，无人员伤亡。",
        source="（演示）应急管理部门通报",
        document_number=f"（演示）应急〔{at.year}〕{at.day}号",
        ranking_body="（演示）应急管理局",
        ranked_on=ranked,
        document=Taken("通报.pdf", evidence(ranked)),
        replaces=replaces,
        by=span.officer,
        at=at,
    )
    return row.pk


def revoke_expired(span: Span, year: int) -> None:
    """After the batch's last day: who did not apply is noticed and heard; who applied in time is not."""
    do_daily_work(moment(year, 8, 3, 2))
    for one in span.of("not_applied"):
        _revoke(span, one, year, "not_applied", "（演示）有效期届满未申请复评。", first=(8, 5))
        one.fate = "revoked"


def _revoke(span: Span, one: Held, year: int, limb: str, text: str, first: tuple[int, int] = (5, 12)) -> None:
    """Opened, established, served, the ten working days run out, prepared by one and signed by another."""
    month, day = first
    alerts = _alerts_of(span, one, moment(year, month, day))
    case = open_revocation(alerts=alerts, by=span.officer, at=moment(year, month, day)).pk
    act(case, "record_finding", span.officer, moment(year, month, day, 10), limb=limb, text=text)
    act(case, "notify", span.officer, moment(year, month, day + 1))
    served = moment(year, month, day + 2)
    act(case, "record_service", span.officer, served, served_on=served.date(), how="system")
    act(
        case, "answer", one.demo.operator, moment(year, month, day + 5), text="（演示）因人员变动未能办理，请从轻处理。"
    )
    heard = moment(year, month + 1, 3)
    reason = f"{text[:-1]}，且陈述理由不成立。"
    act(case, "prepare_decision", span.officer, heard, ending="revoke", reason=reason)
    act(case, "revoke", span.approver, moment(year, month + 1, 4))


def _appeal(span: Span, one: Held, year: int) -> None:
    """The operator appeals; two people who were not involved before decide that it stands."""
    case = _revocation_of(one, moment(year, 6, 9))
    row = lodge_appeal(
        case=case,
        ground="facts",
        argument="（演示）认为催告未送达，请予复核。",
        remedy="reopen",
        by=one.demo.operator,
        at=moment(year, 6, 9),
    )
    officer, approver = span.crew.officials["second_officer"], span.crew.officials["second_approver"]
    act(row.pk, "take_up", officer, moment(year, 6, 10))
    reason = "（演示）送达回证齐全，原决定认定事实清楚。"
    act(row.pk, "prepare_decision", officer, moment(year, 6, 16), ending="dismiss", reason=reason)
    act(row.pk, "dismiss", approver, moment(year, 6, 18))


def _alerts_of(span: Span, one: Held, at: datetime) -> list[int]:
    found = list_alerts(Wanted(), by=span.officer, at=at).items
    return [alert.id for alert in found if alert.cluster_number == one.demo.cluster_number]


def _revocation_of(one: Held, at: datetime) -> int:
    from_cases = look_at_cluster(one.demo.cluster, by=one.demo.operator, at=at).cases
    return next(item.id for item in from_cases if item.kind == REVOCATION.title)
