"""Plans and policies as they are published: anybody may read them, also those withdrawn or replaced (Article 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.may import WRITING_OFFICE, NotThere
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import covers
from jiqun.records.models import Cluster, Document

KINDS = {
    Document.Kind.PLAN: Bi(zh="规划", en="Plan"),
    Document.Kind.POLICY: Bi(zh="扶持政策", en="Support policy"),
    Document.Kind.DEVELOPMENT_PLAN: Bi(zh="发展计划", en="Development programme"),
}
_COMMISSION = Bi(zh="市级", en="the city")


@dataclass(frozen=True)
class DocumentView:
    """A published document. `state`: coming, in_force, over, replaced, withdrawn; empty lists mean all."""

    id: int
    kind: Bi
    kind_name: str
    number: str
    title: Bi
    summary: Bi
    issued_on: date
    valid_from: date
    valid_to: date | None
    office: Bi
    industries: tuple[str, ...]
    clusters: tuple[str, ...]
    file_name: str
    size: int
    sha256: str
    state: str
    why: str  # of a withdrawal
    replaces: int | None
    replaced_by: int | None
    may_change: bool


def list_documents(
    at: datetime, *, by: Actor | None = None, text: str = "", kind: str = "", district: str = "", page: int = 1
) -> Page[DocumentView]:
    """All published documents, the newest first: by words of the title or its number, by kind, by district's office."""
    found = _rows()
    for term in text.split()[:5]:
        found = found.filter(Q(title_zh__icontains=term) | Q(title_en__icontains=term) | Q(number__icontains=term))
    if kind:
        found = found.filter(kind=kind)
    if district:
        found = found.filter(district="" if district == "city" else district)
    return page_of(found, page, lambda row: _view(row, day_of(at), by))


def look_at_document(document: int, at: datetime, *, by: Actor | None = None) -> DocumentView:
    """One document. Raises NotThere."""
    row = _rows().filter(pk=document).first()
    if row is None:
        raise NotThere
    return _view(row, day_of(at), by)


def documents_in_force(at: datetime, most: int = 5) -> tuple[DocumentView, ...]:
    """The newest of those in force."""
    return tuple(_view(row, day_of(at), None) for row in _in_force(day_of(at))[:most])


def documents_for(cluster: str, at: datetime) -> tuple[DocumentView, ...]:
    """Those in force for a cluster, by its number: the city's and its district's, for it, its industry, or all."""
    row = Cluster.objects.filter(number=cluster).first()
    if row is None:
        raise NotThere
    found = _in_force(day_of(at)).filter(district__in=("", row.district))
    return tuple(_view(one, day_of(at), None) for one in found if _holds_for(one, row))


def document_file(document: int) -> Paper:
    """The file that was published with it. Raises NotThere."""
    row = Document.objects.filter(pk=document).exclude(blob=None).select_related("blob").first()
    if row is None or row.blob is None:
        raise NotThere
    return paper_of(row.blob, row.file_name)


def kinds_of_document() -> tuple[Choice, ...]:
    """The kinds that there are."""
    return tuple(Choice(kind.value, title) for kind, title in KINDS.items())


def _rows() -> QuerySet[Document]:
    return Document.objects.select_related("blob", "withdrawal", "replaced_by").order_by("-issued_on", "-pk")


def _in_force(day: date) -> QuerySet[Document]:
    lasting = Q(valid_to=None) | Q(valid_to__gte=day)
    return _rows().filter(lasting, valid_from__lte=day, withdrawal=None, replaced_by=None)


def _holds_for(row: Document, cluster: Cluster) -> bool:
    if not row.clusters and not row.industries:
        return True
    own = cluster.dominant_industries.split(";")
    bound = row.industries.split(";") if row.industries else []
    return cluster.number in row.clusters.split(";") or any(
        covers(wide, narrow) or covers(narrow, wide) or wide == narrow for wide in bound for narrow in own
    )


def _view(row: Document, day: date, by: Actor | None) -> DocumentView:
    state = _state(row, day)
    own = by is not None and by.role in WRITING_OFFICE and by.district == row.district
    return DocumentView(
        id=row.pk,
        kind=KINDS[Document.Kind(row.kind)],
        kind_name=row.kind,
        number=row.number,
        title=Bi(zh=row.title_zh, en=row.title_en or row.title_zh),
        summary=Bi(zh=row.summary_zh, en=row.summary_en or row.summary_zh),
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        office=DISTRICTS.get(row.district, _COMMISSION),
        industries=tuple(filter(None, row.industries.split(";"))),
        clusters=tuple(filter(None, row.clusters.split(";"))),
        file_name=row.file_name,
        size=row.blob.size if row.blob else 0,
        sha256=row.blob.pk if row.blob else "",
        state=state,
        why=row.withdrawal.reason if state == "withdrawn" else "",
        replaces=row.replaces_id,
        replaced_by=row.replaced_by.pk if state == "replaced" else None,
        may_change=own and state in ("coming", "in_force", "over"),
    )


def _state(row: Document, day: date) -> str:
    if hasattr(row, "withdrawal"):
        return "withdrawn"
    if hasattr(row, "replaced_by"):
        return "replaced"
    if day < row.valid_from:
        return "coming"
    return "over" if row.valid_to and row.valid_to < day else "in_force"
