"""The decision in a real browser: prepared, signed, announced; a visitor reads it and verifies the certificate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import FilePayload

from jiqun.jobs.worker import work_off
from jiqun.records.models import Certificate, Recognition
from jiqun.records.store import get_bytes
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.cast import Cast, at
from tests.desk.decided import ANNOUNCED_AT, on_notice


def sound(visit: Visit) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    assert faults(visit.page) == []


@pytest.mark.article("9")
def test_a_recognition_is_decided_and_verified(
    cast: Cast, visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    def day(when: datetime) -> None:
        monkeypatch.setattr("jiqun.base.clock.now", lambda: when)

    case = on_notice(cast)
    board = f"/desk/rounds/{case.round_id}/decisions/"

    day(at(6, 2))
    officer = visit()
    officer.sign_in(cast.municipal)
    officer.open(board)
    sound(officer)
    officer.send("button[value=preview]")
    sound(officer)
    officer.send("button[value=prepare]")

    day(at(6, 3))
    approver = visit("en-GB", 390)
    approver.sign_in(cast.approver)
    approver.open(board)
    approver.fill("#announce_at", "2026-06-08T09:00")
    sound(approver)
    approver.send("button[value=look]")
    sound(approver)
    approver.send("button[value=sign]")
    sound(approver)

    day(ANNOUNCED_AT)
    officer.open(board)
    officer.follow(f"/desk/rounds/{case.round_id}/announce/")
    sound(officer)
    officer.send("main form .btn-primary")
    work_off(lambda: ANNOUNCED_AT)
    for path in ("/desk/recognitions/", "/desk/recognitions/new/", "/desk/recognitions/batch/"):
        officer.open(path)
        sound(officer)
    for visitor in (visit(), visit("en-GB", 390)):
        read_and_verify(visitor, f"/clusters/{case.cluster.number}/")


def read_and_verify(visitor: Visit, public: str) -> None:
    """What a visitor does with it: reads the register, types the number, drops the file."""
    number = Recognition.objects.get().number
    for path in ("/", "/clusters/?recognised=yes", public, "/open-data/"):
        visitor.open(path)
        sound(visitor)
    visitor.open(f"/verify/?number={number}")
    last = "2029年6月7日" if visitor.lang == "zh" else "7 June 2029"
    assert last in visitor.page.inner_text("main")
    file = FilePayload(
        name="certificate.pdf", mimeType="application/pdf", buffer=get_bytes(Certificate.objects.get().blob_id)
    )
    visitor.hands.upload(visitor.page.locator("#file"), file)
    visitor.send("main form[method=post] .btn-primary")
    assert number in visitor.page.inner_text("main .now")
    sound(visitor)
