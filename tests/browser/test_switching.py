"""Changing the language in the middle of a form: what was typed is still there, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from jiqun.records.models import Incident, LedgerEntry
from tests.browser.conftest import PASSWORD, Visit
from tests.cast import Cast

NEW = "/desk/incidents/new/"
SWITCH = "header .top-tools form[data-carries] button"
SEND = "main form.form > button"
DESCRIPTION = "第一行\n第二行 <b>“引号”</b>"


def fill(here: Visit) -> None:
    here.fill("main #credit_code", "9131")
    here.page.select_option("main #kind", "safety")
    here.fill("main #occurred_on", "2025-11-03")
    here.fill("main #description", DESCRIPTION)


def shown(page: Page) -> tuple[str, ...]:
    names = ("credit_code", "kind", "occurred_on", "description")
    lang = page.get_attribute("html", "lang") or ""
    return (lang, *(page.input_value(f"main #{name}") for name in names))


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_form_that_was_refused_is_read_in_the_other_language_as_it_was_typed(
    cast: Cast, visit: Callable[..., Visit], scripts: bool, width: int
) -> None:
    here = visit("zh-CN", width, scripts=scripts)
    here.sign_in(cast.district)
    here.open(NEW)
    fill(here)
    here.send(SEND)
    before = LedgerEntry.objects.count()

    here.send(SWITCH)

    assert shown(here.page) == ("en", "9131", "safety", "2025-11-03", DESCRIPTION)
    assert "to correct" in here.page.inner_text("main .errors")
    assert here.page.url.endswith(NEW)
    here.send(SWITCH)
    assert shown(here.page) == ("zh-CN", "9131", "safety", "2025-11-03", DESCRIPTION)
    assert (LedgerEntry.objects.count(), Incident.objects.count()) == (before, 0)


def test_with_scripts_also_what_was_not_sent_yet_is_taken_along(cast: Cast, visit: Callable[..., Visit]) -> None:
    here = visit("zh-CN")
    here.sign_in(cast.district)
    here.open(NEW)
    fill(here)

    here.send(SWITCH)

    assert shown(here.page) == ("en", "9131", "safety", "2025-11-03", DESCRIPTION)
    assert here.page.query_selector("main .errors") is None
    here.send(SEND)
    here.fill("main #credit_code", "changed after it was refused")
    here.send(SWITCH)
    assert shown(here.page)[:2] == ("zh-CN", "changed after it was refused")
    assert here.page.query_selector("main .errors") is not None


def test_an_invitation_under_way_is_taken_along_to_its_own_address(cast: Cast, visit: Callable[..., Visit]) -> None:
    here = visit("en-GB")
    here.sign_in(cast.administrator)
    here.open(f"/desk/people/{cast.district.organisation}/")
    here.fill("main #name", "新人")

    here.send(SWITCH)

    assert (here.page.get_attribute("html", "lang"), here.page.input_value("main #name")) == ("zh-CN", "新人")
    here.page.reload()
    assert here.page.input_value("main #name") == "新人"


def test_a_password_does_not_leave_its_form_by_the_switch(cast: Cast, visit: Callable[..., Visit]) -> None:
    here = visit("en-GB")
    here.sign_in(cast.administrator)
    here.open("/desk/settings/signing-key/")
    sent: list[str] = []
    here.page.on("request", lambda one: sent.append(one.post_data or ""))
    here.fill("main #proof", PASSWORD)

    here.send(SWITCH)

    assert here.page.get_attribute("html", "lang") == "zh-CN"
    assert 'name="speak"' in "".join(sent)
    assert PASSWORD not in "".join(sent)
    assert here.page.input_value("main #proof") == ""


def test_signing_in_is_not_taken_along(sealed_tables: None, visit: Callable[..., Visit]) -> None:
    here = visit("en-GB")
    here.open("/accounts/login/")
    here.fill("input[name=login]", "somebody@example.test")
    here.send("header .top-tools form[action='/language/'] button")
    assert here.page.get_attribute("html", "lang") == "zh-CN"
    assert here.page.url.endswith("/accounts/login/")
