"""The operator is heard: the notice and its service, ten working days that have to run out, its answer (Article 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from jiqun.desk.calendar import working_calendar
from jiqun.desk.do.daily.reminding import remind
from jiqun.desk.do.papers.letters import serve_letter
from jiqun.desk.do.registers.days import publish_holidays
from jiqun.desk.files import Taken
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.cases.worklist import worklist_of
from jiqun.desk.look.revoking.proceeding import answer_paper, look_at_revocation
from jiqun.desk.may import NotThere, cases_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.facts.day_notice import day_notice_dict
from jiqun.procedure.kit import Refused
from jiqun.records.models import (
    AdverseFinding,
    Case,
    CaseTerm,
    Letter,
    LetterService,
    Message,
    Revocation,
    TermChange,
)
from tests.cast import Cast, at
from tests.desk.filled import PDF, move
from tests.desk.revoking.builders import (
    GIVEN,
    LAST_DAY,
    OVER,
    SERVED_ON,
    WHY,
    names,
    notified,
    opened,
    prepared,
    refusals,
    served,
)

pytestmark = pytest.mark.article("19")


def test_the_ten_working_days_from_service_have_to_run_out(cast: Cast) -> None:
    """Served on Wednesday 13 May: Wednesday 27 May is the tenth working day after it."""
    case = served(cast)
    term = CaseTerm.objects.get(case=case, name="answer")
    assert (term.started_on, term.days, term.due_on) == (SERVED_ON, 10, LAST_DAY)
    assert refusals(case, "prepare_decision", cast.municipal, at(5, 27, 23, 59), **GIVEN) == ["fit_ending"]
    move(case, "answer", cast.operator, at(5, 27, 23, 59), text="生产数据涉及商业秘密，已提出替代方案。")
    assert refusals(case, "answer", cast.operator, OVER, text="补充。") == ["in_window"]
    move(case, "prepare_decision", cast.municipal, OVER, **GIVEN)
    move(case, "revoke", cast.approver, at(5, 28))


def test_keeping_it_need_not_wait_and_what_was_prepared_early_is_no_revocation(cast: Cast) -> None:
    case = served(cast)
    move(case, "prepare_decision", cast.municipal, at(5, 15), ending="keep", reason="经核实不成立。")
    assert refusals(case, "revoke", cast.approver, at(5, 18)) == ["heard", "as_prepared"]
    move(case, "answer", cast.operator, at(5, 18), text="补充说明。")  # its time runs on while that is prepared
    move(case, "keep", cast.approver, at(5, 18, 10))
    assert Case.objects.get(pk=case.pk).stage == "kept"
    assert Letter.objects.filter(case=case).last().kind == "revocation_kept"  # type: ignore[union-attr]  # written
    assert not Revocation.objects.exists()
    assert verify_everything().faults == ()


def test_what_is_sent_back_starts_no_second_period(cast: Cast) -> None:
    case = prepared(cast)
    move(case, "return_decision", cast.approver, at(5, 29), reason="请补充依据。")
    term = CaseTerm.objects.get(case=case, name="answer")
    assert (term.state, term.due_on) == ("running", LAST_DAY)
    move(case, "prepare_decision", cast.municipal, at(5, 29, 10), **GIVEN)
    move(case, "revoke", cast.approver, at(6, 1))


def test_what_is_established_further_is_told_and_heard_anew(cast: Cast) -> None:
    """No finding counts that the operator was not told of, and none that was sent back."""
    case = served(cast)
    move(case, "establish_further", cast.municipal, at(5, 28), reason="另有情形须核实。")
    assert refusals(case, "notify", cast.municipal, at(5, 28)) == ["adverse_finding"]
    move(case, "record_finding", cast.municipal, at(5, 29), limb="false_information", text="两家企业的产值不实。")
    move(case, "notify", cast.municipal, at(6, 1))
    move(case, "record_service", cast.municipal, at(6, 1), served_on=at(6, 1).date(), how="system")
    assert refusals(case, "prepare_decision", cast.municipal, at(6, 12), **GIVEN) == ["fit_ending"]
    move(case, "answer", cast.operator, at(6, 12), text="数据已更正。")
    move(case, "prepare_decision", cast.municipal, at(6, 16), **GIVEN)
    move(case, "revoke", cast.approver, at(6, 17))
    assert Revocation.objects.get().limbs == "false_information"
    assert AdverseFinding.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("day", "how", "recorded", "wrong"),
    [
        (date(2026, 5, 10), "post", at(5, 14), "2026年5月11日"),  # before the notice was written
        (date(2026, 5, 15), "post", at(5, 14), "2026年5月11日"),  # after today
        (date(2026, 5, 13), "system", at(5, 14), "系统送达"),  # here it is seen from now on
        (
            date(2026, 5, 11),
            "post",
            at(5, 26),
            "2026年5月25日",
        ),  # recorded when its time would be over: nobody could answer
    ],
)
def test_a_day_on_which_it_cannot_have_been_served_is_refused(
    cast: Cast, day: date, how: str, recorded: datetime, wrong: str
) -> None:
    case = notified(cast)
    with pytest.raises(Refused) as refused:
        move(case, "record_service", cast.municipal, recorded, served_on=day, how=how)
    assert names(refused) == ["service_day"]
    assert wrong in refused.value.lacks[0].reason.zh


def test_the_service_of_the_notice_is_a_move_and_starts_the_time_to_answer(cast: Cast) -> None:
    case = notified(cast)
    letter = Letter.objects.get(case=case)
    with pytest.raises(Wrong) as wrong:
        serve_letter(letter=letter.pk, on=SERVED_ON, how="post", note="", by=cast.municipal, at=at(5, 14))
    assert set(wrong.value.problems) == {"letter"}
    move(case, "record_service", cast.municipal, at(5, 14), served_on=SERVED_ON, how="post")
    assert LetterService.objects.get(letter=letter).on == SERVED_ON


def test_a_late_holiday_notice_moves_the_operators_last_day(cast: Cast) -> None:
    case = served(cast)
    known = working_calendar().in_force[2026]
    more = replace(known, number="国办发明电〔2026〕9号", published_on=at(5, 20).date())
    notice = day_notice_dict(replace(more, off=known.off | {at(5, 27).date()}))
    assert publish_holidays(notice=notice, by=cast.municipal, at=at(5, 20)) == 1
    assert CaseTerm.objects.get(case=case).due_on == at(5, 28).date()
    assert TermChange.objects.get().why == "redated"
    assert refusals(case, "prepare_decision", cast.municipal, OVER, **GIVEN) == ["fit_ending"]
    move(case, "prepare_decision", cast.municipal, at(5, 29), **GIVEN)


def test_the_operator_learns_of_it_when_it_is_served_and_not_before(cast: Cast) -> None:
    case = notified(cast)
    assert not cases_of(cast.operator).exists()
    with pytest.raises(NotThere):
        look_at_case(case.pk, by=cast.operator, at=at(5, 12))
    operators = (cast.operator.person, cast.operator_colleague.person)
    assert not Message.objects.filter(to__in=operators).exists()
    assert look_at_case(case.pk, by=cast.district, at=at(5, 12)).stage == "notified"
    move(case, "record_service", cast.municipal, at(5, 14), served_on=SERVED_ON, how="post")
    assert look_at_case(case.pk, by=cast.operator, at=at(5, 14)).stage == "served"
    told = Message.objects.filter(to=cast.operator.person).order_by("pk").first()
    assert told is not None
    assert "2026年5月27日" in told.subject
    with pytest.raises(NotThere):
        look_at_case(case.pk, by=cast.other_operator, at=at(5, 14))


def test_a_case_that_was_closed_before_it_was_served_stays_unknown_to_the_operator(cast: Cast) -> None:
    case = opened(cast)
    move(case, "prepare_closing", cast.municipal, at(5, 8), reason="经核实，情形不成立。")
    assert look_at_case(case.pk, by=cast.district, at=at(5, 8)).stage == "opened"
    both = replace(cast.approver, person=cast.municipal.person)
    assert refusals(case, "keep", both, at(5, 9)) == ["four_eyes"]
    move(case, "keep", cast.approver, at(5, 11))
    assert Case.objects.get(pk=case.pk).stage == "kept"
    assert not cases_of(cast.operator).exists()
    assert not Letter.objects.exists()
    assert not Message.objects.filter(to=cast.operator.person).exists()


def test_an_answer_carries_files_that_both_sides_open(cast: Cast) -> None:
    case = served(cast)
    files = (Taken("说明.pdf", PDF), Taken("台账.pdf", PDF + b"%2"))
    act = move(case, "answer", cast.operator, at(5, 18), text="见附件。", files=files)
    assert [one["name"] for one in act.given["files"]] == ["说明.pdf", "台账.pdf"]
    view = look_at_revocation(case.pk, by=cast.municipal, at=at(5, 19))
    assert [(one.text, [file.name for file in one.files]) for one in view.answers] == [
        ("见附件。", ["说明.pdf", "台账.pdf"])
    ]
    step = view.answers[0].step
    for reader in (cast.operator, cast.municipal, cast.district, cast.auditor):
        assert answer_paper(case.pk, step, 2, by=reader).data == PDF + b"%2"
    for place in (0, 3):
        with pytest.raises(NotThere):
            answer_paper(case.pk, step, place, by=cast.operator)
    with pytest.raises(Wrong) as wrong:
        move(case, "answer", cast.operator, at(5, 18), text="又", files=[Taken("页.pdf", b"<script>")])
    assert set(wrong.value.problems) == {"files"}
    assert verify_everything().faults == ()


def test_outside_of_the_commission_nothing_shows_of_what_is_prepared(cast: Cast) -> None:
    case = prepared(cast)
    for reader in (cast.operator, cast.district):
        assert look_at_case(case.pk, by=reader, at=at(5, 29)).stage == "served"
        assert look_at_revocation(case.pk, by=reader, at=at(5, 29)).prepared is None
    assert look_at_revocation(case.pk, by=cast.operator, at=at(5, 29)).alerts == ()
    seen = look_at_revocation(case.pk, by=cast.approver, at=at(5, 29))
    assert seen.prepared is not None
    assert (seen.prepared.ending.en, seen.prepared.reason) == ("Revoke the recognition", WHY)
    assert len(seen.alerts) == 1


def test_when_the_operators_time_is_over_it_is_the_officers_turn_and_nobody_is_late(cast: Cast) -> None:
    case = served(cast)
    before = worklist_of(cast.operator, at(5, 27), show="mine")
    assert [item.id for item in before.page.items] == [case.pk]
    assert worklist_of(cast.municipal, at(5, 27)).queues[0].count == 0
    assert [item.id for item in worklist_of(cast.municipal, OVER).page.items] == [case.pk]
    late = {queue.name: queue.count for queue in worklist_of(cast.operator, OVER).queues}
    assert (late["mine"], late["late"]) == (0, 0)
    assert look_at_case(case.pk, by=cast.municipal, at=OVER).my_turn
    assert remind(at=OVER) == 1
    assert remind(at=at(5, 29)) == 0
    told = Message.objects.filter(subject__contains="已届满")
    assert {one.to_id for one in told} == {cast.municipal.person, cast.municipal_colleague.person}
