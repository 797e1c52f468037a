"""What one may not know changes nothing that one can see: two worlds that differ only in that give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pytest
from django.db import transaction
from django.urls import reverse

from jiqun.desk.actor import Actor
from jiqun.desk.do.daily.agenda import make_feed
from jiqun.desk.do.experts.leaving import declare_conflict
from jiqun.records.models import Assignment, Case, Cluster, Evidence, Message
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER
from tests.cast import Cast, at
from tests.desk.experts.people import THREE, filed, opened, picked
from tests.web.test_access import _names, signed_in

assert PAGES  # the register of routes is filled as the pages are read
# Random in every answer, or a hash under a random salt.
_RANDOM = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]+|[0-9a-f]{10,64}(?:\xe2\x80\xa6)?')

# Everybody but the expert whose points these are; of each role somebody.
ELSE = (
    *("second_expert", "third_expert", "municipal", "approver", "auditor"),
    *("administrator", "operator", "district"),
)


Key = TypeVar("Key")


def seen_by(actor: Actor, ids: dict[str, object]) -> dict[str, bytes]:
    """Every page, list, feed and export that the actor may open, without what is random; lists are searched too.

    What is public is the same for everybody, but for a calendar's secret address.
    """
    client, found = signed_in(actor), {}
    for route in REGISTER.values():
        names = _names(route.address)
        shut = route.access.roles is not None and actor.role not in route.access.roles
        if shut or not set(names) <= set(ids) or (route.access.public and "secret" not in names):
            continue
        where = reverse(route.name, kwargs={name: ids[name] for name in names})
        for query in ("",) if names else ("", "?q=张江&text=张江&show=waiting"):
            answer = client.get(where + query)
            whole = answer.getvalue() if answer.status_code == 200 else str(answer.status_code).encode()
            found[where + query] = _RANDOM.sub(rb"\1", whole)
    found["messages"] = repr(list(Message.objects.filter(to=actor.person).order_by("pk").values())).encode()
    return found


def in_a_world(
    change: Callable[[], object], actors: Iterable[Actor], ids: dict[str, object]
) -> dict[tuple[str, str], bytes]:
    """What each of the actors sees after the change, by role and address; the change is then undone."""
    with transaction.atomic():
        change()
        found = {
            (f"{actor.role}:{actor.person}", where): page
            for actor in actors
            for where, page in seen_by(actor, ids).items()
        }
        transaction.set_rollback(True)
    return found


def as_one_sees(change: Callable[[], object], actor: Actor, ids: dict[str, object]) -> dict[str, bytes]:
    """What one person sees after the change, by address."""
    return {where: page for (_, where), page in in_a_world(change, [actor], ids).items()}


def differing(one: dict[Key, bytes], other: dict[Key, bytes]) -> Iterator[Key]:
    yield from (where for where in one if one[where] != other[where])


@pytest.mark.article("9")
def test_somebody_in_conflict_learns_nothing_of_the_file_anywhere(cast: Cast, case: Case, second: Case) -> None:
    row = picked(cast, case, "expert")
    own = opened(cast, second, "expert")
    declare_conflict(assignment=row.pk, reason="近亲属任职。", by=cast.expert, at=at(5, 9))
    secret = make_feed(by=cast.expert, at=at(5, 9))
    ids: dict[str, object] = {"case_id": case.pk, "cluster_id": case.cluster_id, "secret": secret}
    ids |= {"evidence_id": Evidence.objects.get(case=case).pk, "lang": "zh", "round_id": case.round_id}

    def another_file() -> None:
        Cluster.objects.filter(pk=case.cluster_id).update(name_en="Something else", district="310114")
        Case.objects.filter(pk=case.pk).update(number="2026-X", district="310114")
        Evidence.objects.filter(case=case).update(name="别的材料.pdf")
        for who, points in zip(THREE[1:], (20, 95), strict=True):
            filed(opened(cast, case, who), getattr(cast, who), points)

    for assignment in (row.pk, own.pk):
        whole = ids | {"assignment_id": assignment}
        here = in_a_world(lambda: None, [cast.expert], whole)
        there = in_a_world(another_file, [cast.expert], whole)
        assert set(differing(here, there)) == set()
    assert [page for (_, where), page in here.items() if where == f"/desk/evaluations/{own.pk}/"] != [b"404"]
    assert seen_by(cast.expert, ids | {"assignment_id": row.pk})[f"/desk/evaluations/{row.pk}/"] == b"404"


@pytest.mark.article("9")
def test_before_all_sheets_are_in_points_change_nothing_for_anybody_else(cast: Cast, case: Case, second: Case) -> None:
    rows = [opened(cast, case, one) for one in THREE]
    filed(rows[1], cast.second_expert, 77)
    ids: dict[str, object] = {"case_id": case.pk, "cluster_id": case.cluster_id, "round_id": case.round_id}
    ids |= {"assignment_id": rows[0].pk, "expert_id": rows[0].expert_id, "seq": 1, "key": "output", "lang": "zh"}
    others = [getattr(cast, who) for who in ELSE]
    worlds = [
        in_a_world(lambda points=points: filed(rows[0], cast.expert, points), others, ids)  # type: ignore[misc]  # the default binds it
        for points in (10, 99)
    ]
    assert {who for who, _ in worlds[0]} == {f"{one.role}:{one.person}" for one in others}
    assert set(differing(*worlds)) == set()
    assert Assignment.objects.filter(state="filed").count() == 1


@pytest.mark.article("9")
def test_once_all_are_in_the_points_are_there(cast: Cast, case: Case) -> None:
    """Else the test above would prove nothing."""
    rows = [opened(cast, case, one) for one in THREE]
    for row, one in zip(rows[:2], THREE[:2], strict=True):
        filed(row, getattr(cast, one), 80)
    ids: dict[str, object] = {"case_id": case.pk}
    worlds = [
        in_a_world(lambda points=points: filed(rows[2], cast.third_expert, points), [cast.municipal], ids)  # type: ignore[misc]  # the default binds it
        for points in (70, 90)
    ]
    assert f"/desk/cases/{case.pk}/experts/" in {where for _, where in differing(*worlds)}
