"""Objections as they may be read: by everybody once decided, by whoever objected, by the people of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.files import bytes_of
from jiqun.desk.look.cases.file import FileView, LetterView, letters_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import NotThere, is_inside, the_case
from jiqun.desk.remedies.objecting import ending_of, original_of, prepared_ending, prepared_reason, published_texts
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.objection import ENDINGS, GROUNDS, REMEDIES
from jiqun.procedure.tables import procedure
from jiqun.records.models import Blob, Case, Letter, Lodging, Objection, ObjectorContact, PublishedList, PublishedText


@dataclass(frozen=True)
class Text:
    """A text as it is published, and who made it fit to be."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Decided:
    """A decided objection as everybody reads it: what was objected, answered and decided, together."""

    number: str
    cluster: str
    cluster_name: Bi
    ground: Bi
    clause: str
    ending: Bi
    at: datetime
    argument: Text | None
    answer: Text | None
    decision: Text | None


@dataclass(frozen=True)
class Done:
    """A step that is told outside."""

    said: Bi
    at: datetime


@dataclass(frozen=True)
class Own:
    """The page of whoever objected. `expires_at`: by when the address has to be proved; None once it is."""

    number: str
    cluster: Bi
    cluster_number: str
    published: int
    ground: Bi
    clause: str
    remedy: Bi
    argument: str
    files: tuple[str, ...]
    lodged_at: datetime
    expires_at: datetime | None
    stage: Bi | None = None
    steps: tuple[Done, ...] = ()
    decided: Decided | None = None
    letter: bool = False


@dataclass(frozen=True)
class Contact:
    """How whoever objected can be reached; shown to the Commission alone."""

    name: str
    organisation: str
    email: str
    phone: str


@dataclass(frozen=True)
class Part:
    """The part of an objection's page. Originals, contact and what is prepared: the Commission's alone."""

    about: int
    about_number: str
    published: int
    published_number: str
    ground: Bi
    clause: str
    clause_title: Bi | None
    remedy: Bi
    lodged_at: datetime
    proved_at: datetime
    original: str
    files: tuple[FileView, ...]
    contact: Contact | None
    argument: Text | None
    written_answer: str
    answer: Text | None
    prepared: Bi | None
    prepared_reason: str
    decision: Text | None
    letters: tuple[LetterView, ...]
    inside: bool


def decided_objections(published: int) -> tuple[Decided, ...]:
    """The decided objections to a list, and to those of its versions that came before and after it."""
    rows = Objection.objects.filter(published__in=_versions(published)).exclude(case__ended_at=None)
    return tuple(_decided(row.case) for row in rows.select_related("case__cluster").order_by("case__ended_at"))


def own_page(handle: str, at: datetime) -> Own:
    """What somebody lodged under that address. Raises NotThere, also once it was over and is forgotten."""
    waiting = Lodging.objects.filter(handle=handle, expires_at__gt=at).select_related("case__cluster").first()
    if waiting is not None:
        content = {**waiting.content, "files": waiting.files, "lodged_at": waiting.lodged_at}
        return _own(waiting.case, content, expires_at=waiting.expires_at)
    case = _case_of(handle)
    row = case.objection
    content = {name: getattr(row, name) for name in ("ground", "clause", "remedy", "argument", "files", "lodged_at")}
    table = procedure(case.edition, case.kind)
    told = {move.name: move.said for move in table.moves if not move.inside}
    steps = case.steps.filter(move__in=told).order_by("place").values_list("move", "at")
    return _own(
        case,
        {**content, "published": row.published_id},
        number=case.number,
        stage=table.seen(case.stage, inside=False).title,
        steps=tuple(Done(told[move], when) for move, when in steps),
        decided=_decided(case) if case.ended_at else None,
        letter=Letter.objects.filter(case=case, kind="objection_answered").exists(),
    )


def own_letter(handle: str, lang: Lang) -> Paper:
    """The answer to whoever objected, as PDF. Raises NotThere."""
    row = Letter.objects.filter(case=_case_of(handle), kind="objection_answered").select_related("zh", "en").first()
    if row is None:
        raise NotThere
    return paper_of(row.en if lang == "en" else row.zh, f"{row.number}-{lang}.pdf")


def look_at_objection(case: int, *, by: Actor) -> Part:
    """What an objection holds, as far as the actor may see it. Raises NotThere."""
    row = the_case(by, case)
    held: Objection = row.objection
    inside, texts = is_inside(by), published_texts(row)
    contact = ObjectorContact.objects.filter(case=row).first() if inside else None
    book = edition(row.edition).provisions
    return Part(
        about=row.about_id or 0,
        about_number=row.about.number if row.about else "",
        published=held.published_id,
        published_number=held.published.number,
        ground=GROUNDS[held.ground],
        clause=held.clause,
        clause_title=book[held.clause].title if held.clause else None,
        remedy=REMEDIES[held.remedy],
        lodged_at=held.lodged_at,
        proved_at=held.proved_at,
        original=held.argument if inside else "",
        files=_files(row, held) if inside else (),
        contact=Contact(contact.name, contact.organisation, contact.email, contact.phone) if contact else None,
        argument=_text(texts.get("argument")),
        written_answer=original_of(row, "answer"),
        answer=_text(texts.get("answer")),
        prepared=ENDINGS.get(prepared_ending(row)) if inside else None,
        prepared_reason=prepared_reason(row) if inside else "",
        decision=_text(texts.get("decision")),
        letters=tuple(one for one in letters_of(row) if inside or one.kind != "objection_answered"),
        inside=inside,
    )


def objection_file(case: int, place: int, *, by: Actor) -> Paper:
    """A file that came with an objection, by its place from 1; for the Commission alone. Raises NotThere."""
    row = the_case(by, case)
    held = Objection.objects.filter(case=row).first()
    if held is None or not is_inside(by) or not 1 <= place <= len(held.files):
        raise NotThere
    named = held.files[place - 1]
    return Paper(named["name"], named["media_type"], bytes_of(Blob.objects.get(pk=named["sha256"])))


def _versions(published: int) -> tuple[int, ...]:
    """A list with those that it replaced, and those that replaced it."""
    found = PublishedList.objects.filter(pk=published).values_list("round", "kind", "first_day").first()
    if found is None:
        raise NotThere
    pairs = dict(
        PublishedList.objects.filter(round=found[0], kind=found[1]).values_list("pk", "replaces").order_by("pk")
    )
    chain, news = {published}, True
    while news:
        more = {pk for pk, before in pairs.items() if before in chain or pk in map(pairs.get, chain)}
        news = not more <= chain
        chain |= more
    return tuple(sorted(chain))


def _case_of(handle: str) -> Case:
    contact = ObjectorContact.objects.filter(handle=handle).select_related("case__cluster", "case__objection").first()
    if contact is None:
        raise NotThere
    return contact.case


def _own(case: Case, content: Mapping[str, Any], **more: Any) -> Own:
    cluster = case.cluster
    shown = {
        "number": "",
        "expires_at": None,
        "cluster": Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        "cluster_number": cluster.number,
        "published": content["published"],
        "ground": GROUNDS[content["ground"]],
        "clause": content["clause"],
        "remedy": REMEDIES[content["remedy"]],
        "argument": content["argument"],
        "files": tuple(one["name"] for one in content["files"]),
        "lodged_at": content["lodged_at"],
    }
    return Own(**{**shown, **more})


def _decided(case: Case) -> Decided:
    texts, cluster, held = published_texts(case), case.cluster, case.objection
    ending = ending_of(case)
    assert ending is not None  # it has ended, and by nothing else
    assert case.ended_at is not None
    return Decided(
        number=case.number,
        cluster=cluster.number,
        cluster_name=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        ground=GROUNDS[held.ground],
        clause=held.clause,
        ending=ending,
        at=case.ended_at,
        argument=_text(texts.get("argument")),
        answer=_text(texts.get("answer")),
        decision=_text(texts.get("decision")),
    )


def _text(row: PublishedText | None) -> Text | None:
    return Text(row.text, row.by.name, row.at) if row else None


def _files(case: Case, held: Objection) -> tuple[FileView, ...]:
    scans: Mapping[str, Blob] = Blob.objects.in_bulk([one["sha256"] for one in held.files])
    return tuple(_file(case, place, one, scans, held.lodged_at) for place, one in enumerate(held.files, start=1))


def _file(case: Case, place: int, named: Mapping[str, Any], scans: Mapping[str, Blob], at: datetime) -> FileView:
    return FileView(
        id=place,
        name=named["name"],
        size=named["size"],
        sha256=named["sha256"],
        media_type=named["media_type"],
        scan=scans[named["sha256"]].scan,
        clauses=(),
        added_at=at,
        address=f"/desk/cases/{case.pk}/objection/files/{place}/",
    )
