"""The Commission examines at its desk: the formality check, a batch proposed and approved, the public notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from jiqun.desk.deciding.formality import items_of
from jiqun.records.models import Case, PublishedList
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.cast import Cast, at
from tests.desk.at_stage import evaluated, recommended
from tests.desk.on_notice import TITLE

Day = Callable[[datetime], None]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    """The day on which people sit at their desks."""
    return lambda when: monkeypatch.setattr("jiqun.base.clock.now", lambda: when)


def stage(case: Case) -> str:
    return Case.objects.get(pk=case.pk).stage


@pytest.mark.article("9")
@pytest.mark.parametrize(("lang", "width", "keys"), [("zh-CN", 1280, False), ("en-GB", 390, True)])
def test_an_officer_checks_the_form_and_accepts(
    cast: Cast, visit: Callable[..., Visit], day: Day, lang: str, width: int, keys: bool
) -> None:
    case = recommended(cast)
    day(at(5, 6))
    officer = visit(lang, width, keys=keys)
    officer.sign_in(cast.municipal)
    officer.open(f"/desk/cases/{case.pk}/")
    officer.follow(f"/desk/cases/{case.pk}/formality/")
    assert faults(officer.page) == []
    for item in items_of(case):
        if item.found != "yes":
            officer.hands.tick(officer.page.locator(f"input[name=seen_{item.name}][value=yes]"))
            officer.fill(f"input[name=note_{item.name}]", "已核对原件。")
    officer.send("main form .btn-primary")
    officer.follow(f"/desk/cases/{case.pk}/move/accept_formality/")
    assert faults(officer.page) == []
    officer.send("main form .btn-primary")
    assert stage(case) == "evaluation"


@pytest.mark.article("9")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_a_file_is_proposed_approved_and_put_on_notice(
    cast: Cast, visit: Callable[..., Visit], day: Day, lang: str, width: int
) -> None:
    case = evaluated(cast)
    here = f"/desk/rounds/{case.round_id}/"
    day(at(5, 22))
    officer = visit(lang, width)
    officer.sign_in(cast.municipal)
    officer.open(here)
    officer.follow(f"{here}proposals/")
    officer.press("input[name=case]")
    officer.send("button[value=preview]")
    assert officer.page.locator("main .invalid, main .errors").count() > 0  # no reason yet
    officer.fill("#reason", "符合全部条件。")
    officer.send("button[value=preview]")
    assert faults(officer.page) == []
    officer.send("button[value=make]")
    assert (stage(case), faults(officer.page)) == ("proposal_prepared", [])

    day(at(5, 25))
    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    approver.open(f"{here}approvals/")
    assert faults(approver.page) == []
    approver.press("input[name=case]")
    approver.send("button[value=approve]")
    assert stage(case) == "proposed"

    day(at(5, 26))
    officer.open(f"{here}public-notice/")
    officer.fill("#title_zh", TITLE.zh)
    officer.fill("#title_en", TITLE.en)
    officer.press("input[name=case]")
    assert faults(officer.page) == []
    officer.send("button[value=preview]")
    assert faults(officer.page) == []
    officer.send("button[value=publish]")
    assert stage(case) == "on_notice"
    visitor = visit(lang, width)
    visitor.open(f"/lists/{PublishedList.objects.get().pk}/")
    assert case.cluster.number in visitor.page.inner_text("main")
    assert faults(visitor.page) == []
