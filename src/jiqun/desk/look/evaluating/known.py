"""What an evaluator may know of the operator that it evaluates: profile, plan, services; no enterprise's row (A17)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.plans.progress import PlanPart, rows_of, scores_of
from jiqun.desk.may import only, the_case
from jiqun.desk.plans.goals import plan_of
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.choices import SERVICE_KINDS
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Submission


@dataclass(frozen=True)
class Service:
    """An institution that serves the cluster, as the operator reported it last."""

    institution: str
    level: str
    kinds: tuple[Bi, ...]
    specialists: int | None


@dataclass(frozen=True)
class Known:
    """What the contract needs, and no more. `filing`: the case that the services are from, empty for none."""

    cluster: Bi
    number: str
    district: Bi
    operator: Bi
    industries: tuple[str, ...]
    km2: Fraction
    filing: str
    services: tuple[Service, ...]
    plan: PlanPart | None


def known_of(case: int, *, by: Actor) -> Known:
    """Of the operator and cluster of a case that the evaluator is entrusted with. Raises NotThere."""
    only(by, Role.EVALUATOR)
    row = the_case(by, case)
    cluster, body = row.cluster, row.operator
    filing = _latest_filing(row)
    plan = plan_of(cluster, day_of(row.opened_at))
    return Known(
        cluster=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        number=cluster.number,
        district=DISTRICTS[cluster.district],
        operator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        industries=tuple(cluster.dominant_industries.split(";")),
        km2=Fraction(cluster.area_m2, 10**6),
        filing=filing.case.number if filing else "",
        services=_services(filing) if filing else (),
        plan=PlanPart(plan.cluster, plan.years, rows_of(plan), scores_of(plan)) if plan else None,
    )


def _latest_filing(row: Case) -> Submission | None:
    """The report that was received last, or what the cluster was recognised by; nothing that is being decided."""
    settled = Submission.objects.filter(case__cluster=row.cluster_id, case__stage__in=("received", "recognised"))
    return settled.select_related("roster", "case").order_by("-at", "-pk").first()


def _services(filing: Submission) -> tuple[Service, ...]:
    table = snapshot_of(filing.roster).tables["services"]
    rows = zip(*(table[name] for name in ("institution", "level", "kinds", "specialists")), strict=True)
    return tuple(
        Service(name, level or "", tuple(SERVICE_KINDS[kind] for kind in kinds or ()), specialists)
        for name, level, kinds, specialists in rows
    )
