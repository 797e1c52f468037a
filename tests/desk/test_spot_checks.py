"""A spot check from its draw to the findings: noted on site, signed, replied to, settled, judged anew."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest

from jiqun.desk.checks.acts import Photographed
from jiqun.desk.checks.rights import is_signed, notes_that_hold
from jiqun.desk.do.checks.team import name_inspector
from jiqun.desk.do.checks.visits import take_from_device
from jiqun.desk.files import Taken
from jiqun.desk.look.checks.part import look_at_check
from jiqun.desk.look.checks.visits import list_visits, look_at_visit
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.records.models import (
    Case,
    CheckFinding,
    CheckNote,
    CheckPhoto,
    LedgerEntry,
    Message,
    Organisation,
)
from tests.cast import Cast, actor, at
from tests.desk.checked import (
    JPEG,
    OTHER_DEVICE,
    answers,
    drawn,
    found,
    lacks,
    largest,
    noted,
    planned,
    recorded,
    send,
    signed,
)
from tests.desk.filled import move, submitted

pytestmark = pytest.mark.article("9")


@pytest.fixture
def about(cast: Cast) -> Case:
    return submitted(cast)


def photo(data: bytes, sha256: str = "") -> Photographed:
    return Photographed(
        str(uuid4()), at(5, 15, 10), "", "boundary_on_the_ground", Taken("", data), sha256, "31.2000,121.5000,12"
    )


def test_the_same_act_sent_twice_is_kept_once(cast: Cast, about: Case) -> None:
    case = planned(cast, about)
    acts = [noted("boundary_on_the_ground", "yes", "边界清楚"), found(largest(about)[0], "1")]
    before = LedgerEntry.objects.count()

    first = send(case, cast.inspector, *acts)
    again = send(case, cast.inspector, *acts, noted("safety_environment", "no", "未见台账"))

    assert first == ((acts[0].uid, acts[1].uid), {})
    assert again[0][:2] == first[0]
    assert (CheckNote.objects.count(), CheckFinding.objects.count()) == (2, 1)
    assert LedgerEntry.objects.count() == before + 2


def test_edits_of_two_devices_merge_and_both_stay_visible(cast: Cast, about: Case) -> None:
    case = planned(cast, about)
    firm = largest(about)[0]
    early, late = at(5, 15, 10), at(5, 15, 10, 30)
    send(
        case,
        cast.second_inspector,
        noted("boundary_on_the_ground", "no", "北侧地块不在界内", late),
        found(firm, "2", when=late),
        device=OTHER_DEVICE,
    )
    send(
        case, cast.inspector, noted("boundary_on_the_ground", "yes", "与边界一致", early), found(firm, "3", when=early)
    )

    view = look_at_visit(case.pk, by=cast.inspector, at=at(5, 15, 19)).record
    area = next(one for one in view.items if one.key == "boundary_on_the_ground")
    output = next(one for one in view.firms[0].years[0].figures if one.column == "output_value")
    assert area.held is not None
    assert (area.held.value, [one.text for one in area.others]) == ("no", ["与边界一致"])
    assert output.held is not None
    assert (output.held.value, [one.value for one in output.others]) == ("2", ["3"])
    assert notes_that_hold(case)["boundary_on_the_ground"]["answer"] == "no"


def test_the_order_of_a_devices_acts_survives_a_wrong_clock(cast: Cast, about: Case) -> None:
    """Its clock is a day ahead: what it noted is put where it belongs, and never after it was received."""
    case = planned(cast, about)
    ahead = at(5, 16, 10)
    acts = [
        noted("boundary_on_the_ground", "no", "先", ahead),
        noted("boundary_on_the_ground", "yes", "后", ahead + timedelta(minutes=5)),
    ]
    send(
        case,
        cast.second_inspector,
        noted("boundary_on_the_ground", "partly", "午后", at(5, 15, 14)),
        device=OTHER_DEVICE,
    )
    take_from_device(
        visit=case.pk,
        device=str(uuid4()),
        sent_at=at(5, 16, 18),
        acts=acts,
        by=cast.inspector,
        at=at(5, 15, 18),
    )
    made = dict(CheckNote.objects.values_list("uid", "made_at"))
    assert [made[one.uid] for one in acts] == [at(5, 15, 10), at(5, 15, 10, 5)]
    assert notes_that_hold(case)["boundary_on_the_ground"]["note"] == "午后"


def test_a_signature_holds_only_for_the_record_that_it_was_made_over(cast: Cast, about: Case) -> None:
    case = planned(cast, about)
    send(case, cast.inspector, *answers())
    send(case, cast.inspector, signed(case, "team"), signed(case, "visited"))
    assert is_signed(case)

    send(case, cast.second_inspector, noted("boundary_on_the_ground", "no", "补记", at(5, 15, 16)), device=OTHER_DEVICE)

    assert not is_signed(case)
    view = look_at_visit(case.pk, by=cast.inspector, at=at(5, 15, 19))
    assert [(one.side, one.holds) for one in view.record.signatures] == [("team", False), ("visited", False)]
    assert lacks(case, "record_visit", cast.inspector) == {"signed"}
    send(case, cast.inspector, signed(case, "team", at(5, 15, 17)), signed(case, "visited", at(5, 15, 17)))
    move(case, "record_visit", cast.inspector, at(5, 15, 20))
    assert Case.objects.get(pk=case.pk).stage == "recorded"


def test_the_record_is_handed_in_when_every_item_is_answered_and_both_sides_signed(cast: Cast, about: Case) -> None:
    case = planned(cast, about)
    assert lacks(case, "record_visit", cast.inspector) == {"checklist_complete", "signed"}


def test_a_photo_is_taken_by_its_content_and_with_the_hash_of_the_device(cast: Cast, about: Case) -> None:
    case = planned(cast, about)
    good = photo(JPEG, hashlib.sha256(JPEG).hexdigest())
    wrong, pdf = photo(JPEG + b"x", hashlib.sha256(JPEG).hexdigest()), photo(b"%PDF-1.4\n%%EOF\n")

    taken, refused = send(case, cast.inspector, good, wrong, pdf)

    assert taken == (good.uid,)
    assert "not the one of which the device took the hash" in refused[wrong.uid]
    assert refused[pdf.uid] == "Only JPEG and PNG photos are taken."
    row = CheckPhoto.objects.get()
    assert (row.taken_at, row.place, row.blob_id) == (at(5, 15, 10), "31.2000,121.5000,12", good.sha256)


def test_a_figure_that_cannot_be_read_or_has_no_basis_is_refused_and_keeps_nothing_back(
    cast: Cast, about: Case
) -> None:
    case = planned(cast, about)
    firm = largest(about)[0]
    fine = noted("boundary_on_the_ground", "yes")
    bad, bare, foreign = found(firm, "很多"), found(firm, "1", text=""), found(firm, "1", year=1999)
    taken, refused = send(case, cast.inspector, bad, bare, foreign, fine)
    assert taken == (fine.uid,)
    assert refused[bad.uid] == "Output value: write a number, 0 or more, up to four decimals."
    assert "say by what you found it" in refused[bare.uid]
    assert refused[foreign.uid] == "The enterprises looked at have no such figure."


def test_what_comes_after_the_record_was_handed_in_is_kept_beside_it(cast: Cast, about: Case) -> None:
    firm = largest(about)[0]
    case = recorded(cast, about)
    after = [noted("boundary_on_the_ground", "no", "离线时所记", at(5, 15, 11)), found(firm, "1")]
    taken, _ = send(case, cast.second_inspector, *after, device=OTHER_DEVICE, when=at(5, 16))
    assert len(taken) == 2
    assert notes_that_hold(case)["boundary_on_the_ground"]["answer"] == "yes"
    part = look_at_check(case.pk, by=cast.municipal)
    assert part.record is not None
    assert ["离线时所记" in one.zh for one in part.record.late] == [True, False]
    assert part.findings == ()
    _, refused = send(case, cast.inspector, signed(case, "team"), when=at(5, 16))
    assert list(refused.values()) == ["The record is handed in already and cannot be signed any more."]


def test_nothing_is_noted_before_the_visit_is_planned(cast: Cast, about: Case) -> None:
    case = drawn(cast, about)
    with pytest.raises(Wrong, match="not planned yet"):
        send(case, cast.inspector, noted("boundary_on_the_ground", "yes"))


def test_a_visit_is_there_for_its_team_alone(cast: Cast, about: Case) -> None:
    case = drawn(cast, about, (cast.inspector,))
    stranger = cast.second_inspector
    assert list_visits(by=stranger, at=at(5, 9)).items == ()
    for look in (
        lambda: look_at_visit(case.pk, by=stranger, at=at(5, 9)),
        lambda: look_at_check(case.pk, by=stranger),
        lambda: look_at_check(case.pk, by=cast.other_operator),
        lambda: look_at_check(case.pk, by=cast.other_district),
        lambda: look_at_visit(about.pk, by=cast.inspector, at=at(5, 9)),
        lambda: send(case, stranger, noted("boundary_on_the_ground", "yes")),
        lambda: send(case, cast.municipal, noted("boundary_on_the_ground", "yes")),
    ):
        with pytest.raises(NotThere):
            look()


def test_an_inspector_is_named_by_hand_unless_they_have_ties(cast: Cast, about: Case) -> None:
    case = drawn(cast, about, (cast.inspector,))
    tied = actor("tied@example.test", "曾运营", Role.INSPECTOR, Organisation.objects.get(pk=cast.operator.organisation))
    for person in (tied.person, cast.inspector.person, cast.expert.person):
        with pytest.raises(Wrong):
            name_inspector(visit=case.pk, person=person, by=cast.municipal, at=at(5, 8))
    with pytest.raises(NotThere):
        name_inspector(visit=case.pk, person=cast.second_inspector.person, by=cast.district, at=at(5, 8))
    assert [one.title.zh for one in look_at_check(case.pk, by=cast.municipal).choices] == ["朱核查"]

    name_inspector(visit=case.pk, person=cast.second_inspector.person, by=cast.municipal, at=at(5, 8))

    assert [(one.name, one.drawn) for one in look_at_check(case.pk, by=cast.municipal).team] == [
        ("杨核查", True),
        ("朱核查", False),
    ]
    assert Message.objects.filter(to=cast.second_inspector.person, path=f"/desk/visits/{case.pk}/").count() == 1


def test_the_visited_side_sees_the_record_only_once_it_is_handed_in(cast: Cast, about: Case) -> None:
    case = planned(cast, about)
    send(case, cast.inspector, noted("boundary_on_the_ground", "no", "暂记"))
    assert (look_at_check(case.pk, by=cast.operator).record, look_at_check(case.pk, by=cast.operator).firms) == (
        None,
        (),
    )
