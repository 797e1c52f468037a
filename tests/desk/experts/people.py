"""Experts at work: brought into the pool, asked, judging, in one line each."""

from __future__ import annotations

from datetime import datetime

from jiqun.desk.actor import Actor
from jiqun.desk.do.experts.assigning import pick_expert
from jiqun.desk.do.experts.sheet import file_sheet, open_file, save_sheet
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Assignment, Case, Expert, FiledSheet, Organisation, Sheet
from tests.cast import Cast, actor, at, body
from tests.desk.at_stage import expert_of
from tests.remembered import remembered

THREE = ("expert", "second_expert", "third_expert")


@remembered
def new_expert(cast: Cast, number: int, house: Organisation | None = None) -> tuple[Actor, Expert]:
    """One more expert, of another institute unless a body is given."""
    house = house or body(Office.EXPERT_BODY, f"第{number}研究所（测试）")
    who = actor(f"more{number}@example.test", f"专家{number}", Role.EXPERT, house)
    row = Expert.objects.create(
        person_id=who.person,
        organisation_id=who.organisation,
        title="教授",
        fields="39",
        since=at(1, 1).date(),
        until=at(12, 31).date(),
        added_by_id=cast.municipal.person,
        added_at=at(3, 3),
    )
    return who, row


@remembered
def picked(cast: Cast, case: Case, who: str, when: datetime | None = None) -> Assignment:
    """Asked by hand."""
    expert = expert_of(cast, who)
    return pick_expert(case=case.pk, expert=expert.pk, by=cast.municipal, at=when or at(5, 7))


@remembered
def opened(cast: Cast, case: Case, who: str, when: datetime | None = None) -> Assignment:
    """Asked, no conflict declared, the file open."""
    row = picked(cast, case, who, when)
    open_file(assignment=row.pk, declared=True, by=getattr(cast, who), at=when or at(5, 8))
    return row


def written(row: Assignment, by: Actor, points: int | dict[str, int], when: datetime | None = None) -> int:
    """The sheet filled in, the same points for every group or each its own; the version."""
    each = points if isinstance(points, dict) else {str(group): points for group in range(1, 10)}
    version = Sheet.objects.get(assignment=row).version
    texts = {group: str(one) for group, one in each.items()}
    said = {group: f"第{group}项意见。" for group in each}
    return save_sheet(assignment=row.pk, version=version, points=texts, comments=said, by=by, at=when or at(5, 11))


@remembered
def filed(row: Assignment, by: Actor, points: int | dict[str, int] = 80, when: datetime | None = None) -> FiledSheet:
    """Filled in and filed."""
    version = written(row, by, points, when)
    return file_sheet(assignment=row.pk, version=version, independent=True, by=by, at=when or at(5, 12))


@remembered
def judged(cast: Cast, case: Case, *points: int) -> list[Assignment]:
    """Judged by the cast's three experts, through the desk."""
    rows = [opened(cast, case, who) for who in THREE]
    for row, who, given in zip(rows, THREE, points or (80, 80, 80), strict=True):
        filed(row, getattr(cast, who), given)
    return rows
