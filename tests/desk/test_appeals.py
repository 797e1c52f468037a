"""Appeals: who, against what, until when; decided by somebody not involved before; a granted one opens the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiqun.desk.actor import Actor, actors_of
from jiqun.desk.do.papers.letters import serve_letter
from jiqun.desk.do.people.stand_ins import arrange_stand_in
from jiqun.desk.do.remedies.appeals import lodge_appeal
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.office.agenda import agenda_of
from jiqun.desk.look.remedies.appeals import appeal_form, appeals_about, list_appeals, look_at_appeal
from jiqun.desk.may import NotThere, cases_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.records.models import Appeal, Case, CaseTerm, LedgerEntry, Letter, Message, Person
from tests.cast import Cast, at
from tests.desk.appealed import WHY, declined, lodged, not_recognised, on_the_roster
from tests.desk.filled import move

pytestmark = pytest.mark.article("9")


def names(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [lack.name for lack in refused.value.lacks]


def decided(appeal: Case, ending: str, cast: Cast, month: int, day: int) -> None:
    """Taken up, prepared by one and decided by another, neither of whom took part in the case."""
    move(appeal, "take_up", cast.municipal_colleague, at(month, day))
    move(
        appeal,
        "prepare_decision",
        cast.municipal_colleague,
        at(month, day, 10),
        ending=ending,
        reason="经核实，理由成立。",
    )
    move(appeal, ending, cast.approver_colleague, at(month, day, 11))


def test_an_operator_appeals_until_the_fifteenth_working_day_and_not_after_it(cast: Cast) -> None:
    case = declined(cast)
    with pytest.raises(Refused) as refused:
        lodged(case, cast.operator, at(4, 10, 0, 1))
    assert names(refused) == ["in_time"]
    assert "2026年4月9日" in refused.value.lacks[0].reason.zh
    appeal = lodged(case, cast.operator, at(4, 9, 23, 59))
    assert (appeal.number, appeal.kind, appeal.stage) == (f"{case.number}-F1", "appeal", "lodged")
    assert (appeal.about_id, appeal.lodger_id, appeal.filed_at) == (
        case.pk,
        cast.operator.organisation,
        at(4, 9, 23, 59),
    )


def test_the_time_runs_from_the_recorded_service_of_the_letter(cast: Cast) -> None:
    case = declined(cast)
    letter = Letter.objects.get(case=case)
    serve_letter(letter=letter.pk, on=at(3, 24).date(), how="post", note="", by=cast.district, at=at(3, 25))
    period = appeal_form(case.pk, by=cast.operator, at=at(3, 26)).decision.period
    assert (period.since, period.served, period.until) == (at(3, 24).date(), True, at(4, 15).date())
    lodged(case, cast.operator, at(4, 15))


def test_a_withdrawn_or_running_case_has_no_decision_to_appeal_against(cast: Cast) -> None:
    case = declined(cast)
    Case.objects.filter(pk=case.pk).update(stage="withdrawn")
    with pytest.raises(Refused) as refused:
        lodged(case, cast.operator, at(3, 20))
    assert names(refused) == ["decided"]


def test_everything_wrong_with_an_appeal_is_said_at_once(cast: Cast) -> None:
    case = declined(cast)
    with pytest.raises(Wrong) as wrong:
        lodge_appeal(case=case.pk, ground="", argument=" ", remedy="money", by=cast.operator, at=at(3, 20))
    assert set(wrong.value.problems) == {"ground", "argument", "remedy"}
    assert not Appeal.objects.exists()


def test_one_open_appeal_and_none_after_it_was_decided(cast: Cast) -> None:
    case = declined(cast)
    appeal = lodged(case, cast.operator, at(3, 20))
    with pytest.raises(Refused) as refused:
        lodged(case, cast.operator_colleague, at(3, 21))
    assert names(refused) == ["one_open"]
    decided(appeal, "dismiss", cast, 3, 24)
    with pytest.raises(Refused) as refused:
        lodged(case, cast.operator, at(3, 25))
    assert names(refused) == ["once"]


def test_an_appeal_that_was_taken_back_can_be_lodged_again_in_time(cast: Cast) -> None:
    case = declined(cast)
    move(lodged(case, cast.operator, at(3, 20)), "take_back", cast.operator, at(3, 21), reason="材料不全。")
    assert lodged(case, cast.operator, at(3, 23)).number == f"{case.number}-F2"


def test_an_enterprise_on_the_roster_appeals_and_sees_no_more_than_its_appeal(cast: Cast) -> None:
    case = declined(cast)
    on_the_roster(cast, case)
    assert [one.number for one in list_appeals(by=cast.enterprise, at=at(3, 19)).decisions] == [case.number]
    appeal = lodged(case, cast.enterprise, at(3, 20))
    assert list(cases_of(cast.enterprise)) == [appeal]
    view = look_at_appeal(appeal.pk, by=cast.enterprise)
    assert (view.original.number, view.original.case, view.original.reason) == (case.number, None, "")
    assert look_at_appeal(appeal.pk, by=cast.municipal_colleague).original.reason == WHY
    with pytest.raises(NotThere):
        look_at_appeal(appeal.pk, by=cast.operator)
    assert appeals_about(case.pk, by=cast.operator) == ()
    assert not Message.objects.filter(to=cast.operator.person, path=f"/desk/cases/{appeal.pk}/").exists()
    move(appeal, "take_back", cast.enterprise, at(3, 21), reason="已经说明。")


def test_a_decision_that_does_not_concern_one_is_not_there(cast: Cast) -> None:
    case = declined(cast)
    for stranger in (cast.enterprise, cast.other_operator, cast.district, cast.municipal):
        with pytest.raises(NotThere):
            lodged(case, stranger, at(3, 20))
    on_the_roster(cast, case)
    Case.objects.filter(pk=case.pk).update(stage="under_review", ended_at=None)
    with pytest.raises(NotThere):  # an enterprise is not told of a case that is not decided
        lodged(case, cast.enterprise, at(3, 20))


def test_whoever_took_part_in_the_case_does_not_handle_the_appeal_in_any_role(cast: Cast) -> None:
    case = not_recognised(cast)
    appeal = lodged(case, cast.operator, at(6, 2))
    as_officer = {name: replace(cast.municipal, person=getattr(cast, name).person) for name in INVOLVED}
    for name, somebody in as_officer.items():
        with pytest.raises(Refused) as refused:
            move(appeal, "take_up", somebody, at(6, 3))
        assert (name, names(refused)) == (name, ["not_involved"])
    move(appeal, "take_up", cast.municipal_colleague, at(6, 3))
    move(appeal, "prepare_decision", cast.municipal_colleague, at(6, 4), ending="dismiss", reason="名额有限。")
    for somebody, lacks in ((cast.approver, ["not_involved"]), (_also(cast.municipal_colleague, cast), ["four_eyes"])):
        with pytest.raises(Refused) as refused:
            move(appeal, "dismiss", somebody, at(6, 5))
        assert names(refused) == lacks


INVOLVED = ("municipal", "approver", "district", "operator", "expert", "third_expert")


def _also(somebody: Actor, cast: Cast) -> Actor:
    """The same person with an approver's role."""
    return replace(cast.approver_colleague, person=somebody.person)


def test_a_stand_in_who_took_part_does_not_decide_for_a_colleague_who_did_not(cast: Cast) -> None:
    case = not_recognised(cast)
    appeal = lodged(case, cast.operator, at(6, 2))
    move(appeal, "prepare_decision", cast.municipal_colleague, at(6, 3), ending="dismiss", reason="名额有限。")
    days = {"first_day": at(6, 1).date(), "last_day": at(6, 30).date(), "reason": "休假"}
    held = cast.approver_colleague
    arrange_stand_in(appointment=held.appointment, person=cast.approver.person, **days, by=held, at=at(6, 1))
    stands_in = actors_of(Person.objects.get(pk=cast.approver.person), at(6, 4))[-1]
    assert (stands_in.absent_name, stands_in.appointment) == ("许审批", held.appointment)
    with pytest.raises(Refused) as refused:
        move(appeal, "dismiss", stands_in, at(6, 4))
    assert names(refused) == ["not_involved"]
    move(appeal, "dismiss", held, at(6, 4))


def test_a_granted_appeal_opens_the_case_again_and_its_terms_run_anew(cast: Cast) -> None:
    case = declined(cast)
    appeal = lodged(case, cast.operator, at(3, 20))
    decided(appeal, "grant", cast, 3, 24)
    again = Case.objects.get(pk=case.pk)
    assert (again.stage, again.ended_at, again.moved_at) == ("under_review", None, at(3, 24, 11))
    running = CaseTerm.objects.get(case=case, name="preliminary_review", state="running")
    assert (running.started_on, running.days) == (at(3, 24).date(), 20)
    letter = Letter.objects.get(case=appeal)
    assert letter.kind == "appeal_grant"
    assert Case.objects.get(pk=appeal.pk).ended_at == at(3, 24, 11)
    told = look_at_case(case.pk, by=cast.operator, at=at(3, 25)).timeline[-1]
    assert (told.name, told.given["reason"]) == ("reopen_review", "经核实，理由成立。")
    move(case, "decline", cast.district_colleague, at(3, 26), reason="复核后仍不符合。")
    assert lodged(case, cast.operator, at(3, 27)).number == f"{case.number}-F2"
    assert verify_everything().faults == ()


def test_a_case_not_recognised_is_examined_again(cast: Cast) -> None:
    case = not_recognised(cast)
    decided(lodged(case, cast.operator, at(6, 2)), "grant", cast, 6, 9)
    again = Case.objects.get(pk=case.pk)
    assert (again.stage, again.ended_at) == ("evaluated", None)
    assert CaseTerm.objects.get(case=case, name="evaluation", state="running").started_on == at(6, 9).date()
    move(case, "prepare_proposal", cast.municipal, at(6, 10), reason="重新评审后符合全部条件。")
    assert Case.objects.get(pk=case.pk).stage == "proposal_prepared"


def test_a_case_is_not_opened_again_beside_another_of_its_cluster(cast: Cast) -> None:
    case = declined(cast)
    appeal = lodged(case, cast.operator, at(3, 20))
    other = {name: getattr(case, name) for name in ("kind", "edition", "cluster", "operator", "district", "round")}
    Case.objects.create(number="另一件", stage="draft", opened_at=at(3, 21), moved_at=at(3, 21), **other)
    with pytest.raises(Refused) as refused:
        decided(appeal, "grant", cast, 3, 24)
    assert names(refused) == ["reopens"]


def test_another_ending_than_the_prepared_one_is_refused_and_an_unknown_one_is_wrong(cast: Cast) -> None:
    appeal = lodged(declined(cast), cast.operator, at(3, 20))
    with pytest.raises(Wrong) as wrong:
        move(appeal, "prepare_decision", cast.municipal, at(3, 23), ending="ignore", reason="无。")
    assert set(wrong.value.problems) == {"ending"}
    move(appeal, "prepare_decision", cast.municipal, at(3, 23), ending="dismiss", reason="理由不成立。")
    with pytest.raises(Refused) as refused:
        move(appeal, "grant", cast.approver, at(3, 24))
    assert names(refused) == ["as_prepared"]


def test_the_commission_has_a_deadline_and_outsiders_do_not_see_what_is_prepared(cast: Cast) -> None:
    appeal = lodged(declined(cast), cast.operator, at(3, 20))
    assert [(one.case, one.on) for one in agenda_of(by=cast.municipal, at=at(3, 23)).due] == [
        (appeal.pk, at(4, 20).date())
    ]
    move(appeal, "prepare_decision", cast.municipal, at(3, 23), ending="grant", reason="理由成立。")
    assert look_at_appeal(appeal.pk, by=cast.operator).prepared is None
    assert look_at_case(appeal.pk, by=cast.operator, at=at(3, 24)).stage == "under_review"
    prepared = look_at_appeal(appeal.pk, by=cast.approver).prepared
    assert prepared is not None
    assert (prepared.reason, prepared.who) == ("理由成立。", "郑经办")


def test_lodging_is_one_entry_that_names_no_person(cast: Cast) -> None:
    appeal = lodged(declined(cast), cast.operator, at(3, 20))
    entry = LedgerEntry.objects.get(act="lodge_appeal")
    assert entry.subject == f"case:{appeal.pk}"
    assert verify_everything().faults == ()
