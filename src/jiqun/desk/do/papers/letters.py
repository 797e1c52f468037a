"""Official letters: written in the act's transaction, in both languages, with a document number; service recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act
from jiqun.desk.files import PDF, Taken, keep_bytes, keep_file
from jiqun.desk.installation.settings import setting
from jiqun.desk.letter_texts import LETTERS, Issued, letter_text
from jiqun.desk.may import WRITING_OFFICE, NotThere, cases_of, only
from jiqun.desk.numbers import document_number
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.letters import letter_pdf
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Letter, LetterService, Organisation, StampedScan, Submission

WAYS = ("system", "hand", "post", "email")


def write_letter(act: Act, kind: str) -> Letter:
    """Write the letter that goes with a move (`letter_texts.LETTERS`); its number is the next of its office."""
    known, day = LETTERS[kind], day_of(act.at)
    office, number = _district(act, day) if known.office == "district" else _commission(day)
    letter = letter_text(known.words(act), act, Issued(office, number, day))
    row = Letter.objects.create(
        case=act.case,
        kind=kind,
        number=number,
        zh=keep_bytes(letter_pdf(letter, "zh"), PDF, act.at),
        en=keep_bytes(letter_pdf(letter, "en"), PDF, act.at),
        at=act.at,
        by_id=act.by.person,
    )
    act.rows.append(row)
    return row


def _district(act: Act, day: date) -> tuple[Organisation, str]:
    office = Organisation.objects.get(kind=Office.DISTRICT, district=act.case.district)
    place = DISTRICTS[act.case.district].zh.removesuffix("新区").removesuffix("区")
    return office, document_number(setting("document_number"), day, place=place)


def _commission(day: date) -> tuple[Organisation, str]:
    return Organisation.objects.get(kind=Office.COMMISSION), document_number(setting("city_document_number"), day)


def serve_letter(
    *, letter: int, on: date, how: str, note: str, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime
) -> LetterService:
    """Record that a letter reached its addressee (送达), once. Raises NotThere, Wrong."""
    only(by, *WRITING_OFFICE)
    with transaction.atomic():
        row = Letter.objects.filter(pk=letter, case__in=cases_of(by)).first()
        if row is None:
            raise NotThere
        served = LetterService.objects.filter(letter=row).exists()
        refuse_if(
            {
                "letter": _BY_MOVE if LETTERS[row.kind].by_move else None,
                "on": _DAY if on > day_of(at) or on < day_of(row.at) else _SERVED if served else None,
                "how": None if how in WAYS else _HOW,
            },
            unread,
        )
        service = LetterService.objects.create(letter=row, on=on, how=how, note=note.strip(), at=at, by_id=by.person)
        record("serve_letter", f"case:{row.case_id}", by=by, at=at, article="8", sealed=(service,))
    return service


def add_stamped_scan(*, case: int, what: str, file: Taken, by: Actor, at: datetime) -> StampedScan:
    """Put the scan with the seal on it beside a letter or a submission. Raises NotThere, Wrong."""
    with transaction.atomic():
        row = cases_of(by).filter(pk=case).first()
        if row is None or not _may_scan(row.pk, what, by):
            raise NotThere
        blob = keep_file(file, at)
        scan = StampedScan.objects.create(case=row, what=what, blob=blob, name=file.name, by_id=by.person, at=at)
        record("add_stamped_scan", f"case:{row.pk}", by=by, at=at, article="8", sealed=(scan,))
    return scan


def _may_scan(case: int, what: str, by: Actor) -> bool:
    """An office adds scans to its letters, an operator to its submissions; each to what the case has."""
    kind, _, key = what.partition(":")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return False
    if kind == "letter":
        return by.role in WRITING_OFFICE and Letter.objects.filter(pk=int(key), case=case).exists()
    own = kind == "submission" and by.role == Role.OPERATOR
    return own and Submission.objects.filter(pk=int(key), case=case).exists()


_DAY = Bi(zh="送达日期须在成文日期与今天之间。", en="The day has to lie between the letter's own day and today.")
_BY_MOVE = Bi(
    zh="本文书的送达起算期限，请在案件中登记送达。",
    en="A period runs from the service of this letter: record it as a move of its case.",
)
_SERVED = Bi(zh="送达已经记录。", en="Its service has been recorded already.")
_HOW = Bi(zh="请选择送达方式。", en="Choose how it was served.")
