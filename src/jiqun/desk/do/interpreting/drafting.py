"""Writing an interpretation and handing it to the other person for approval (Article 20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.interpreting.text import TYPED, Written, latest_of, problems_with, written
from jiqun.desk.interpreting.touching import Proposed, touched_by
from jiqun.desk.may import NotThere, only
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.law import edition
from jiqun.law.book import edition_ids
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, InterpretationDraft, Person


def begin_interpretation(*, edition_id: str, reading: str, by: Actor, at: datetime) -> InterpretationDraft:
    """Begin one: of a listed open question (`reading`), or of another one. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    if edition_id not in edition_ids() or (reading and reading not in edition(edition_id).readings):
        raise NotThere
    return InterpretationDraft.objects.create(
        content=_first(edition_id, reading), started_at=at, edited_at=at, edited_by_id=by.person
    )


def save_interpretation(
    *, draft: int, version: int, content: Mapping[str, str], by: Actor, at: datetime
) -> InterpretationDraft:
    """Keep what was typed, whatever it is. Raises NotThere; Wrong if a colleague has changed it since, or handed it in.

    Of a listed question the new one always takes the place of the one before: that is not typed.
    """
    with transaction.atomic():
        row = _own(draft, by)
        _refuse_overtaken(row, version)
        kept = {name: str(content.get(name, ""))[:20_000] for name in TYPED if name in content}
        row.content = {**row.content, **kept}
        if row.content["reading"]:
            latest = latest_of(row.content["edition"], row.content["reading"])
            row.content["replaces"] = str(latest.pk) if latest else ""
        row.version += 1
        row.edited_at, row.edited_by_id = at, by.person
        row.save()
        return row


def submit_interpretation(*, draft: int, version: int, by: Actor, at: datetime) -> InterpretationDraft:
    """Hand it to the approvers, with the list of what it would touch. Raises NotThere, Wrong with all that lacks."""
    with transaction.atomic():
        row = _own(draft, by)
        _refuse_overtaken(row, version)
        text = written(row.content)
        refuse_if(problems_with(text, day_of(at)))
        row.touches = touches_of(text, at)
        row.version += 1
        row.submitted_by_id, row.submitted_at, row.returned_why = by.person, at, ""
        row.save()
        content = {"number": text.number, "content": row.content, "touched": len(row.touches)}
        record("submit_interpretation", f"interpretation-draft:{row.pk}", by=by, at=at, article="20", content=content)
        _tell_approvers(row, text, by, at)
        return row


def take_interpretation_back(*, draft: int, by: Actor, at: datetime) -> None:
    """Take it back from the approvers to write on. Raises NotThere."""
    with transaction.atomic():
        row = _locked(draft, by, Role.MUNICIPAL_OFFICER)
        if row.submitted_by_id is None:
            raise NotThere
        unsubmit(row, "")
        number = row.content.get("number", "")
        subject = f"interpretation-draft:{row.pk}"
        record("take_interpretation_back", subject, by=by, at=at, article="20", content={"number": number})


def discard_interpretation(*, draft: int, by: Actor) -> None:
    """Give a draft up that is not with the approvers. Raises NotThere."""
    with transaction.atomic():
        _own(draft, by).delete()


def touches_of(text: Written, at: datetime) -> list[dict[str, Any]]:
    """The cases that it would change if it were laid down now; none where it settles no listed question."""
    if not text.reading or text.from_day is None:
        return []
    return touched_by(Proposed(text.edition, text.reading, text.value, text.from_day), day_of(at))


def unsubmit(row: InterpretationDraft, why: str) -> None:
    """Back to being written, for a reason or by its author."""
    row.submitted_by_id, row.submitted_at, row.touches, row.returned_why = None, None, [], why
    row.version += 1
    row.save()


def _first(edition_id: str, reading: str) -> dict[str, str]:
    content = {"edition": edition_id, "reading": reading, **dict.fromkeys(TYPED, "")}
    if reading:
        asked, latest = edition(edition_id).readings[reading], latest_of(edition_id, reading)
        content |= {"question_zh": asked.question.zh, "question_en": asked.question.en}
        content |= {"articles": "；".join(asked.articles), "replaces": str(latest.pk) if latest else ""}
    return content


def _own(draft: int, by: Actor) -> InterpretationDraft:
    """A draft that officers may still change: not with the approvers."""
    row = _locked(draft, by, Role.MUNICIPAL_OFFICER)
    if row.submitted_by_id is not None:
        raise Wrong({"version": _HANDED_IN})
    return row


def _locked(draft: int, by: Actor, *roles: Role) -> InterpretationDraft:
    only(by, *roles)
    row = InterpretationDraft.objects.select_for_update().filter(pk=draft).first()
    if row is None:
        raise NotThere
    return row


def _refuse_overtaken(row: InterpretationDraft, version: int) -> None:
    if row.version != version:
        raise Wrong({"version": _OVERTAKEN})


def _tell_approvers(row: InterpretationDraft, text: Written, by: Actor, at: datetime) -> None:
    held = Appointment.objects.filter(role=Role.MUNICIPAL_APPROVER, until=None, person__is_active=True)
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk=by.person).order_by("pk")
    words = {"number": text.number, "question": Bi(zh=text.question.zh, en=text.question.en or text.question.zh)}
    key, path = f"interpretation-draft:{row.pk}:{row.version}", f"/desk/interpretations/drafts/{row.pk}/"
    tell(people, key, _WAITS.fill(**words), _WAITS_LONG.fill(**words, n=len(row.touches)), path, at)


_OVERTAKEN = Bi(
    zh="同事刚刚修改过这份草稿，请核对后再保存；您填写的内容仍在页面上。",
    en="A colleague has just changed this draft: look at it and save again. What you typed is still on the page.",
)
_HANDED_IN = Bi(
    zh="这份解释已送审；需要修改的，请先撤回送审。", en="It is with the approvers: take it back first to change it."
)
_WAITS = Bi(zh="有一项解释待审批：{number}", en="An interpretation waits for approval: {number}")
_WAITS_LONG = Bi(
    zh="拟解释的问题：{question}\n文号：{number}\n涉及{n}件案件（不改变任何已作出的决定）。",
    en="Question: {question}\nDocument: {number}\nIt touches {n} case(s); no decision is changed.",
)
