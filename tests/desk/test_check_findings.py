"""Findings of a spot check: replied to, settled, and judged anew where they are confirmed."""

from __future__ import annotations

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.do.checks.replies import reply_to_finding
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.checks.findings import finding_to_reply, findings_of_own
from jiqun.desk.look.checks.part import look_at_check
from jiqun.desk.look.checks.visits import look_at_visit
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Case, CheckFinding, Enterprise, Message, Organisation
from tests.cast import Cast, actor, at
from tests.desk.at_stage import in_evaluation
from tests.desk.checked import answers, found, lacks, largest, planned, recorded, send, signed
from tests.desk.filled import move, submitted

pytestmark = pytest.mark.article("9")


@pytest.fixture
def about(cast: Cast) -> Case:
    return submitted(cast)


@pytest.fixture
def judged(cast: Cast) -> Case:
    return in_evaluation(cast)


def account(firm: Enterprise) -> Actor:
    body = Organisation.objects.create(kind=Office.ENTERPRISE, name_zh=firm.name, created_at=at(3, 2))
    Enterprise.objects.filter(pk=firm.pk).update(organisation=body)
    return actor(f"firm{firm.pk}@example.test", "企业人员", Role.ENTERPRISE, body)


def test_a_finding_counts_only_after_its_reply_and_a_confirmed_one_is_judged_anew(cast: Cast, judged: Case) -> None:
    """Output is lower than three billion with what was found: A6.2.6 is not met, and nothing can be proposed."""
    firms = largest(judged)
    reported = {one.clause: one.outcome for one in assessment_of(judged).findings}
    assert reported["A6.2.6"] == "met"
    case = recorded(cast, judged, *(found(firm, "1", year=2023) for firm in firms))
    rows = list(CheckFinding.objects.order_by("pk"))
    settled = {"finding": rows[0].pk, "confirmed": "yes", "reason": "以审计报告为准。"}
    with pytest.raises(Refused):
        move(case, "settle_finding", cast.municipal, at(5, 16), **settled)
    assert lacks(case, "reply_to_check", cast.operator) == {"all_replied"}

    own = account(firms[1])
    reply_to_finding(visit=case.pk, finding=rows[0].pk, agrees="no", text="口径不同", by=cast.operator, at=at(5, 18))
    reply_to_finding(visit=case.pk, finding=rows[1].pk, agrees="yes", text="", by=own, at=at(5, 18))
    move(case, "reply_to_check", cast.operator, at(5, 19))
    assert assessment_of(judged).verdict == "eligible"
    for row in rows:
        move(case, "settle_finding", cast.municipal, at(5, 20), **{**settled, "finding": row.pk})

    anew = assessment_of(judged)
    assert {one.clause: one.outcome for one in anew.findings}["A6.2.6"] == "not_met"
    assert anew.verdict == "not_eligible"
    told = [f"Output value of {one.credit_code} in 2023 is taken as the spot check confirmed it." for one in firms]
    assert [one.message.en for one in anew.notes if one.code == "spot_check"] == told
    move(case, "close_check", cast.municipal, at(5, 21))
    with pytest.raises(Refused):
        move(judged, "prepare_proposal", cast.municipal, at(5, 22), reason="符合全部条件。")


def test_a_finding_that_is_not_confirmed_changes_nothing(cast: Cast, judged: Case) -> None:
    case = recorded(cast, judged, found(largest(judged)[0], "1"))
    row = CheckFinding.objects.get()
    reply_to_finding(visit=case.pk, finding=row.pk, agrees="no", text="口径不同", by=cast.operator, at=at(5, 18))
    move(case, "reply_to_check", cast.operator, at(5, 19))
    given = {"finding": row.pk, "confirmed": "no", "reason": "企业说明成立。"}
    move(case, "settle_finding", cast.municipal, at(5, 20), **given)
    with pytest.raises(Wrong):
        move(case, "settle_finding", cast.municipal, at(5, 20), **given)
    assert assessment_of(judged).verdict == "eligible"
    move(case, "close_check", cast.municipal, at(5, 21))


def test_a_figure_found_as_reported_or_put_right_on_site_needs_no_reply(cast: Cast, about: Case) -> None:
    firm = largest(about)[0]
    wrong = found(firm, "1")
    case = planned(cast, about)
    send(case, cast.inspector, *answers(), wrong)
    reported = look_at_visit(case.pk, by=cast.inspector, at=at(5, 15, 19)).record.firms[0].years[0].figures
    text = next(one for one in reported if one.column == "output_value").reported.zh.replace(",", "")
    send(case, cast.inspector, found(firm, text, when=at(5, 15, 12)))
    send(case, cast.inspector, signed(case, "team"), signed(case, "visited"))
    move(case, "record_visit", cast.inspector, at(5, 15, 19))
    assert look_at_check(case.pk, by=cast.operator).findings == ()
    move(case, "reply_to_check", cast.operator, at(5, 18))


def test_a_reply_that_does_not_come_in_time_holds_nothing_up(cast: Cast, about: Case) -> None:
    case = recorded(cast, about, found(largest(about)[0], "1"))
    with pytest.raises(Refused):
        move(case, "settle_unreplied", cast.municipal, at(5, 16), reason="逾期。")
    move(case, "settle_unreplied", cast.municipal, at(6, 30), reason="逾期未答复。")
    row = CheckFinding.objects.get()
    move(case, "settle_finding", cast.municipal, at(6, 30), finding=row.pk, confirmed="yes", reason="以审计报告为准。")
    with pytest.raises(Wrong):
        reply_to_finding(visit=case.pk, finding=row.pk, agrees="yes", text="", by=cast.operator, at=at(7, 1))


def test_a_reply_is_given_once_by_those_concerned_and_says_why(cast: Cast, about: Case) -> None:
    firms = largest(about)
    case = recorded(cast, about, found(firms[0], "1"))
    row = CheckFinding.objects.get()
    own, neighbour = account(firms[0]), account(firms[1])
    assert [one.id for one in findings_of_own(by=own)] == [row.pk]
    assert findings_of_own(by=neighbour) == ()
    for stranger in (neighbour, cast.other_operator):
        with pytest.raises(NotThere):
            finding_to_reply(case.pk, row.pk, by=stranger)
        with pytest.raises(NotThere):
            reply_to_finding(visit=case.pk, finding=row.pk, agrees="yes", text="", by=stranger, at=at(5, 18))
    for agrees, text in (("no", " "), ("", "")):
        with pytest.raises(Wrong):
            reply_to_finding(visit=case.pk, finding=row.pk, agrees=agrees, text=text, by=own, at=at(5, 18))
    reply_to_finding(visit=case.pk, finding=row.pk, agrees="no", text="口径不同", by=own, at=at(5, 18))
    with pytest.raises(Wrong, match="has its reply already"):
        reply_to_finding(visit=case.pk, finding=row.pk, agrees="yes", text="", by=cast.operator, at=at(5, 18))


def test_an_enterprise_hears_of_a_finding_when_the_record_is_handed_in(cast: Cast, about: Case) -> None:
    firms = largest(about)
    own, neighbour = account(firms[0]), account(firms[1])
    recorded(cast, about, found(firms[0], "1"))
    told = Message.objects.filter(path="/desk/my-enterprise/").values_list("to", flat=True)
    assert list(told) == [own.person]
    assert neighbour.person not in told
