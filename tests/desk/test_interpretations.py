"""Interpretations: written by one, laid down by another, read by from their day on; no decision is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from jiqun.desk.do.interpreting.approving import approve_interpretation, return_interpretation
from jiqun.desk.do.interpreting.drafting import (
    begin_interpretation,
    discard_interpretation,
    save_interpretation,
    submit_interpretation,
    take_interpretation_back,
)
from jiqun.desk.judging import assessment_of, assessment_on
from jiqun.desk.look.interpreting.drafts import list_interpretation_drafts, look_at_interpretation_draft
from jiqun.desk.look.interpreting.register import look_at_interpretation, register_on
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.readings import in_force_on, reading_on
from jiqun.desk.wrong import Wrong
from jiqun.law import edition
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, Interpretation, InterpretationDraft, Message
from tests.cast import Cast, at, cluster_of
from tests.desk.filled import move
from tests.desk.interpreted import (
    LAID_AT,
    NUMBER,
    ON_THE_LINE,
    drafted,
    handed_in,
    laid_down,
    on_the_line,
    rejected_on_the_line,
)

pytestmark = pytest.mark.article("20")
SHANGHAI = edition("shanghai-2024")
FROM = date(2026, 6, 20)


def approved(row: InterpretationDraft, cast: Cast, when: datetime = LAID_AT) -> Interpretation:
    return approve_interpretation(draft=row.pk, version=row.version, by=cast.approver, at=when)


def outcome(case: Case, day: date) -> str:
    return assessment_on(Case.objects.get(pk=case.pk), day).finding(ON_THE_LINE).outcome


def test_from_its_day_on_a_question_is_read_as_it_was_laid_down_and_not_a_day_before(cast: Cast) -> None:
    laid_down(cast)
    assert reading_on(SHANGHAI, "over", date(2026, 6, 19)) == "strict"
    assert reading_on(SHANGHAI, "over", FROM) == "includes"
    assert reading_on(edition("national-2022"), "over", FROM) == "strict"


def test_a_cluster_on_the_line_can_be_proposed_from_that_day_and_what_was_decided_stays(cast: Cast) -> None:
    decided = rejected_on_the_line(cast)
    case = on_the_line(cast, cluster_of(cast.district, cast.operator))
    laid_down(cast)
    with pytest.raises(Refused) as refused:
        move(case, "prepare_proposal", cast.municipal, at(6, 19), reason="符合。")
    assert [(lack.name, ON_THE_LINE in lack.reason.zh) for lack in refused.value.lacks] == [("eligible", True)]
    move(case, "prepare_proposal", cast.municipal, at(6, 20), reason="符合。")

    assert (outcome(case, date(2026, 6, 19)), outcome(case, FROM)) == ("boundary", "met")
    again = Case.objects.get(pk=decided.pk)
    assert (again.stage, again.version, again.ended_at) == (decided.stage, decided.version, at(6, 1))
    assert again.stage == "not_recognised"
    assert assessment_of(again).finding(ON_THE_LINE).outcome == "boundary"
    assert verify_everything().faults == ()


def test_the_approver_sees_what_it_touches_before_approving_and_the_commission_afterwards(cast: Cast) -> None:
    decided = rejected_on_the_line(cast)
    case = on_the_line(cast, cluster_of(cast.district, cast.operator))
    row = handed_in(cast)

    seen = look_at_interpretation_draft(row.pk, by=cast.approver, at=at(6, 10)).touched

    assert [(one.case, one.open, one.on, one.verdict) for one in seen] == [
        (decided.pk, False, date(2026, 6, 1), ("undetermined", "eligible")),
        (case.pk, True, FROM, ("undetermined", "eligible")),
    ]
    assert {(turned.clause, turned.then, turned.now) for one in seen for turned in one.clauses} == {
        (ON_THE_LINE, "boundary", "met")
    }
    made = approved(row, cast)
    for by in (cast.municipal, cast.approver, cast.auditor):
        assert look_at_interpretation(made.pk, at(7, 1), by=by).touched == seen
    for by in (cast.operator, cast.district, cast.expert, None):
        view = look_at_interpretation(made.pk, at(7, 1), by=by)
        assert (view.touched, view.prepared_by, view.approved_by) == (None, "", "")


def test_a_decision_taken_on_its_day_but_before_it_was_known_is_not_read_by_it(cast: Cast) -> None:
    """Laid down on 1 June at noon, to hold from that very day; announced that morning."""
    decided = rejected_on_the_line(cast)
    assert decided.ended_at == at(6, 1)
    made = laid_down(cast, at(6, 1, 12), from_day="2026-06-01")
    (touched,) = made.touches
    assert (touched["case"], touched["open"]) == (decided.pk, False)
    assert in_force_on(SHANGHAI, date(2026, 6, 1), at(6, 1)).values["over"] == "strict"
    assert in_force_on(SHANGHAI, date(2026, 6, 1), at(6, 1, 12)).values["over"] == "includes"


def test_a_reading_that_changes_nothing_touches_nothing(cast: Cast) -> None:
    on_the_line(cast)
    assert handed_in(cast, value="strict").touches == []
    assert handed_in(cast, number="沪经信规释〔2026〕9号", key="growth", value="geometric_from_base_year").touches == []


def test_whoever_wrote_it_cannot_approve_it_in_whatever_role(cast: Cast) -> None:
    row = handed_in(cast)
    for who in (cast.municipal, replace(cast.approver, person=cast.municipal.person)):
        with pytest.raises((NotThere, Refused)) as refused:
            approve_interpretation(draft=row.pk, version=row.version, by=who, at=at(6, 10))
    assert isinstance(refused.value, Refused)
    assert [(lack.name, lack.article.number if lack.article else "") for lack in refused.value.lacks] == [
        ("four_eyes", "20")
    ]
    assert not Interpretation.objects.exists()


def test_it_never_looks_back_neither_when_handed_in_nor_when_approved_late(cast: Cast) -> None:
    row = drafted(cast, at(6, 10), from_day="2026-06-09")
    with pytest.raises(Wrong) as wrong:
        submit_interpretation(draft=row.pk, version=row.version, by=cast.municipal, at=at(6, 10))
    assert set(wrong.value.problems) == {"from_day"}

    row = handed_in(cast, at(6, 10), from_day="2026-06-11")
    with pytest.raises(Wrong) as wrong:
        approved(row, cast, at(6, 12))
    assert set(wrong.value.problems) == {"from_day"}
    assert approved(row, cast, at(6, 11)).from_day == date(2026, 6, 11)


def test_all_that_is_wrong_is_said_at_once(cast: Cast) -> None:
    row = drafted(cast, number="", answer_zh="", value="sometimes", articles="99", clauses="A6.99", from_day="soon")
    with pytest.raises(Wrong) as wrong:
        submit_interpretation(draft=row.pk, version=row.version, by=cast.municipal, at=at(6, 10))
    assert set(wrong.value.problems) == {"number", "answer_zh", "value", "articles", "clauses", "from_day"}
    lacking = look_at_interpretation_draft(row.pk, by=cast.municipal, at=at(6, 10)).lacking
    assert lacking == wrong.value.problems


@pytest.mark.parametrize(
    ("value", "taken"), [("45", True), ("0", True), ("045", False), ("-1", False), ("一个月", False)]
)
def test_where_the_reading_is_free_any_whole_number_will_do(cast: Cast, value: str, taken: bool) -> None:
    row = drafted(cast, key="change_report_days", value=value, clauses="")
    lacking = look_at_interpretation_draft(row.pk, by=cast.municipal, at=at(6, 10)).lacking
    assert ("value" not in lacking) is taken
    if taken:
        row = submit_interpretation(draft=row.pk, version=row.version, by=cast.municipal, at=at(6, 10))
        approved(row, cast)
        assert reading_on(SHANGHAI, "change_report_days", FROM) == value


def test_approved_twice_it_stands_once(cast: Cast) -> None:
    row = handed_in(cast)
    approved(row, cast)
    with pytest.raises(NotThere):
        approved(row, cast)
    assert Interpretation.objects.count() == 1


def test_two_of_one_question_are_never_in_force_together_the_second_has_to_replace_the_first(cast: Cast) -> None:
    one = handed_in(cast)
    other = handed_in(cast, number="沪经信规释〔2026〕2号", value="excludes")
    first = approved(one, cast)
    with pytest.raises(Wrong) as wrong:
        approved(other, cast)
    assert set(wrong.value.problems) == {"replaces"}
    assert NUMBER in wrong.value.problems["replaces"].zh

    return_interpretation(draft=other.pk, version=other.version, reason="须替代。", by=cast.approver, at=at(6, 10))
    other.refresh_from_db()
    other = save_interpretation(draft=other.pk, version=other.version, content={}, by=cast.municipal, at=at(6, 11))
    other = submit_interpretation(draft=other.pk, version=other.version, by=cast.municipal, at=at(6, 11))
    second = approved(other, cast, at(6, 11))

    assert second.replaces_id == first.pk
    assert reading_on(SHANGHAI, "over", FROM) == "excludes"
    (book, _) = register_on(date(2026, 6, 30))
    (asked,) = (one for one in book.questions if one.key == "over")
    assert asked.settled is not None
    assert (asked.settled.number, [one.number for one in asked.earlier]) == (second.number, [NUMBER])


def test_a_later_one_takes_the_place_from_its_own_day_and_the_earlier_is_read_until_then(cast: Cast) -> None:
    laid_down(cast)
    laid_down(cast, at(7, 1), number="沪经信规释〔2026〕2号", value="excludes", from_day="2026-08-01")
    days = (date(2026, 6, 19), FROM, date(2026, 7, 31), date(2026, 8, 1))
    assert [reading_on(SHANGHAI, "over", day) for day in days] == ["strict", "includes", "includes", "excludes"]
    (book, _) = register_on(date(2026, 7, 2))
    (asked,) = (one for one in book.questions if one.key == "over")
    assert (asked.settled and asked.settled.number, [one.number for one in asked.coming]) == (
        NUMBER,
        ["沪经信规释〔2026〕2号"],
    )
    known_before = register_on(date(2026, 8, 2), known=date(2026, 6, 30))[0]
    (asked,) = (one for one in known_before.questions if one.key == "over")
    assert asked.settled and asked.settled.number == NUMBER  # noqa: PT018  # the second was not known yet


def test_sent_back_or_taken_back_it_can_be_written_on_and_while_it_waits_it_cannot(cast: Cast) -> None:
    row = handed_in(cast)
    with pytest.raises(Wrong) as wrong:
        save_interpretation(draft=row.pk, version=row.version, content={}, by=cast.municipal, at=at(6, 11))
    assert set(wrong.value.problems) == {"version"}
    with pytest.raises(Wrong):
        discard_interpretation(draft=row.pk, by=cast.municipal)
    with pytest.raises(Wrong) as wrong:
        return_interpretation(draft=row.pk, version=row.version, reason=" ", by=cast.approver, at=at(6, 11))
    assert set(wrong.value.problems) == {"reason"}
    return_interpretation(draft=row.pk, version=row.version, reason="请补英文。", by=cast.approver, at=at(6, 11))
    view = look_at_interpretation_draft(row.pk, by=cast.municipal_colleague, at=at(6, 11))
    assert (view.may_write, view.returned_why, view.touched) == (True, "请补英文。", ())
    assert Message.objects.filter(to=cast.municipal.person, subject__contains="被退回").count() == 1

    again = submit_interpretation(draft=row.pk, version=view.version, by=cast.municipal_colleague, at=at(6, 12))
    take_interpretation_back(draft=again.pk, by=cast.municipal, at=at(6, 12))
    discard_interpretation(draft=again.pk, by=cast.municipal)
    assert not InterpretationDraft.objects.exists()


def test_nobody_outside_of_the_commission_knows_of_a_draft(cast: Cast) -> None:
    row = drafted(cast)
    assert [one.id for one in list_interpretation_drafts(by=cast.municipal)] == [row.pk]
    assert list_interpretation_drafts(by=cast.approver) == ()
    for by in (cast.operator, cast.district, cast.expert, cast.administrator, cast.enterprise, cast.inspector):
        with pytest.raises(NotThere):
            list_interpretation_drafts(by=by)
        with pytest.raises(NotThere):
            look_at_interpretation_draft(row.pk, by=by, at=at(6, 10))
        with pytest.raises(NotThere):
            begin_interpretation(edition_id="shanghai-2024", reading="over", by=by, at=at(6, 10))
