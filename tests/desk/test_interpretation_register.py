"""The register of interpretations, and where people meet what was laid down: forms, findings, files, messages."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from jiqun.base.days import day_of
from jiqun.desk.do.interpreting.approving import approve_interpretation
from jiqun.desk.do.interpreting.drafting import (
    begin_interpretation,
    save_interpretation,
    submit_interpretation,
)
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.filling.form import look_at_clauses
from jiqun.desk.look.interpreting.reading import reads_on
from jiqun.desk.look.interpreting.register import register_file, register_on
from jiqun.desk.may import NotThere
from jiqun.desk.readings import in_force_on
from jiqun.law import edition
from jiqun.records.models import Case, Interpretation, InterpretationDraft, LedgerEntry, Message
from tests.cast import Cast, at
from tests.desk.filled import filled, move
from tests.desk.interpreted import (
    LAID_AT,
    NUMBER,
    ON_THE_LINE,
    laid_down,
)

pytestmark = pytest.mark.article("20")
SHANGHAI = edition("shanghai-2024")
FROM = date(2026, 6, 20)


def approved(row: InterpretationDraft, cast: Cast, when: datetime = LAID_AT) -> Interpretation:
    return approve_interpretation(draft=row.pk, version=row.version, by=cast.approver, at=when)


def test_one_that_settles_no_listed_question_changes_no_reading_and_may_be_replaced(cast: Cast) -> None:
    row = begin_interpretation(edition_id="shanghai-2024", reading="", by=cast.municipal, at=at(6, 10))
    content = {
        "number": NUMBER,
        "question_zh": "集群可以跨街镇吗？",
        "answer_zh": "可以，但须在同一区内。",
        "articles": "2",
        "from_day": "2026-06-10",
    }
    row = save_interpretation(draft=row.pk, version=row.version, content=content, by=cast.municipal, at=at(6, 10))
    row = submit_interpretation(draft=row.pk, version=row.version, by=cast.municipal, at=at(6, 10))
    first = approved(row, cast)
    assert (first.touches, first.reading, first.value) == ([], "", "")
    assert dict(in_force_on(SHANGHAI, FROM).values) == dict(SHANGHAI.default_readings)
    assert [one.number for one in register_on(FROM)[0].others] == [NUMBER]

    again = begin_interpretation(edition_id="shanghai-2024", reading="", by=cast.municipal, at=at(6, 11))
    content |= {"number": "沪经信规释〔2026〕2号", "replaces": str(first.pk), "from_day": "2026-06-20"}
    again = save_interpretation(draft=again.pk, version=again.version, content=content, by=cast.municipal, at=at(6, 11))
    again = submit_interpretation(draft=again.pk, version=again.version, by=cast.municipal, at=at(6, 11))
    approved(again, cast, at(6, 11))
    assert [one.state for one in register_on(FROM)[0].others] == ["in_force", "replaced"]


def test_everybody_who_works_by_it_is_told_once_and_the_ledger_names_the_article(cast: Cast) -> None:
    made = laid_down(cast)
    told = set(Message.objects.filter(key__startswith=f"interpretation:{made.pk}:").values_list("to", flat=True))
    for who in (cast.operator, cast.other_operator, cast.district, cast.other_district, cast.expert):
        assert who.person in told
    assert cast.enterprise.person not in told
    entries = LedgerEntry.objects.filter(article="20").order_by("seq").values_list("act", flat=True)
    assert list(entries) == ["submit_interpretation", "approve_interpretation"]


def test_findings_forms_and_papers_say_by_which_interpretation_they_read(cast: Cast) -> None:
    case = filled(cast)
    form = look_at_clauses(case.pk, clause=ON_THE_LINE, by=cast.operator, at=at(3, 12))
    (shown,) = (one for one in form.clauses if one.provision.id == ON_THE_LINE)
    assert [(read.key, read.number) for read in shown.read] == [("over", "")]
    assert "临界" in shown.read[0].answer.zh

    laid_down(cast, at(3, 12), from_day="2026-03-13")

    form = look_at_clauses(case.pk, clause=ON_THE_LINE, by=cast.operator, at=at(3, 13))
    (shown,) = (one for one in form.clauses if one.provision.id == ON_THE_LINE)
    assert [(read.number, "判为满足" in read.answer.zh) for read in shown.read] == [(NUMBER, True)]
    assert shown.finding is not None
    assert shown.finding["outcome"] == "met"
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    found = assessment_of(Case.objects.get(pk=case.pk))
    assert (dict(found.settled_by), found.as_dict()["settled_by"]) == ({"over": NUMBER}, {"over": NUMBER})
    assert reads_on(SHANGHAI, day_of(at(3, 13)))["over"].number == NUMBER


def test_the_register_opens_with_every_open_question_of_both_editions_and_can_be_taken_along(cast: Cast) -> None:
    laid_down(cast)
    for book in register_on(FROM):
        assert [one.key for one in book.questions] == list(edition(book.id).readings)
    data = json.loads(register_file("list.json", FROM).data)
    over = next(one for one in data[0]["open_questions"] if one["key"] == "over")
    assert (over["read_as"], over["default"], over["settled_by"]) == ("includes", "strict", NUMBER)
    lines = register_file("list.csv", FROM).data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("number,edition,question_zh")
    assert [NUMBER in line for line in lines[1:]] == [True]
    with pytest.raises(NotThere):
        register_file("list.xml", FROM)
