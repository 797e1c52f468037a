"""Rows as the parts of dynamic management leave them: yearly calls, their cases, reports, readings, incidents."""

from __future__ import annotations

from datetime import date, datetime

from jiqun.desk.do.registers.incidents import enter_incident
from jiqun.desk.files import keep_bytes
from jiqun.desk.grounds.noticing import noticed_on
from jiqun.desk.record import record
from jiqun.records.models import (
    Case,
    Cluster,
    Enterprise,
    Incident,
    Interpretation,
    Listing,
    Roster,
    Round,
    Step,
)
from tests.cast import Cast, at
from tests.remembered import remembered


def keys(today: date) -> list[str]:
    return sorted(one.limb for one in noticed_on(today))


@remembered
def round_of(purpose: str, year: int, cohort: date | None = None) -> Round:
    """A yearly call, as the calendar opens it."""
    return Round.objects.create(
        purpose=purpose,
        year=year,
        cohort=cohort,
        edition="shanghai-2024",
        title_zh="一次",
        text_zh="一次。",
        opens_at=at(1, 5),
        closes_at=at(12, 31),
        examining_since=at(1, 5),
        published_at=at(1, 5),
    )


def case_in(cluster: Cluster, notice: Round, kind: str, stage: str, filed: datetime | None = None) -> Case:
    """A case of that cluster as its own slice leaves it."""
    return Case.objects.create(
        number=f"{kind}-{notice.pk}-{cluster.pk}-{Case.objects.count()}",
        kind=kind,
        edition="shanghai-2024",
        stage=stage,
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        round=notice,
        opened_at=at(1, 5),
        filed_at=filed,
        moved_at=at(1, 5),
    )


def step(case: Case, cast: Cast, name: str, end: str, when: datetime) -> Step:
    """A step of it."""
    place = case.steps.count() + 2
    return Step.objects.create(
        case=case,
        place=place,
        move=name,
        start=case.stage,
        end=end,
        at=when,
        person_id=cast.operator.person,
        appointment_id=cast.operator.appointment,
        article="16",
    )


def report(cast: Cast, cluster: Cluster, sent: datetime | None, stage: str = "submitted") -> Case:
    """The report on 2025, sent in at that moment."""
    case = case_in(cluster, round_of("annual_report", 2025), "annual_report", stage if sent else "draft", sent)
    if sent:
        step(case, cast, "submit", "submitted", sent)
    return case


def reading(cast: Cast, key: str, value: str, from_day: date) -> None:
    """The Commission settles a reading."""
    Interpretation.objects.create(
        number=f"解释-{key}-{value}-{from_day}",
        edition="shanghai-2024",
        question_zh="问",
        answer_zh="答",
        articles="19",
        reading=key,
        value=value,
        from_day=from_day,
        replaces=Interpretation.objects.filter(reading=key, replaced_by=None).first(),
        prepared_by_id=cast.municipal.person,
        by_id=cast.approver.person,
        at=at(1, 5),
    )


@remembered
def firm_in(cast: Cast, cluster: Cluster, code: str = "91310115MA1TEST033") -> Enterprise:
    """An enterprise on the cluster's latest roster."""
    firm = Enterprise.objects.create(credit_code=code, name=f"企业{code[-3:]}")
    blob = keep_bytes(code.encode(), "text/plain", at(3, 3))
    roster = Roster.objects.create(
        cluster=cluster,
        sha256=blob.pk,
        blob=blob,
        on=at(3, 3).date(),
        enterprises=1,
        taken_at=at(3, 3),
        taken_by_id=cast.operator.person,
    )
    Listing.objects.create(cluster=cluster, enterprise=firm, roster=roster, in_dominant_industry=True)
    record("freeze_roster", f"cluster:{cluster.pk}", by=cast.operator, at=at(3, 3), article="2", sealed=(roster,))
    return firm


def incident(
    cast: Cast, firm: Enterprise, kind: str, severity: str = "", on: date = date(2026, 4, 1), **more: object
) -> Incident:
    """An entry of the officers' register, made on 6 May."""
    given: dict[str, object] = {
        "credit_code": firm.credit_code,
        "kind": kind,
        "severity": severity,
        "occurred_on": on,
        "description": "",
        "source": "通报",
        "document_number": "",
        "ranking_body": "市应急管理局",
        "ranked_on": None,
        "document": None,
        "by": cast.municipal,
        "at": at(5, 6),
    }
    return enter_incident(**(given | more))  # type: ignore[arg-type]  # as a form gives it
