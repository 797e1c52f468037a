"""A spot check on the page of its case: its team, the record, the findings with their replies (Article 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiqun.desk.actor import Actor
from jiqun.desk.checks.rights import PLANNED, findings_that_hold, record_sha256, the_check
from jiqun.desk.checks.ties import OPEN, inspectors_free
from jiqun.desk.look.checks.findings import FindingView, findings_shown
from jiqun.desk.look.checks.record import RecordView, record_of
from jiqun.desk.look.choices import Choice, plain
from jiqun.desk.look.draws.draws import DrawItem, draws_about
from jiqun.desk.may import OFFICE
from jiqun.procedure.roles import Role
from jiqun.records.models import SpotCheck


@dataclass(frozen=True)
class Member:
    """Somebody of the team: a name and nothing by which they could be reached."""

    name: str
    drawn: bool


@dataclass(frozen=True)
class FirmDrawn:
    """An enterprise that is looked at."""

    id: int
    name: str
    credit_code: str


@dataclass(frozen=True)
class CheckPart:
    """A spot check. `record` is None for the visited side until it is handed in; `choices`: who may be named."""

    visit: int
    about: int
    about_number: str
    visit_on: date | None
    team: tuple[Member, ...]
    firms: tuple[FirmDrawn, ...]
    record: RecordView | None
    sha256: str
    findings: tuple[FindingView, ...]
    may_name: bool
    choices: tuple[Choice, ...]
    draws: tuple[DrawItem, ...]  # those of which the actor may know who is who


def look_at_check(visit: int, *, by: Actor) -> CheckPart:
    """The spot check. Raises NotThere."""
    check = the_check(by, visit)
    case, about = check.case, check.case.about
    assert about is not None
    shown = by.role in OFFICE or case.stage not in (*OPEN, "called_off")
    sha256 = record_sha256(case)
    may_name = by.role == Role.MUNICIPAL_OFFICER and case.stage in OPEN
    return CheckPart(
        visit=case.pk,
        about=about.pk,
        about_number=about.number,
        visit_on=check.visit_on,
        team=team_of(check),
        firms=tuple(
            FirmDrawn(row.enterprise_id, row.enterprise.name, row.enterprise.credit_code)
            for row in check.firms.select_related("enterprise").order_by("pk")
        )
        if shown
        else (),
        record=record_of(check, sha256) if shown and case.stage != "drawn" else None,
        sha256=sha256,
        findings=findings_shown(findings_that_hold(case), by) if shown and case.stage != PLANNED else (),
        may_name=may_name,
        choices=tuple(plain(one.pk, one.name) for one in inspectors_free(check)) if may_name else (),
        draws=draws_about(case.pk, by=by),
    )


def team_of(check: SpotCheck) -> tuple[Member, ...]:
    """The team, by name."""
    rows = check.team.select_related("person").order_by("pk")
    return tuple(Member(row.person.name, row.drawn) for row in rows)
