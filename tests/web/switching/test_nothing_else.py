"""The language switch of a page that answers a form does nothing else: no act, no secret, no way out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jiqun.desk.actor import Actor
from jiqun.records.models import LedgerEntry, Person
from jiqun.web import carried
from jiqun.web.carried import SECRET
from tests.cast import Cast
from tests.web.administration.test_administration import NOTICE as DAYS
from tests.web.offices import test_documents
from tests.web.switching.forms import fields, switched
from tests.web.test_access import signed_in
from tests.web.test_look import OURS

WEB = Path(carried.__file__).parent
PASSWORD = "a secret that was typed"


def acts() -> int:
    return LedgerEntry.objects.count()


@pytest.mark.article("8")
def test_a_proof_is_never_kept(cast: Cast) -> None:
    path = "/desk/settings/signing-key/"
    client = signed_in(cast.administrator)
    answer = client.post(path, {"proof": PASSWORD})
    held = [answer, switched(client, answer), client.post(path, {"proof": PASSWORD, "speak": "en"})]
    for one in held:
        assert PASSWORD not in one.content.decode()
        assert not SECRET & fields(one).carried.keys()
    assert PASSWORD not in str(dict(client.session))


def test_every_field_for_a_secret_is_known_as_one() -> None:
    asked = re.compile(
        r'name="(\w+)"[^%>]*kind="password"|type="password"[^>]* name="(\w+)"|name="(\w+)"[^>]*type="password"'
    )
    ours = [path for path in OURS if path.parent.name not in ("account", "mfa")]
    found = {name for path in ours for names in asked.findall(path.read_text("utf-8")) for name in names if name}
    assert found == SECRET - {"csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("who", "path", "valid"),
    [
        ("municipal", "/desk/working-days/", DAYS | {"step": "publish"}),
        ("district", "/desk/documents/new/", test_documents.NEW),
        ("administrator", "/desk/settings/", {"name": "document_number", "document_number": "经信〔{year}〕{n}号"}),
        ("operator", "/desk/calendar/", {"withdraw": "yes"}),
        ("administrator", "/desk/settings/signing-key/", {"proof": PASSWORD}),
    ],
)
def test_a_switch_does_nothing_else(cast: Cast, who: str, path: str, valid: dict[str, Any]) -> None:
    actor: Actor = getattr(cast, who)
    person = Person.objects.get(pk=actor.person)
    person.set_password(PASSWORD)
    person.save()
    client, before = signed_in(actor), acts()
    answer = client.post(path, valid | {"speak": "en", "next": "https://elsewhere.example/"})
    assert (answer.status_code, answer.has_header("Location"), acts()) == (200, False, before)
    assert Person.objects.get(pk=actor.person).lang == "en"
    assert answer.cookies["language"].value == "en"
    assert client.post(path, valid).status_code in (200, 302)  # the same without the switch is an act
    assert path == "/desk/calendar/" or acts() > before


def test_a_switch_needs_the_token_of_a_page_of_ours(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/verify/", {"speak": "en"}).status_code == 403
    assert client.cookies.get("language") is None


def test_words_that_we_did_not_seal_are_not_shown(cast: Cast) -> None:
    client = signed_in(cast.district)
    for name in ("speak_said", "speak_refusal"):
        answer = client.post(
            "/desk/incidents/new/", {"speak": "en", name: "eyJhIjpbIngiLCJ5Il19:1:forged", "name": "某"}
        )
        assert (answer.status_code, dict(answer.context["problems"])) == (200, {})
        assert fields(answer).shown["name"] == ["某"]


def test_a_role_for_which_a_page_is_not_there_finds_none_by_switching(cast: Cast) -> None:
    assert signed_in(cast.enterprise).post("/desk/incidents/new/", {"speak": "en"}).status_code == 404
    assert Client().post("/desk/incidents/new/", {"speak": "en"}).status_code == 302


def test_an_address_that_only_takes_forms_says_in_the_other_language_that_there_is_nothing(cast: Cast) -> None:
    client = signed_in(cast.district)
    answer = client.post("/desk/messages/999/")
    english = switched(client, answer)
    assert (answer.status_code, english.status_code, fields(english).lang) == (404, 404, "en")


def test_a_page_that_is_only_opened_goes_by_the_switchs_own_address(cast: Cast) -> None:
    client = signed_in(cast.district)
    answer = client.get("/desk/incidents/new/?credit_code=9")
    english = switched(client, answer)
    assert english.redirect_chain == [("/desk/incidents/new/?credit_code=9", 302)]
    assert (fields(english).lang, fields(english).shown["credit_code"]) == ("en", ["9"])


def test_no_page_shows_again_what_only_an_act_may_read() -> None:
    shown = re.compile(r'"(typed|chosen)": request\.POST')
    assert [path.name for path in WEB.glob("*.py") if shown.search(path.read_text("utf-8"))] == []
