"""The sheet on which an officer settles the clauses that wait for a person (Articles 5, 6 and 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.cases.case import lacks_of
from jiqun.desk.look.cases.file import FileView, look_at_file
from jiqun.desk.may import NotThere, the_case
from jiqun.law import edition
from jiqun.procedure.kit import Lack
from jiqun.procedure.roles import Role

MOVES = {Role.DISTRICT_OFFICER: "judge_clauses", Role.MUNICIPAL_OFFICER: "replace_outcomes"}


@dataclass(frozen=True)
class ClauseToSettle:
    """One clause: what it asks, what the applicant says and attaches, what has been settled so far."""

    clause: str
    title: Bi
    asks: Bi
    blocking: bool
    holds: str  # yes, no, or empty: the applicant says nothing
    statement: str
    files: tuple[FileView, ...]
    why: Bi
    outcome: str
    reason: str


@dataclass(frozen=True)
class ReviewSheet:
    """All of them."""

    case: int
    number: str
    cluster: Bi
    version: int
    clauses: tuple[ClauseToSettle, ...]
    lacks: tuple[Lack, ...]


def look_at_review(case: int, *, by: Actor, at: datetime) -> ReviewSheet:
    """The sheet, for the office that examines the case. Raises NotThere."""
    row = the_case(by, case)
    if row.kind != "recognition" or by.role not in MOVES or row.filed_at is None:
        raise NotThere
    file, book = look_at_file(case, by=by), edition(row.edition).provisions
    found = [one for one in assessment_of(row).findings if one.outcome == "review" or one.review is not None]
    return ReviewSheet(
        case=row.pk,
        number=row.number,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        version=row.version,
        clauses=tuple(
            ClauseToSettle(
                clause=one.clause,
                title=one.title,
                asks=book[one.clause].asks,
                blocking=one.blocking,
                holds=file.statements.get(one.clause, ("", ""))[0],
                statement=file.statements.get(one.clause, ("", ""))[1],
                files=tuple(each for each in file.evidence if one.clause in each.clauses),
                why=one.reason,
                outcome=one.review.outcome if one.review else "",
                reason=one.review.reason if one.review else "",
            )
            for one in found
        ),
        lacks=lacks_of(row, MOVES[by.role], by, at),
    )
