"""What an inspector sees: the visits of their teams, and one of them as its checklist (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.rights import PLANNED, marks_of, the_check
from jiqun.desk.files import ENDINGS
from jiqun.desk.look.cases.case import Doable, doable_by
from jiqun.desk.look.cases.deadlines import Deadline, deadlines_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.checks.part import Member, team_of
from jiqun.desk.look.checks.record import RecordView, record_of
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.may import NotThere, cases_of, only
from jiqun.facts.districts import DISTRICTS
from jiqun.ledger.canonical import canonical_sha256
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Blob, Case, CheckPhoto, CheckSignature


@dataclass(frozen=True)
class VisitItem:
    """A visit on the list."""

    id: int
    number: str
    cluster: Bi
    district: Bi
    stage_title: Bi
    visit_on: date | None
    mine: bool
    deadline: Deadline | None


@dataclass(frozen=True)
class VisitView:
    """A visit as its checklist. `marks` and `sha256`: what a signature is made over now."""

    id: int
    number: str
    version: int
    cluster: Bi
    district: Bi
    operator: Bi
    stage: str
    stage_title: Bi
    visit_on: date | None
    team: tuple[Member, ...]
    noting: bool
    handed_in: bool
    record: RecordView
    marks: Mapping[str, list[Any]]
    sha256: str
    hand_in: Doable | None
    deadlines: tuple[Deadline, ...]


def list_visits(*, by: Actor, at: datetime, page: int = 1) -> Page[VisitItem]:
    """The visits of the actor's teams: those to be made first, by their day."""
    only(by, Role.INSPECTOR)
    first = (F("ended_at").asc(nulls_first=True), F("spot_check__visit_on").asc(nulls_last=True), "pk")
    found = cases_of(by).select_related("cluster", "spot_check").order_by(*first)
    return page_shown(found, page, lambda rows: _items(rows, by, at))


def look_at_visit(visit: int, *, by: Actor, at: datetime) -> VisitView:
    """One of them. Raises NotThere."""
    only(by, Role.INSPECTOR)
    check = the_check(by, visit)
    case = check.case
    table = procedure(case.edition, case.kind)
    marks = marks_of(case)
    sha256 = canonical_sha256(marks)
    doable = {one.name: one for one in doable_by(case, table, by, at)}
    return VisitView(
        id=case.pk,
        number=case.number,
        version=case.version,
        cluster=_name(case.cluster),
        district=DISTRICTS[case.district],
        operator=_name(case.operator),
        stage=case.stage,
        stage_title=table.stage_by_name[case.stage].title,
        visit_on=check.visit_on,
        team=team_of(check),
        noting=case.stage == PLANNED,
        handed_in=case.stage not in ("drawn", PLANNED, "called_off"),
        record=record_of(check, sha256),
        marks=marks,
        sha256=sha256,
        hand_in=doable.get("record_visit"),
        deadlines=deadlines_of([case], day_of(at)),
    )


def photo_paper(visit: int, photo: int, *, by: Actor) -> Paper:
    """A photo of a visit. Raises NotThere; also for the visited side until the record is handed in."""
    row = CheckPhoto.objects.filter(check_of=_readable(visit, by), pk=photo).select_related("blob").first()
    return _paper(row.blob if row else None, f"photo-{photo}")


def scan_paper(visit: int, signature: int, *, by: Actor) -> Paper:
    """The scan of a signed print. Raises NotThere, as above."""
    row = CheckSignature.objects.filter(check_of=_readable(visit, by), pk=signature).select_related("scan").first()
    return _paper(row.scan if row else None, f"signature-{signature}")


def _readable(visit: int, by: Actor) -> Any:
    check = the_check(by, visit)
    if by.role == Role.OPERATOR and check.case.stage in ("drawn", PLANNED, "called_off"):
        raise NotThere
    return check


def _paper(blob: Blob | None, name: str) -> Paper:
    if blob is None:
        raise NotThere
    return paper_of(blob, f"{name}{ENDINGS[blob.media_type][0]}")


def _items(rows: list[Case], by: Actor, at: datetime) -> tuple[VisitItem, ...]:
    first: dict[int, Deadline] = {}
    for deadline in deadlines_of(rows, day_of(at)):
        first.setdefault(deadline.case, deadline)
    return tuple(_item(row, by, first.get(row.pk)) for row in rows)


def _item(row: Case, by: Actor, deadline: Deadline | None) -> VisitItem:
    stage = procedure(row.edition, row.kind).stage_by_name[row.stage]
    return VisitItem(
        id=row.pk,
        number=row.number,
        cluster=_name(row.cluster),
        district=DISTRICTS[row.district],
        stage_title=stage.title,
        visit_on=row.spot_check.visit_on,
        mine=stage.holder == by.role,
        deadline=deadline,
    )


def _name(of: Any) -> Bi:
    return Bi(zh=of.name_zh, en=of.name_en or of.name_zh)
