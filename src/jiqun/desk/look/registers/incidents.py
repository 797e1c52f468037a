"""The officers' register of incidents: every entry with its source, also those corrected or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.look.search import keys_with
from jiqun.desk.may import OFFICE, WRITING_OFFICE, NotThere, incidents_of, only
from jiqun.facts.choices import INCIDENT_KINDS, SEVERITIES
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_terms import normalised
from jiqun.records.models import Incident

CITY_OFFICE = "city"  # no district: the Commission
_COMMISSION = Bi(zh="市级", en="the city")


@dataclass(frozen=True)
class IncidentView:
    """An entry of the register. `state`: in_force, replaced, withdrawn."""

    id: int
    enterprise: int
    name: str
    credit_code: str
    kind: Bi
    kind_name: str
    severity: Bi | None
    severity_name: str
    occurred_on: date
    description: str
    source: str
    document_number: str
    ranking_body: str
    ranked_on: date | None
    office: Bi
    document: bool
    at: datetime
    who: str
    state: str
    why: str
    may_change: bool


def list_incidents(  # noqa: PLR0913  # each is a filter of the page
    *,
    by: Actor,
    text: str = "",
    kind: str = "",
    office: str = "",
    first: date | None = None,
    last: date | None = None,
    page: int = 1,
) -> Page[IncidentView]:
    """The entries, the newest incident first: by the enterprise's name or code, kind, office, and when it happened."""
    only(by, *OFFICE)
    found = incidents_of(by).select_related("enterprise", "by", "withdrawal", "replaced_by")
    if terms := normalised(text):
        found = found.filter(enterprise__in=keys_with("enterprise", terms).values("subject"))
    if kind:
        found = found.filter(kind=kind)
    if office:
        found = found.filter(district="" if office == CITY_OFFICE else office)
    if first:
        found = found.filter(occurred_on__gte=first)
    if last:
        found = found.filter(occurred_on__lte=last)
    return page_of(found.order_by("-occurred_on", "-pk"), page, lambda row: _view(row, by))


def incident_offices(*, by: Actor) -> tuple[Choice, ...]:
    """The offices that entered anything which the actor may see, the city's first."""
    only(by, *OFFICE)
    entered = set(incidents_of(by).values_list("district", flat=True).distinct())
    known = {"": _COMMISSION, **DISTRICTS}
    return tuple(Choice(code or CITY_OFFICE, name) for code, name in known.items() if code in entered)


def look_at_incident(incident: int, *, by: Actor) -> IncidentView:
    """One entry. Raises NotThere."""
    only(by, *OFFICE)
    found = incidents_of(by).select_related("enterprise", "by", "withdrawal", "replaced_by")
    row = found.filter(pk=incident).first()
    if row is None:
        raise NotThere
    return _view(row, by)


def incident_document(incident: int, *, by: Actor) -> Paper:
    """The document that an entry rests on. Raises NotThere."""
    only(by, *OFFICE)
    row = incidents_of(by).filter(pk=incident).exclude(blob=None).select_related("blob").first()
    if row is None or row.blob is None:
        raise NotThere
    return paper_of(row.blob, f"incident-{row.pk}")


def incident_choices() -> dict[str, tuple[Choice, ...]]:
    """The kinds and the ranks that there are."""
    return {
        "kinds": tuple(Choice(name, title) for name, title in INCIDENT_KINDS.items()),
        "severities": tuple(Choice(name, title) for name, title in SEVERITIES.items()),
    }


def _view(row: Incident, by: Actor) -> IncidentView:
    gone, replaced = hasattr(row, "withdrawal"), hasattr(row, "replaced_by")
    state = "withdrawn" if gone else "replaced" if replaced else "in_force"
    return IncidentView(
        id=row.pk,
        enterprise=row.enterprise_id,
        name=row.enterprise.name,
        credit_code=row.enterprise.credit_code,
        kind=INCIDENT_KINDS[row.kind],
        kind_name=row.kind,
        severity=SEVERITIES.get(row.severity),
        severity_name=row.severity,
        occurred_on=row.occurred_on,
        description=row.description,
        source=row.source,
        document_number=row.document_number,
        ranking_body=row.ranking_body,
        ranked_on=row.ranked_on,
        office=DISTRICTS.get(row.district, _COMMISSION),
        document=row.blob_id is not None,
        at=row.at,
        who=row.by.name,
        state=state,
        why=row.withdrawal.reason if gone else "",
        may_change=state == "in_force" and by.role in WRITING_OFFICE and row.district == by.district,
    )
