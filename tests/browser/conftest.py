"""A real Chromium against a real server, and the cast with passwords and second factors."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.demo.people import present_code
from jiqun.desk.actor import Actor
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.rounds.notice import Notice
from jiqun.records.models import Person
from tests.browser.hands import Hands, Keyboard, Mouse
from tests.cast import Cast, make_cast, make_cluster
from tests.seals import sealed_tables

__all__ = ["sealed_tables"]

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop of its own in this thread
PASSWORD = "a long password for tests"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-site-isolation-trials "
    "--disable-features=IsolateOrigins,site-per-process,PaintHolding,BackForwardCache"
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is needed: apt-get install chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def cast(sealed_tables: None) -> Cast:
    found = make_cast()
    for person in Person.objects.all():
        person.set_password(PASSWORD)
        person.save()
    for name in found.__dataclass_fields__:
        who = getattr(found, name)
        if who.needs_second_factor:
            TOTP.activate(Person.objects.get(pk=who.person), SECRET)
    return found


@pytest.fixture
def open_round(cast: Cast) -> None:
    """A cluster, and a round that is open now."""
    now = clock.now()
    make_cluster(cast)
    notice = Notice(
        number="测试〔2026〕1号",
        title=Bi(zh="年度申报通知（测试）", en="Applications (test)"),
        text=Bi(zh="请申报。", en="Please apply."),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
        materials=("A6.4.2",),
    )
    publish_round(notice, by=cast.municipal, at=now - timedelta(days=2))


@dataclass
class Visit:
    """Somebody at a browser; complaints of the page (errors, broken policy) fail the test at the end."""

    page: Page
    base: str
    complaints: list[str]
    lang: str = "zh"
    hands: Hands = field(default_factory=Mouse)

    def sign_in(self, who: Actor) -> None:
        person = Person.objects.get(pk=who.person)
        Person.objects.filter(pk=person.pk).update(lang=self.lang)  # an account's language wins over the browser's
        self.page.goto(f"{self.base}/accounts/login/")
        self.fill("input[name=login]", person.email)
        self.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        if who.needs_second_factor:
            self.page.wait_for_selector("input[name=code]")
            self.fill("input[name=code]", one_time_code())
            self.page.press("input[name=code]", "Enter")
        self.page.wait_for_url("**/desk/**")

    def open(self, path: str) -> None:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)

    def press(self, selector: str) -> None:
        self.hands.press(self.page.locator(selector).first)

    def send(self, selector: str) -> None:
        """Press a form's button, and wait for the answer."""
        with self.page.expect_navigation():
            self.press(selector)

    def fill(self, selector: str, text: str) -> None:
        self.hands.fill(self.page.locator(selector), text)

    def follow(self, path: str) -> None:
        """Go by the page's own link, and wait until one is there."""
        self.press(f"main a[href='{path}']")
        self.page.wait_for_url(f"**{path}")


def one_time_code() -> str:
    return present_code(SECRET)


@pytest.fixture
def visit(chromium: Browser, live_server: object) -> Iterator[Callable[..., Visit]]:
    """`visit(lang, width, scripts=…, keys=…)`: a new visitor with a browser of that language and width."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def new(lang: str = "zh-CN", width: int = 1280, *, scripts: bool = True, keys: bool = False) -> Visit:
        size = {"width": width, "height": 900}
        # Without motion a page is at once where it rolls to.
        context = chromium.new_context(
            locale=lang,
            viewport=size,  # type: ignore[arg-type]  # Playwright declares its sizes as its own dictionary
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page, complaints = context.new_page(), []  # type: ignore[var-annotated]  # filled below by the browser's events
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        visits.append(Visit(page, str(live_server), complaints, lang[:2], Keyboard(page) if keys else Mouse()))
        return visits[-1]

    yield new
    for context in contexts:
        context.close()
    for one in visits:
        serious = [text for text in one.complaints if "favicon" not in text and "status of 4" not in text]
        assert serious == []
