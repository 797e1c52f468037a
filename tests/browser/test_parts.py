"""The parts of pages in a browser: nothing that axe finds, forms that ask first, passkeys under the content policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import PASSWORD, Visit
from tests.browser.test_accessible import look_at
from tests.cast import Cast

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.urls("tests.web.gallery.urls")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 390), ("zh-CN", 1280), ("en-GB", 320)])
def test_axe_finds_nothing_in_any_part(sealed_tables: None, visit: Callable[..., Visit], lang: str, width: int) -> None:
    assert look_at(visit(lang, width), None, ["/gallery/", "/gallery/?wrong=yes"]) == []


@pytest.mark.urls("tests.web.gallery.urls")
def test_a_form_asks_first_and_is_sent_once(sealed_tables: None, visit: Callable[..., Visit]) -> None:
    visitor = visit("en-GB")
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    visitor.open("/gallery/")

    visitor.page.click("button[data-confirm]")
    asked = visitor.page.inner_text("dialog")
    visitor.page.click("dialog .btn-primary")
    visitor.page.wait_for_load_state()

    assert "Submit it?" in asked
    assert sent == ["POST"]


@pytest.mark.urls("tests.web.gallery.urls")
def test_unsent_text_is_not_left_behind_unasked(sealed_tables: None, visit: Callable[..., Visit]) -> None:
    visitor = visit("zh-CN")
    asked: list[str] = []
    visitor.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    visitor.open("/gallery/")

    visitor.page.fill("#text", "还没有提交的文字")
    visitor.open("/clusters/")

    assert asked == ["beforeunload"]


def test_a_passkey_is_added_and_signs_in(cast: Cast, visit: Callable[..., Visit]) -> None:
    visitor = visit("zh-CN")
    page, visitor.base = visitor.page, visitor.base.replace("127.0.0.1", "localhost")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    visitor.sign_in(cast.operator)

    visitor.open("/accounts/2fa/webauthn/add/")
    if page.query_selector("input[name=password]"):
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
    page.fill("#id_name", "办公室电脑")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    visitor.open("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/desk/**")

    assert page.query_selector("details.menu") is not None
