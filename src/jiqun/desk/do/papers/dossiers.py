"""Dossiers: asked for by somebody who sees the case, bound in the background, kept for those on the same side."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Lang
from jiqun.desk.actor import Actor, acting_as
from jiqun.desk.do.papers.dossier_proofs import proofs_of, proven_entry
from jiqun.desk.drafts import is_filled_in
from jiqun.desk.files import PDF, keep_bytes
from jiqun.desk.judging import judged_on, latest_submission
from jiqun.desk.look.cases.file import look_at_file
from jiqun.desk.look.dossier.application import FINDINGS
from jiqun.desk.look.dossier.whole import dossier_of, key_of, side_of, with_date
from jiqun.desk.may import NotThere, the_case
from jiqun.desk.post import ask
from jiqun.desk.record import record
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.law import edition
from jiqun.papers.dossier.binding import bind_dossier
from jiqun.papers.dossier.bundle import Extra, bundle
from jiqun.papers.dossier.text import Block, Dossier, Enclosure
from jiqun.papers.pdf import render_pdf
from jiqun.records.models import Case, LedgerEntry
from jiqun.records.models import Dossier as Row
from jiqun.records.store import StoredBytesWrong, get_bytes
from jiqun.rules.finding import Assessment

ZIP = "application/zip"


def ask_dossier(*, case: int, lang: Lang, by: Actor, at: datetime) -> Row:
    """Ask for the dossier as the case stands; one that is there or is being made is not made twice. Raises NotThere."""
    key = key_of(dossier_of(case, lang=lang, by=by, at=at))
    with transaction.atomic():
        row, fresh = Row.objects.get_or_create(
            case_id=case,
            side=side_of(by),
            lang=lang,
            key=key,
            defaults={"asked_by_id": by.person, "asked_at": at},
        )
        if fresh:
            ask("make_dossier", f"dossier:{row.pk}", {"dossier": row.pk, "acting": by.key}, at=at)
    return row


def make_dossier(*, dossier: int, acting: str, at: datetime) -> None:
    """Bind it, as whoever asked may see the case now, and put the bundle together. Safe to be done twice.

    Somebody who does not see the case any more, or stands on another side now, gets none: the asking is forgotten.
    """
    row = Row.objects.select_related("asked_by", "case").filter(pk=dossier, made_at=None).first()
    if row is None:
        return
    by = acting_as(row.asked_by, acting, at)
    text = _still_seen(row, by, at) if by is not None and by.key == acting else None
    if by is None or text is None:
        row.delete()
        return
    _keep(row, key_of(text), _bound(row.case, text, by, at), by, at)


def _still_seen(row: Row, by: Actor, at: datetime) -> Dossier | None:
    """What the dossier says now, for somebody who asked for it before."""
    try:
        text = dossier_of(row.case_id, lang="en" if row.lang == "en" else "zh", by=by, at=at)
    except NotThere:
        return None
    return text if side_of(by) == row.side else None


@dataclass(frozen=True)
class _Made:
    """A bound dossier before it is kept."""

    text: Dossier
    pdf: bytes
    pages: int
    files: tuple[str, ...]
    zipped: Callable[[LedgerEntry], bytes]


def _bound(case: Case, text: Dossier, by: Actor, at: datetime) -> _Made:
    judged = look_at_file(case.pk, by=by).judged if is_filled_in(case) else None
    made: dict[str, bytes] = {}
    text = with_date(_with_reports(text, judged, made), by, at)

    def load(sha256: str) -> bytes | None:
        if sha256 in made:
            return made[sha256]
        try:
            return get_bytes(sha256)
        except StoredBytesWrong:
            return None  # said on its sheet, and in the manifest

    bound = bind_dossier(text, load, at)

    def zipped(entry: LedgerEntry) -> bytes:
        return bundle(text, bound, _extras(case, text.lang, judged, entry, by, at), load, at)

    files = tuple(sorted({one.sha256 for one in text.enclosures()}))
    return _Made(text, bound.pdf, len(bound.hashes), files, zipped)


def _keep(row: Row, key: str, made: _Made, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        # The case may have changed since it was asked for, and somebody else may have had that bound already.
        others = Row.objects.filter(case=row.case_id, side=row.side, lang=row.lang, key=key).exclude(pk=row.pk)
        if others.exclude(made_at=None).exists():
            row.delete()
            return
        others.delete()
        pdf = keep_bytes(made.pdf, PDF, at)
        content = {"case": row.case.number, "lang": row.lang, "dossier": pdf.sha256, "files": list(made.files)}
        entry = record("make_dossier", f"case:{row.case_id}", by=by, at=at, article="9", content=content)
    data = made.zipped(entry)
    row.key, row.pdf, row.pages, row.made_at = key, pdf, made.pages, at
    row.zip = keep_bytes(data, ZIP, at)
    row.save()


def _with_reports(text: Dossier, judged: Assessment | None, made: dict[str, bytes]) -> Dossier:
    """The reports that are made with the dossier, by the hash of their bytes."""

    def with_bytes(block: Block) -> Block:
        if not isinstance(block, Enclosure) or block.made != FINDINGS or judged is None:
            return block
        data = render_pdf(judged, text.lang)
        sha256 = hashlib.sha256(data).hexdigest()
        made[sha256] = data
        return replace(block, name=f"{block.name}.pdf", sha256=sha256, size=len(data))

    sections = (replace(one, blocks=tuple(map(with_bytes, one.blocks))) for one in text.sections)
    return replace(text, sections=tuple(sections))


def _extras(
    case: Case, lang: Lang, judged: Assessment | None, entry: LedgerEntry, by: Actor, at: datetime
) -> Iterator[Extra]:
    if judged is not None:
        findings = json.dumps(judged.as_dict(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        yield Extra("findings.json", findings.encode("utf-8"), "findings")
    if is_filled_in(case) and case.filed_at is not None:
        on, snapshot = judged_on(case), snapshot_of(latest_submission(case).roster)
        yield Extra("data.xlsx", written(filled_from(snapshot, lang), lang, on, edition(case.edition)), "data")
    yield Extra("ledger/dossier.json", proven_entry(entry, at), "proof")
    for seq, proof in proofs_of(the_case(by, case.pk), by, at):
        yield Extra(f"ledger/entry-{seq:08}.json", proof, "proof")
