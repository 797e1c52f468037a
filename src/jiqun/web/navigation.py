"""Where one can go from every page, by role."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.procedure.roles import Role
from jiqun.web.routes import REGISTER


@dataclass(frozen=True)
class Place:
    """An entry of the navigation."""

    title: Bi
    address: str


PUBLIC = (
    Place(Bi(zh="集群名录", en="Clusters"), "/clusters/"),
    Place(Bi(zh="申报通知", en="Notices"), "/notices/"),
    Place(Bi(zh="公示与名单", en="Public notices and lists"), "/lists/"),
    Place(Bi(zh="国家级集群", en="National clusters"), "/national/"),
    Place(Bi(zh="服务评价", en="Evaluation"), "/evaluations/"),
    Place(Bi(zh="规划与政策", en="Plans and policies"), "/documents/"),
    Place(Bi(zh="管理办法", en="The Procedures"), "/procedures/"),
    Place(Bi(zh="解释", en="Interpretations"), "/interpretations/"),
    Place(Bi(zh="开放数据", en="Open data"), "/open-data/"),
    Place(Bi(zh="验证", en="Verify"), "/verify/"),
)
_DESK = Place(Bi(zh="工作台", en="Workbench"), "/desk/")
_CASES = Place(Bi(zh="案件", en="Cases"), "/desk/cases/")
_CLUSTERS = Place(Bi(zh="集群", en="Clusters"), "/desk/clusters/")
_ENTERPRISES = Place(Bi(zh="企业", en="Enterprises"), "/desk/enterprises/")
_INCIDENTS = Place(Bi(zh="事故登记", en="Incidents"), "/desk/incidents/")
_DOCUMENTS = Place(Bi(zh="规划与政策", en="Plans and policies"), "/desk/documents/")
_ROUNDS = Place(Bi(zh="申报批次", en="Rounds"), "/desk/rounds/")
_RECOGNITIONS = Place(Bi(zh="认定", en="Recognitions"), "/desk/recognitions/")
_LEDGER = Place(Bi(zh="存证", en="Ledger"), "/desk/ledger/")
_PEOPLE = Place(Bi(zh="人员与机构", en="People"), "/desk/people/")
_DAYS = Place(Bi(zh="工作日历", en="Working days"), "/desk/working-days/")
_ERRANDS = Place(Bi(zh="后台任务", en="Errands"), "/desk/errands/")
_SETTINGS = Place(Bi(zh="设置", en="Settings"), "/desk/settings/")
_APPEALS = Place(Bi(zh="复核申请", en="Appeals"), "/desk/appeals/")
_ALERTS = Place(Bi(zh="撤销线索", en="Alerts"), "/desk/alerts/")
_CHANGES = Place(Bi(zh="重要变更", en="Changes"), "/desk/changes/")
_PROGRAMMES = Place(Bi(zh="服务评价", en="Service evaluation"), "/desk/programmes/")
_EXPERTS = Place(Bi(zh="评审专家", en="Experts"), "/desk/experts/")
_EVALUATIONS = Place(Bi(zh="评审任务", en="Evaluations"), "/desk/evaluations/")
_MY_TIES = Place(Bi(zh="利害关系申报", en="My interests"), "/desk/my-interests/")
_MY_DATA = Place(Bi(zh="本企业数据", en="Our data"), "/desk/my-enterprise/")
_INTERPRETATIONS = Place(Bi(zh="解释", en="Interpretations"), "/desk/interpretations/")
_NATIONAL = Place(Bi(zh="国家级", en="National"), "/desk/national/")
_WAIVERS = Place(Bi(zh="豁免", en="Waivers"), "/desk/waivers/")
_VISITS = Place(Bi(zh="现场核查", en="Visits"), "/desk/visits/")

_REPORTS = Place(Bi(zh="年度报告", en="Reports"), "/desk/reports/")

_OFFICE = (_DESK, _CASES, _REPORTS, _CLUSTERS, _CHANGES, _ENTERPRISES, _INCIDENTS, _DOCUMENTS)
_READ = (_NATIONAL, _INTERPRETATIONS, _WAIVERS)
_BY_ROLE = {
    Role.OPERATOR: (_DESK, _CASES, _CHANGES, _APPEALS, _CLUSTERS, _ENTERPRISES, _PEOPLE),
    Role.ENTERPRISE: (_MY_DATA, _APPEALS),
    Role.DISTRICT_OFFICER: (*_OFFICE, _ALERTS, _PEOPLE),
    Role.MUNICIPAL_OFFICER: (*_OFFICE, _ROUNDS, _RECOGNITIONS, _ALERTS, _EXPERTS, _PROGRAMMES, *_READ, _PEOPLE, _DAYS),
    Role.MUNICIPAL_APPROVER: (*_OFFICE, _ROUNDS, _RECOGNITIONS, _ALERTS, _EXPERTS, _PROGRAMMES, *_READ),
    Role.AUDITOR: (*_OFFICE, _ROUNDS, _RECOGNITIONS, _ALERTS, _EXPERTS, _PROGRAMMES, *_READ, _LEDGER),
    Role.EXPERT: (_EVALUATIONS, _MY_TIES),
    Role.INSPECTOR: (_VISITS,),
    Role.EVALUATOR: (_DESK, _CASES),
    Role.ADMINISTRATOR: (_PEOPLE, _DAYS, _ERRANDS, _SETTINGS),
}


def places_for(actor: Actor | None) -> tuple[Place, ...]:
    """The public pages for a visitor, else the places of the acting role; those alone that have a page."""
    places = PUBLIC if actor is None else _BY_ROLE.get(actor.role, (_DESK,))
    return tuple(place for place in places if has_page(place.address)) or (_DESK,)


def has_page(address: str) -> bool:
    """Whether there is a page of ours at the address."""
    return any(route.address == address.removeprefix("/") for route in REGISTER.values())
