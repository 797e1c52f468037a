"""Never unheard: no way whatever, and no sequence of moves, revokes without finding, service and a period run out."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jiqun.base.days import day_of
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken
from jiqun.desk.do.moves import move_case
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.procedure.shanghai_2024.revocation import REVOCATION
from jiqun.records.models import (
    AdverseFinding,
    Case,
    CaseTerm,
    LetterService,
    Recognition,
    Revocation,
    Step,
)
from tests.cast import Cast, at, make_cast
from tests.desk.filled import move
from tests.desk.revoking.builders import OVER, WHY, alerted, opened, prepared, revoked, served
from tests.desk.test_concurrency import at_once
from tests.seals import sealed_tables

pytestmark = pytest.mark.article("19")
__all__ = ["sealed_tables"]
LAST_MINUTE = at(5, 27, 23, 59)


def by_save(case: Case, when: datetime) -> None:
    case.stage, case.moved_at, case.ended_at = "revoked", when, when
    case.save()


def by_update(case: Case, when: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(stage="revoked", moved_at=when)


def by_bulk_update(case: Case, when: datetime) -> None:
    case.stage, case.moved_at = "revoked", when
    Case.objects.bulk_update([case], ["stage", "moved_at"])


def by_sql(case: Case, when: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_case SET stage = 'revoked', moved_at = %s WHERE id = %s", [when, case.pk])


def by_a_new_case(case: Case, when: datetime) -> None:
    """A second row that begins where it should end; it never has what it takes."""
    del when
    Case.objects.bulk_create([case], update_conflicts=True, unique_fields=["id"], update_fields=["stage", "moved_at"])


def by_a_row(case: Case, when: datetime) -> None:
    Revocation.objects.create(
        case=case,
        recognition=Recognition.objects.get(),
        revoked_on=day_of(when),
        limbs="dishonesty",
        reason="。",
        by_id=case.steps.values_list("person", flat=True).first() or 1,
        at=when,
    )


def by_upsert(case: Case, when: datetime) -> None:
    case.stage, case.moved_at = "revoked", when
    by_a_new_case(case, when)


WAYS: Mapping[str, Callable[[Case, datetime], None]] = {
    one.__name__: one for one in (by_save, by_update, by_bulk_update, by_sql, by_upsert, by_a_row)
}


def ways_that_work(case: Case, when: datetime) -> list[str]:
    """By which ways the database lets it be revoked at that moment; each is undone."""
    found = []
    for name, way in WAYS.items():
        try:
            with transaction.atomic():
                way(Case.objects.get(pk=case.pk), when)
                found.append(name)
                transaction.set_rollback(True)
        except IntegrityError:
            continue
    return found


def test_without_a_finding_or_a_served_notice_no_way_leads_to_a_revocation(cast: Cast) -> None:
    case = opened(cast)
    assert ways_that_work(case, at(12, 1)) == []
    move(case, "record_finding", cast.municipal, at(5, 8), limb="dishonesty", text="失信。")
    assert ways_that_work(case, at(12, 1)) == []
    move(case, "notify", cast.municipal, at(5, 11))
    assert ways_that_work(case, at(12, 1)) == []


def test_while_the_operators_time_runs_no_way_leads_to_a_revocation(cast: Cast) -> None:
    case = served(cast)
    for when in (at(5, 14), LAST_MINUTE):
        assert ways_that_work(case, when) == []
    assert ways_that_work(case, OVER) == list(WAYS)  # else the lines above would prove nothing


def test_a_finding_alone_that_is_gone_from_the_case_is_missed(cast: Cast) -> None:
    """Each of the three is asked for by itself: the same case without one of them."""
    case = served(cast)
    other = Case.objects.get(pk=case.pk)
    other.pk, other.number = None, "另一件"  # type: ignore[assignment]  # a new row
    other.save()
    term = CaseTerm.objects.get(case=case)
    term.pk, term.case = None, other  # type: ignore[assignment]  # a new row
    term.save()
    assert ways_that_work(other, OVER) == []
    AdverseFinding.objects.create(case=other, limb="dishonesty", text="。", by_id=cast.municipal.person, at=OVER)
    assert ways_that_work(other, OVER) == []  # no notice of it was served


def test_a_text_that_is_no_moment_opens_nothing(cast: Cast) -> None:
    case = served(cast)
    for text in ("", "soon", "9999-99-99"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE records_case SET stage = 'revoked', moved_at = %s WHERE id = %s", [text, case.pk])


def test_a_revocation_is_never_changed_or_taken_out(cast: Cast) -> None:
    revoked(cast)
    for change in (
        lambda: Revocation.objects.update(reason="别的理由。"),
        lambda: Revocation.objects.all().delete(),
        lambda: AdverseFinding.objects.update(text="别的事实。"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


# Random sequences of moves, at random moments, by random people: what is revoked was heard.

_GIVEN: Mapping[str, Any] = {
    "limb": "dishonesty",
    "text": "查实。",
    "reason": WHY,
    "ending": "revoke",
    "how": "post",
}


_SELDOM = ("prepare_closing", "keep", "establish_further")  # else most of them end before anything happens


def _given(name: str, when: datetime, chance: random.Random) -> dict[str, Any]:
    asked = REVOCATION.by_name[name].asks
    given = {one: _GIVEN[one] for one in asked if one in _GIVEN}
    if "served_on" in asked:
        given["served_on"] = day_of(when) - timedelta(days=chance.randrange(3))
    if "ending" in asked:
        given["ending"] = chance.choice(("revoke", "revoke", "revoke", "keep"))
    return given


def _heard(case: Case) -> None:
    """What has to lie behind a case that is revoked, read from its steps alone."""
    steps = list(Step.objects.filter(case=case).order_by("place"))
    made = [one.move for one in steps]
    end = len(made) - 1 - made[::-1].index("revoke")
    anew = [place for place, name in enumerate(made[:end]) if name in ("establish_further", "reopen_revocation")]
    since = steps[(anew[-1] + 1) if anew else 0 : end]
    names = [one.move for one in since]
    found, told, service = names.index("record_finding"), names.index("notify"), names.index("record_service")
    assert found < told < service
    assert "record_finding" not in names[told:]  # nothing was found that the notice did not say
    term = CaseTerm.objects.filter(case=case, name="answer").order_by("pk").last()
    assert term is not None
    assert term.due_on is not None
    assert day_of(steps[end].at) > term.due_on
    assert term.started_on.isoformat() == since[service].given["served_on"]
    prosecuting = {one.person_id for one in since if one.move in ("record_finding", "notify", "prepare_decision")}
    assert steps[end].person_id not in prosecuting


def _play(cast: Cast, case: Case, seed: int, moves: int = 40) -> set[str]:
    """The names of the moves that could be made."""
    chance, when, made = random.Random(seed), at(5, 8), set()
    people: tuple[Actor, ...] = (
        *(cast.municipal, cast.municipal_colleague, cast.approver, cast.approver_colleague, cast.operator),
        cast.district,
    )
    names = [one.name for one in REVOCATION.moves]
    for _ in range(moves):
        when += timedelta(hours=chance.choice((1, 5, 24, 24 * 4, 24 * 16)))
        likely = [one.name for one in REVOCATION.moves if Case.objects.get(pk=case.pk).stage in one.start]
        name = chance.choice(likely) if likely and chance.random() < 0.8 else chance.choice(names)
        if name in _SELDOM and chance.random() < 0.75:
            continue
        fit = [one for one in people if one.role in REVOCATION.by_name[name].by]
        by = chance.choice(fit) if fit and chance.random() < 0.7 else chance.choice(people)
        version = Case.objects.get(pk=case.pk).version
        try:
            given = _given(name, when, chance)
            move_case(case=case.pk, move=name, version=version, given=given, by=by, at=when)
            made.add(name)
        except (Refused, NotThere, Wrong, Overtaken):
            continue
        if Case.objects.get(pk=case.pk).stage == "revoked":
            _heard(case)
    return made


def _all_of(cast: Cast, seeds: range) -> tuple[set[str], list[str]]:
    """Every seed from the same case: the moves that could be made, and where it ended."""
    case, made, ends = opened(cast), set[str](), []
    for seed in seeds:
        with transaction.atomic():
            made |= _play(cast, case, seed)
            ends.append(Case.objects.get(pk=case.pk).stage)
            assert Revocation.objects.exists() == (ends[-1] == "revoked")
            transaction.set_rollback(True)
    return made, ends


def test_in_random_sequences_of_moves_nothing_is_ever_revoked_unheard(cast: Cast) -> None:
    made, ends = _all_of(cast, range(6))
    # Else it would prove little: the moves were made, and it ended in both ways.
    assert {"record_finding", "notify", "record_service", "answer", "prepare_decision", "return_decision"} <= made
    assert {"revoked", "kept"} <= set(ends)


@pytest.mark.long
def test_in_many_random_sequences_every_move_is_made_and_nothing_is_revoked_unheard(cast: Cast) -> None:
    made, ends = _all_of(cast, range(60))
    assert made == {one.name for one in REVOCATION.moves if not one.part_of}
    assert min(ends.count("revoked"), ends.count("kept")) >= 5


def test_all_that_was_done_in_such_a_sequence_stands_in_the_ledger(cast: Cast) -> None:
    case = opened(cast)
    _play(cast, case, seed=3, moves=40)
    assert verify_everything().faults == ()
    assert look_at_case(case.pk, by=cast.auditor, at=at(12, 31)).timeline


# Two people at once.


@pytest.fixture
def committed(sealed_tables: None) -> Cast:
    return make_cast()


def test_two_approvers_at_once_are_one_decision(committed: Cast) -> None:
    case = prepared(committed)

    def decide(by: Actor) -> Callable[[], object]:
        return lambda: move_case(case=case.pk, move="revoke", version=case.version, given={}, by=by, at=at(6, 1))

    assert at_once(decide(committed.approver), decide(committed.approver_colleague)) == ["Overtaken", "done"]
    assert Revocation.objects.count() == 1
    assert LetterService.objects.count() == 1
    assert Case.objects.get(pk=case.pk).stage == "revoked"
    assert verify_everything().faults == ()


def test_two_officers_who_open_a_case_upon_the_same_alert_at_once_open_one(committed: Cast) -> None:
    alert = alerted(committed)
    outcomes = []

    def opening(by: Actor) -> Callable[[], object]:
        def act() -> None:
            try:
                open_revocation(alerts=[alert.pk], by=by, at=at(5, 7))
                outcomes.append("opened")
            except Wrong:
                outcomes.append("settled")

        return act

    at_once(opening(committed.municipal), opening(committed.municipal_colleague))
    assert sorted(outcomes) == ["opened", "settled"]
    assert Case.objects.filter(kind="revocation").count() == 1
