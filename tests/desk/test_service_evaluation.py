"""The yearly service evaluation: announced first, by a body without ties, heard, graded; each sees only its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from jiqun.desk.do.daily.reminding import remind
from jiqun.desk.do.evaluating.contracts import end_contract, enter_contract, open_newly_recognised
from jiqun.desk.do.evaluating.publishing import publish_programme
from jiqun.desk.do.evaluating.sheet import attach_file, save_evaluation, take_off_file
from jiqun.desk.do.people.invitations import invite
from jiqun.desk.do.people.organisations import found_organisation
from jiqun.desk.files import Taken
from jiqun.desk.look.cases.papers import evidence_paper
from jiqun.desk.look.evaluating.known import known_of
from jiqun.desk.look.evaluating.programmes import desk_programme, look_at_programme
from jiqun.desk.look.evaluating.sheet import look_at_scores, look_at_service_evaluation
from jiqun.desk.may import NotThere, cases_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.fairness.programme import Programme
from jiqun.fairness.service_criteria import CRITERIA, USUAL
from jiqun.procedure.kit import Refused
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import (
    Appointment,
    Case,
    CaseTerm,
    Evidence,
    FiledEvaluation,
    LedgerEntry,
    Letter,
    Message,
    Organisation,
    Person,
    Round,
)
from tests.cast import Cast, at, make_cluster
from tests.desk.evaluating import (
    CLOSES_AT,
    CONTRACTED_AT,
    PUBLISHED_AT,
    announcement,
    another,
    contracted,
    entrust,
    evaluation_of,
    file_it,
    filed,
    grade_it,
    graded,
    opened,
    programme,
    received,
    replied,
    reply_to_it,
    score,
)
from tests.desk.filled import PDF, move
from tests.desk.renewing import LAST, recognised_until
from tests.web.registers.rosters import firm_on, freeze, small

pytestmark = [pytest.mark.django_db, pytest.mark.article("17")]


def lacks(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.name for one in refused.value.lacks]


# The programme


def test_a_programme_is_published_once_a_year_with_its_rules_in_the_ledger(cast: Cast) -> None:
    notice = programme(cast)
    view = look_at_programme(notice.pk, at(3, 10))
    assert (view.state, view.reply_days, sum(one.weight for one in view.criteria)) == ("announced", 10, 100)
    assert [weight for _, weight in view.weights] == [40, 25, 25, 10]
    assert view.file is not None and view.file.name == "service-evaluation-2026.json"
    entry = LedgerEntry.objects.get(act="publish_programme")
    assert entry.content.content["what"]["rules"] == USUAL.as_dict()
    with pytest.raises(Wrong) as wrong:
        publish_programme(announcement(), by=cast.municipal, at=at(3, 10))
    assert set(wrong.value.problems) == {"year"}


def test_nothing_is_evaluated_by_rules_that_are_not_published_yet(cast: Cast) -> None:
    with pytest.raises(Wrong) as wrong:
        publish_programme(announcement(opens_at=at(3, 8)), by=cast.municipal, at=PUBLISHED_AT)
    assert set(wrong.value.problems) == {"opens_at"}


def test_everything_wrong_with_a_programme_is_said_at_once(cast: Cast) -> None:
    criteria = (replace(CRITERIA[0], weight=9), *CRITERIA[1:])
    rules = Programme(criteria, {"excellent": 90, "good": 90, "sound": 60}, {**USUAL.weights, "plan": 26}, 0)
    with pytest.raises(Wrong) as wrong:
        publish_programme(announcement(rules=rules, reply_days=0), by=cast.municipal, at=PUBLISHED_AT)
    assert set(wrong.value.problems) == {"criteria", "line_excellent", "weight_indicators", "late_day", "reply_days"}
    with pytest.raises(NotThere):
        publish_programme(announcement(), by=cast.district, at=PUBLISHED_AT)


def test_the_database_refuses_other_weights_than_those_published(cast: Cast) -> None:
    notice = programme(cast)
    with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
        Round.objects.filter(pk=notice.pk).update(rubric={**notice.rubric, "late_day": 1})
    Round.objects.filter(pk=notice.pk).update(title_en="Another title")  # words may be mended
    assert Round.objects.get(pk=notice.pk).rubric["late_day"] == 5


# Contracts


def test_the_commission_enters_evaluators_and_invites_their_people_and_nobody_else_does(cast: Cast) -> None:
    known = {"name_zh": "评价公司", "name_en": "", "district": "", "by": cast.municipal, "at": at(3, 9)}
    with pytest.raises(Wrong) as wrong:
        found_organisation(kind=Office.EVALUATOR, credit_code="", **known)  # type: ignore[arg-type]  # by name
    assert set(wrong.value.problems) == {"credit_code"}
    body = found_organisation(kind=Office.EVALUATOR, credit_code="91350100M000100Y43", **known)  # type: ignore[arg-type]  # by name
    asked = {"email": "new@example.test", "name": "新人", "organisation": body.pk, "role": Role.EVALUATOR, "lang": "zh"}
    row, _ = invite(**asked, by=cast.municipal, at=at(3, 9))  # type: ignore[arg-type]  # by name
    assert row.role == Role.EVALUATOR
    for stranger in (cast.district, cast.operator):
        with pytest.raises(NotThere):
            invite(**asked, by=stranger, at=at(3, 9))  # type: ignore[arg-type]  # by name
    assert cast.evaluator.needs_second_factor


def test_a_contract_opens_a_case_for_every_recognised_cluster_of_the_operator(cast: Cast) -> None:
    second = make_cluster(cast)
    make_cluster(cast)  # not recognised
    recognised_until(cast, LAST, second)
    contract = contracted(cast)
    cases = list(Case.objects.filter(evaluation_sheet__contract=contract).order_by("pk"))
    assert [one.number for one in cases] == ["2026P-310115-001", "2026P-310115-002"]
    assert {(one.stage, one.filed_at) for one in cases} == {("in_evaluation", CONTRACTED_AT)}
    assert CaseTerm.objects.get(case=cases[0]).due_on == CLOSES_AT.date()
    assert LedgerEntry.objects.filter(act="open_service_evaluation", article="17").count() == 2


def test_what_is_wrong_with_a_contract(cast: Cast) -> None:
    notice = programme(cast)
    with pytest.raises(Wrong) as wrong:
        entrust(cast, notice)
    assert set(wrong.value.problems) == {"operator"}  # it runs no recognised cluster
    recognised_until(cast)
    for when, field in ((at(3, 15, 23), ""), (at(12, 1), "")):
        with pytest.raises(Wrong) as wrong:
            entrust(cast, notice, when=when)
        assert field in wrong.value.problems
    terms = {"round_id": notice.pk, "number": " ", "by": cast.municipal, "at": CONTRACTED_AT}
    with pytest.raises(Wrong) as wrong:
        enter_contract(evaluator=cast.operator.organisation, operator=0, signed_on=date(2026, 3, 8), **terms)  # type: ignore[arg-type]  # by name
    assert set(wrong.value.problems) == {"evaluator", "operator", "number", "signed_on"}
    entrust(cast, notice)
    with pytest.raises(Wrong) as wrong:
        entrust(cast, notice, cast.other_evaluator)
    assert "entrusted" in wrong.value.problems["operator"].en


@pytest.mark.parametrize("tie", ["body", "person", "member"])
def test_a_body_that_is_tied_to_the_operator_does_not_evaluate_it(cast: Cast, tie: str) -> None:

    recognised_until(cast)
    notice, body = programme(cast), Organisation.objects.get(pk=cast.evaluator.organisation)
    if tie == "body":  # the same body under another district's code and check character
        Organisation.objects.filter(pk=body.pk).update(credit_code="93310104MA1TEST019")
    elif tie == "person":
        person = Person.objects.get(pk=cast.evaluator.person)
        Appointment.objects.create(
            person=person, organisation_id=cast.operator.organisation, role=Role.OPERATOR, since=at(3, 1)
        )
    else:
        firm = firm_on(freeze(cast.operator, make_cluster(cast), small()))
        Organisation.objects.filter(pk=body.pk).update(credit_code=firm.credit_code)
    with pytest.raises(Wrong) as wrong:
        entrust(cast, notice)
    assert set(wrong.value.problems) == {"evaluator"}
    assert not Case.objects.filter(kind="service_evaluation").exists()


def test_an_ended_contract_shuts_the_file_and_another_opens_it_anew(cast: Cast) -> None:
    case = opened(cast)
    score(case, cast.evaluator, at(3, 30))
    contract = case.evaluation_sheet.contract
    with pytest.raises(Wrong):
        end_contract(contract=contract.pk, round_id=contract.round_id, reason=" ", by=cast.municipal, at=at(4, 2))
    end_contract(contract=contract.pk, round_id=contract.round_id, reason="人手不足。", by=cast.municipal, at=at(4, 2))
    assert Case.objects.get(pk=case.pk).stage == "called_off"
    assert list(cases_of(cast.evaluator)) == []
    entrust(cast, contract.round, cast.other_evaluator, when=at(4, 3))
    again = evaluation_of(case.cluster)
    assert (again.number, list(cases_of(cast.other_evaluator))) == ("2026P-310115-002", [again])
    assert look_at_scores(again.pk, by=cast.other_evaluator).done == 0
    assert verify_everything().faults == ()


def test_a_cluster_that_is_recognised_later_gets_its_case_from_the_calendar_once(cast: Cast) -> None:
    contracted(cast)
    later = make_cluster(cast)
    recognised_until(cast, LAST, later)
    assert [open_newly_recognised(at=at(4, day)) for day in (1, 1, 4)] == [1, 0, 0]
    assert evaluation_of(later).number == "2026P-310115-002"
    assert open_newly_recognised(at=at(12, 1)) == 0


# The sheet


def test_a_sheet_takes_exact_points_and_refuses_what_is_none(cast: Cast) -> None:
    case = opened(cast)
    sheet = {"staff": {"points": "86.25", "basis": "名册"}, "reach": {"points": "100.01"}, "partners": {"points": "x"}}
    saved = {"case": case.pk, "version": 1, "summary": "", "by": cast.evaluator, "at": at(3, 18)}
    with pytest.raises(Wrong) as wrong:
        save_evaluation(scores=sheet, **saved)  # type: ignore[arg-type]  # by name
    assert set(wrong.value.problems) == {"points-reach", "points-partners"}
    assert save_evaluation(scores={"staff": sheet["staff"]}, **saved) == 2  # type: ignore[arg-type]  # by name
    assert case.evaluation_sheet.__class__.objects.get(case=case).scores["staff"]["points"] == "345/4"
    view = look_at_scores(case.pk, by=cast.evaluator)
    assert (view.done, view.total, view.parts[1].points) == (1, None, "86.25")


def test_what_another_window_saved_is_not_written_over(cast: Cast) -> None:
    case = opened(cast)
    score(case, cast.evaluator, at(3, 18), {"staff": "80"})
    with pytest.raises(Wrong) as wrong:
        save_evaluation(
            case=case.pk, version=1, scores={"staff": {"points": "90"}}, summary="", by=cast.evaluator, at=at(3, 18)
        )
    assert set(wrong.value.problems) == {"version"}
    assert look_at_scores(case.pk, by=cast.evaluator).parts[1].points == "80"


def test_it_is_filed_when_every_criterion_has_points_and_what_they_rest_on(cast: Cast) -> None:
    case = opened(cast)
    score(case, cast.evaluator, at(3, 18), {"staff": "80"})
    with pytest.raises(Refused) as refused:
        move(case, "file_evaluation", cast.evaluator, at(3, 19))
    assert lacks(refused) == ["scored"]
    assert "Foundations" in refused.value.lacks[0].reason.en
    assert "Full-time" not in refused.value.lacks[0].reason.en
    case = file_it(cast, case)
    row = FiledEvaluation.objects.get(case=case)
    assert (row.place, row.total, row.grade, row.scores["staff"]["files"][0]["name"]) == (
        1,
        "85",
        "good",
        "社保名册.pdf",
    )
    assert (case.stage, CaseTerm.objects.get(case=case, name="evaluation_reply").due_on) == (
        "with_operator",
        date(2026, 4, 16),
    )
    assert CaseTerm.objects.get(case=case, name="filing").state == "paused"


def test_the_operator_is_heard_and_the_evaluator_goes_on_only_when_its_time_is_over(cast: Cast) -> None:
    case = filed(cast)
    with pytest.raises(Refused) as refused:
        move(case, "go_on_without_reply", cast.evaluator, at(4, 16, 23, 59))
    assert lacks(refused) == ["reply_is_over"]
    with pytest.raises(Refused):
        move(case, "reply", cast.operator, at(4, 8), text="")
    move(case, "go_on_without_reply", cast.evaluator, at(4, 17))
    assert Case.objects.get(pk=case.pk).stage == "replied"


def test_scores_that_change_after_the_reply_need_a_reason_and_the_difference_is_shown(cast: Cast) -> None:
    case = replied(cast)
    score(case, cast.evaluator, at(4, 14), {one.key: "85" for one in CRITERIA} | {"reach": "95"})
    with pytest.raises(Refused) as refused:
        move(case, "grade", cast.evaluator, at(4, 15), reason="已采纳。")
    assert lacks(refused) == ["explained"]
    case = grade_it(cast, case)
    one, two = FiledEvaluation.objects.filter(case=case).order_by("place")
    assert (one.total, two.total, Fraction(two.total) - Fraction(one.total)) == ("85", "87", 2)
    reach = next(row for row in look_at_service_evaluation(case.pk, by=cast.operator).rows if row.weight == 20)
    assert [(cell.points.zh, cell.moved and cell.moved.zh) for cell in reach.cells] == [("85", None), ("95", "+10")]
    assert reach.cells[1].why == "补充的台账属实。"


def test_what_is_sent_back_is_graded_again_at_a_new_place(cast: Cast) -> None:
    case = graded(cast)
    move(case, "return_evaluation", cast.municipal, at(4, 16), reason="请核对满意度抽样。")
    term = CaseTerm.objects.get(case=case, name="filing")
    assert (term.state, Case.objects.get(pk=case.pk).stage) == ("running", "replied")
    move(case, "grade", cast.evaluator, at(4, 17), reason="已核对。")
    move(case, "receive", cast.municipal, at(4, 20))
    assert FiledEvaluation.objects.filter(case=case).count() == 3
    letter = Letter.objects.get(case=case)
    assert letter.kind == "service_evaluation"
    assert verify_everything().faults == ()


# Who sees what


def test_an_evaluator_sees_only_what_it_is_entrusted_with(cast: Cast) -> None:
    mine = opened(cast)
    theirs = another(cast, programme_of(mine), cast.other_evaluator)
    assert list(cases_of(cast.evaluator)) == [mine]
    assert list(cases_of(cast.other_evaluator)) == [theirs]
    with pytest.raises(NotThere):
        known_of(theirs.pk, by=cast.evaluator)
    known = known_of(mine.pk, by=cast.evaluator)
    assert (known.cluster.zh, known.filing, known.plan) == ("张江集成电路集群", "", None)


def programme_of(case: Case) -> Round:
    assert case.round is not None
    return case.round


def test_an_operator_sees_it_when_it_is_filed_and_its_district_when_it_is_graded(cast: Cast) -> None:
    case = opened(cast)
    score(case, cast.evaluator, at(3, 30))
    everybody = (cast.operator, cast.district, cast.municipal, cast.other_operator, cast.other_district)

    def seeing() -> list[bool]:
        return [cases_of(one).filter(pk=case.pk).exists() for one in everybody]

    assert seeing() == [False, False, True, False, False]
    assert look_at_service_evaluation(case.pk, by=cast.municipal).rows == ()
    case = file_it(cast, case)
    assert seeing() == [True, False, True, False, False]
    case = grade_it(cast, reply_to_it(cast, case))
    assert seeing() == [True, True, True, False, False]
    move(case, "return_evaluation", cast.municipal, at(4, 16), reason="请核对。")
    assert seeing() == [True, True, True, False, False]


def test_mails_reach_those_who_may_see_it_and_nobody_else(cast: Cast) -> None:
    case = filed(cast)
    path = f"/desk/cases/{case.pk}/"

    def told() -> set[int | None]:
        return set(Message.objects.filter(path=path).values_list("to", flat=True))

    operators = {cast.operator.person, cast.operator_colleague.person}
    assert told() == {cast.evaluator.person, *operators}
    remind(at=at(4, 15))  # the day before the reply is due
    assert told() == {cast.evaluator.person, *operators}
    grade_it(cast, reply_to_it(cast, case))
    assert cast.district.person in told()
    remind(at=at(11, 27))
    assert cast.other_evaluator.person not in told()


def test_a_file_is_read_by_others_once_it_was_filed(cast: Cast) -> None:
    case = replied(cast)
    first = Evidence.objects.get(case=case)
    new = attach_file(case=case.pk, criterion="reach", file=Taken("台账.pdf", PDF), by=cast.evaluator, at=at(4, 14))
    assert evidence_paper(case.pk, first.pk, by=cast.operator).name == "社保名册.pdf"
    for who in (cast.operator, cast.municipal):
        with pytest.raises(NotThere):
            evidence_paper(case.pk, new.pk, by=who)
    take_off_file(case=case.pk, evidence=first.pk, by=cast.evaluator, at=at(4, 14))
    assert evidence_paper(case.pk, first.pk, by=cast.municipal).name == "社保名册.pdf"  # it was filed
    assert evidence_paper(case.pk, new.pk, by=cast.evaluator).name == "台账.pdf"


def test_nobody_but_its_evaluator_writes_on_a_sheet(cast: Cast) -> None:
    case = opened(cast)
    for who in (cast.other_evaluator, cast.operator, cast.municipal, cast.district):
        with pytest.raises(NotThere):
            save_evaluation(case=case.pk, version=1, scores={}, summary="", by=who, at=at(3, 18))
    case = file_it(cast, case)
    with pytest.raises(NotThere):
        score(case, cast.evaluator, at(4, 2))


def test_the_commission_sees_the_contracts_and_which_operators_are_left(cast: Cast) -> None:
    case = received(cast)
    recognised_until(cast, LAST, make_cluster(cast, by=cast.other_district, operator=cast.other_operator))
    view = desk_programme(programme_of(case).pk, by=cast.municipal, at=at(4, 21))
    assert [(one.operator.zh, one.cases[0].stage) for one in view.contracts] == [
        ("张江集成电路集群服务中心（测试）", "received")
    ]
    assert [one.title.zh for one in view.uncovered] == ["安亭汽车集群服务中心（测试）"]
    with pytest.raises(NotThere):
        desk_programme(programme_of(case).pk, by=cast.district, at=at(4, 21))
