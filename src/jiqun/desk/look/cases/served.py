"""One letter or one filing of a case: its papers, how it was served, the scans with the seal on them (Article 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.letter_texts import LETTERS
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.may import WRITING_OFFICE, NotThere, the_case
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Letter, LetterService, Receipt, StampedScan, Submission

WAYS: Mapping[str, Bi] = {
    "system": Bi(zh="系统送达", en="through this system"),
    "hand": Bi(zh="直接送达", en="by hand"),
    "post": Bi(zh="邮寄送达", en="by post"),
    "email": Bi(zh="电子邮件", en="by e-mail"),
}


@dataclass(frozen=True)
class ScanView:
    """A scan with the seal on it."""

    id: int
    name: str
    size: int
    sha256: str
    at: datetime
    who: str


@dataclass(frozen=True)
class ServiceView:
    """When and how a letter reached its addressee, and who recorded it."""

    on: date
    how: Bi
    note: str
    who: str
    at: datetime


@dataclass(frozen=True)
class LetterPage:
    """A letter with everything that belongs to it."""

    id: int
    case: int
    case_number: str
    title: Bi
    number: str
    at: datetime
    sha256: tuple[str, str]
    service: ServiceView | None
    scans: tuple[ScanView, ...]
    ways: tuple[Choice, ...]
    may_serve: bool
    may_scan: bool


@dataclass(frozen=True)
class FilingPage:
    """A filing with everything that belongs to it."""

    id: int
    case: int
    case_number: str
    place: int
    at: datetime
    sha256: str
    receipt: bool
    scans: tuple[ScanView, ...]
    may_scan: bool


def look_at_letter(case: int, letter: int, *, by: Actor) -> LetterPage:
    """One letter. Raises NotThere."""
    row = the_case(by, case)
    found = Letter.objects.filter(case=row, pk=letter).select_related("service__by").first()
    if found is None:
        raise NotThere
    service = getattr(found, "service", None)
    office = by.role in WRITING_OFFICE
    return LetterPage(
        id=found.pk,
        case=row.pk,
        case_number=row.number,
        title=LETTERS[found.kind].title,
        number=found.number,
        at=found.at,
        sha256=(found.zh_id, found.en_id),
        service=_service(service) if service else None,
        scans=_scans(row, f"letter:{found.pk}"),
        ways=tuple(Choice(name, title) for name, title in WAYS.items()),
        may_serve=office and service is None and not LETTERS[found.kind].by_move,
        may_scan=office,
    )


def look_at_filing(case: int, submission: int, *, by: Actor) -> FilingPage:
    """One filing. Raises NotThere."""
    row = the_case(by, case)
    found = Submission.objects.filter(case=row, pk=submission).first()
    if found is None:
        raise NotThere
    return FilingPage(
        id=found.pk,
        case=row.pk,
        case_number=row.number,
        place=found.place,
        at=found.at,
        sha256=found.sha256,
        receipt=Receipt.objects.filter(submission=found).exists(),
        scans=_scans(row, f"submission:{found.pk}"),
        may_scan=by.role == Role.OPERATOR,
    )


def scan_paper(case: int, scan: int, *, by: Actor) -> Paper:
    """A scan. Raises NotThere."""
    row = StampedScan.objects.filter(case=the_case(by, case), pk=scan).select_related("blob").first()
    if row is None:
        raise NotThere
    return paper_of(row.blob, row.name)


def _service(row: LetterService) -> ServiceView:
    return ServiceView(row.on, WAYS[row.how], row.note, row.by.name, row.at)


def _scans(case: Case, what: str) -> tuple[ScanView, ...]:
    rows = StampedScan.objects.filter(case=case, what=what).select_related("blob", "by").order_by("pk")
    return tuple(ScanView(one.pk, one.name, one.blob.size, one.blob_id, one.at, one.by.name) for one in rows)
