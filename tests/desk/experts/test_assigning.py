"""Who judges what, through the desk: conflicts with their reasons, the best assignment, picking, replacing."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import pytest

from jiqun.desk.do.experts.assigning import assign_round, pick_expert
from jiqun.desk.do.experts.conflicts import set_aside
from jiqun.desk.do.experts.leaving import abstain
from jiqun.desk.do.experts.pool import Particulars, add_expert, suspend_expert, take_back
from jiqun.desk.do.experts.running import extend_due_day, remind_experts, remind_of_sheets
from jiqun.desk.do.experts.ties import Typed, add_tie, remove_tie
from jiqun.desk.do.people.invitations import accept_invitation, invite
from jiqun.desk.do.people.organisations import found_organisation
from jiqun.desk.experts.assigning import field_of, loads_in
from jiqun.desk.look.experts.checking import Checked, check_conflicts
from jiqun.desk.look.experts.planning import preview_assignment
from jiqun.desk.look.experts.pool import candidates, list_experts
from jiqun.desk.look.office.agenda import agenda_of
from jiqun.desk.may import NotThere
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.wrong import Wrong
from jiqun.fairness.assignment import Member, Seat, assigned
from jiqun.procedure.roles import Role
from jiqun.records.models import (
    Appointment,
    Assignment,
    AssignmentRun,
    Case,
    Expert,
    LedgerEntry,
    Message,
    Organisation,
    Submission,
)
from tests.cast import Cast, at
from tests.desk.at_stage import expert_of
from tests.desk.experts.people import THREE, new_expert, opened


def checked(cast: Cast, case: Case, expert: Expert) -> Checked:
    found = check_conflicts(case.pk, by=cast.municipal, at=at(5, 7)).experts
    return next(one for one in found if one.expert == expert.pk)


def reasons(cast: Cast, case: Case, expert: Expert) -> list[tuple[str, bool]]:
    return [(one.kind, one.declared) for one in checked(cast, case, expert).conflicts]


def pool(cast: Cast, more: int = 3) -> list[Expert]:
    return [*(expert_of(cast, who) for who in THREE), *(new_expert(cast, number)[1] for number in range(more))]


@pytest.mark.article("9")
def test_the_commission_enters_a_body_invites_an_expert_and_takes_them_into_the_pool(cast: Cast) -> None:
    house = found_organisation(
        kind="expert_body", name_zh="大学", name_en="", district="", credit_code="", by=cast.municipal, at=at(5, 1)
    )
    with pytest.raises(NotThere):
        found_organisation(
            kind="operator", name_zh="某", name_en="", district="", credit_code="", by=cast.municipal, at=at(5, 1)
        )
    offer = {"email": "prof@example.test", "name": "教授", "organisation": house.pk, "role": "expert", "lang": "zh"}
    _, secret = invite(**offer, by=cast.municipal, at=at(5, 1))  # type: ignore[arg-type]  # plain values by name
    accept_invitation(secret=secret, password="a long password for tests", user=None, at=at(5, 2))
    choice = next(one for one in candidates(by=cast.municipal) if one.title.zh == "教授（大学）")
    terms = Particulars("教授", ("C39", "40"), date(2026, 1, 1), date(2027, 12, 31))
    row = add_expert(appointment=int(choice.value), particulars=terms, by=cast.municipal, at=at(5, 3))
    assert (row.fields, row.organisation_id) == ("39;40", house.pk)
    with pytest.raises(Wrong):  # a doubled click
        add_expert(appointment=int(choice.value), particulars=terms, by=cast.municipal, at=at(5, 3))
    with pytest.raises(NotThere):
        invite(**offer, by=cast.operator, at=at(5, 1))  # type: ignore[arg-type]  # plain values by name


@pytest.mark.article("9")
def test_a_district_cannot_make_experts_of_its_own(cast: Cast) -> None:
    with pytest.raises(Wrong) as refused:
        invite(
            email="own@example.test",
            name="自己人",
            organisation=cast.district.organisation,
            role="expert",
            lang="zh",
            by=cast.district,
            at=at(5, 1),
        )
    assert list(refused.value.problems) == ["role"]


@pytest.mark.article("9")
def test_conflicts_are_found_in_what_was_declared_and_in_what_the_data_show(cast: Cast, case: Case) -> None:
    tables = snapshot_of(Submission.objects.get(case=case).roster).tables
    firm, code = tables["enterprises"]["name"][0], tables["enterprises"]["credit_code"][0]
    free, shares, employed, drafted, served, official = pool(cast, 3)
    assert reasons(cast, case, free) == []
    add_tie(expert=shares.pk, tie=Typed("shareholding", code=code), by=cast.second_expert, at=at(5, 4))
    assert reasons(cast, case, shares) == [("shareholding", True)]
    over = Typed("advice", name=firm, until=date(2022, 1, 1))
    add_tie(expert=employed.pk, tie=over, by=cast.municipal, at=at(5, 4))
    assert reasons(cast, case, employed) == []  # ended more years ago than the round counts
    Appointment.objects.create(
        person_id=employed.person_id, organisation_id=cast.operator.organisation, role=Role.OPERATOR, since=at(3, 3)
    )
    assert reasons(cast, case, employed) == [("employer", False)]
    number = tables["standards"]["number"][0].lower()
    add_tie(expert=drafted.pk, tie=Typed("standard", name=f" {number} "), by=cast.municipal, at=at(5, 4))
    assert [kind for kind, _ in reasons(cast, case, drafted)] == ["standard"]
    Organisation.objects.filter(pk=served.organisation_id).update(name_zh=tables["services"]["institution"][0])
    assert reasons(cast, case, served) == [("employer", False)]
    Expert.objects.filter(pk=official.pk).update(organisation=cast.district.organisation)
    assert reasons(cast, case, official) == [("office", False)]
    assert check_conflicts(case.pk, by=cast.auditor, at=at(5, 7)).free == 1
    with pytest.raises(Wrong) as refused:
        pick_expert(case=case.pk, expert=official.pk, by=cast.municipal, at=at(5, 7))
    assert "主管部门" in refused.value.problems["expert"].zh


@pytest.mark.article("9")
def test_a_namesake_is_set_aside_with_a_reason_and_what_was_declared_is_not(cast: Cast, case: Case) -> None:
    declared, detected = expert_of(cast, "expert"), expert_of(cast, "second_expert")
    name = "张江集成电路集群服务中心（测试）"
    tie = add_tie(expert=declared.pk, tie=Typed("advice", name=name), by=cast.expert, at=at(5, 4))
    Organisation.objects.filter(pk=detected.organisation_id).update(name_zh=name)
    wanted = {"case": case.pk, "whom": name, "by": cast.municipal, "at": at(5, 7)}
    with pytest.raises(NotThere):
        set_aside(expert=declared.pk, kind="advice", reason="不是。", **wanted)
    with pytest.raises(Wrong):
        set_aside(expert=detected.pk, kind="employer", reason="", **wanted)
    set_aside(expert=detected.pk, kind="employer", reason="同名单位，统一社会信用代码不同。", **wanted)
    with pytest.raises(NotThere):  # a doubled click
        set_aside(expert=detected.pk, kind="employer", reason="同名。", **wanted)
    assert checked(cast, case, detected).free
    with pytest.raises(NotThere):  # another's tie
        remove_tie(expert=declared.pk, tie=tie.pk, by=cast.second_expert, at=at(5, 8))
    remove_tie(expert=declared.pk, tie=tie.pk, by=cast.expert, at=at(5, 8))
    assert [kind for kind, _ in reasons(cast, case, declared)] == ["employer"]  # the same institute


@pytest.mark.article("9")
def test_the_assignment_through_the_desk_is_the_best_there_is_and_can_be_repeated(
    cast: Cast, case: Case, second: Case
) -> None:
    experts = pool(cast, 3)
    Expert.objects.filter(pk__in=[experts[0].pk, experts[4].pk]).update(fields="26")
    Expert.objects.filter(pk=experts[5].pk).update(most=1)
    Expert.objects.filter(pk=experts[1].pk).update(organisation=cast.district.organisation)  # of the district's office
    notice = case.round
    assert notice is not None
    view = preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7))
    assert view.seen == preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7)).seen
    run = assign_round(round_id=notice.pk, seen=view.seen, by=cast.municipal, at=at(5, 7))
    given = {one.case: {who.expert for who in one.experts} for one in view.files}
    made = Assignment.objects.values_list("case", "expert")
    assert {(file, one) for file, group in given.items() for one in group} == set(made)
    able = [one for one in experts if one.pk != experts[1].pk]
    fields = {one.pk: one.fields for one in Expert.objects.all()}
    most = {one.pk: one.most for one in Expert.objects.all()}

    def worth(ways: tuple[tuple[int, ...], ...]) -> tuple[int, int]:
        loads = [sum(one in group for group in ways) for one in most]
        return max(loads), sum(field_of(case) != fields[one] for group in ways for one in group)

    every = product(combinations([one.pk for one in able], 3), repeat=2)
    sound = [way for way in every if all(sum(one in group for group in way) <= most[one] for one in most)]
    best = min(map(worth, sound))
    assert (view.largest, view.misfits) == best == worth(tuple(tuple(group) for group in given.values()))
    kept = AssignmentRun.objects.get(pk=run.pk)
    again = assigned(*repeated(kept), bytes.fromhex(kept.key))
    assert [[file, list(group)] for file, group in sorted(again.items())] == kept.content["given"]


def repeated(run: AssignmentRun) -> tuple[list[Seat], list[Member]]:
    """The seats and members of a run as they were stored."""
    sets = ("barred", "kept", "fields")
    whole = [
        [
            {name: frozenset(value) if name in sets else value for name, value in one.items()}
            for one in run.content[part]
        ]
        for part in ("seats", "members")
    ]
    return [Seat(**one) for one in whole[0]], [Member(**one) for one in whole[1]]


@pytest.mark.article("9")
def test_asked_experts_get_one_message_with_the_due_day_and_no_cluster_and_a_doubled_click_asks_once(
    cast: Cast, case: Case, second: Case
) -> None:
    pool(cast, 0)
    notice = case.round
    assert notice is not None
    seen = preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7)).seen
    assign_round(round_id=notice.pk, seen=seen, by=cast.municipal, at=at(5, 7))
    with pytest.raises(Wrong):
        assign_round(round_id=notice.pk, seen=seen, by=cast.municipal, at=at(5, 7))
    assert LedgerEntry.objects.filter(act="assign_experts").count() == 1
    (told,) = Message.objects.filter(to=cast.expert.person, path="/desk/evaluations/")
    assert told.subject == "新的评审任务（2件），2026年5月20日前完成"
    assert case.cluster.name_zh not in told.subject + told.body


@pytest.mark.article("9")
def test_what_has_changed_since_the_preview_is_looked_at_again_and_what_cannot_be_filled_is_named(
    cast: Cast, case: Case, second: Case
) -> None:
    experts = pool(cast, 0)
    notice = case.round
    assert notice is not None
    seen = preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7)).seen
    add_tie(expert=experts[0].pk, tie=Typed("advice", name="无关公司甲"), by=cast.expert, at=at(5, 7))
    suspend_expert(expert=experts[0].pk, reason="出国。", by=cast.municipal, at=at(5, 7))
    with pytest.raises(Wrong) as refused:
        assign_round(round_id=notice.pk, seen=seen, by=cast.municipal, at=at(5, 7))
    assert set(refused.value.problems) == {"", "seen"}
    view = preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7))
    assert not view.possible
    assert [one.why.en if one.why else "" for one in view.files] == [
        "Needs 3, has 2: 0 in conflict or off it already, 0 with no room."
    ] * 2
    take_back(expert=experts[0].pk, by=cast.municipal, at=at(5, 7))
    Expert.objects.filter(pk=experts[0].pk).update(most=1)
    together = preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7))
    assert (together.possible, together.alone, together.places, together.room) == (False, True, 6, 21)
    page = list_experts(by=cast.auditor, at=at(5, 7), state="serving", industry="39")
    assert (page.total, page.items[0].most) == (3, page.items[0].most)


@pytest.mark.article("9")
def test_whoever_left_a_file_is_not_asked_again(cast: Cast, case: Case, second: Case) -> None:
    pool(cast, 3)
    row = opened(cast, case, "expert")
    abstain(assignment=row.pk, reason="时间冲突。", by=cast.expert, at=at(5, 9))
    assert case.round is not None
    seen = preview_assignment(case.round.pk, by=cast.municipal, at=at(5, 9)).seen
    run = assign_round(round_id=case.round.pk, seen=seen, by=cast.municipal, at=at(5, 9))
    assert expert_of(cast, "expert").pk not in dict(run.content["given"])[case.pk]
    assert sum(loads_in(case.round).values()) == 6


@pytest.mark.article("9")
def test_experts_are_reminded_once_a_day_and_get_more_time_for_a_reason(cast: Cast, case: Case) -> None:
    row = opened(cast, case, "expert")
    wanted = {"assignments": [row.pk], "by": cast.municipal}
    assert [remind_experts(**wanted, at=at(5, 18, hour)) for hour in (9, 10)] == [1, 0]  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        remind_experts(assignments=[row.pk, 999], by=cast.municipal, at=at(5, 18))
    with pytest.raises(Wrong) as refused:
        extend_due_day(assignment=row.pk, due_on=row.due_on, reason="", by=cast.municipal, at=at(5, 18))
    assert set(refused.value.problems) == {"due_on", "reason"}
    assert [remind_of_sheets(at=at(5, day)) for day in (19, 20, 25)] == [1, 0, 1]  # the day before; its day; late
    assert [one.path for one in agenda_of(by=cast.expert, at=at(5, 19)).due] == [f"/desk/evaluations/{row.pk}/"]
    extend_due_day(assignment=row.pk, due_on=date(2026, 5, 29), reason="材料多。", by=cast.municipal, at=at(5, 18))
    row.refresh_from_db()
    assert row.due_on == date(2026, 5, 29)
