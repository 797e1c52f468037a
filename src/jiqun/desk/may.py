"""Who may see what: every list starts here, and what is not in it does not exist for the one who asks."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from jiqun.desk.actor import Actor
from jiqun.desk.evaluation_parties import entrusted_to, shown_to
from jiqun.procedure.roles import CHOSEN_BY_CITY, OFFICIALS, ROLES_OF, Office, Role
from jiqun.records.models import (
    Alert,
    Appointment,
    Assignment,
    Case,
    Cluster,
    DataReply,
    Difference,
    Draw,
    Enterprise,
    Expert,
    Incident,
    Listing,
    Organisation,
    Person,
    Roster,
    Step,
    TrackingRecord,
)

CITY = frozenset({Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR})
OFFICE = frozenset({Role.DISTRICT_OFFICER}) | CITY
WRITING_OFFICE = OFFICE - {Role.AUDITOR}
_SERVED = Step.objects.filter(move="record_service")

# Whose people the Commission looks after.
_OF_CITY = Q(kind__in=(Office.EXPERT_BODY, Office.EVALUATOR, Office.DISTRICT))
Row = TypeVar("Row", bound=Model)


class NotThere(Exception):
    """Something that does not exist, or not for the one who asks."""


def cases_of(by: Actor) -> QuerySet[Case]:
    """The cases that the actor may see: an operator its own, a district those filed in it, the city all filed ones.

    Offices read those of a sealed round only since it is examined. An operator learns of a revocation when its notice
    is served. An enterprise sees the appeals that it lodged, an inspector the visits that it is on the team of, an
    evaluator what it is entrusted with, experts none: they see files by their assignments.
    """
    if by.role == Role.OPERATOR:
        own = Q(operator=by.organisation, lodger=None) & shown_to(Role.OPERATOR)
        told = ~Q(kind="revocation") | Exists(_SERVED.filter(case=OuterRef("pk")))
        return Case.objects.filter(told, own | Q(lodger=by.organisation))
    if by.role == Role.EVALUATOR:
        return Case.objects.filter(entrusted_to(by.organisation))
    if by.role == Role.ENTERPRISE:
        return Case.objects.filter(lodger=by.organisation)
    if by.role == Role.INSPECTOR:
        return Case.objects.filter(spot_check__team__person=by.person)
    if by.role not in OFFICE:
        return Case.objects.none()
    filed = Case.objects.exclude(filed_at=None).filter(Q(round=None) | Q(round__examining_since__isnull=False))
    own = Q(district=by.district) & shown_to(Role.DISTRICT_OFFICER)
    return filed.filter(own) if by.role == Role.DISTRICT_OFFICER else filed


def is_told_to_operator(case: Case) -> bool:
    """Whether the operator knows of a case of its cluster: of a revocation since its notice was served."""
    return case.kind != "revocation" or _SERVED.filter(case=case).exists()


def alerts_of(by: Actor) -> QuerySet[Alert]:
    """What may be a ground of revocation: the city all of it, a district of its clusters; nobody else anything."""
    if by.role == Role.DISTRICT_OFFICER:
        return Alert.objects.filter(cluster__district=by.district)
    return Alert.objects.all() if by.role in CITY else Alert.objects.none()


def is_inside(by: Actor) -> bool:
    """Whether the actor sees what the Commission prepares before it is told to anybody."""
    return by.role in CITY


def draws_of(by: Actor) -> QuerySet[Draw]:
    """The draws of which the actor may see who is who: the Commission all, a team its own, an operator its own firms'.

    The operator sees it when the record of the visit is handed in, and is not forewarned. What is published of a draw
    is there for everybody.
    """
    if by.role in CITY:
        return Draw.objects.all()
    if by.role == Role.INSPECTOR:
        return Draw.objects.filter(case__in=cases_of(by), purpose__in=("enterprises", "inspectors"))
    if by.role == Role.OPERATOR:
        visited = cases_of(by).exclude(stage__in=("drawn", "planned", "called_off"))
        return Draw.objects.filter(case__in=visited, purpose="enterprises")
    return Draw.objects.none()


def clusters_of(by: Actor) -> QuerySet[Cluster]:
    """The clusters whose inside the actor may see."""
    if by.role == Role.OPERATOR:
        return Cluster.objects.filter(operator=by.organisation)
    if by.role == Role.DISTRICT_OFFICER:
        return Cluster.objects.filter(district=by.district)
    if by.role in CITY:
        return Cluster.objects.all()
    return Cluster.objects.none()


def differences_of(by: Actor) -> QuerySet[Difference]:
    """What was found to differ from the register, of the clusters that the actor sees."""
    return Difference.objects.filter(cluster__in=clusters_of(by))


def enterprises_of(by: Actor) -> QuerySet[Enterprise]:
    """The enterprises that the actor may see: on a roster of a cluster it sees, or the enterprise itself.

    A district sees those too of which it has entered an incident.
    """
    if by.role == Role.ENTERPRISE:
        return Enterprise.objects.filter(organisation=by.organisation)
    if by.role in CITY:
        return Enterprise.objects.all()
    if by.role == Role.DISTRICT_OFFICER:
        entered = Q(pk__in=Incident.objects.filter(district=by.district).values("enterprise"))
        return Enterprise.objects.filter(entered | Q(pk__in=_on_rosters(by)))
    return Enterprise.objects.filter(pk__in=_on_rosters(by))


def listings_of(by: Actor) -> QuerySet[Listing]:
    """The places on latest rosters whose data the actor may see: of its clusters, or of the enterprise itself."""
    if by.role == Role.ENTERPRISE:
        return Listing.objects.filter(enterprise__in=enterprises_of(by))
    return Listing.objects.filter(cluster__in=clusters_of(by))


def replies_of(by: Actor) -> QuerySet[DataReply]:
    """The replies of enterprises to data that the actor may see."""
    if by.role == Role.ENTERPRISE:
        return DataReply.objects.filter(enterprise__in=enterprises_of(by))
    return DataReply.objects.filter(roster__in=rosters_of(by))


def rosters_of(by: Actor) -> QuerySet[Roster]:
    """The dated states of the clusters that the actor sees."""
    return Roster.objects.filter(cluster__in=clusters_of(by))


def tracking_of(by: Actor) -> QuerySet[TrackingRecord]:
    """What was found in tracking the clusters that the actor sees: an operator reads what is kept about its own."""
    return TrackingRecord.objects.filter(cluster__in=clusters_of(by))


def incidents_of(by: Actor) -> QuerySet[Incident]:
    """The officers' register of incidents: an office's own district, the city all of it; nobody else."""
    if by.role == Role.DISTRICT_OFFICER:
        return Incident.objects.filter(Q(district=by.district) | Q(enterprise__in=_on_rosters(by)))
    if by.role in CITY:
        return Incident.objects.all()
    return Incident.objects.none()


def experts_of(by: Actor) -> QuerySet[Expert]:
    """The experts of the pool: the city all of them, an expert oneself, nobody else anybody."""
    if by.role == Role.EXPERT:
        return Expert.objects.filter(person=by.person)
    return Expert.objects.all() if by.role in CITY else Expert.objects.none()


def assignments_of(by: Actor) -> QuerySet[Assignment]:
    """Who judges what. An expert has one's own files, so long as one is on them: all that experts see starts here.

    A file with a conflict, or that one has left or was taken off, is not among them; nor is one that is not being
    evaluated any more, unless one has filed a sheet for it.
    """
    if by.role == Role.EXPERT:
        judging = Q(state__in=(Assignment.State.ASKED, Assignment.State.OPEN), case__stage="evaluation")
        return Assignment.objects.filter(judging | Q(state=Assignment.State.FILED), expert__person=by.person)
    return Assignment.objects.filter(case__in=cases_of(by)) if by.role in CITY else Assignment.objects.none()


def organisations_of(by: Actor) -> QuerySet[Organisation]:
    """The organisations whose people the actor may look after."""
    if by.role == Role.ADMINISTRATOR:
        return Organisation.objects.all()
    if by.role == Role.DISTRICT_OFFICER:
        here = Q(district=by.district, kind__in=(Office.OPERATOR, Office.ENTERPRISE)) | Q(pk=by.organisation)
        return Organisation.objects.filter(here | Q(clusters__district=by.district) | Q(pk__in=_firms(by))).distinct()
    if by.role == Role.OPERATOR:
        return Organisation.objects.filter(Q(pk=by.organisation) | Q(pk__in=_firms(by)))
    if by.role == Role.MUNICIPAL_OFFICER:
        return Organisation.objects.filter(_OF_CITY | Q(pk=by.organisation))
    return Organisation.objects.filter(pk=by.organisation)


def appointments_of(by: Actor) -> QuerySet[Appointment]:
    """The appointments in those organisations."""
    return Appointment.objects.filter(organisation__in=organisations_of(by))


def roles_offered(body: Organisation, by: Actor) -> tuple[Role, ...]:
    """The roles that the actor may give in an organisation: only administrators make officials.

    Experts, inspectors and evaluators are invited by the Commission.
    """
    if by.role == Role.ADMINISTRATOR:
        return ROLES_OF[Office(body.kind)]
    city = by.role == Role.MUNICIPAL_OFFICER
    given = (role for role in ROLES_OF[Office(body.kind)] if role not in OFFICIALS)
    return tuple(role for role in given if (role in CHOSEN_BY_CITY) == city)


def colleagues_of(held: Appointment) -> QuerySet[Person]:
    """The other people of the organisation that an appointment is in."""
    found = Person.objects.filter(
        appointments__organisation=held.organisation_id, appointments__until=None, is_active=True
    )
    return found.exclude(pk=held.person_id).distinct().order_by("name", "pk")


def the_case(by: Actor, case: int, *, to_change: bool = False) -> Case:
    """One case. Raises NotThere if it is not among those that the actor may see."""
    found = cases_of(by).filter(pk=case)
    if to_change:
        return _one(Case.objects.select_for_update().filter(pk__in=found.values("pk")))
    return _one(found.select_related("cluster", "operator", "round"))


def the_cluster(by: Actor, cluster: int) -> Cluster:
    """One cluster. Raises NotThere."""
    return _one(clusters_of(by).filter(pk=cluster).select_related("operator"))


def the_enterprise(by: Actor, enterprise: int) -> Enterprise:
    """One enterprise. Raises NotThere."""
    return _one(enterprises_of(by).filter(pk=enterprise))


def the_expert(by: Actor, expert: int) -> Expert:
    """One expert of the pool. Raises NotThere."""
    return _one(experts_of(by).filter(pk=expert).select_related("person", "organisation"))


def the_assignment(by: Actor, assignment: int, *, to_change: bool = False) -> Assignment:
    """One assignment; its case is locked with it, since whether a file is still sealed hangs on all of its sheets.

    Raises NotThere.
    """
    if to_change:
        found = assignments_of(by).filter(pk=assignment).values("case")
        Case.objects.select_for_update().filter(pk__in=found).first()
    whole = assignments_of(by).filter(pk=assignment)
    return _one(whole.select_related("case__cluster", "case__operator", "case__round", "expert__person"))


def the_appointment(appointment: int, by: Actor) -> Appointment:
    """One's own official role, or for an administrator any official's. Raises NotThere; also for a stand-in."""
    found = Appointment.objects.filter(pk=appointment, until=None, role__in=OFFICIALS).first()
    own = by.appointment == appointment or by.role == Role.ADMINISTRATOR
    if found is None or by.stands_in or not own:
        raise NotThere
    return found


def _one(found: QuerySet[Row]) -> Row:
    row = found.first()
    if row is None:
        raise NotThere
    return row


def _on_rosters(by: Actor) -> QuerySet[Listing]:
    return Listing.objects.filter(cluster__in=clusters_of(by)).values("enterprise")  # type: ignore[return-value]  # only ever the inside of another query


def _firms(by: Actor) -> QuerySet[Enterprise]:
    listed = Enterprise.objects.filter(pk__in=_on_rosters(by))
    return listed.exclude(organisation=None).values("organisation")  # type: ignore[return-value]  # only ever the inside of another query


def only(by: Actor, *roles: Role) -> None:
    """Raises NotThere unless the actor acts in one of the roles: what one may not do does not exist."""
    if by.role not in roles:
        raise NotThere
