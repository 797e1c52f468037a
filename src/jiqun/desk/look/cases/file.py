"""What a case holds: findings, evidence, questions, letters, submissions; as the officers and the operator read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.drafts import is_editable
from jiqun.desk.judging import assessment_of, draft_assessment, latest_submission
from jiqun.desk.letter_texts import LETTERS
from jiqun.desk.may import the_case
from jiqun.desk.rosters import snapshot_of
from jiqun.papers.charts import Picture, pictures
from jiqun.papers.report import report_of
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Evidence, Letter, Question, Recommendation, Submission
from jiqun.rules.finding import Assessment


@dataclass(frozen=True)
class FileView:
    """A stored file and the clauses that it supports."""

    id: int
    name: str
    size: int
    sha256: str
    media_type: str
    scan: str
    clauses: tuple[str, ...]
    added_at: datetime
    address: str


@dataclass(frozen=True)
class QuestionView:
    """A question and its answer."""

    id: int
    clause: str
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    taken_back: bool


@dataclass(frozen=True)
class LetterView:
    """A letter, its number and whether it was served."""

    id: int
    kind: str
    title: Bi
    number: str
    at: datetime
    served_on: date | None


@dataclass(frozen=True)
class SubmissionView:
    """One filing; `receipt` once it has been made."""

    id: int
    place: int
    at: datetime
    sha256: str
    dataset: str
    receipt: bool


@dataclass(frozen=True)
class RecommendationView:
    """The district's recommendation."""

    opinion: str
    rank: int
    open_clauses: str
    at: datetime


@dataclass(frozen=True)
class CaseFile:
    """Everything that a case holds, beside each other."""

    judged: Assessment | None
    statements: dict[str, tuple[str, str]]
    evidence: tuple[FileView, ...]
    questions: tuple[QuestionView, ...]
    letters: tuple[LetterView, ...]
    submissions: tuple[SubmissionView, ...]
    recommendation: RecommendationView | None

    @cached_property
    def assessment(self) -> dict[str, Any] | None:
        """The assessment in its JSON form (docs/schema/assessment.json)."""
        return self.judged.as_dict() if self.judged else None

    def pictures(self, lang: Lang) -> tuple[Picture, ...]:
        """Its figures against their lines, in that language."""
        return pictures(report_of(self.judged, lang)) if self.judged else ()


def look_at_file(case: int, *, by: Actor) -> CaseFile:
    """What is filed; for the operator of a case that is not filed yet, what is being filled in. Raises NotThere."""
    row = the_case(by, case)
    filed = Submission.objects.filter(case=row).select_related("roster").order_by("place")
    editing = by.role == Role.OPERATOR and is_editable(row)
    assessment = (draft_assessment(row) if editing else assessment_of(row)) if filed or editing else None
    receipts = {one.pk for one in filed.filter(receipt__isnull=False)}
    return CaseFile(
        judged=assessment,
        statements=statements_of(row) if filed else {},
        evidence=evidence_of(row),
        questions=tuple(_question(one) for one in Question.objects.filter(case=row).order_by("pk")),
        letters=letters_of(row),
        submissions=tuple(
            SubmissionView(one.pk, one.place, one.at, one.sha256, one.roster.sha256, one.pk in receipts)
            for one in filed
        ),
        recommendation=_recommendation(row),
    )


def letters_of(row: Case) -> tuple[LetterView, ...]:
    """The letters that were written in a case."""
    found = Letter.objects.filter(case=row).select_related("service").order_by("pk")
    return tuple(_letter(one) for one in found)


def evidence_of(row: Case) -> tuple[FileView, ...]:
    """The files that are attached now."""
    rows = Evidence.objects.filter(case=row, removed_at=None).select_related("blob").order_by("pk")
    return tuple(
        FileView(
            id=one.pk,
            name=one.name,
            size=one.blob.size,
            sha256=one.blob_id,
            media_type=one.blob.media_type,
            scan=one.blob.scan,
            clauses=tuple(one.clauses.split(";")),
            added_at=one.added_at,
            address=f"/desk/cases/{row.pk}/evidence/{one.pk}/",
        )
        for one in rows
    )


def statements_of(row: Case) -> dict[str, tuple[str, str]]:
    """By clause, whether the applicant says that it holds, and the text."""
    table = snapshot_of(latest_submission(row).roster).tables["statements"]
    rows = zip(table["clause"], table["holds"], table["text"], strict=True)
    return {clause: ("yes" if holds else "no", text or "") for clause, holds, text in rows}


def _question(row: Question) -> QuestionView:
    return QuestionView(
        row.pk, row.clause, row.text, row.asked_at, row.answer, row.answered_at, row.taken_back_at is not None
    )


def _letter(row: Letter) -> LetterView:
    service = getattr(row, "service", None)
    return LetterView(row.pk, row.kind, LETTERS[row.kind].title, row.number, row.at, service.on if service else None)


def _recommendation(row: Case) -> RecommendationView | None:
    found = Recommendation.objects.filter(case=row).order_by("-pk").first()
    return RecommendationView(found.opinion, found.rank, found.open_clauses, found.at) if found else None
