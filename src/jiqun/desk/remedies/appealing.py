"""Against which decisions somebody may appeal, and until when (Articles 9 and 19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from jiqun.base.days import day_of
from jiqun.base.terms import Term
from jiqun.base.words import Bi
from jiqun.base.workdays import WorkingCalendar
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.interpreting.waiving import waived
from jiqun.desk.may import NotThere, is_told_to_operator
from jiqun.desk.rosters import snapshot_of
from jiqun.law import Article
from jiqun.procedure.kit import Lack
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.procedure.shanghai_2024.appeal import REOPENED_BY
from jiqun.procedure.shanghai_2024.round_days import MOST, usual_days
from jiqun.records.models import Case, Enterprise, Letter, Listing, Submission

MOST_FILES = 10
DECIDED_ABOUT = ("recognition", "revocation")  # the kinds of case whose decisions can be appealed against
UNDER: Article = article("9")
_LOOKED_BACK = timedelta(days=2 * MOST)  # longer ago than any period that a round can set


@dataclass(frozen=True)
class Period:
    """The time to appeal in: it runs from the day after `since` through `until`.

    `served`: from the recorded service of the decision's letter; else from the day on which the case ended.
    """

    since: date
    served: bool
    days: int
    until: date
    provisional: bool


@dataclass(frozen=True)
class Standing:
    """A decision, the time to appeal against it, and why the actor cannot now; nothing lacking if they can."""

    case: Case
    period: Period | None
    lacks: tuple[Lack, ...]


def period_of(case: Case) -> Period | None:
    """The time in which the decision of a case may be appealed against; None where there is no such decision."""
    return periods_of([case])[0]


def periods_of(cases: Sequence[Case]) -> tuple[Period | None, ...]:
    """The same of several, in two queries."""
    served = _served([case.pk for case in cases])
    calendar = working_calendar()
    return tuple(_period(case, served.get(case.pk, ()), calendar) for case in cases)


def _period(case: Case, letters: Iterable[tuple[datetime, date]], calendar: WorkingCalendar) -> Period | None:
    ended = case.ended_at
    if case.kind not in DECIDED_ABOUT or case.stage not in REOPENED_BY or ended is None:
        return None
    days = int((case.round.days if case.round else {}).get("appealing") or usual_days()["appealing"])
    # The letter that came with this decision, and not one of an earlier that was set aside.
    service = min((on for at, on in letters if at >= ended), default=None)
    since = service or day_of(ended)
    due = Term(since, days).due(calendar)
    return Period(since, service is not None, days, due.on, due.provisional)


def _served(cases: list[int]) -> dict[int, list[tuple[datetime, date]]]:
    rows = Letter.objects.filter(case__in=cases, service__isnull=False).values_list("case", "at", "service__on")
    found: dict[int, list[tuple[datetime, date]]] = {}
    for case, at, on in rows:
        found.setdefault(case, []).append((at, on))
    return found


def decision_against(case: int, *, by: Actor) -> Case:
    """A decided application or revocation that concerns the actor: its operator, or a firm of its cluster.

    Raises NotThere, also where it is not decided yet: an enterprise is not told that there is such a case.
    """
    found = Case.objects.filter(pk=case, kind__in=DECIDED_ABOUT).select_related("cluster", "operator", "round").first()
    if found is None or not _concerns(found, by):
        raise NotThere
    return found


def decisions_for(by: Actor, at: datetime) -> tuple[Case, ...]:
    """The decisions of late that the actor may, or might have, appealed against; the latest first."""
    since = at - _LOOKED_BACK
    late = Q(ended_at__gte=since) | Q(letters__service__on__gte=day_of(since))
    found = Case.objects.filter(late, kind__in=DECIDED_ABOUT, stage__in=REOPENED_BY).distinct()
    if by.role == Role.OPERATOR:
        found = found.filter(operator=by.organisation)
    rows = found.select_related("cluster", "operator", "round").order_by("-ended_at", "-pk")
    if by.role == Role.OPERATOR:
        return tuple(rows)
    codes, firm = _rosters(rows), _firm(by)
    return tuple(row for row in rows if firm and firm in codes.get(row.pk, ()))


def reasons_against(case: Case, by: Actor, at: datetime) -> tuple[Lack, ...]:
    """Why the actor cannot appeal now; none if they can."""
    return standing_of([case], by, at)[0].lacks


def standing_of(cases: Sequence[Case], by: Actor, at: datetime) -> tuple[Standing, ...]:
    """How the actor stands to each decision, in a constant number of queries."""
    own: dict[int, list[Case]] = {}
    for one in Case.objects.filter(about__in=[case.pk for case in cases], kind="appeal", lodger=by.organisation):
        own.setdefault(one.about_id or 0, []).append(one)
    pairs = zip(cases, periods_of(cases), strict=True)
    lifted = waived.many(cases, at)
    return tuple(
        Standing(case, period, _lacks(case, period, own.get(case.pk, []), at, "appeal_in_time" in lifted[case.pk]))
        for case, period in pairs
    )


def _lacks(case: Case, period: Period | None, own: list[Case], at: datetime, late_is_taken: bool) -> tuple[Lack, ...]:
    if period is None or case.ended_at is None:
        return (Lack("decided", _NO_DECISION, UNDER),)
    lacks = []
    if day_of(at) > period.until and not late_is_taken:
        lacks.append(Lack("in_time", _LATE.fill(day=period.until), UNDER))
    if any(one.ended_at is None for one in own):
        lacks.append(Lack("one_open", _OPEN, UNDER))
    elif any(one.opened_at >= case.ended_at and one.stage != "taken_back" for one in own):
        lacks.append(Lack("once", _ONCE, UNDER))
    return tuple(lacks)


def _concerns(case: Case, by: Actor) -> bool:
    if by.role == Role.OPERATOR:
        return case.operator_id == by.organisation and is_told_to_operator(case)
    if by.role != Role.ENTERPRISE or case.stage not in REOPENED_BY:
        return False
    firm = _firm(by)
    return firm is not None and firm in _rosters([case]).get(case.pk, ())


def _firm(by: Actor) -> str | None:
    return Enterprise.objects.filter(organisation=by.organisation).values_list("credit_code", flat=True).first()


def _rosters(cases: Iterable[Case]) -> dict[int, frozenset[str]]:
    """By case, the firms on the roster that was filed last; of a revocation, those on its cluster's latest one."""
    found = list(cases)
    rows = Submission.objects.filter(case__in=found).select_related("roster").order_by("place")
    latest = {row.case_id: row.roster for row in rows}
    filed = {
        case: frozenset(snapshot_of(roster).tables["enterprises"]["credit_code"]) for case, roster in latest.items()
    }
    return filed | _listed([case for case in found if case.kind == "revocation"])


def _listed(cases: list[Case]) -> dict[int, frozenset[str]]:
    if not cases:
        return {}
    rows = Listing.objects.filter(cluster__in={case.cluster_id for case in cases})
    codes: dict[int, set[str]] = {}
    for cluster, code in rows.values_list("cluster", "enterprise__credit_code"):
        codes.setdefault(cluster, set()).add(code)
    return {case.pk: frozenset(codes.get(case.cluster_id, ())) for case in cases}


_NO_DECISION = Bi(
    zh="只有不予推荐、不予认定或撤销认定的决定可以申请复核；本案没有这样的决定。",
    en="Only the decision not to recommend, not to recognise or to revoke can be appealed against; there is none here.",
)
_LATE = Bi(zh="申请复核的期限已于{day}届满。", en="The time to appeal ended on {day}.")
_OPEN = Bi(zh="贵单位对本案已有一件复核申请正在办理。", en="You have an appeal against this decision open already.")
_ONCE = Bi(
    zh="贵单位对这一决定的复核申请已有处理决定。", en="Your appeal against this decision has been decided already."
)
