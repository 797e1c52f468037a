"""Who stands in a population, and whether what is stored of a draw still holds when it is drawn again."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from jiqun.desk.draws.drawing import urn_for
from jiqun.desk.draws.populations import strata_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.facts.size_classes import SizeClass
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Case, CheckedFirm, DrawSecret, Inspector, Message, Round
from tests.cast import Cast, at
from tests.desk.at_draw import checked_round, committed, evaluated_case, revealed, stand_in_case
from tests.desk.test_verifying import run

pytestmark = pytest.mark.article("9")


@pytest.fixture
def notice(cast: Cast) -> Round:
    return checked_round(cast)


def test_enterprises_are_drawn_by_size_under_a_hash_that_only_we_can_open(cast: Cast, notice: Round) -> None:
    evaluated_case(cast, notice)
    revealed(cast, committed(cast, notice))
    check = Case.objects.get(kind="spot_check")
    row = committed(cast, notice, "enterprises", at(5, 9), case=check.pk)
    secret = DrawSecret.objects.get(draw=row)
    urn = urn_for(notice.pk, "enterprises", check.pk, by=cast.municipal, at=at(5, 9))
    hashed = {
        f"{size}\t{hmac.new(bytes.fromhex(secret.salt), code.encode(), hashlib.sha256).hexdigest()[:16]}"
        for size, code in urn.subjects
    }
    assert set(row.population.splitlines()) == hashed
    assert row.count == notice.spot_firms
    assert not [code for _, code in urn.subjects if code in row.population]
    revealed(cast, row, at(5, 10))
    firms = CheckedFirm.objects.filter(check_of__case=check)
    assert firms.count() == notice.spot_firms
    assert set(firms.values_list("enterprise__credit_code", flat=True)) <= {code for _, code in urn.subjects}
    assert not Message.objects.filter(path=f"/desk/draws/{row.pk}/", to=cast.operator.person).exists()
    assert [fault.words.en for fault in verify_everything().faults] == []


def test_inspectors_of_the_district_or_already_in_the_team_are_not_drawn(cast: Cast, notice: Round) -> None:
    stand_in_case(cast, notice)
    revealed(cast, committed(cast, notice))
    check = Case.objects.get(kind="spot_check")
    near = cast.district_colleague
    Appointment.objects.create(
        person_id=near.person, organisation_id=near.organisation, role=Role.INSPECTOR, since=at(3, 2)
    )
    urn = urn_for(notice.pk, "inspectors", check.pk, by=cast.municipal, at=at(5, 9))
    people = {cast.inspector.person, cast.second_inspector.person}
    assert set(urn.subjects) == {("", f"person:{one}") for one in people}
    row = committed(cast, notice, "inspectors", at(5, 9), case=check.pk)
    revealed(cast, row, at(5, 10))
    assert set(Inspector.objects.filter(drawn=True).values_list("person", flat=True)) == people
    again = urn_for(notice.pk, "inspectors", check.pk, by=cast.municipal, at=at(5, 11))
    assert {one.name for one in again.lacks} == {"once", "population"}


@pytest.mark.parametrize(
    ("counts", "strata"),
    [
        ({"LARGE": 1, "MEDIUM": 1, "SMALL": 9, "MICRO": 4}, {"large+medium+small", "micro"}),
        ({"LARGE": 3, "MEDIUM": 3, "MICRO": 2}, {"large", "medium+micro"}),
        ({"SMALL": 1, "UNCLASSIFIED": 1}, {"small+unclassified"}),
    ],
)
def test_no_stratum_has_fewer_than_three_firms_where_there_are_as_many(
    counts: dict[str, int], strata: set[str]
) -> None:
    classes = [SizeClass[name] for name, count in counts.items() for _ in range(count)]
    assert set(strata_of(classes).values()) == strata


def test_a_draw_that_is_altered_behind_the_desk_is_found_when_it_is_drawn_again(cast: Cast, notice: Round) -> None:
    for _ in range(2):
        stand_in_case(cast, notice)
    row = committed(cast, notice)
    reveal = revealed(cast, row)
    found = verify_everything()
    assert (found.draws, found.faults) == (1, ())
    (_, name), *_ = reveal.drawn
    other = next(one.split("\t")[1] for one in row.population.splitlines() if name not in one)
    run("UPDATE records_drawreveal SET drawn = %s", json.dumps([["310115", other]]))
    codes = [fault.code for fault in verify_everything().faults]
    assert "drawn" in codes
    assert "row-altered" in codes
    run("UPDATE records_draw SET population = %s", row.population.replace(other, "C310115099"))
    assert "population-changed" in [fault.code for fault in verify_everything().faults]


def test_a_seed_that_is_exchanged_or_kept_too_long_is_found(cast: Cast, notice: Round) -> None:
    stand_in_case(cast, notice)
    row = committed(cast, notice)
    seed = DrawSecret.objects.get().seed
    DrawSecret.objects.update(seed="ab" * 32)
    assert [fault.code for fault in verify_everything().faults] == ["draw-secret"]
    DrawSecret.objects.update(seed=seed)
    revealed(cast, row)
    DrawSecret.objects.update(seed=seed)
    assert [fault.code for fault in verify_everything().faults] == ["draw-secret"]
