"""An operator's evaluation: scored, heard, graded, received; everybody sees just what is for them, and when."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiqun.desk.do.daily.reminding import remind
from jiqun.desk.do.evaluating.sheet import attach_file, save_evaluation, take_off_file
from jiqun.desk.files import Taken
from jiqun.desk.look.cases.papers import evidence_paper
from jiqun.desk.look.evaluating.known import known_of
from jiqun.desk.look.evaluating.programmes import desk_programme
from jiqun.desk.look.evaluating.sheet import look_at_scores, look_at_service_evaluation
from jiqun.desk.may import NotThere, cases_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.fairness.service_criteria import CRITERIA
from jiqun.procedure.kit import Refused
from jiqun.records.models import (
    Case,
    CaseTerm,
    Evidence,
    FiledEvaluation,
    Letter,
    Message,
    Round,
)
from tests.cast import Cast, at, make_cluster
from tests.desk.evaluating import (
    another,
    file_it,
    filed,
    grade_it,
    graded,
    opened,
    received,
    replied,
    reply_to_it,
    score,
)
from tests.desk.filled import PDF, move
from tests.desk.renewing import LAST, recognised_until

pytestmark = [pytest.mark.django_db, pytest.mark.article("17")]


def lacks(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.name for one in refused.value.lacks]


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
