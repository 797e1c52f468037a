"""A revocation on the page of its case: alerts, findings, notice and answer, decision; each as far as one may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.file import LetterView, letters_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.cases.worklist import Item, cases_about
from jiqun.desk.look.recognised.standing import Standing, standings_of
from jiqun.desk.look.remedies.appeals import Decision, decision_of
from jiqun.desk.look.revoking.alerts import AlertItem, FileItem, alert_items, files_shown
from jiqun.desk.may import OFFICE, NotThere, is_inside, the_case
from jiqun.desk.revoking.course import course_of, limb_title
from jiqun.procedure.shanghai_2024.revocation import ENDINGS
from jiqun.records.models import AdverseFinding, Alert, Blob, Case, Revocation, Step


@dataclass(frozen=True)
class FoundView:
    """What is held to be established."""

    limb: Bi
    text: str
    who: str
    at: datetime
    alert: int | None


@dataclass(frozen=True)
class AnswerView:
    """What the operator said; `step` names it in the address of its files."""

    step: int
    text: str
    files: tuple[FileItem, ...]
    who: str
    at: datetime


@dataclass(frozen=True)
class PreparedView:
    """The decision as it was prepared last."""

    ending: Bi
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True)
class OutcomeView:
    """A revocation as it was decided; `set_aside`: when an appeal undid it."""

    number: str
    on: date
    reason: str
    set_aside: datetime | None


@dataclass(frozen=True)
class RevocationView:
    """A revocation, limited to what the one who asks may see."""

    alerts: tuple[AlertItem, ...]  # for offices alone
    findings: tuple[FoundView, ...]
    served: bool
    until: date | None
    over: bool
    answers: tuple[AnswerView, ...]
    prepared: PreparedView | None  # inside the Commission alone
    outcomes: tuple[OutcomeView, ...]
    standing: Standing | None
    letters: tuple[LetterView, ...]
    decision: Decision | None
    about: tuple[Item, ...]


def look_at_revocation(case: int, *, by: Actor, at: datetime) -> RevocationView:
    """The whole of it. Raises NotThere."""
    row, today = the_case(by, case), day_of(at)
    course, inside = course_of(row), is_inside(by)
    # Outside of the Commission, what is established is known once the notice says it.
    told = inside or course.served or (row.stage == "notified")
    return RevocationView(
        alerts=_alerts(row, at) if by.role in OFFICE else (),
        findings=tuple(_found(one) for one in course.findings) if told else (),
        served=course.served,
        until=course.until,
        over=course.heard_by(today),
        answers=tuple(_answer(step) for step in course.answers),
        prepared=_prepared(row) if inside else None,
        outcomes=_outcomes(row),
        standing=standings_of([row.cluster_id], today).get(row.cluster_id),
        letters=letters_of(row),
        decision=decision_of(case, by=by, at=at),
        about=cases_about(case, by=by, at=at),
    )


def answer_paper(case: int, step: int, place: int, *, by: Actor) -> Paper:
    """A file of an answer. Raises NotThere."""
    found = Step.objects.filter(case=the_case(by, case), place=step, move="answer").first()
    files = found.given.get("files", []) if found else []
    if not 1 <= place <= len(files):
        raise NotThere
    one = files[place - 1]
    return paper_of(Blob.objects.get(pk=one["sha256"]), one["name"])


def _alerts(case: Case, at: datetime) -> tuple[AlertItem, ...]:
    rows = Alert.objects.filter(settled__case=case).select_related("cluster", "settled__case").order_by("pk")
    return alert_items(list(rows), at)


def _found(row: AdverseFinding) -> FoundView:
    return FoundView(limb_title(row.limb), row.text, row.by.name, row.at, row.alert_id)


def _answer(step: Step) -> AnswerView:
    files = files_shown(step.given.get("files", []))
    return AnswerView(step.place, str(step.given["text"]), files, step.person.name, step.at)


def _prepared(case: Case) -> PreparedView | None:
    if not case.stage.endswith("_prepared"):
        return None
    moves = ("prepare_decision", "prepare_closing")
    step = Step.objects.filter(case=case, move__in=moves).select_related("person").order_by("-place").first()
    if step is None:
        return None
    ending = ENDINGS[step.given.get("ending", "keep")]
    return PreparedView(ending, str(step.given["reason"]), step.person.name, step.at)


def _outcomes(case: Case) -> tuple[OutcomeView, ...]:
    rows = Revocation.objects.filter(case=case).select_related("recognition", "set_aside").order_by("pk")
    return tuple(_outcome(row) for row in rows)


def _outcome(row: Revocation) -> OutcomeView:
    undone = getattr(row, "set_aside", None)
    return OutcomeView(row.recognition.number, row.revoked_on, row.reason, undone.at if undone else None)
