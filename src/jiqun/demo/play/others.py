"""What else a year brings: an interpretation, an evaluation, a change, the national list (Articles 17 to 20)."""

from __future__ import annotations

from datetime import date, timedelta

from jiqun.base.words import Bi
from jiqun.demo import people
from jiqun.demo.outlines import outline
from jiqun.demo.play.span import Span, moment
from jiqun.demo.stages import act, evidence
from jiqun.desk.changes.reported import Reported
from jiqun.desk.do.changes.lodging import lodge_change
from jiqun.desk.do.evaluating.assessment import approve_assessment, prepare_assessment
from jiqun.desk.do.evaluating.contracts import enter_contract
from jiqun.desk.do.evaluating.publishing import publish_programme
from jiqun.desk.do.evaluating.sheet import save_evaluation
from jiqun.desk.do.interpreting.approving import approve_interpretation
from jiqun.desk.do.interpreting.drafting import begin_interpretation, save_interpretation, submit_interpretation
from jiqun.desk.do.national.calls import Call, open_call
from jiqun.desk.do.national.recommending import Pick, approve_recommendation, prepare_recommendation, save_choices
from jiqun.desk.do.national.results import Told, import_national_clusters, record_result
from jiqun.desk.do.people.accounts import found_body
from jiqun.desk.evaluating.announcement import Announcement
from jiqun.desk.files import Taken
from jiqun.desk.look.cases.worklist import worklist_of
from jiqun.fairness.service_criteria import USUAL
from jiqun.procedure.roles import Office, Role
from jiqun.procedure.shanghai_2024 import EDITION

EVALUATED = 3  # operators, a year
_BODY = Bi(zh="服务评价中心（演示）", en="Evaluators (demonstration)")
_DIGITS = 3  # of an industry's code that make a niche


def interpret(span: Span, year: int) -> None:
    """A figure exactly on the line is read as over it from that day on: prepared by one, laid down by another."""
    when = moment(year, 6, 25)
    row = begin_interpretation(edition_id=EDITION, reading="over", by=span.officer, at=when)
    content = {
        "number": f"（演示）经信规释〔{year}〕1号",
        "answer_zh": "（演示）“超过”包含本数：恰好等于的，判为满足。",
        "answer_en": "(Demonstration) “Over” takes the figure in: a value on it is met.",
        "value": "includes",
        "from_day": when.date().isoformat(),
    }
    row = save_interpretation(draft=row.pk, version=row.version, content=content, by=span.officer, at=when)
    row = submit_interpretation(draft=row.pk, version=row.version, by=span.officer, at=when)
    approve_interpretation(draft=row.pk, version=row.version, by=span.approver, at=when + timedelta(hours=5))


def report_change(span: Span, year: int) -> None:
    """A cluster grows: its operator reports the new area in time; the district checks, two people approve."""
    one = span.of("sound")[1]
    when, area = moment(year, 9, 8), one.demo.made.snapshot.cluster["area_km2"] * 11 // 10
    change = Reported(
        effective_on=date(year, 9, 1),
        text="（演示）东侧地块建成投用，集群范围相应扩大。",
        files=(Taken("批复.pdf", evidence(date(year, 8, 28))),),
        area_m2=area,
        boundary=outline(one.demo.number, one.demo.district, area),
    )
    case = lodge_change(cluster=one.demo.cluster, kind="area", change=change, by=one.demo.operator, at=when).pk
    act(case, "check", one.demo.officer, moment(year, 9, 10), opinion="（演示）情况属实。")
    act(case, "prepare_decision", span.officer, moment(year, 9, 15), ending="approve", reason="（演示）符合要求。")
    act(case, "approve", span.approver, moment(year, 9, 16))


def evaluate(span: Span, year: int) -> None:
    """A third party is entrusted with a few operators, scores, hears them and grades; the year is assessed after it."""
    when = moment(year, 8, 18)
    programme = Announcement(
        year,
        f"（演示）经信集群〔{year}〕30号",
        Bi(zh=f"{year}年度运营管理机构服务评价（演示）", en=f"Service evaluation of {year} (demonstration)"),
        Bi(zh="委托第三方开展服务评价。（演示）", en="A third party evaluates services. (Demonstration)"),
        moment(year, 8, 20),
        moment(year, 12, 20, 17),
    )
    round_id = publish_programme(programme, by=span.officer, at=when).pk
    body = found_body(
        kind=Office.EVALUATOR, name_zh="服务评价中心（演示）", name_en="Evaluators (demonstration)", at=when
    )
    evaluator = people.person("evaluator-01", "评价01", Role.EVALUATOR, body.pk, when)
    for place, one in enumerate(span.of("sound")[:EVALUATED], start=1):
        number = f"（演示）评价〔{year}〕{place}号"
        signed = moment(year, 8, 21)
        enter_contract(
            round_id=round_id,
            evaluator=body.pk,
            operator=one.demo.operator.organisation,
            number=number,
            signed_on=signed.date(),
            by=span.officer,
            at=signed,
        )
    for place, item in enumerate(worklist_of(by=evaluator, at=moment(year, 9, 1)).page.items):
        one = next(each for each in span.held if each.demo.name == item.cluster.zh)
        points = {key.key: {"points": str(88 - 3 * place), "basis": "（演示）现场核查。"} for key in USUAL.criteria}
        save_evaluation(
            case=item.id, version=1, scores=points, summary="（演示）服务较好。", by=evaluator, at=moment(year, 9, 20)
        )
        act(item.id, "file_evaluation", evaluator, moment(year, 9, 21))
        act(item.id, "reply", one.demo.operator, moment(year, 9, 25), text="（演示）无异议。")
        act(item.id, "grade", evaluator, moment(year, 10, 9), reason="（演示）依评分定级。")
        act(item.id, "receive", span.officer, moment(year, 10, 15))
    span.programmes[year] = round_id


def assess(span: Span, year: int) -> None:
    """The year's overall assessment, once its reports are in: worked out by one, approved by another."""
    round_id = span.programmes[year]
    row = prepare_assessment(round_id=round_id, by=span.officer, at=moment(year + 1, 5, 20))
    approve_assessment(round_id=round_id, prepared=row.pk, by=span.approver, at=moment(year + 1, 5, 21))


def recommend(span: Span, year: int) -> None:
    """Those of earlier calls are entered; two are recommended nationally, within the quota, and one comes through."""
    import_national_clusters(by=span.officer, at=moment(year, 9, 1))
    call = Call(
        year,
        f"（演示）工信厅企业函〔{year}〕100号",
        Bi(zh=f"{year}年国家级集群推荐（演示）", en=f"National call of {year} (demonstration)"),
        moment(year, 10, 10, 17),
        2,
        _DIGITS,
    )
    row = open_call(call, by=span.officer, at=moment(year, 9, 2))
    chosen = [one.demo.cluster for one in span.held if one.since > 2023][:2]
    reason = "（演示）基础扎实，特色突出。"
    picks = {cluster: Pick(place, reason, "（演示）细分领域不同。") for place, cluster in enumerate(chosen, start=1)}
    save_choices(call=row.pk, picks=picks, by=span.officer, at=moment(year, 9, 20))
    prepare_recommendation(call=row.pk, by=span.officer, at=moment(year, 9, 22))
    approve_recommendation(call=row.pk, by=span.approver, at=moment(year, 9, 24))
    for place, cluster in enumerate(chosen):
        told = Told(place == 0, date(year, 11, 15) if place == 0 else None, "（演示）国家公告")
        record_result(call=row.pk, cluster=cluster, told=told, by=span.officer, at=moment(year, 11, 16))
