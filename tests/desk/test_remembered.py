"""The tests' own builders: what is written again is what the acts wrote, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import transaction

from jiqun.records.models import Case, Person
from tests.cast import DAY_ONE, Cast
from tests.desk.at_stage import recommended
from tests.remembered import JOURNAL, remembered

BUILT: list[str] = []  # one for each time that the acts themselves were done


@remembered
def build(cast: Cast, note: str) -> Case:
    BUILT.append(note)
    case = recommended.__wrapped__(cast)  # type: ignore[attr-defined]  # as `functools.wraps` names it
    Case.objects.filter(pk=case.pk).update(number=f"{case.number}{note}")
    return Case.objects.get(pk=case.pk)


@pytest.fixture(autouse=True)
def counted() -> None:
    """What other tests built is known for good, so each test has a note of its own."""
    BUILT.clear()


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours."""
    tables = apps.get_app_config("records").get_models()
    return {one._meta.db_table: list(one.objects.order_by("pk").values_list()) for one in tables}


def taken_back(cast: Cast, note: str, before: str = "") -> tuple[Case, dict[str, list[tuple[object, ...]]]]:
    """What the builder gives and leaves, as in a test of its own that starts where this one stands."""
    start = JOURNAL.state, JOURNAL.loose
    with transaction.atomic():
        JOURNAL.state, JOURNAL.loose = start  # without the mark of this transaction
        if before:
            Person.objects.create(email=before, name="先来者", created_at=DAY_ONE)
        found = build(cast, note), rows()
        transaction.set_rollback(True)
    JOURNAL.state, JOURNAL.loose = start
    return found


def test_what_is_written_again_is_to_the_byte_what_the_acts_wrote(cast: Cast) -> None:
    first, left = taken_back(cast, "-again")
    again, left_again = taken_back(cast, "-again")
    assert BUILT == ["-again"]
    assert left["records_step"]
    assert left["records_ledgerentry"]
    assert left_again == left
    assert again == first
    assert again is not first


def test_rows_written_again_leave_the_state_that_the_acts_left(cast: Cast) -> None:
    """So what another builder adds to them is known as well."""
    start, left = (JOURNAL.state, JOURNAL.loose), []
    for _ in range(2):
        with transaction.atomic():
            JOURNAL.state, JOURNAL.loose = start
            build(cast, "-left")
            left.append(JOURNAL.state)
            transaction.set_rollback(True)
    assert BUILT == ["-left"]
    assert left[0] == left[1] != start[0]


def test_other_arguments_are_built_anew(cast: Cast) -> None:
    numbers = [taken_back(cast, note)[0].number for note in ("-one", "-two")]
    assert BUILT == ["-one", "-two"]
    assert numbers[1] == numbers[0].replace("-one", "-two")


def test_where_a_row_was_added_before_the_acts_are_done(cast: Cast) -> None:
    _, left = taken_back(cast, "-row")
    _, other = taken_back(cast, "-row", before="earlier@example.test")
    assert BUILT == ["-row", "-row"]
    assert len(other["records_person"]) == len(left["records_person"]) + 1


def test_after_a_change_of_a_row_the_acts_are_done(cast: Cast) -> None:
    taken_back(cast, "-change")
    Person.objects.filter(pk=cast.operator.person).update(name="改名")
    taken_back(cast, "-change")
    assert BUILT == ["-change", "-change"]
