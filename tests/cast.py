"""The people of every test of the desk: the same few, in two districts, with two operators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor, actors_of
from jiqun.desk.do.registers.clusters import register_cluster
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.rounds.notice import Notice
from jiqun.facts.generate import one_cluster
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.law import edition
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Appointment, Cluster, Organisation, Person, Round
from tests.remembered import remembered

PUDONG, JIADING = "310115", "310114"
DAY_ONE = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2026 in Shanghai."""
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


CLOSING = at(4, 30).date()


@dataclass(frozen=True)
class Cast:
    """Everybody."""

    operator: Actor
    operator_colleague: Actor
    other_operator: Actor
    district: Actor
    district_colleague: Actor
    other_district: Actor
    municipal: Actor
    approver: Actor
    auditor: Actor
    administrator: Actor
    enterprise: Actor
    municipal_colleague: Actor
    approver_colleague: Actor
    expert: Actor
    second_expert: Actor
    third_expert: Actor
    inspector: Actor
    second_inspector: Actor
    evaluator: Actor
    other_evaluator: Actor


def person(email: str, name: str) -> Person:
    """An account without a usable password."""
    row = Person(email=email, name=name, lang="zh", created_at=DAY_ONE)
    row.set_unusable_password()
    row.save()
    return row


def actor(email: str, name: str, role: Role, body: Organisation) -> Actor:
    """A person with one appointment, acting."""
    row = Person.objects.filter(email=email).first() or person(email, name)
    Appointment.objects.create(person=row, organisation=body, role=role, since=DAY_ONE)
    return next(one for one in actors_of(row, DAY_ONE) if one.role == role)


def body(kind: Office, name: str, district: str = "", code: str | None = None) -> Organisation:
    """An organisation."""
    return Organisation.objects.create(kind=kind, name_zh=name, district=district, credit_code=code, created_at=DAY_ONE)


@remembered
def make_cast() -> Cast:
    """The cast, stored."""
    commission = body(Office.COMMISSION, "市经济和信息化委员会（测试）")
    pudong = body(Office.DISTRICT, "浦东新区科技和经济委员会（测试）", PUDONG)
    jiading = body(Office.DISTRICT, "嘉定区经济委员会（测试）", JIADING)
    first = body(Office.OPERATOR, "张江集成电路集群服务中心（测试）", PUDONG, "91310115MA1TEST017")
    second = body(Office.OPERATOR, "安亭汽车集群服务中心（测试）", JIADING, "91310114MA1TEST025")
    firm = body(Office.ENTERPRISE, "测试企业", PUDONG)
    audit = body(Office.AUDIT, "审计局（测试）")
    academy = body(Office.EXPERT_BODY, "产业研究院（测试）")
    assessor = body(Office.EVALUATOR, "中小企业服务评价中心（测试）", code="91310000MA1TEST033")
    consultant = body(Office.EVALUATOR, "管理咨询公司（测试）", code="91310000MA1TEST041")
    return Cast(
        operator=actor("operator@example.test", "王运营", Role.OPERATOR, first),
        operator_colleague=actor("operator2@example.test", "李同事", Role.OPERATOR, first),
        other_operator=actor("other@example.test", "赵运营", Role.OPERATOR, second),
        district=actor("district@example.test", "陈经办", Role.DISTRICT_OFFICER, pudong),
        district_colleague=actor("district2@example.test", "周经办", Role.DISTRICT_OFFICER, pudong),
        other_district=actor("jiading@example.test", "吴经办", Role.DISTRICT_OFFICER, jiading),
        municipal=actor("municipal@example.test", "郑经办", Role.MUNICIPAL_OFFICER, commission),
        approver=actor("approver@example.test", "孙审批", Role.MUNICIPAL_APPROVER, commission),
        auditor=actor("auditor@example.test", "钱审计", Role.AUDITOR, audit),
        administrator=actor("admin@example.test", "冯管理", Role.ADMINISTRATOR, commission),
        enterprise=actor("firm@example.test", "韩企业", Role.ENTERPRISE, firm),
        municipal_colleague=actor("municipal2@example.test", "何经办", Role.MUNICIPAL_OFFICER, commission),
        approver_colleague=actor("approver2@example.test", "许审批", Role.MUNICIPAL_APPROVER, commission),
        expert=actor("expert@example.test", "施专家", Role.EXPERT, academy),
        second_expert=actor("expert2@example.test", "蒋专家", Role.EXPERT, academy),
        third_expert=actor("expert3@example.test", "沈专家", Role.EXPERT, academy),
        inspector=actor("inspector@example.test", "杨核查", Role.INSPECTOR, commission),
        second_inspector=actor("inspector2@example.test", "朱核查", Role.INSPECTOR, commission),
        evaluator=actor("evaluator@example.test", "秦评价", Role.EVALUATOR, assessor),
        other_evaluator=actor("evaluator2@example.test", "尤评价", Role.EVALUATOR, consultant),
    )


@remembered
def make_cluster(cast: Cast, by: Actor | None = None, operator: Actor | None = None) -> Cluster:
    """A registered cluster of the operator's."""
    return cluster_of(by or cast.district, operator or cast.operator)


def cluster_of(officer: Actor, operator: Actor) -> Cluster:
    """A cluster that the officer registers for the operator."""
    return register_cluster(
        name_zh="张江集成电路集群",
        name_en="Zhangjiang IC cluster",
        district=officer.district,
        operator=operator.organisation,
        dominant_industries=["39"],
        area_m2=12_000_000,
        by=officer,
        at=DAY_ONE,
    )


@remembered
def make_round(cast: Cast, materials: tuple[str, ...] = ("A6.4.2",)) -> Round:
    """The round of 2026: 9 March to 30 April."""
    notice = Notice(
        number="沪经信集群〔2026〕1号",
        title=Bi(zh="2026年度集群申报通知", en="Applications for 2026"),
        text=Bi(zh="请按要求申报。", en="Please apply."),
        opens_at=at(3, 9),
        closes_at=at(4, 30, 17),
        materials=materials,
    )
    return publish_round(notice, by=cast.municipal, at=DAY_ONE)


@cache
def good_workbook(on: date = CLOSING) -> bytes:
    """A workbook in Chinese of a generated cluster whose data are in order and rule nothing out; one is on its line."""
    return written(filled_from(one_cluster(1, 24, 20, on), "zh"), "zh", on, edition("shanghai-2024"))


@cache
def eligible_workbook(on: date = CLOSING) -> bytes:
    """One of a cluster that is eligible once reviewers have settled what waits for them."""
    return written(filled_from(one_cluster(1, 36, 20, on), "zh"), "zh", on, edition("shanghai-2024"))
