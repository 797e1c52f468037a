"""Who may go on a visit: inspectors without ties to those whom they visit (Article 9)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Appointment, Person, SpotCheck

OPEN = ("drawn", "planned")  # the stages in which somebody may join the team


def inspectors_free(check: SpotCheck) -> QuerySet[Person]:
    """The inspectors who are not on the team and have no ties, in the order of their names."""
    held = Appointment.objects.filter(role=Role.INSPECTOR, until=None, organisation__closed_at=None)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    away = people.exclude(pk__in=check.team.values("person")).exclude(pk__in=_tied(check).values("person"))
    return away.order_by("name", "pk")


def has_ties(person: int, check: SpotCheck) -> bool:
    """Whether somebody works, or worked, for the operator, one of the cluster's enterprises, or its district."""
    return _tied(check).filter(person=person).exists()


def _tied(check: SpotCheck) -> QuerySet[Appointment]:
    case = check.case
    firms = Q(organisation__enterprise__listings__cluster=case.cluster_id)
    district = Q(organisation__kind=Office.DISTRICT, organisation__district=case.district)
    return Appointment.objects.filter(Q(organisation=case.operator_id) | firms | district)
