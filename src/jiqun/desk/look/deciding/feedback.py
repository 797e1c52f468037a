"""What an applicant that was not recognised is told: which clauses, how far, what would help, the means by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from jiqun.base.numbers import read_exact, rounded
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, the_case
from jiqun.law import Edition, edition
from jiqun.records.models import Case, Feedback


@dataclass(frozen=True)
class ToldClause:
    """A clause that stood in the way or was missed. `short`: by how much; `help`: what would have done."""

    clause: str
    title: Bi
    blocking: bool
    outcome: str
    short: Bi | None
    help: Bi


@dataclass(frozen=True)
class GroupMean:
    """The mean of the experts' points for a group, and its weight if the round gives one; nobody's name."""

    number: int
    title: Bi
    mean: str
    weight: int | None


@dataclass(frozen=True)
class FeedbackView:
    """The feedback of one application."""

    case: int
    number: str
    cluster: Bi
    at: datetime
    reason: str
    in_the_way: tuple[ToldClause, ...]
    beside: tuple[ToldClause, ...]
    groups: tuple[GroupMean, ...]
    place: int | None
    ordered: int
    quota: int | None


def look_at_feedback(case: int, *, by: Actor) -> FeedbackView:
    """The feedback as it was given last. Raises NotThere, also where none was given."""
    found = feedback_of(the_case(by, case))
    if found is None:
        raise NotThere
    return found


def has_feedback(case: int) -> bool:
    """Whether there is any; the case has been shown to the actor."""
    return Feedback.objects.filter(case=case).exists()


def feedback_of(row: Case) -> FeedbackView | None:
    """The same for a case that may be shown; None where none was given."""
    given = Feedback.objects.filter(case=row).order_by("-pk").first()
    if given is None:
        return None
    content, book = given.content, edition(row.edition)
    clauses = tuple(_clause(one, book) for one in content["clauses"])
    return FeedbackView(
        case=row.pk,
        number=row.number,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        at=given.at,
        reason=str(content.get("reason", "")),
        in_the_way=tuple(one for one in clauses if one.blocking),
        beside=tuple(one for one in clauses if not one.blocking),
        groups=tuple(_group(one, book) for one in content["groups"]),
        place=content.get("place"),
        ordered=int(content.get("of") or 0),
        quota=content.get("quota"),
    )


def _clause(one: Mapping[str, Any], book: Edition) -> ToldClause:
    known = book.provisions[one["clause"]]
    return ToldClause(
        clause=one["clause"],
        title=known.title,
        blocking=bool(one.get("blocking", known.blocking)),
        outcome=one["outcome"],
        short=Bi(**one["short"]) if one["short"] else None,
        help=Bi(**one["would_do"]),
    )


def _group(one: Mapping[str, Any], book: Edition) -> GroupMean:
    number = int(one["group"])
    return GroupMean(number, book.groups[number], _one_decimal(one["mean"]), one.get("weight"))


def _one_decimal(mean: object) -> str:
    tenths = rounded(Fraction(read_exact(str(mean))) * 10)
    return f"{tenths // 10}.{tenths % 10}"
