"""The pages of signing in, of the account and of errors: in our frame, in both languages, nothing unknown."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client, override_settings
from django.urls import path

from jiqun.records.models import Person
from jiqun.site.urls import urlpatterns as of_the_site
from tests.cast import Cast, make_cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OPEN = (
    "login",
    "password/reset",
    "password/reset/done",
    "signup",
    "inactive",
    "password/reset/key/done",
)
OWN = (
    "2fa",
    "password/change",
    "sessions",
    "logout",
    "2fa/webauthn",
    "2fa/recovery-codes",
    "3rdparty",
    "2fa/totp/deactivate",
)
KNOWN = {"IP", "PIN", "QR", "USB", "APP", "ID", "amp"}
FRESH = ("2fa/totp/activate", "2fa/recovery-codes/generate", "2fa/webauthn/add", "reauthenticate")


def broken(request: object) -> None:
    raise RuntimeError("on purpose")


urlpatterns = [path("broken/", broken), *of_the_site]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def person_of(cast: Cast) -> Person:
    return Person.objects.get(pk=cast.municipal.person)


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", OPEN)
def test_a_visitor_sees_them_in_our_frame(client: Client, place: str, lang: str) -> None:
    client.cookies["language"] = lang

    _in_our_frame(client, f"/accounts/{place}/", lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", [*OWN, *FRESH])
def test_one_sees_ones_own_account_in_our_frame(client: Client, cast: Cast, place: str, lang: str) -> None:
    person = person_of(cast)
    person.lang = lang
    person.set_password("a long enough pass phrase")
    person.save()
    if place != "2fa/totp/activate":
        TOTP.activate(person, SECRET)
        RecoveryCodes.activate(person)
    client.cookies["language"] = lang
    client.post("/accounts/login/", {"login": person.email, "password": "a long enough pass phrase"})
    client.force_login(person)

    _in_our_frame(client, f"/accounts/{place}/", lang)


def test_words_of_others_are_chinese_too(client: Client, cast: Cast) -> None:
    """django-allauth has a Chinese catalogue; what it lacks stands in templates of ours."""
    person = person_of(cast)
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    client.cookies["language"] = "zh"

    foreign = {place: _latin(client, place) for place in OPEN}
    client.force_login(person)
    foreign |= {place: _latin(client, place) for place in (*OWN, *FRESH)}

    assert {place: words for place, words in foreign.items() if words} == {}


def _latin(client: Client, place: str) -> list[str]:
    text = client.get(f"/accounts/{place}/", follow=True).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    shown = re.sub(r"<script.*?</script>|<small>.*?</small>|<[^>]+>", " ", main, flags=re.DOTALL)
    return [word for word in re.findall(r"[A-Za-z]{2,}", shown) if word not in KNOWN]


def _in_our_frame(client: Client, address: str, lang: str) -> None:
    answer = client.get(address, follow=True)

    text = answer.content.decode()
    assert answer.status_code == 200, address
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in text
    assert text.count("<h1") == 1
    assert 'class="brand"' in text


@override_settings(ROOT_URLCONF="tests.web.test_account_pages")
@pytest.mark.parametrize(("lang", "words"), [("zh", "系统出错了"), ("en", "Something went wrong on our side")])
@pytest.mark.django_db
def test_a_fault_of_ours_is_said_plainly(lang: str, words: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["language"] = lang

    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert words in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "words"), [("zh", "表单已失效"), ("en", "This form has expired")])
def test_a_foreign_form_is_refused_with_a_way_on(lang: str, words: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["language"] = lang

    answer = client.post("/language/", {"lang": "en"})

    assert answer.status_code == 403
    assert words in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "words"), [("zh", "没有这个页面"), ("en", "No such page")])
def test_what_is_not_there_says_so(client: Client, lang: str, words: str) -> None:
    client.cookies["language"] = lang

    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_officials_are_told_that_a_second_factor_is_compulsory(client: Client, cast: Cast) -> None:
    client.cookies["language"] = "zh"
    client.force_login(person_of(cast))

    answer = client.get("/desk/", follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "公务人员必须启用第二重验证。" in answer.content.decode()


@pytest.mark.parametrize(("lang", "hello"), [("zh", "您好："), ("en", "Hello,")])
def test_letters_of_the_account_speak_the_readers_language(client: Client, cast: Cast, lang: str, hello: str) -> None:
    person = person_of(cast)
    person.set_password("a long enough pass phrase")
    person.save()
    client.cookies["language"] = lang

    client.post("/accounts/password/reset/", {"email": person.email})

    (letter,) = mail.outbox
    assert letter.subject.startswith("[集群 Jiqun] ")
    assert letter.body.startswith(hello)
    assert "/accounts/password/reset/key/" in letter.body
