"""Two files that are being evaluated, made once for all tests of experts; what a test does to them is undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from jiqun.desk.do.applying.apply import open_application
from jiqun.records.models import Case
from tests.cast import Cast, at, cluster_of, eligible_workbook, make_cast
from tests.desk.at_stage import in_evaluation
from tests.desk.filled import fill, move

World = tuple[Cast, int, int]


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        first = in_evaluation(cast)
        assert first.round_id is not None
        cluster = cluster_of(cast.district, cast.operator)
        second = open_application(round_id=first.round_id, cluster=cluster.pk, by=cast.operator, at=at(3, 12))
        fill(second, cast.operator, at(3, 13), eligible_workbook())
        move(second, "submit", cast.operator, at(3, 17), declared="password")
        yield cast, first.pk, in_evaluation(cast, second).pk
        transaction.set_rollback(True)


@pytest.fixture
def cast(world: World, db: None) -> Cast:
    return world[0]


@pytest.fixture
def case(world: World, db: None) -> Case:
    return Case.objects.get(pk=world[1])


@pytest.fixture
def second(world: World, db: None) -> Case:
    return Case.objects.get(pk=world[2])
