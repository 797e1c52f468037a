"""Two districts, each with an operator, a filed case and everything that hangs on it: what pages may show to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.papers.letters import add_stamped_scan
from jiqun.desk.do.people.invitations import invite
from jiqun.desk.do.registers.documents import publish_document
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.registers.incidents import enter_incident
from jiqun.desk.do.revoking.noticing import raise_alerts
from jiqun.desk.do.tracking.records import record_tracking
from jiqun.desk.files import Taken
from jiqun.desk.grounds.noticed import Noticed
from jiqun.facts.generate import one_cluster
from jiqun.facts.recognised_batch import Earlier
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.records.models import (
    Alert,
    Appointment,
    Assignment,
    Case,
    Cluster,
    Difference,
    Enterprise,
    Evidence,
    Letter,
    Message,
    Round,
    Submission,
)
from tests.cast import Cast, at, make_cluster
from tests.desk.checked import ids_of_visit
from tests.desk.experts.people import new_expert
from tests.desk.filled import PDF, fill, move
from tests.remembered import remembered


@dataclass(frozen=True)
class Side:
    """A district's office and its operator, and the ids of what is theirs, by the name that addresses use."""

    operator: Actor
    district: Actor
    ids: dict[str, int]


@remembered
def a_side(cast: Cast, notice: Round, operator: Actor, district: Actor, firms: int = 10) -> Side:
    """A case returned for correction, with evidence, a letter, a scan, an incident, a document, an invitation.

    `firms` picks the enterprises: two sides with the same have them in common.
    """
    cluster = make_cluster(cast, by=district, operator=operator)
    case = open_application(round_id=notice.pk, cluster=cluster.pk, by=operator, at=at(3, 10))
    fill(case, operator, at(3, 11), workbook_of(firms))
    move(case, "submit", operator, at(3, 16), declared="password")
    move(case, "accept", district, at(3, 17))
    move(case, "return_for_correction", district, at(3, 18), reason="请补正。", due_on=at(3, 27).date())
    firm = Enterprise.objects.filter(listings__roster__cluster=cluster).order_by("pk")[0]
    filing = Submission.objects.get(case=case).pk
    sealed = Taken("盖章.pdf", PDF + b"%sealed")
    scan = add_stamped_scan(case=case.pk, what=f"submission:{filing}", file=sealed, by=operator, at=at(3, 18))
    ids = {
        "case_id": case.pk,
        "cluster_id": cluster.pk,
        "enterprise_id": firm.pk,
        "roster_id": firm.listings.get(roster__cluster=cluster).roster_id,
        "evidence_id": Evidence.objects.get(case=case).pk,
        "letter_id": Letter.objects.filter(case=case).latest("pk").pk,
        "submission_id": filing,
        "scan_id": scan.pk,
        "incident_id": _incident(firm, district),
        "document_id": _document(cluster.number, district),
        "organisation_id": operator.organisation,
        "invitation_id": _invitation(cluster.pk, operator),
        "appointment_id": Appointment.objects.get(person=operator.person, organisation=operator.organisation).pk,
        "message_id": _message(district),
        "alert_id": _alert(cluster.pk),
        **ids_of_visit(cast, case, team=cast.inspector if district == cast.district else cast.second_inspector),
        "assignment_id": _assignment(cast, case),
        "tracking_id": _tracked(cast, cluster, district),
        "difference_id": _difference(cluster.pk),
        **dict.fromkeys(("panel_id", "value_id"), 0),  # no panel met, and no plan is reported on before a recognition
    }
    return Side(operator, district, ids)


def workbook_of(index: int) -> bytes:
    """The workbook of one of the generated clusters: no two have an enterprise in common."""
    on = at(4, 30).date()
    return written(filled_from(one_cluster(1, index, 20, on), "zh"), "zh", on, edition("shanghai-2024"))


def _invitation(cluster: int, by: Actor) -> int:
    offered, _ = invite(
        email=f"new-{cluster}@example.test",
        name="新人",
        organisation=by.organisation,
        role=Role.OPERATOR,
        lang="zh",
        by=by,
        at=at(3, 18),
    )
    return int(offered.pk)


def _incident(firm: Enterprise, by: Actor) -> int:
    row = enter_incident(
        credit_code=firm.credit_code,
        kind="safety",
        severity="major",
        occurred_on=date(2025, 11, 3),
        description="车间事故",
        source="应急管理局通报",
        document_number="应急〔2025〕9号",
        ranking_body="应急管理局",
        ranked_on=date(2025, 12, 1),
        document=Taken("通报.pdf", PDF),
        by=by,
        at=at(3, 18),
    )
    return int(row.pk)


def _alert(cluster: int) -> int:
    noticed = Noticed(f"area_not_reported:{cluster}", cluster, "area_not_reported", date(2026, 3, 1), {}, ())
    raise_alerts([noticed], at=at(3, 18))
    return int(Alert.objects.get(key=noticed.key).pk)


def _document(number: str, by: Actor) -> int:
    row = publish_document(
        kind="policy",
        number="区发〔2026〕1号",
        title=Bi(zh="支持政策", en="Support"),
        summary=Bi(zh="支持。", en="Support."),
        issued_on=date(2026, 3, 1),
        valid_from=date(2026, 3, 1),
        valid_to=None,
        industries=[],
        clusters=[number],
        file=Taken("政策.pdf", PDF),
        by=by,
        at=at(3, 18),
    )
    return int(row.pk)


def _assignment(cast: Cast, case: Case) -> int:
    _, expert = new_expert(cast, case.pk)
    row = Assignment.objects.create(case=case, expert=expert, how="picked", asked_at=at(3, 18), due_on=date(2026, 4, 1))
    return int(row.pk)


def _tracked(cast: Cast, cluster: Cluster, district: Actor) -> int:
    """A tracking record with a file, to be followed up; the cluster is recognised since 2023."""
    number = f"沪2023-{cluster.pk}"
    one = Earlier(cluster.number, number, date(2023, 9, 1), date(2026, 8, 31), "沪经信〔2023〕1号")
    enter_earlier(one, by=cast.municipal, at=at(3, 18))
    row = record_tracking(
        cluster=cluster.pk,
        on=date(2026, 3, 17),
        texts={"problems": "用工紧张。"},
        follow_up_on=date(2026, 6, 1),
        files=[Taken("现场.pdf", PDF + b"%tracking")],
        by=district,
        at=at(3, 18),
    )
    return int(row.pk)


def _difference(cluster: int) -> int:
    same = {"kind": "area", "source": "state:0", "run": "state:0", "seen_at": at(3, 18), "at": at(3, 18)}
    values = {"registered": {"area_m2": 1_000_000}, "found": {"area_m2": 2_000_000}}
    return int(Difference.objects.create(cluster_id=cluster, **same, **values).pk)


def _message(to: Actor) -> int:
    row = Message.objects.create(
        key=f"test:{Message.objects.count()}",
        to_id=to.person,
        address="x@example.test",
        subject="事",
        body="事",
        made_at=at(3, 18),
    )
    return int(row.pk)
