"""Interpretations that are being written, and the one that waits for approval with what it would touch (Article 20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.interpreting.text import Written, problems_with, written
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.interpreting.reading import means_of
from jiqun.desk.look.interpreting.touched import Touched, touched_of
from jiqun.desk.may import CITY, NotThere, only
from jiqun.procedure.roles import Role
from jiqun.records.models import Interpretation, InterpretationDraft


@dataclass(frozen=True)
class DraftView:
    """A draft: as it was typed, as it reads, what lacks, and what it would touch once it was handed in."""

    id: int
    version: int
    content: Mapping[str, str]
    text: Written
    edition_title: Bi
    question: Bi
    means: Bi | None
    options: tuple[Choice, ...]
    free: bool
    replaces: str  # the number of the interpretation whose place it takes
    replaceable: tuple[Choice, ...]
    lacking: Mapping[str, Bi]
    edited_at: datetime
    edited_by: str
    submitted_at: datetime | None
    submitted_by: str
    returned_why: str
    touched: tuple[Touched, ...]
    own_work: bool  # the one who looks took part in writing it
    may_write: bool
    may_approve: bool

    @property
    def decided(self) -> int:
        return sum(not one.open for one in self.touched)


@dataclass(frozen=True)
class DraftItem:
    """A draft on the list."""

    id: int
    number: str
    question: Bi
    edition_title: Bi
    edited_at: datetime
    edited_by: str
    submitted: bool
    returned: bool


def list_interpretation_drafts(*, by: Actor) -> tuple[DraftItem, ...]:
    """The drafts: officers and auditors see all, approvers what waits for them. Raises NotThere."""
    only(by, *CITY)
    return tuple(_item(row) for row in _seen(by).order_by("-edited_at", "-pk"))


def look_at_interpretation_draft(draft: int, *, by: Actor, at: datetime) -> DraftView:
    """One of them. Raises NotThere."""
    only(by, *CITY)
    row = _seen(by).filter(pk=draft).first()
    if row is None:
        raise NotThere
    text = written(row.content)
    asks, waits = text.asks, row.submitted_by_id is not None
    found = {name: why for name, why in problems_with(text, day_of(at)).items() if why is not None}
    replaces = Interpretation.objects.filter(pk=text.replaces).first() if text.replaces else None
    own = by.person in (row.submitted_by_id, row.edited_by_id)
    return DraftView(
        id=row.pk,
        version=row.version,
        content=row.content,
        text=text,
        edition_title=text.book.short,
        question=_question(text),
        means=means_of(asks, text.value) if asks and asks.allows(text.value) else None,
        options=tuple(Choice(one.value, one.means) for one in asks.options) if asks else (),
        free=asks is not None and asks.free is not None,
        replaces=replaces.number if replaces else "",
        replaceable=() if text.reading else _replaceable(text.edition),
        lacking=found,
        edited_at=row.edited_at,
        edited_by=row.edited_by.name,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by.name if row.submitted_by else "",
        returned_why=row.returned_why,
        touched=touched_of(row.touches),
        own_work=own,
        may_write=by.role == Role.MUNICIPAL_OFFICER and not waits,
        may_approve=by.role == Role.MUNICIPAL_APPROVER and waits and not own,
    )


def _seen(by: Actor) -> QuerySet[InterpretationDraft]:
    rows = InterpretationDraft.objects.select_related("edited_by", "submitted_by")
    return rows.exclude(submitted_by=None) if by.role == Role.MUNICIPAL_APPROVER else rows


def _item(row: InterpretationDraft) -> DraftItem:
    text = written(row.content)
    return DraftItem(
        id=row.pk,
        number=text.number,
        question=_question(text),
        edition_title=text.book.short,
        edited_at=row.edited_at,
        edited_by=row.edited_by.name,
        submitted=row.submitted_by_id is not None,
        returned=bool(row.returned_why),
    )


def _question(text: Written) -> Bi:
    """As it was typed so far, else the listed one, else that there is none yet."""
    if text.question.zh:
        return Bi(zh=text.question.zh, en=text.question.en or text.question.zh)
    return text.asks.question if text.asks else _NONE_YET


def _replaceable(edition_id: str) -> tuple[Choice, ...]:
    rows = Interpretation.objects.filter(edition=edition_id, reading="", replaced_by=None).order_by("-pk")
    return tuple(
        Choice(str(row.pk), Bi(zh=f"{row.number} {row.question_zh[:40]}", en=f"{row.number} {row.question_en[:60]}"))
        for row in rows
    )


_NONE_YET = Bi(zh="（尚未写明问题）", en="(no question written yet)")
