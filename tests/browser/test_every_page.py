"""Every page of a city that is running: opened by following links as each role, in both languages, wide and narrow.

Nothing that axe finds, nothing wider than the screen, nothing asked of anybody else, no error in the browser's console.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, Request, Response

from jiqun.demo.people import PASSWORD, email_of, present_code
from jiqun.web.routes import REGISTER
from tests.served import Installation

VISITORS = ("",)
OFFICIALS = ("district-310115", "district-310112", "officer", "approver", "auditor", "admin")
OTHERS = ("operator-01", "operator-02", "operator-03", "operator-05", "operator-09", "operator-14", "enterprise-01")
# Answers that are no page: files, feeds, pieces of pages, and what is only ever sent to.
NO_PAGE = frozenset(
    [
        "acting",
        "appeal_file",
        "cells",
        "case_picture",
        "certificate",
        "cluster_boundary",
        "cluster_draw",
        "document_download",
        "draw_population",
        "draw_record",
        "dossier_file",
        "enterprises_csv",
        "errand",
        "evaluation_evidence",
        "evaluation_open",
        "evaluation_sheet",
        "evidence_file",
        "expert_remind",
        "expert_take_back",
        "expert_tie",
        "expert_tie_remove",
        "feed",
        "healthz",
        "file_pick",
        "incident_paper",
        "invitation_new",
        "invitation_waiting",
        "language",
        "ledger_check",
        "ledger_export",
        "ledger_heads",
        "ledger_proof",
        "list_download",
        "letter",
        "mend",
        "objection_evidence",
        "objection_letter",
        "merit_csv",
        "merit_settle",
        "message",
        "my_interest_remove",
        "my_reply",
        "panel_paper",
        "readyz",
        "open_data_file",
        "receipt",
        "recognition_template",
        "scan",
        "upload",
        "visit_hand_in",
        "visit_photo",
        "visit_scan",
        "visit_state",
        "visit_sync",
        "visits_worker",
        "workbook",
    ]
)
# Pages that lead on to other things for each person.
HUBS = frozenset(["desk ", "cases ", "case ", "people ", "enterprise "])
# Pages behind an act that the demonstration does not do, each with a test of its own.
ELSEWHERE = frozenset(
    [
        "announce",
        "appeal_new",
        "cluster_rosters",
        "desk_draw",
        "draw",
        "draw_commit",
        "draw_reveal",
        "enterprise_invite",
        "feedback",
        "invitation",
        "person_erase",
    ]
) | {
    *("published_list", "list_correct", "objection_new", "objection_page", "round_approvals"),  # test_objecting
}
# Pages of a file that is being evaluated and of its experts: test_experts.
ELSEWHERE |= {"evaluations", "evaluation", "evaluation_file", "evaluation_abstain", "my_interests", "panel_new"}
ELSEWHERE |= {"expert", "expert_change", "expert_suspend", "expert_replace", "expert_extend", "file_set_aside"}
ELSEWHERE |= {"round_assign", "round_remind"}
ELSEWHERE |= {"visits", "visit", "visit_team", "finding_reply"}  # test_visits, web/checks
# Pages that are reached by typing something, or by whoever has something left to do there.
TYPED = {
    "operator-01": ["/desk/apply/", "/desk/search/?q=zj"],
    "officer": ["/desk/search/?q=zj"],
}


@dataclass
class Crawl:
    """What was seen of a city by one browser."""

    page: Page
    base: str
    who: str
    seen: set[tuple[str, str]] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    every_role: bool = True  # axe for each role that sees a kind of page, or once a kind
    judged: set[str] = field(default_factory=set)

    def follow(self, role: str, start: list[str]) -> None:
        """Open every kind of page that this role can reach by links, each kind once."""
        waiting = list(start)
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            mark = (self.who if kind in HUBS else role, kind or "")
            if kind is None or mark in self.seen:
                continue
            self.seen.add(mark)
            answer = self.page.goto(self.base + path)
            assert answer is not None
            if answer.status != 200:
                self.found.append(f"{role or 'visitor'} {path}: {answer.status}")
                continue
            if self.every_role or kind not in self.judged:
                self.judge(role, path)
            self.judged.add(kind)
            self.measure(role, path)
            self.routes.add(resolve(urlsplit(self.page.url).path).url_name or "")
            waiting += self.links()

    def judge(self, role: str, path: str) -> None:
        for one in Axe().run(self.page).response["violations"]:
            targets = [node["html"][:160] for node in one["nodes"][:3]]
            self.found.append(f"{role or 'visitor'} {path}: {one['id']}: {one['help']}: {targets}")

    def measure(self, role: str, path: str) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.found.append(f"{role or 'visitor'} {path}: {wide} pixels wider than the screen")

    def links(self) -> list[str]:
        return list(self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"))


def kind_of(path: str) -> str | None:
    """Which page a link leads to: its route, with the move for the pages of moves; None for what is no page of ours."""
    if not path.startswith("/") or path.startswith(("/static/", "/accounts/")):
        return None
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return path
    if match.url_name in NO_PAGE:
        return None
    return f"{match.url_name} {match.kwargs.get('move', '')}"


def sign_in(page: Page, base: str, who: str) -> None:
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", email_of(who))
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    if who in OFFICIALS:
        page.wait_for_selector("input[name=code]")
        page.fill("input[name=code]", present_code())
        page.press("input[name=code]", "Enter")
    page.wait_for_url("**/desk/**")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    site = Installation(tmp_path_factory.mktemp("city"), {"JIQUN_DEMO": "yes"})
    built = site.run("demo", "--enterprises", "12")
    assert built.returncode == 0, built.stderr[-2000:]
    site.start()
    yield site
    site.kill()


@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_nothing_is_wrong_on_any_page(
    chromium: Browser, demonstration: Installation, lang: str, width: int, tmp_path: Path
) -> None:
    base, complaints, elsewhere = demonstration.base, [], set()  # type: ignore[var-annotated]  # filled below by the browser's events

    def asked(request: Request) -> None:
        if not request.url.startswith((base, "data:")):
            elsewhere.add(request.url)

    def answered(answer: Response) -> None:
        if answer.status >= 500 or (answer.status == 404 and answer.request.resource_type != "document"):
            complaints.append(f"{answer.url}: {answer.status}")

    routes: set[str] = set()
    found: list[str] = []
    seen: set[tuple[str, str]] = set()
    judged: set[str] = set()
    for who in (*VISITORS, *OFFICIALS, *OTHERS):
        context = chromium.new_context(locale=lang, viewport={"width": width, "height": 900})
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("request", asked)
        page.on("response", answered)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        if who:
            sign_in(page, base, who)
            choose(page, base, lang)
        crawl = Crawl(page, base, who, seen, routes, found, lang == "zh-CN", judged)
        crawl.follow(who.split("-")[0], ["/desk/", *TYPED.get(who, ())] if who else ["/"])
        context.close()
    assert not found, "\n".join(found)
    assert complaints == []
    assert elsewhere == set()
    unseen = sorted(set(REGISTER) - routes - NO_PAGE - ELSEWHERE)
    assert not unseen, " ".join(unseen)


def choose(page: Page, base: str, lang: str) -> None:
    """The accounts of the demonstration are Chinese; the language is switched as people switch it."""
    if lang.startswith("en") and page.get_attribute("html", "lang") != "en":
        page.eval_on_selector("form[action='/language/']", "form => form.requestSubmit(form.querySelector('button'))")
        page.wait_for_selector("html[lang=en]")
