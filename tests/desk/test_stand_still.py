"""Stand-still: while the notice runs or an objection waits, no way whatever makes a cluster recognised (Article 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jiqun.desk.acts import make_move
from jiqun.desk.do.moves import move_case
from jiqun.desk.do.people.forgetting import forget_unproved
from jiqun.desk.may import NotThere
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, Recognition
from tests.cast import Cast, at
from tests.desk.filled import move
from tests.desk.on_notice import answered, decided, lodging, objection, published, the_case_of

OVER = at(6, 2, 0)  # the moment in which the notice through 1 June is over
LAST_MINUTE = at(6, 1, 23, 59)


def by_save(case: Case, when: datetime) -> None:
    case.stage, case.moved_at, case.ended_at = "recognised", when, when
    case.save()


def by_update(case: Case, when: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(stage="recognised", moved_at=when)


def by_bulk_update(case: Case, when: datetime) -> None:
    case.stage, case.moved_at = "recognised", when
    Case.objects.bulk_update([case], ["stage", "moved_at"])


def by_sql(case: Case, when: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_case SET stage = 'recognised', moved_at = %s WHERE id = %s", [when, case.pk])


def by_upsert(case: Case, when: datetime) -> None:
    case.stage, case.moved_at = "recognised", when
    Case.objects.bulk_create([case], update_conflicts=True, unique_fields=["id"], update_fields=["stage", "moved_at"])


WAYS: Mapping[str, Callable[[Case, datetime], None]] = {
    one.__name__: one for one in (by_save, by_update, by_bulk_update, by_sql, by_upsert)
}


def ways_that_work(case: Case, when: datetime) -> list[str]:
    """By which ways the database lets the case become recognised at that moment; each is undone."""
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


@pytest.mark.article("9")
def test_while_the_notice_runs_no_way_leads_to_recognition(cast: Cast) -> None:
    case = the_case_of(published(cast))
    for when in (at(5, 26, 12), LAST_MINUTE):
        assert ways_that_work(case, when) == []
    assert ways_that_work(case, OVER) == list(WAYS)  # else the line above would prove nothing


@pytest.mark.article("9")
def test_a_text_that_is_no_moment_opens_nothing(cast: Cast) -> None:
    case = the_case_of(published(cast))
    for text in ("", "soon", "9999-99-99"):
        # SQLite takes any text for a moment, and the guard refuses it; PostgreSQL takes moments alone.
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE records_case SET stage = 'recognised', moved_at = %s WHERE id = %s", [text, case.pk])


@pytest.mark.article("9")
def test_a_case_without_a_notice_is_never_recognised_and_none_begins_so(cast: Cast) -> None:
    case = the_case_of(published(cast))
    for changes in ({"about": case, "kind": "objection"}, {"kind": "recognition", "cluster": None}):
        new = Case.objects.get(pk=case.pk)
        new.pk, new.number, new.kind = None, f"{case.number}-X", changes["kind"]  # type: ignore[assignment]  # a new row
        new.stage, new.moved_at, new.ended_at = "recognised", at(7, 1), at(7, 1)
        with pytest.raises(IntegrityError), transaction.atomic():
            new.save()


@pytest.mark.article("9")
def test_a_recognition_is_kept_only_of_a_case_that_is_recognised(cast: Cast) -> None:
    row = published(cast)
    case = the_case_of(row)
    kept = {"cluster": case.cluster, "published": row, "by_id": cast.municipal.person, "at": OVER}
    days = {"first_day": OVER.date(), "last_day": OVER.date()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Recognition.objects.create(case=case, number="R-1", **kept, **days)
    by_update(case, OVER)
    assert Recognition.objects.create(case=case, number="R-1", **kept, **days).pk


@pytest.mark.article("9")
def test_an_objection_that_waits_for_its_proof_holds_the_cluster_until_it_is_over(cast: Cast) -> None:
    row = published(cast)
    case = the_case_of(row)
    lodging(row, LAST_MINUTE)
    assert ways_that_work(case, at(6, 2, 12)) == []
    assert ways_that_work(case, at(6, 2, 23, 58)) == []
    assert ways_that_work(case, at(6, 2, 23, 59)) == list(WAYS)
    assert forget_unproved(at=at(6, 3)) == 1
    assert ways_that_work(case, at(6, 2, 12)) == list(WAYS)


@pytest.mark.article("9")
def test_an_open_objection_holds_the_cluster_until_it_is_decided(cast: Cast) -> None:
    row = published(cast)
    case, objected = the_case_of(row), objection(row)
    assert ways_that_work(case, at(7, 1)) == []
    objected = answered(cast, objected)
    assert ways_that_work(case, at(7, 1)) == []
    decided(cast, objected, "dismiss")
    assert ways_that_work(case, at(7, 1)) == list(WAYS)


@pytest.mark.article("9")
def test_no_move_of_anybodys_recognises_it_either(cast: Cast) -> None:
    row = published(cast)
    case = the_case_of(row)
    objection(row)
    Case.objects.filter(pk=case.pk).update(stage="recognition_signed")  # as if it had come there all the same
    for when, lacking in ((LAST_MINUTE, ["notice_over", "no_open_objection"]), (OVER, ["no_open_objection"])):
        with pytest.raises(Refused) as refused:
            make_move(case.pk, "recognise", version=case.version, by=cast.municipal, at=when)
        assert [one.name for one in refused.value.lacks] == lacking
    with pytest.raises(NotThere):  # announced with a list, never by itself
        move_case(case=case.pk, move="recognise", version=case.version, given={}, by=cast.municipal, at=at(7, 1))
    Case.objects.filter(pk=case.pk).update(stage="recognition_prepared")
    with pytest.raises(Refused) as refused:
        move(case, "sign_recognition", cast.approver, OVER)
    assert "no_open_objection" in [one.name for one in refused.value.lacks]


@pytest.mark.article("9")
def test_a_second_notice_holds_it_again(cast: Cast) -> None:
    row = published(cast)
    decided(cast, answered(cast, objection(row)), "uphold_back")
    case = the_case_of(row)
    assert (case.stage, ways_that_work(case, at(6, 4))) == ("evaluated", list(WAYS))  # the first one is over
    move(case, "prepare_proposal", cast.municipal, at(6, 4), reason="已核实。")
    move(case, "approve_proposal", cast.approver, at(6, 5))
    second = published(cast, case, at(6, 8))  # through Friday 12 June
    for when in (at(6, 8, 12), at(6, 12, 23, 59)):
        assert ways_that_work(case, when) == []
    assert ways_that_work(case, at(6, 13, 0)) == list(WAYS)
    assert second.number != row.number
