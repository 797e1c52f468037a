"""A city's single sign-on: oidc-provider, a certified implementation, and a real browser between it and the server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import chromium, one_time_code
from tests.served import Installation, free_port
from tests.served_acts import PASSWORD

__all__ = ["chromium"]
pytestmark = pytest.mark.peers
NODE = Path(__file__).parent / "node"
PEOPLE = {
    "operator": {"email": "operator@example.test", "verified": True, "name": "王运营", "amr": ["pwd"]},
    "wang": {"email": "Operator@Example.TEST", "verified": True, "name": "王新来", "amr": ["pwd"]},
    "claims": {"email": "other@example.test", "verified": False, "name": "赵运营", "amr": ["pwd"]},
    "words": {"email": "other@example.test", "verified": "true", "name": "赵运营", "amr": ["pwd"]},
    "nobody": {"email": "nobody@example.test", "verified": True, "name": "路人", "amr": ["pwd"]},
    "district": {"email": "district@example.test", "verified": True, "name": "陈经办", "amr": ["pwd", "otp", "mfa"]},
    "second": {"email": "district2@example.test", "verified": True, "name": "周经办", "amr": ["pwd"]},
}


@dataclass
class City:
    """An installation, its provider, and the addresses of its people."""

    site: Installation
    provider: str
    people: dict[str, str]

    def enter(self, page: Page, login: str) -> None:
        """From our sign-in page through the provider's, back to ours."""
        page.goto(f"{self.site.base}/accounts/login/")
        page.get_by_role("button", name="市统一认证").click()
        page.wait_for_url(f"{self.provider}/**")
        page.fill("input[name=login]", login)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{self.site.base}/**")


def provider_on(port: int, site: Installation) -> subprocess.Popen[str]:
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules").is_dir():
        pytest.fail("oidc-provider is missing: make test-peers installs it")
    redirect = f"{site.base}/accounts/oidc/city/login/callback/"
    told = {"port": port, "client": {"id": "jiqun", "secret": "s" * 40, "redirect": redirect}, "people": PEOPLE}
    process = subprocess.Popen(
        [node, str(NODE / "provider.mjs"), json.dumps(told)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert "ready" in process.stdout.readline()
    return process


def city(folder: Path, **settings: str) -> Iterator[City]:
    port = free_port()
    told = {
        "JIQUN_OIDC_SERVER_URL": f"http://127.0.0.1:{port}",
        "JIQUN_OIDC_CLIENT_ID": "jiqun",
        "JIQUN_OIDC_CLIENT_SECRET": "s" * 40,
        "JIQUN_OIDC_NAME": "市统一认证",
    }
    site = Installation(folder, told | settings)
    people = site.do("settle")
    provider = provider_on(port, site)
    try:
        site.start()
        yield City(site, f"http://127.0.0.1:{port}", people)
    finally:
        site.kill()
        provider.kill()
        provider.communicate()


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    yield from city(tmp_path_factory.mktemp("strict"))


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    yield from city(tmp_path_factory.mktemp("trusting"), JIQUN_OIDC_SECOND_FACTOR="provider")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="zh-CN")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_somebody_known_signs_in_and_is_linked_by_subject_keeping_the_password(strict: City, page: Page) -> None:
    strict.enter(page, "operator")
    page.wait_for_url("**/desk/**")
    assert "王运营" in page.inner_text("header")
    assert strict.site.do("linked", "operator@example.test") == ["operator"]
    assert strict.site.do("has_password", "operator@example.test")


def test_a_second_subject_of_the_same_address_does_not_take_the_account_over(strict: City, page: Page) -> None:
    strict.enter(page, "wang")
    assert "还没有账户" in page.inner_text("h1")
    assert strict.site.do("linked", "operator@example.test") == ["operator"]
    page.goto(f"{strict.site.base}/desk/")
    assert "/accounts/login/" in page.url


@pytest.mark.parametrize("login", ["nobody", "claims", "words"])
def test_an_unknown_or_unproved_address_opens_nothing(strict: City, page: Page, login: str) -> None:
    strict.enter(page, login)
    assert "还没有账户" in page.inner_text("h1")
    assert strict.site.do("linked", "other@example.test") == []


def test_officials_still_show_their_second_factor_and_are_linked_only_then(strict: City, page: Page) -> None:
    strict.enter(page, "district")
    page.wait_for_selector("input[name=code]")
    assert strict.site.do("linked", "district@example.test") == []
    page.goto(f"{strict.site.base}/desk/cases/")
    assert page.url.endswith("/accounts/2fa/authenticate/")  # as anybody half signed in is led there
    page.fill("input[name=code]", one_time_code())
    page.press("input[name=code]", "Enter")
    page.wait_for_url("**/desk/**")
    assert strict.site.do("linked", "district@example.test") == ["district"]


def test_an_official_who_has_no_second_factor_yet_is_led_to_one(strict: City, page: Page) -> None:
    strict.site.do("forget_second_factor", "district2@example.test")
    strict.enter(page, "second")
    page.goto(f"{strict.site.base}/desk/cases/")
    assert page.url.endswith("/accounts/2fa/")


def test_the_providers_second_factor_counts_only_where_it_is_trusted_and_asserted(
    trusting: City, page: Page, chromium: Browser
) -> None:
    trusting.enter(page, "district")
    page.wait_for_url("**/desk/**")
    trusting.site.do("forget_second_factor", "district@example.test")
    page.goto(f"{trusting.site.base}/desk/cases/")
    assert page.url.endswith("/desk/cases/")
    other = chromium.new_context(locale="zh-CN").new_page()
    trusting.enter(other, "second")  # says no "mfa"
    other.wait_for_selector("input[name=code]")
    other.context.close()


def answer_of(page: Page, back: str) -> str:
    """The address that the provider sends the browser back to, taken before the browser goes there."""
    answer = page.request.post(page.url, form={"login": "operator"}, max_redirects=0)
    while not answer.headers["location"].startswith(back):
        answer = page.request.get(urljoin(answer.url, answer.headers["location"]), max_redirects=0)
    return answer.headers["location"]


def test_a_state_that_is_not_ours_and_a_stolen_answer_are_refused(strict: City, page: Page, chromium: Browser) -> None:
    back = f"{strict.site.base}/accounts/oidc/city/login/callback/"
    page.goto(f"{back}?{urlencode({'code': 'abc', 'state': 'made-up'})}")
    assert "统一身份认证未能完成" in page.inner_text("h1")
    page.goto(f"{strict.site.base}/accounts/login/")
    page.get_by_role("button", name="市统一认证").click()
    page.wait_for_url(f"{strict.provider}/**")
    stolen = answer_of(page, back)
    assert {"code", "state"} <= set(parse_qs(urlsplit(stolen).query))
    victim = chromium.new_context(locale="zh-CN").new_page()
    victim.goto(stolen)  # somebody else's browser is sent the answer
    assert "统一身份认证未能完成" in victim.inner_text("h1")
    victim.goto(f"{strict.site.base}/desk/")
    assert "/accounts/login/" in victim.url
    victim.context.close()


def test_cancelling_at_the_provider_leads_back(strict: City, page: Page) -> None:
    page.goto(f"{strict.site.base}/accounts/login/")
    page.get_by_role("button", name="市统一认证").click()
    page.wait_for_url(f"{strict.provider}/**")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(f"{strict.site.base}/**")
    assert "已取消登录" in page.inner_text("h1")


def test_after_single_sign_on_the_link_is_shown_and_can_be_ended(strict: City, page: Page) -> None:
    strict.enter(page, "operator")
    page.wait_for_url("**/desk/**")
    page.goto(f"{strict.site.base}/accounts/3rdparty/")
    assert "已关联" in page.inner_text("main")
    page.get_by_role("button", name="解除关联").click()
    page.fill("input[name=password]", PASSWORD)  # not by whoever finds the screen unlocked
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("text=还没有关联")
    assert strict.site.do("linked", "operator@example.test") == []
    page.get_by_role("button", name="关联").click()
    page.wait_for_selector("text=已关联")
    assert strict.site.do("linked", "operator@example.test") == ["operator"]


def test_a_provider_that_does_not_answer_is_said_on_a_page(tmp_path: Path, page: Page) -> None:
    site = Installation(
        tmp_path,
        {
            "JIQUN_OIDC_SERVER_URL": f"http://127.0.0.1:{free_port()}",
            "JIQUN_OIDC_CLIENT_ID": "jiqun",
            "JIQUN_OIDC_CLIENT_SECRET": "s" * 40,
            "JIQUN_OIDC_NAME": "市统一认证",
        },
    )
    try:
        site.start(workers=1)
        page.goto(f"{site.base}/accounts/login/")
        page.get_by_role("button", name="市统一认证").click()
        page.wait_for_selector("h1:has-text('统一身份认证未能完成')")
    finally:
        site.kill()
