"""Laying an interpretation down, or sending it back: by another person than who prepared it (Article 20)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.interpreting.drafting import touches_of, unsubmit
from jiqun.desk.interpreting.text import Written, problems_with, written
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.may import NotThere, only
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.records.models import Interpretation, InterpretationDraft

A20 = article("20")


def approve_interpretation(*, draft: int, version: int, by: Actor, at: datetime) -> Interpretation:
    """Lay it down: it stands in the register at once, and the engine reads by it from its day on.

    What it touches is counted again and kept with it; nothing that was decided changes. Raises NotThere, Refused where
    the same person prepared it, Wrong where it cannot stand any more (its day has passed, another took the place).
    """
    with transaction.atomic():
        row = _waiting(draft, version, by)
        if by.person in (row.submitted_by_id, row.edited_by_id):
            raise Refused(APPROVE, (Lack("four_eyes", _SAME_PERSON, A20),))
        text, prepared_by = written(row.content), row.submitted_by
        refuse_if(problems_with(text, day_of(at)))
        assert text.from_day is not None and prepared_by is not None  # noqa: PT018  # both are known by now
        made = Interpretation.objects.create(
            number=text.number,
            edition=text.edition,
            question_zh=text.question.zh,
            question_en=text.question.en,
            answer_zh=text.answer.zh,
            answer_en=text.answer.en,
            articles=";".join(text.articles),
            clauses=";".join(text.clauses),
            reading=text.reading,
            value=text.value,
            from_day=text.from_day,
            replaces_id=text.replaces,
            touches=touches_of(text, at),
            prepared_by=prepared_by,
            by_id=by.person,
            at=at,
        )
        content = {"number": made.number, "reading": made.reading, "value": made.value, "from": str(made.from_day)}
        subject = f"interpretation:{made.pk}"
        record("approve_interpretation", subject, by=by, at=at, article="20", content=content, sealed=(made,))
        row.delete()
        send_mailing(_mailing(made, text), subject, at)
        return made


def return_interpretation(*, draft: int, version: int, reason: str, by: Actor, at: datetime) -> None:
    """Send it back to be written on, with the reason. Raises NotThere, Wrong."""
    with transaction.atomic():
        row = _waiting(draft, version, by)
        refuse_if({"reason": None if reason.strip() else _NO_REASON})
        submitted_by = row.submitted_by
        assert submitted_by is not None
        unsubmit(row, reason.strip())
        number = str(row.content.get("number", ""))
        subject = f"interpretation-draft:{row.pk}"
        content = {"number": number, "reason": reason.strip()}
        record("return_interpretation", subject, by=by, at=at, article="20", content=content)
        title, body = _BACK.fill(number=number), _BACK_LONG.fill(number=number, reason=reason.strip())
        path = f"/desk/interpretations/drafts/{row.pk}/"
        tell([submitted_by], f"{subject}:{row.version}:returned", title, body, path, at)


def _waiting(draft: int, version: int, by: Actor) -> InterpretationDraft:
    """A draft that waits for approval. All drafts are locked: two of one question are laid down one after the other."""
    only(by, Role.MUNICIPAL_APPROVER)
    rows = {row.pk: row for row in InterpretationDraft.objects.select_for_update().order_by("pk")}
    row = rows.get(draft)
    if row is None or row.submitted_by_id is None:
        raise NotThere
    if row.version != version:
        raise Wrong({"version": _OVERTAKEN})
    return row


def _mailing(made: Interpretation, text: Written) -> Mailing:
    """To everybody who applies, reviews or judges by it."""
    words = {
        "number": made.number,
        "question": Bi(zh=text.question.zh, en=text.question.en or text.question.zh),
        "answer": Bi(zh=text.answer.zh, en=text.answer.en or text.answer.zh),
        "day": made.from_day.isoformat(),
    }
    readers = (Role.OPERATOR, Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER, Role.EXPERT)
    return Mailing(_TOLD.fill(**words), _TOLD_LONG.fill(**words), f"/interpretations/{made.pk}/", readers)


APPROVE = Bi(zh="批准解释", en="Approve the interpretation")
_SAME_PERSON = Bi(
    zh="您参与了这项解释的拟定，须由另一人审批。",
    en="You took part in writing it: somebody else has to approve it.",
)
_NO_REASON = Bi(zh="请写明退回理由。", en="Give the reason why it is sent back.")
_OVERTAKEN = Bi(
    zh="这份解释刚刚有变动，请重新查看后再办理。", en="It has changed since you opened it: look at it again first."
)
_BACK = Bi(zh="解释被退回：{number}", en="An interpretation was sent back: {number}")
_BACK_LONG = Bi(zh="文号：{number}\n退回理由：{reason}", en="Document: {number}\nReason why it was sent back: {reason}")
_TOLD = Bi(zh="《办法》有新的解释：{number}", en="The Procedures have been interpreted: {number}")
_TOLD_LONG = Bi(
    zh="问题：{question}\n\n解释：{answer}\n\n自{day}起适用；此前已作出的决定不因此改变。",
    en="Question: {question}\n\nAnswer: {answer}\n\nIt holds from {day}; no decision taken before is changed by it.",
)
