"""Two inspectors without a network: nothing that either notes is lost, and each sees the other's (Article 9)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from jiqun.desk.checks.questions import check_list
from jiqun.desk.checks.rights import is_signed, notes_that_hold
from jiqun.records.models import Case, CheckFinding, CheckNote, CheckPhoto
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.desk.checked import JPEG, answers, largest, planned, send
from tests.desk.filled import submitted

pytestmark = pytest.mark.article("9")
_DRAFT_KEPT = """field => new Promise(kept => {
    const asked = indexedDB.open("jiqun-visits");
    asked.onsuccess = () => {
        const names = asked.result.transaction("own").objectStore("own").getAllKeys();
        names.onsuccess = () => { asked.result.close(); kept(names.result.some(name => name.endsWith(field))); };
    };
})"""
_NETWORK = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


@pytest.fixture
def case(cast: Cast) -> Case:
    return planned(cast, submitted(cast))


def flight_mode(browser: Browser, here: Visit, on: bool) -> None:
    """No network, for the page and for the service workers beside it (which the driver leaves on line)."""
    browser_wide = browser.new_browser_cdp_session()
    for target in browser_wide.send("Target.getTargets", {"filter": [{"type": "service_worker"}]})["targetInfos"]:
        attached = browser_wide.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})
        told = {"id": 1, "method": "Network.emulateNetworkConditions", "params": {"offline": on, **_NETWORK}}
        sent = {"sessionId": attached["sessionId"], "message": json.dumps(told)}
        browser_wide.send("Target.sendMessageToTarget", sent)
    here.page.context.set_offline(on)


def answer(page: Page, item: str, value: str, words: str) -> None:
    page.check(f"input[name=answer-{item}][value={value}]")
    page.fill(f"textarea[name=note-{item}]", words)
    page.locator(f"textarea[name=note-{item}]").blur()
    page.locator(f"[data-item={item}][data-kept='{words}'] [data-line]", has_text="待发送").wait_for()


def all_sent(page: Page) -> None:
    page.locator("[data-status][data-how=sent]", has_text="全部已送达").wait_for()


def sign(page: Page, side: str) -> None:
    part = page.locator(f"[data-side={side}]")
    part.locator("input[name=name]").fill("某某")
    part.locator("canvas").scroll_into_view_if_needed()
    box = part.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
    page.mouse.up()
    part.locator("button:has-text('签名')").click()
    part.locator(".tag").wait_for()


def test_what_two_devices_note_off_line_merges_without_loss(
    cast: Cast, case: Case, visit: Callable[..., Visit], chromium: Browser
) -> None:
    one, other = visit(width=390), visit(width=390)
    for here, who in ((one, cast.inspector), (other, cast.second_inspector)):
        here.sign_in(who)
        here.open(f"/desk/visits/{case.pk}/")
        here.page.locator("[data-status]", has_text="可离线使用").wait_for()
    for here in (one, other):
        flight_mode(chromium, here, on=True)
        here.page.reload()

    answer(one.page, "boundary_on_the_ground", "yes", "与边界图一致")
    one.page.reload()  # what waits is kept over a restart
    one.page.locator("[data-item=boundary_on_the_ground][data-kept='与边界图一致']").wait_for()
    assert one.page.input_value("textarea[name=note-boundary_on_the_ground]") == "与边界图一致"
    one.page.fill("textarea[name=note-evidence_originals]", "原件五份")
    one.page.wait_for_function(_DRAFT_KEPT, arg="note-evidence_originals")
    one.page.reload()  # also what was being typed
    one.page.locator("[data-item=evidence_originals][data-kept='原件五份']").wait_for()
    answer(other.page, "boundary_on_the_ground", "no", "北侧地块不在界内")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
    other.page.set_input_files("input[name=file][capture]", photo)
    other.page.click("button:has-text('添加照片')")
    other.page.locator("[data-photos] li", has_text="待发送").wait_for()
    assert CheckNote.objects.count() == 0

    for here in (one, other):
        flight_mode(chromium, here, on=False)
        all_sent(here.page)
    one.page.reload()
    all_sent(one.page)

    assert CheckNote.objects.count() == 3
    assert CheckPhoto.objects.count() == 1
    assert notes_that_hold(case)["boundary_on_the_ground"]["note"] == "北侧地块不在界内"
    for here in (one, other):
        part = here.page.locator("[data-item=boundary_on_the_ground]")
        assert part.locator("textarea").input_value() == "北侧地块不在界内"
        assert "与边界图一致" in part.locator("[data-others]").inner_text()
        here.complaints[:] = [said for said in here.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_a_visit_is_signed_on_the_telephone_and_handed_in(cast: Cast, case: Case, visit: Callable[..., Visit]) -> None:
    send(case, cast.inspector, *answers())
    here, firm = visit(width=390), largest(case.about)[0]
    here.sign_in(cast.inspector)
    here.open(f"/desk/visits/{case.pk}/")
    all_sent(here.page)
    year = here.page.locator(f"#year-{firm.pk}-2025")
    year.locator("summary").click()
    year.locator("[data-column=output_value] input").fill("1")
    year.locator("button").click()
    year.locator("[data-basis]").wait_for()
    year.locator("textarea").fill("审计报告")
    year.locator("textarea").blur()
    all_sent(here.page)
    for side in ("team", "visited"):
        sign(here.page, side)
    all_sent(here.page)
    assert is_signed(case)
    here.send("form[action$='/hand-in/'] button")
    here.page.locator("main", has_text="核查记录已提交").wait_for()
    assert Case.objects.get(pk=case.pk).stage == "recorded"
    assert CheckFinding.objects.count() == 1
    assert len(check_list()) == CheckNote.objects.count()

    here.press("details.menu summary")
    with here.page.expect_navigation():
        here.page.click("form[action='/accounts/logout/'] button")
    kept = here.page.evaluate("async () => [(await indexedDB.databases()).length, (await caches.keys()).length]")
    assert kept == [0, 0]
