"""Every route says who may open it, and keeps its word: visitors, every role, own and foreign objects."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.apply import open_application
from jiqun.records.models import Person
from jiqun.web.acting import SESSION_KEY
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER, Route
from tests.cast import Cast, at, make_cast, make_cluster, make_round

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
assert PAGES  # the register of routes is filled as the pages are read
ROLES = ("operator", "other_operator", "district", "other_district", "municipal", "approver", "auditor")
STRANGERS = ("other_operator", "other_district", "administrator", "enterprise")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def signed_in(actor: Actor) -> Client:
    person = Person.objects.get(pk=actor.person)
    if actor.needs_second_factor and not person.authenticator_set.exists():
        TOTP.activate(person, SECRET)
    client = Client()
    client.force_login(person)
    session = client.session
    session[SESSION_KEY] = actor.key
    session.save()
    return client


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLResolver):
            if str(one.pattern) != "accounts/":  # the sign-in pages of django-allauth
                yield from patterns(one.url_patterns)
        else:
            yield one


def address(route: Route, case: int) -> str:
    numbers = {"case_id": case, "number": "2", "clause": "A6.4.2", "move": "withdraw", "which": "draft", "lang": "zh"}
    wanted = {name: numbers.get(name, 1) for name in _names(route.address)}
    return reverse(route.name, kwargs=wanted)


def _names(pattern: str) -> list[str]:
    return [part.split(":")[-1].rstrip(">") for part in pattern.split("<")[1:] for part in [part.split(">")[0]]]


def test_every_route_declares_its_access() -> None:
    undeclared = [one.name for one in patterns(get_resolver().url_patterns) if one.name not in REGISTER]
    assert undeclared == []


def test_a_visitor_is_asked_to_sign_in_wherever_it_is_not_public(cast: Cast) -> None:
    for route in REGISTER.values():
        if not route.access.public:
            answer = Client().get(address(route, 1))
            assert (route.name, answer.status_code) == (route.name, 302)
            assert answer["Location"].startswith("/accounts/login/")


def shut_out(route: Route, cast: Cast) -> list[Actor]:
    """Those of the cast, one of each role, whom a route is not for."""
    everybody = {(actor := getattr(cast, name)).role: actor for name in cast.__dataclass_fields__}
    return [actor for role, actor in everybody.items() if route.access.roles and role not in route.access.roles]


def test_a_route_does_not_exist_for_a_role_that_it_is_not_for(cast: Cast) -> None:
    clients: dict[int, Client] = {}
    tried = set()
    for place, route in enumerate(REGISTER.values()):
        outside = shut_out(route, cast)
        for actor in outside[place % min(3, len(outside) or 1) :: 4]:
            client = clients.setdefault(actor.person, signed_in(actor))
            assert (route.name, client.get(address(route, 1)).status_code) == (route.name, 404)
            assert (route.name, client.post(address(route, 1)).status_code) == (route.name, 404)
            tried.add(route.name)
    assert tried == {one.name for one in REGISTER.values() if shut_out(one, cast)}


def test_every_view_is_guarded_against_every_role_that_it_is_not_for(cast: Cast) -> None:
    """The same for every pair of route and role, at the view that the address leads to."""
    for route in REGISTER.values():
        found = resolve(address(route, 1))
        for actor in shut_out(route, cast):
            for method in ("GET", "POST"):
                request = RequestFactory().generic(method, address(route, 1))
                request.user, request.actor = Person.objects.get(pk=actor.person), actor  # type: ignore[attr-defined]  # as the middleware sets it
                with pytest.raises(Http404):
                    found.func(request, *found.args, **found.kwargs)


@pytest.mark.parametrize("who", STRANGERS)
def test_a_foreign_case_is_not_there(cast: Cast, who: str) -> None:
    notice = make_round(cast)
    case = open_application(round_id=notice.pk, cluster=make_cluster(cast).pk, by=cast.operator, at=at(3, 10))
    client = signed_in(getattr(cast, who))
    for route in REGISTER.values():
        if "case_id" in route.address:
            assert (route.name, client.get(address(route, case.pk)).status_code) in (
                (route.name, 404),
                (route.name, 405),
            )
            assert client.post(address(route, case.pk)).status_code in (404, 405)


def test_an_official_without_a_second_factor_is_led_to_one(cast: Cast) -> None:
    client = Client()
    client.force_login(Person.objects.get(pk=cast.district.person))
    assert client.get("/desk/")["Location"] == "/accounts/2fa/"


def test_a_draft_is_not_shown_to_the_offices(cast: Cast) -> None:
    notice = make_round(cast)
    case = open_application(round_id=notice.pk, cluster=make_cluster(cast).pk, by=cast.operator, at=at(3, 10))
    for who in (cast.district, cast.municipal, cast.auditor):
        assert signed_in(who).get(f"/desk/cases/{case.pk}/").status_code == 404
