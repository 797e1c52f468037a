"""The access matrix over objects: what belongs to one district's side is not there for the other's, on any route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from jiqun.desk.actor import Actor
from jiqun.jobs.worker import work_off
from jiqun.records.models import Round
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER, Route
from tests.cast import Cast, at, make_cast, make_round
from tests.web.test_access import _names, signed_in
from tests.web.two_districts import Side, a_side

# Parts of an address that name no object of anybody's.
PLAIN = {
    "clause": "A6.4.2",
    "move": "withdraw",
    "which": "draft",
    "lang": "zh",
    "number": "2",
    "key": "output",
    "place": 1,
    "form": "csv",
    "change": "area",
    "answer": 1,
}
# A file that is being evaluated: tests/web/experts.
JUDGING = {"evaluation", "evaluation_open", "evaluation_sheet", "evaluation_file", "evaluation_abstain"}
JUDGING |= {"evaluation_evidence", "file_set_aside", "panel_new", "panel_paper"}
# These need what neither side has (a decision, a boundary, a role that ended): tested with their pages.
ELSEWHERE = {
    "alert_file",
    "answer_file",
    "appeal_file",
    "appeal_new",
    "change_again",
    "change_file",
    "change_kinds",
    "change_new",
    "change_picture",
    "cluster_boundary",
    "development",
    "difference_none",
    "cluster_years_picture",
    "dossier_file",
    "feedback",
    "my_reply",
    "objection_evidence",
    "person_erase",
    "plan_judge",
    "progress",
    "scores",
    "scores_files",
    "stand_ins_of",
    *JUDGING,
}
# Objects that everybody may see, or one office alone: other tests hold them to their roles.
OF_NO_SIDE = {
    *("draft_id", "round_id", "seq", "errand_id", "secret", "draw_id", "list_id", "token"),
    *("expert_id", "tie_id", "interpretation_id", "waiver_id", "target_id", "call_id", "result_id"),
}


assert PAGES  # the register of routes is filled as the pages are read


@dataclass(frozen=True)
class City:
    """Both sides, and the people of the cast."""

    cast: Cast
    pudong: Side
    jiading: Side


@pytest.fixture
def city(db: None) -> City:
    cast = make_cast()
    notice: Round = make_round(cast)
    one = a_side(cast, notice, cast.operator, cast.district)
    other = a_side(cast, notice, cast.other_operator, cast.other_district, firms=11)
    work_off(lambda: at(3, 19))
    return City(cast, one, other)


def routes_on_objects() -> Iterator[Route]:
    """Every route whose address names an object of somebody's and that is not open to everybody."""
    for route in REGISTER.values():
        names = set(_names(route.address)) - set(PLAIN)
        if names and not names & OF_NO_SIDE and not route.access.public:
            yield route


def address(route: Route, ids: dict[str, int]) -> str:
    return reverse(route.name, kwargs={name: PLAIN.get(name) or ids[name] for name in _names(route.address)})


def statuses(client: Client, where: str) -> set[int]:
    return {client.get(where).status_code, client.post(where).status_code} - {405}


@pytest.mark.parametrize("who", ["other_operator", "other_district", "administrator", "enterprise", "second_inspector"])
def test_nothing_of_pudong_is_there_for_strangers(city: City, who: str) -> None:
    actor: Actor = getattr(city.cast, who)
    client = signed_in(actor)
    for route in routes_on_objects():
        if who == "administrator" and route.name.startswith(("organisation", "invitation", "role", "person", "stand")):
            continue  # looks after everybody's accounts
        assert statuses(client, address(route, city.pudong.ids)) <= {404}, (route.name, who)


def test_a_mixed_address_of_ones_own_case_with_a_strangers_part_is_not_there(city: City) -> None:
    """`/cases/<mine>/evidence/<theirs>/`: the part must belong to the case."""
    actors = (city.cast.other_operator, city.cast.other_district, city.cast.municipal)
    clients = [(signed_in(actor), actor.role) for actor in actors]
    for route in routes_on_objects():
        names = [name for name in _names(route.address) if name not in PLAIN]
        if len(names) > 1:
            ids = city.jiading.ids | {names[1]: city.pudong.ids[names[1]]}
            for client, role in clients:
                assert statuses(client, address(route, ids)) <= {404}, (route.name, role)


def test_each_route_is_there_for_somebody(city: City) -> None:
    """Else the tests above would prove nothing."""
    own = ("operator", "district", "municipal", "approver", "auditor", "administrator", "enterprise", "inspector")
    clients = {who: signed_in(getattr(city.cast, who)) for who in own}
    waiting = {route.name for route in routes_on_objects()} - ELSEWHERE
    for route in routes_on_objects():
        if route.name in waiting:
            where = address(route, city.pudong.ids)
            if any(client.get(where).status_code != 404 for client in clients.values()):
                waiting.discard(route.name)
    assert waiting == set()


def test_lists_searches_and_exports_name_nothing_of_the_other_side(city: City) -> None:
    theirs = city.pudong.ids
    # Not the enterprises: the same firms stand on the rosters of both.
    links = [f"/desk/cases/{theirs['case_id']}/", f"/desk/people/{theirs['organisation_id']}/"]
    links += [f"/desk/incidents/{theirs['incident_id']}/", f"/desk/clusters/{theirs['cluster_id']}/"]
    opened = 0
    for actor in (city.cast.other_operator, city.cast.other_district):
        client = signed_in(actor)
        for route in REGISTER.values():
            if "<" in route.address or route.access.public:
                continue
            answer = client.get(f"/{route.address}", {"q": "张江", "text": "张江"})
            if answer.status_code == 200:
                opened += 1
                text = answer.getvalue().decode(errors="replace")
                assert [link for link in links if link in text] == [], (route.name, actor.role)
    assert opened > 20
