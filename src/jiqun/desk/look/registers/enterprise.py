"""One enterprise: where it stands, what was reported about it, what it replies, and who acts for it (Article 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.registers.enterprises import Place, places_of
from jiqun.desk.look.registers.incidents import IncidentView, list_incidents
from jiqun.desk.look.registers.reported import Reported, reported_of
from jiqun.desk.may import OFFICE, clusters_of, enterprises_of, listings_of, only, replies_of, the_enterprise
from jiqun.desk.rosters import snapshot_of
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, DataReply, Enterprise, Invitation, Listing

MAY_INVITE = (Role.OPERATOR, Role.DISTRICT_OFFICER)


@dataclass(frozen=True)
class Reply:
    """A reply of the enterprise to what was reported about it; `stands` unless it has replied again since."""

    enterprise: int
    name: str
    cluster: Bi
    as_of: date
    confirmed: bool
    text: str
    at: datetime
    stands: bool


@dataclass(frozen=True)
class Report:
    """What a cluster's latest roster says about the enterprise, and the reply that stands."""

    roster: int
    cluster: int
    cluster_name: Bi
    operator: Bi
    as_of: date
    taken_at: datetime
    reported: Reported
    reply: Reply | None


@dataclass(frozen=True)
class Account:
    """Whether somebody acts for the enterprise, and the invitation that is open; by which body it was sent."""

    people: int
    invited_by: Bi | None
    expires_at: datetime | None


@dataclass(frozen=True)
class EnterpriseView:
    """One enterprise."""

    id: int
    name: str
    credit_code: str
    industry_code: str
    places: tuple[Place, ...]
    in_two: bool
    reports: tuple[Report, ...]
    replies: tuple[Reply, ...]
    account: Account
    office: bool
    may_invite: bool
    incidents: tuple[IncidentView, ...]


def look_at_enterprise(enterprise: int, *, by: Actor, at: datetime) -> EnterpriseView:
    """An enterprise as officers and operators see it. Raises NotThere."""
    only(by, Role.OPERATOR, *OFFICE)
    return _view(the_enterprise(by, enterprise), by, at)


def look_at_own(*, by: Actor, at: datetime) -> EnterpriseView | None:
    """The enterprise for which the actor acts; None if it is bound to none. Raises NotThere for other roles."""
    only(by, Role.ENTERPRISE)
    row = enterprises_of(by).first()
    return None if row is None else _view(row, by, at)


def replies_shown(found: Iterable[DataReply]) -> tuple[Reply, ...]:
    """Replies, the newest first; `found` in the order in which they were given."""
    rows = list(found)
    last = {(one.enterprise_id, one.roster_id): one.pk for one in rows}
    return tuple(_reply(one, stands=last[one.enterprise_id, one.roster_id] == one.pk) for one in reversed(rows))


def disputes_of(roster: int, *, by: Actor) -> tuple[Reply, ...]:
    """What enterprises dispute of one dated state of a cluster's data, and have not taken back since."""
    found = replies_of(by).filter(roster=roster).select_related("enterprise", "roster__cluster").order_by("pk")
    return tuple(one for one in replies_shown(found) if one.stands and not one.confirmed)


def replies_in(cluster: int, *, by: Actor) -> tuple[Reply, ...]:
    """The replies that stand about a cluster's latest data."""
    latest = replies_of(by).filter(roster__cluster=cluster, roster__in=listings_of(by).values("roster"))
    found = latest.select_related("enterprise", "roster__cluster").order_by("pk")
    return tuple(one for one in replies_shown(found) if one.stands)


def _view(row: Enterprise, by: Actor, at: datetime) -> EnterpriseView:
    places = () if by.role == Role.ENTERPRISE else tuple(places_of([row.pk], by).get(row.pk, ()))
    found = replies_of(by).filter(enterprise=row).select_related("enterprise", "roster__cluster").order_by("pk")
    said = {one.roster_id: one for one in found}
    listed = listings_of(by).filter(enterprise=row).select_related("cluster__operator", "roster__blob")
    return EnterpriseView(
        id=row.pk,
        name=row.name,
        credit_code=row.credit_code,
        industry_code=row.industry_code,
        places=places,
        in_two=len(places) > 1,
        reports=tuple(_report(one, row, said.get(one.roster_id)) for one in listed.order_by("cluster__number")),
        replies=replies_shown(found),
        account=_account(row, at),
        office=by.role in OFFICE,
        incidents=list_incidents(by=by, text=row.credit_code).items if by.role in OFFICE else (),
        may_invite=by.role in MAY_INVITE and row.listings.filter(cluster__in=clusters_of(by)).exists(),
    )


def _report(one: Listing, row: Enterprise, reply: DataReply | None) -> Report:
    cluster, body = one.cluster, one.cluster.operator
    return Report(
        roster=one.roster_id,
        cluster=cluster.pk,
        cluster_name=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        operator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        as_of=one.roster.on,
        taken_at=one.roster.taken_at,
        reported=reported_of(snapshot_of(one.roster), row.credit_code),
        reply=_reply(reply, stands=True) if reply else None,
    )


def _reply(one: DataReply, *, stands: bool) -> Reply:
    cluster = one.roster.cluster
    return Reply(
        enterprise=one.enterprise_id,
        name=one.enterprise.name,
        cluster=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        as_of=one.roster.on,
        confirmed=one.confirmed,
        text=one.text,
        at=one.at,
        stands=stands,
    )


def _account(row: Enterprise, at: datetime) -> Account:
    if row.organisation_id is None:
        return Account(0, None, None)
    people = Appointment.objects.filter(organisation=row.organisation_id, until=None, person__is_active=True).count()
    still = Invitation.objects.filter(
        organisation=row.organisation_id, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    sent = still.order_by("-pk").first()
    if sent is None:
        return Account(people, None, None)
    return Account(people, _inviting_body(sent), sent.expires_at)


def _inviting_body(sent: Invitation) -> Bi:
    """The body for which the person who invited acted then."""
    held = Appointment.objects.filter(
        person=sent.invited_by_id, role__in=MAY_INVITE, since__lte=sent.invited_at
    ).select_related("organisation")
    one = held.order_by("-pk").first()
    if one is None:
        return Bi(zh="", en="")
    return Bi(zh=one.organisation.name_zh, en=one.organisation.name_en or one.organisation.name_zh)
