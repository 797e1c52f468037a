"""An application at the later stages of its recognition, brought there by the acts of its people."""

from __future__ import annotations

from datetime import date

from jiqun.desk.deciding.formality import items_of
from jiqun.desk.do.applying.formality import check_formality
from jiqun.desk.do.applying.review import Settled, settle_clauses
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.may import the_case
from jiqun.desk.record import record
from jiqun.records.models import Assignment, Case, Expert, FiledSheet
from tests.cast import Cast, at, eligible_workbook
from tests.desk.filled import move, submitted
from tests.remembered import remembered

POINTS = {str(group): 80 for group in range(1, 10)}


@remembered
def recommended(cast: Cast, case: Case | None = None) -> Case:
    """Recommended on 25 March, every clause that waits for a person settled as met: eligible."""
    case = case or submitted(cast, eligible_workbook())
    move(case, "accept", cast.district, at(3, 17))
    waiting = open_clauses(the_case(cast.district, case.pk))
    settle_clauses(
        case=case.pk,
        version=Case.objects.get(pk=case.pk).version,
        clauses={clause: Settled("met", "材料属实。") for clause in waiting},
        by=cast.district,
        at=at(3, 24),
    )
    move(case, "recommend", cast.district, at(3, 25), opinion="同意推荐。", rank=1)
    return Case.objects.get(pk=case.pk)


@remembered
def in_evaluation(cast: Cast, case: Case | None = None) -> Case:
    """Found complete and valid on 6 May."""
    return found_complete(cast, recommended(cast, case))


def found_complete(cast: Cast, case: Case) -> Case:
    """Found complete and valid on 6 May, from being recommended."""
    seen = {item.name: "yes" for item in items_of(case)}
    notes = dict.fromkeys(seen, "已核对。")
    check_formality(case=case.pk, version=case.version, seen=seen, notes=notes, by=cast.municipal, at=at(5, 6))
    move(case, "accept_formality", cast.municipal, at(5, 6, 10))
    return Case.objects.get(pk=case.pk)


def expert_of(cast: Cast, who: str) -> Expert:
    """One of the cast's experts, in the pool."""
    actor = getattr(cast, who)
    found = Expert.objects.filter(person=actor.person).first()
    return found or Expert.objects.create(
        person_id=actor.person,
        organisation_id=actor.organisation,
        title="研究员",
        fields="39",
        since=date(2026, 1, 1),
        until=date(2028, 12, 31),
        added_by_id=cast.municipal.person,
        added_at=at(3, 3),
    )


@remembered
def evaluated(cast: Cast, case: Case | None = None, points: dict[str, int] | None = None) -> Case:
    """Judged by three experts who agree, evaluation closed on 20 May. Sheets are stored as their filing stores them."""
    return judged_by_three(cast, in_evaluation(cast, case), points)


def judged_by_three(cast: Cast, case: Case, points: dict[str, int] | None = None) -> Case:
    """Judged, from being found complete; its evaluation closed on 20 May."""
    for who in ("expert", "second_expert", "third_expert"):
        assignment = Assignment.objects.create(
            case=case,
            expert=expert_of(cast, who),
            state=Assignment.State.FILED,
            how="picked",
            asked_at=at(5, 7),
            due_on=at(5, 19).date(),
            declared_at=at(5, 8),
            ended_at=at(5, 15),
        )
        by = getattr(cast, who)
        sheet = FiledSheet.objects.create(
            assignment=assignment, points=points or POINTS, comments={}, by_id=by.person, at=at(5, 15)
        )
        record("file_sheet", f"case:{case.pk}", by=by, at=at(5, 15), article="9", sealed=(sheet,))
    move(case, "close_evaluation", cast.municipal, at(5, 20))
    return Case.objects.get(pk=case.pk)


@remembered
def proposed(cast: Cast, case: Case | None = None) -> Case:
    """Proposed by one and approved by another, on 25 May."""
    case = evaluated(cast, case)
    move(case, "prepare_proposal", cast.municipal, at(5, 22), reason="符合全部条件。")
    move(case, "approve_proposal", cast.approver, at(5, 25))
    return Case.objects.get(pk=case.pk)
