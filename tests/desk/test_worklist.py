"""The lists of a workbench: whose turn it is, what is late, what is due soon; and finding a case among them."""

from __future__ import annotations

from datetime import datetime

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.do.registers.clusters import change_cluster
from jiqun.desk.look.cases.worklist import list_cases, worklist_of
from tests.cast import Cast, at
from tests.desk.filled import move, submitted


def counts(by: Actor, when: datetime) -> dict[str, int]:
    return {one.name: one.count for one in worklist_of(by, when).queues}


@pytest.mark.article("5")
def test_a_submitted_case_is_the_districts_turn_and_the_operator_waits(cast: Cast) -> None:
    submitted(cast)
    assert counts(cast.district, at(3, 17)) == {"mine": 1, "late": 0, "soon": 0, "waiting": 0}
    assert counts(cast.operator, at(3, 17)) == {"mine": 0, "late": 0, "soon": 0, "waiting": 1}
    assert counts(cast.other_district, at(3, 17)) == {"mine": 0, "late": 0, "soon": 0, "waiting": 0}


@pytest.mark.article("8")
def test_a_deadline_is_soon_for_three_working_days_and_late_from_the_day_after_it(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    seen = {day: counts(cast.operator, at(3, day)) for day in (23, 24, 27, 28)}
    assert [(seen[day]["soon"], seen[day]["late"]) for day in (23, 24, 27, 28)] == [(0, 0), (1, 0), (1, 0), (0, 1)]
    late = worklist_of(cast.operator, at(3, 28), show="late")
    assert [item.id for item in late.page.items] == [case.pk]
    assert late.page.items[0].deadline is not None
    assert late.page.items[0].deadline.late


@pytest.mark.article("2")
def test_cases_are_found_by_pinyin_and_by_their_clusters_new_name(cast: Cast) -> None:
    case = submitted(cast)

    def found(text: str) -> list[int]:
        return [item.id for item in list_cases(by=cast.district, at=at(3, 17), text=text).items]

    assert [found(text) for text in ("zjjcdl", "zhangjiang", "IC cluster", case.number)] == [[case.pk]] * 4
    row = case.cluster
    change_cluster(
        cluster=row.pk, version=row.version, name_zh="金桥集群", name_en="", area_m2=1, by=cast.district, at=at(3, 17)
    )
    assert (found("zhangjiang"), found("jinqiao")) == ([], [case.pk])
