"""Interpretations, written by one and laid down by another; an application that stands exactly on a line."""

from __future__ import annotations

from datetime import datetime

from jiqun.desk.acts import make_move
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.review import Settled, settle_clauses
from jiqun.desk.do.interpreting.approving import approve_interpretation
from jiqun.desk.do.interpreting.drafting import begin_interpretation, save_interpretation, submit_interpretation
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.may import the_case
from jiqun.records.models import Case, Cluster, Interpretation, InterpretationDraft, Round
from tests.cast import Cast, at, cluster_of, good_workbook, make_round
from tests.desk.at_stage import found_complete, judged_by_three
from tests.desk.filled import fill, move
from tests.remembered import remembered

ON_THE_LINE = "A6.2.6"  # the output of the good workbook's latest year is exactly three billion yuan
NUMBER = "沪经信规释〔2026〕1号"
LAID_AT = at(6, 10)
SAYS = {
    "number": NUMBER,
    "answer_zh": "“超过”含本数。",
    "answer_en": "“Over” takes the figure itself in.",
    "clauses": "A6.2.6；A6.2.7",
    "value": "includes",
    "from_day": "2026-06-20",
}


@remembered
def drafted(cast: Cast, when: datetime = LAID_AT, key: str = "over", **changes: str) -> InterpretationDraft:
    """Written by the officer."""
    row = begin_interpretation(edition_id="shanghai-2024", reading=key, by=cast.municipal, at=when)
    content = SAYS | changes
    return save_interpretation(draft=row.pk, version=row.version, content=content, by=cast.municipal, at=when)


@remembered
def handed_in(cast: Cast, when: datetime = LAID_AT, key: str = "over", **changes: str) -> InterpretationDraft:
    """With the approvers."""
    row = drafted(cast, when, key, **changes)
    return submit_interpretation(draft=row.pk, version=row.version, by=cast.municipal, at=when)


@remembered
def laid_down(cast: Cast, when: datetime = LAID_AT, key: str = "over", **changes: str) -> Interpretation:
    """Approved by another person, in the same hour."""
    row = handed_in(cast, when, key, **changes)
    return approve_interpretation(draft=row.pk, version=row.version, by=cast.approver, at=when)


@remembered
def on_the_line(cast: Cast, cluster: Cluster | None = None, rank: int = 1) -> Case:
    """Recommended with the open clause named, found complete and evaluated: only the line stands in its way."""
    notice = Round.objects.first() or make_round(cast)
    cluster = cluster or cluster_of(cast.district, cast.operator)
    case = open_application(round_id=notice.pk, cluster=cluster.pk, by=cast.operator, at=at(3, 10))
    fill(case, cast.operator, at(3, 11), good_workbook())
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    move(case, "accept", cast.district, at(3, 17))
    waiting = [one for one in open_clauses(the_case(cast.district, case.pk)) if one != ON_THE_LINE]
    settle_clauses(
        case=case.pk,
        version=Case.objects.get(pk=case.pk).version,
        clauses={clause: Settled("met", "材料属实。") for clause in waiting},
        by=cast.district,
        at=at(3, 24),
    )
    move(case, "recommend", cast.district, at(3, 25), opinion=f"{ON_THE_LINE}恰在线上，请市里研究。", rank=rank)
    return judged_by_three(cast, found_complete(cast, Case.objects.get(pk=case.pk)))


@remembered
def rejected_on_the_line(cast: Cast) -> Case:
    """The same, not recognised for it, announced on 1 June."""
    case = on_the_line(cast)
    move(case, "prepare_rejection", cast.municipal, at(5, 26), reason=f"{ON_THE_LINE}未能确定。")
    move(case, "sign_rejection", cast.approver, at(5, 27))
    version = Case.objects.get(pk=case.pk).version
    make_move(case.pk, "reject", version=version, by=cast.municipal, at=at(6, 1))
    return Case.objects.get(pk=case.pk)
