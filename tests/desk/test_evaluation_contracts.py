"""A programme is published before it is used and stays; a body without ties is entrusted, operator by operator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jiqun.desk.do.evaluating.contracts import end_contract, enter_contract, open_newly_recognised
from jiqun.desk.do.evaluating.publishing import publish_programme
from jiqun.desk.do.people.invitations import invite
from jiqun.desk.do.people.organisations import found_organisation
from jiqun.desk.look.evaluating.programmes import look_at_programme
from jiqun.desk.look.evaluating.sheet import look_at_scores
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
    LedgerEntry,
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
    contracted,
    entrust,
    evaluation_of,
    opened,
    programme,
    score,
)
from tests.desk.renewing import LAST, recognised_until
from tests.web.registers.rosters import firm_on, freeze, small

pytestmark = [pytest.mark.django_db, pytest.mark.article("17")]


def lacks(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.name for one in refused.value.lacks]


def test_a_programme_is_published_once_a_year_with_its_rules_in_the_ledger(cast: Cast) -> None:
    notice = programme(cast)
    view = look_at_programme(notice.pk, at(3, 10))
    assert (view.state, view.reply_days, sum(one.weight for one in view.criteria)) == ("announced", 10, 100)
    assert [weight for _, weight in view.weights] == [40, 25, 25, 10]
    assert view.file is not None
    assert view.file.name == "service-evaluation-2026.json"
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
