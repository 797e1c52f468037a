"""One-time codes: a clock half a minute off still signs in, an older code does not, and none counts twice."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory

from jiqun.records.models import Person
from jiqun.web.one_time import is_one_time_code
from tests.cast import make_cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a long password for tests"
STEP = 30


@pytest.fixture
def official(db: None) -> Person:
    person = Person.objects.get(pk=make_cast().municipal.person)
    person.password = make_password(PASSWORD)
    person.save(update_fields=["password"])
    auth.TOTP.activate(person, SECRET)
    return person


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`at(seconds)`: what the server's clock says from now on."""

    def set_to(seconds: int) -> None:
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: float(seconds)))  # of the codes alone

    return set_to


def code_of(step: int) -> str:
    return str(auth.format_hotp_value(auth.hotp_value(SECRET, step)))


def signs_in(person: Person, code: str) -> bool:
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("step", "counts"), [(98, False), (99, True), (100, True), (101, True), (102, False)])
def test_one_step_of_drift_is_forgiven_and_no_more(
    official: Person, at: Callable[[int], None], step: int, counts: bool
) -> None:
    at(100 * STEP)
    assert signs_in(official, code_of(step)) is counts


@pytest.mark.parametrize("typed", ["as it was", "with a dash"])
def test_a_code_that_was_used_is_used_up_for_as_long_as_it_would_count(
    official: Person, at: Callable[[int], None], typed: str
) -> None:
    at(99 * STEP)
    code = code_of(100)
    assert signs_in(official, code)

    at(101 * STEP + STEP - 1)
    cache.delete(f"allauth.mfa.totp.used?user={official.pk}&code={code}")  # the library's own memory: one step
    again = f"{code[:3]}-{code[3:]}" if typed == "with a dash" else code
    assert not signs_in(official, again)
    assert not is_one_time_code(request_of(official), code)


def test_a_code_that_proved_an_act_does_not_sign_in(official: Person, at: Callable[[int], None]) -> None:
    at(100 * STEP)
    assert is_one_time_code(request_of(official), code_of(99))
    cache.delete(f"allauth.mfa.totp.used?user={official.pk}&code={code_of(99)}")
    assert not signs_in(official, code_of(99))
    assert signs_in(official, code_of(100))


def request_of(person: Person) -> HttpRequest:
    request = RequestFactory().post("/")
    request.user = person
    return request
