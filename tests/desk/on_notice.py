"""A cluster on public notice, and somebody who objects to it."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.do.deciding.lists import publish_notice
from jiqun.desk.do.remedies.lodging import lodge_objection, prove_objection
from jiqun.desk.files import Taken
from jiqun.desk.remedies.lodging_form import Lodged
from jiqun.records.models import Case, Lodging, PublishedList
from tests.cast import Cast, at
from tests.desk.at_stage import proposed
from tests.desk.filled import PDF, move
from tests.remembered import remembered

TITLE = Bi(zh="2026年拟认定名单公示", en="Clusters proposed in 2026")
PUBLISHED_AT, LODGED_AT, DECIDED_AT = at(5, 26), at(5, 27), at(6, 3)
FIRST, LAST = at(5, 26).date(), at(6, 1).date()  # five working days, both counted


@remembered
def published(cast: Cast, case: Case | None = None, when: datetime = PUBLISHED_AT) -> PublishedList:
    """The notice of one proposed case, published on Tuesday 26 May: through Monday 1 June."""
    case = case or proposed(cast)
    chosen = {case.pk: Case.objects.get(pk=case.pk).version}
    assert case.round is not None
    return publish_notice(round_id=case.round_id, chosen=chosen, title=TITLE, by=cast.municipal, at=when)


def the_case_of(row: PublishedList) -> Case:
    """The one case that stands on the list."""
    return Case.objects.get(list_lines__published=row)


def lodged(row: PublishedList, **changes: object) -> Lodged:
    """What somebody writes who objects to it."""
    typed: dict[str, object] = {
        "cluster": the_case_of(row).cluster.number,
        "ground": "false_data",
        "clause": "",
        "argument": "该集群申报的产值与统计公报不符，李四可以作证。",
        "remedy": "not_recognise",
        "name": "张三",
        "organisation": "某公司",
        "email": "zhang@example.test",
        "phone": "021-55550000",
        "lang": "zh",
        "agreed": True,
    }
    return Lodged(**(typed | changes))  # type: ignore[arg-type]  # a test may give what a form would not


@remembered
def lodging(row: PublishedList, when: datetime = LODGED_AT, **changes: object) -> Lodging:
    """Lodged with a file, not proved."""
    files = (Taken("证据.pdf", PDF + b"%evidence"),)
    return lodge_objection(published=row.pk, lodged=lodged(row, **changes), files=files, at=when)


@remembered
def objection(row: PublishedList, when: datetime = LODGED_AT, proved: datetime | None = None) -> Case:
    """Lodged and proved."""
    return prove_objection(handle=lodging(row, when).handle, at=proved or when)


@remembered
def answered(cast: Cast, case: Case) -> Case:
    """Taken up on 28 May, answered on 29 May, both texts made fit to be read."""
    due = at(6, 5).date()
    move(case, "take_up", cast.municipal, at(5, 28), published_text="产值与统计公报不符。", due_on=due)
    move(case, "answer", cast.operator, at(5, 29), text="数据来自企业报表，经办人王五可查。")
    move(case, "redact", cast.municipal, at(5, 29, 10), part="answer", published_text="数据来自企业报表。")
    return Case.objects.get(pk=case.pk)


@remembered
def decided(cast: Cast, case: Case, ending: str, when: datetime = DECIDED_AT) -> Case:
    """Prepared by the officer and decided by the approver."""
    move(case, "prepare_decision", cast.municipal, when, ending=ending, reason="经核查。")
    move(case, ending, cast.approver, when.replace(hour=15))
    return Case.objects.get(pk=case.pk)
