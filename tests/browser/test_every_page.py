"""Every page of a city that is running: opened by following links as each role, in both languages, wide and narrow.

Nothing that axe finds, nothing wider than the screen, nothing asked of anybody else, no error in the browser's console.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Browser, Page, Request, Response

from jiqun.base import clock
from jiqun.demo.people import PASSWORD, email_of, present_code
from jiqun.web.routes import REGISTER
from tests.browser.axe import faults, too_wide
from tests.once import made_once
from tests.served import Installation

pytestmark = pytest.mark.city
VISITORS = ("",)
WITH_CODE = ("district-310115", "district-310112", "officer", "approver", "auditor", "admin", "expert-01", "expert-02")
OTHERS = (
    *("operator-01", "operator-02", "operator-03", "operator-05", "operator-09", "operator-14", "operator-21"),
    *("operator-26", "operator-51", "enterprise-01", "inspector-01", "inspector-02"),
)
# Answers that are no page: files, feeds, pieces of pages, and what is only ever sent to.
NO_PAGE = frozenset(
    [
        "acting",
        *("alert_file", "answer_file", "assessment_download", "change_file", "interpretations_file", "national_file"),
        *("reports_file", "scores_files", "statistics_file", "tracking_file"),
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
        "notice_download",
        "panel_paper",
        "readyz",
        "open_data_file",
        "receipt",
        "recognition_template",
        "round_draft_discard",
        "round_draft_file",
        "round_switch",
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
        *("announce", "feedback"),  # test_decision, web/offices
        *("appeal_new", "person_erase"),  # web/offices, web/people
        *("draw_reveal", "round_draw_experts", "visit_team", "finding_reply"),  # test_draws, test_visits, web/checks
        *("evaluation_abstain", "evaluation_file", "panel_new"),  # test_experts
        *("expert_extend", "expert_replace", "file_set_aside", "round_assign", "round_remind"),  # test_experts
        *("invitation", "objection_page"),  # test_switching, test_objecting: by an address that was mailed
        # What follows a recognition is not in the year that is played: tests of web/ and browser/ of each part.
        *("alert", "alert_case", "alert_dismiss", "assessment", "change_again", "change_kinds"),
        *("change_new", "change_picture", "cluster_years_picture", "contract_end", "desk_programme"),
        *("development", "difference_none", "evaluation_programme", "interpretation"),
        *("interpretation_approve", "interpretation_discard", "interpretation_draft"),
        *("interpretation_new", "interpretation_return", "interpretation_submit"),
        *("interpretation_take_back", "national_approve", "national_call", "national_import"),
        *("national_prepare", "national_record", "national_result", "national_return", "plan_judge"),
        *("progress", "scores", "statistics", "tracking_follow_up", "waiver"),
    ]
)
# Pages that are reached by typing something, or by whoever has something left to do there.
TYPED = {
    "operator-01": ["/desk/apply/", "/desk/search/?q=zj"],
    "officer": ["/desk/search/?q=zj"],
}


_REPORT = "report.txt"
# What a page that was not drawn shows: its content without the tokens of its forms, and where it leads.
_PARTS = """html => {
    const page = new DOMParser().parseFromString(html, "text/html"), content = page.querySelector("main")
    page.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(one => one.remove())
    const links = [...page.querySelectorAll("a[href]")].map(one => one.getAttribute("href"))
    return [content ? content.innerHTML : "", links]
}"""


@dataclass
class Crawl:
    """What one browser saw of a city, as one person after the other.

    The frame of every role is drawn, and every content that differs in a letter; a content that was drawn in another
    role's frame is not drawn again. axe judges each kind of page and each role's frame. Not `fully`: each kind of page
    is drawn once, and contrast, which is the same in every language and width, is not measured again.
    """

    page: Page
    base: str
    fully: bool
    seen: set[tuple[str, str]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def follow(self, who: str, start: list[str]) -> None:
        """Open every kind of page that this role can reach by links, each kind once."""
        role, waiting = who.partition("-")[0], list(start)
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            mark = (who if kind in HUBS else role, kind or "")
            if kind is not None and mark not in self.seen:
                self.seen.add(mark)
                waiting += self.open(role, path, kind)

    def open(self, role: str, path: str, kind: str) -> list[str]:
        """Look at a page, unless all of it was drawn before; where it leads."""
        if kind in self.kinds and role in self.roles:
            came = self.page.request.get(self.base + path)
            content, links = self.page.evaluate(_PARTS, came.text())
            if came.status == 200 and (content in self.contents or not self.fully):
                self.routes.add(route_of(came.url))
                return list(links)
        answer = self.page.goto(self.base + path)
        assert answer is not None
        if answer.status != 200:
            self.found.append(f"{role or 'visitor'} {path}: {answer.status}")
            return []
        new = kind not in self.kinds or role not in self.roles
        wrong = faults(self.page, contrast=self.fully) if new else too_wide(self.page)
        self.found += [f"{role or 'visitor'} {path}: {one}" for one in wrong]
        self.roles.add(role)
        self.kinds.add(kind)
        self.contents.add(self.page.evaluate(_PARTS, answer.text())[0])
        self.routes.add(route_of(self.page.url))
        return list(self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"))


def route_of(url: str) -> str:
    return resolve(urlsplit(url).path).url_name or ""


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


def sign_in(page: Page, base: str, who: str, lang: str) -> None:
    """Send what the forms would send; how they look and work has tests of its own, which draw them."""
    answer = send(page, page.request.get(f"{base}/accounts/login/"), login=email_of(who), password=PASSWORD)
    if who in WITH_CODE:
        answer = send(page, answer, code=present_code())
    assert urlsplit(answer.url).path.startswith("/desk/")
    send(page, answer, f"{base}/language/", lang=lang[:2])  # the accounts of the demonstration are Chinese


def send(page: Page, form: APIResponse, to: str = "", **typed: str) -> APIResponse:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text())
    assert token
    typed["csrfmiddlewaretoken"] = token.group(1)
    answer = page.request.post(to or form.url, form=typed, headers={"Referer": form.url})
    assert answer.ok, (form.url, answer.status)
    return answer


@pytest.fixture(scope="session")
def demonstration(common: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    city = Installation(common / "city", {"JIQUN_DEMO": "yes"})
    with made_once(city.folder) as empty:
        if empty:
            built = city.run("demo", "--clusters", "20", "--enterprises", "12", "--lang", "en")
            assert built.returncode == 0, built.stderr[-2000:]
            (city.folder / _REPORT).write_text(built.stdout, encoding="utf-8")
    own = shutil.copytree(city.folder, tmp_path_factory.mktemp("city") / "own")
    site = Installation(own, {"JIQUN_DEMO": "yes"})
    site.start()
    yield site
    site.kill()


def test_what_is_said_of_the_played_year_is_what_its_ledger_has(demonstration: Installation) -> None:
    """A round with everything that can happen in one; each article is marked by its entries."""
    report = (demonstration.folder / _REPORT).read_text(encoding="utf-8")
    acts, articles = demonstration.do("year_in_the_ledger", clock.now().year - 1)
    for number, count in articles.items():
        assert re.search(rf"^ A{number} .*✓ {count} records?", report, re.MULTILINE), (number, count)
    assert report.count("✓") == len(articles) >= 7
    happened = {
        *("withdraw", "declare_conflict", "settle_tie", "record_panel", "settle_finding", "extend_filing", "decline"),
        *("uphold_end", "dismiss", "not_take_up", "commit_draw", "reveal_draw", "announce_results", "lodge_appeal"),
    }
    assert happened <= set(acts)
    assert acts["lodge_objection"] == 3
    assert (acts["open_application"], acts["recognise"]) == (20, 11)


@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_nothing_is_wrong_on_any_page(chromium: Browser, demonstration: Installation, lang: str, width: int) -> None:
    base, complaints, elsewhere = demonstration.base, [], set()  # type: ignore[var-annotated]  # filled below by the browser's events

    def asked(request: Request) -> None:
        if not request.url.startswith((base, "data:")):
            elsewhere.add(request.url)

    def answered(answer: Response) -> None:
        if answer.status >= 500 or (answer.status == 404 and answer.request.resource_type != "document"):
            complaints.append(f"{answer.url}: {answer.status}")

    context = chromium.new_context(locale=lang, viewport={"width": width, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("request", asked)
    page.on("response", answered)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    crawl = Crawl(page, base, fully=lang == "zh-CN")
    for who in (*VISITORS, *WITH_CODE, *OTHERS):
        page.goto("about:blank")
        context.clear_cookies()
        if who:
            sign_in(page, base, who, lang)
        crawl.follow(who, ["/desk/", *TYPED.get(who, ())] if who else ["/"])
    context.close()
    assert not crawl.found, "\n".join(crawl.found)
    assert complaints == []
    assert elsewhere == set()
    unseen = sorted(set(REGISTER) - crawl.routes - NO_PAGE - ELSEWHERE)
    assert not unseen, " ".join(unseen)
