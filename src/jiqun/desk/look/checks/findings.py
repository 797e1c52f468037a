"""Findings of spot checks as those concerned read them: what was found, the reply, how it was settled (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.figures import FIGURES
from jiqun.desk.checks.rights import PLANNED, RECORDED, held_among
from jiqun.desk.judging import typed_figure
from jiqun.desk.look.cases.changes import as_typed
from jiqun.desk.look.checks.record import label_of_figure
from jiqun.desk.may import NotThere, cases_of, enterprises_of, only
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, CaseTerm, CheckFinding

BEFORE_RECORDED = ("drawn", PLANNED, "called_off")


@dataclass(frozen=True)
class FindingView:
    """A figure that was found to be other than reported. `agrees`, `confirmed`: None while nobody has said."""

    id: int
    visit: int
    number: str
    cluster: Bi
    firm: int
    firm_name: str
    year: int
    label: Bi
    reported: Bi
    found: Bi
    note: str
    agrees: bool | None
    reply: str
    replied_at: datetime | None
    replied_by: str
    confirmed: bool | None
    reason: str
    settled_at: datetime | None
    may_reply: bool
    may_settle: bool
    due_on: date | None


def findings_shown(rows: Iterable[CheckFinding], by: Actor) -> tuple[FindingView, ...]:
    """Findings that hold, as the actor sees them; those of enterprises whose time to reply runs carry its day."""
    found = list(rows)
    cases = {row.check_of.case_id for row in found}
    running = CaseTerm.objects.filter(case__in=cases, name="reply").exclude(state=CaseTerm.State.ENDED)
    due = dict(running.values_list("case", "due_on"))
    return tuple(_view(row, by, due.get(row.check_of.case_id)) for row in found)


def findings_of_own(*, by: Actor) -> tuple[FindingView, ...]:
    """What spot checks found about the enterprise for which the actor acts, once the record was handed in."""
    only(by, Role.ENTERPRISE)
    rows = CheckFinding.objects.filter(enterprise__in=enterprises_of(by))
    return findings_shown(held_among(rows.exclude(check_of__case__stage__in=BEFORE_RECORDED)), by)


def finding_to_reply(visit: int, finding: int, *, by: Actor) -> FindingView:
    """A finding that the actor's side may read: of its cluster, or about the enterprise itself. Raises NotThere."""
    rows = CheckFinding.objects.filter(check_of__case=visit).exclude(check_of__case__stage__in=BEFORE_RECORDED)
    if by.role == Role.ENTERPRISE:
        rows = rows.filter(enterprise__in=enterprises_of(by))
    else:
        rows = rows.filter(check_of__case__in=cases_of(by))
    found = next((one for one in held_among(rows) if one.pk == finding), None)
    if found is None:
        raise NotThere
    return findings_shown([found], by)[0]


def checks_about(case: int, *, by: Actor) -> tuple[FindingView, ...]:
    """The confirmed findings by which an application is judged otherwise than it was reported.

    The caller has looked at the case: whoever sees it sees how its figures came about.
    """
    rows = CheckFinding.objects.filter(check_of__case__about=case, settled__confirmed=True)
    return findings_shown(held_among(rows), by)


def finding_title(row: CheckFinding) -> Bi:
    """The finding in a line, as a list of choices says it."""
    column = FIGURES[row.column]
    reported, found = (as_typed(column, typed_figure(text)) for text in (row.reported, row.found))
    words = {"firm": row.enterprise.name, "year": row.year, "label": label_of_figure(column)}
    return _TITLE.fill(**words, reported=reported, found=found)


def _view(row: CheckFinding, by: Actor, due_on: date | None) -> FindingView:
    case: Case = row.check_of.case
    column, reply, settled = FIGURES[row.column], getattr(row, "reply", None), getattr(row, "settled", None)
    speaks = by.role in (Role.OPERATOR, Role.ENTERPRISE)
    return FindingView(
        id=row.pk,
        visit=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        firm=row.enterprise_id,
        firm_name=row.enterprise.name,
        year=row.year,
        label=label_of_figure(column),
        reported=as_typed(column, typed_figure(row.reported)),
        found=as_typed(column, typed_figure(row.found)),
        note=row.note,
        agrees=reply.agrees if reply else None,
        reply=reply.text if reply else "",
        replied_at=reply.at if reply else None,
        replied_by=reply.by.name if reply else "",
        confirmed=settled.confirmed if settled else None,
        reason=settled.reason if settled else "",
        settled_at=settled.at if settled else None,
        may_reply=speaks and reply is None and case.stage == RECORDED,
        may_settle=by.role == Role.MUNICIPAL_OFFICER and settled is None and case.stage == "replied",
        due_on=due_on,
    )


_TITLE = Bi(
    zh="{firm} {year}年{label}：申报{reported}，核查{found}",
    en="{firm}, {year}, {label}: reported {reported}, found {found}",
)
