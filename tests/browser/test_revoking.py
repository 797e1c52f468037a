"""A revocation in a browser: an alert, a case, the notice served and answered, decided by two, read by everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.records.models import Alert, Case, CaseTerm
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_objecting import EVIDENCE
from tests.browser.test_the_whole_way import MAIN, make
from tests.cast import Cast
from tests.desk.revoking.builders import recognised


@pytest.mark.article("19")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_a_recognition_is_revoked_only_after_its_operator_was_heard(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    recognised(cast, last=day_of(clock.now()) + timedelta(days=200))
    officer, wrong = visit(lang, width), list[str]()
    officer.sign_in(cast.municipal)
    case = opened_upon_an_alert(officer, wrong)
    make(officer, case, "record_finding", limb="illegal_acts", text="行政处罚决定书〔2026〕3号。")
    wrong += faults(officer.page)
    make(officer, case, "notify")
    make(officer, case, "record_service", served_on=day_of(clock.now()).isoformat(), how="system")
    wrong += faults(officer.page)

    operator = visit(lang, width)
    operator.sign_in(cast.operator)
    operator.open(f"/desk/cases/{case}/")
    operator.follow(f"/desk/cases/{case}/move/answer/")
    operator.fill("#text", "处罚已经撤销，见附件。")
    operator.page.set_input_files("#files", EVIDENCE)
    wrong += faults(operator.page)
    operator.send(MAIN)
    assert "evidence.pdf" in operator.page.inner_text("main")
    wrong += faults(operator.page)

    # Ten working days later, as it were.
    CaseTerm.objects.filter(case=case).update(due_on=day_of(clock.now()) - timedelta(days=1))
    make(officer, case, "prepare_decision", ending="revoke", reason="处罚仍然有效。")
    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    make(approver, case, "revoke")
    wrong += faults(approver.page)
    read_by_everybody(visit(lang, width), wrong)
    assert not wrong, "\n".join(wrong)


def opened_upon_an_alert(officer: Visit, wrong: list[str]) -> int:
    """Entered by hand, looked at, a case opened; its number."""
    officer.open("/desk/alerts/")
    officer.follow("/desk/alerts/new/")
    officer.send(MAIN)
    assert officer.page.locator("main .invalid").count() >= 4  # cluster, ground, day, what happened
    wrong += faults(officer.page)
    officer.page.select_option("#cluster", "C310115001")
    officer.page.select_option("#limb", "illegal_acts")
    officer.fill("#since", day_of(clock.now()).isoformat())
    officer.fill("#text", "行政处罚决定书〔2026〕3号。")
    officer.send(MAIN)
    alert = Alert.objects.get()
    officer.page.wait_for_url(f"**/desk/alerts/{alert.pk}/")
    wrong += faults(officer.page)
    officer.follow(f"/desk/alerts/{alert.pk}/case/")
    wrong += faults(officer.page)
    officer.send(MAIN)
    case = Case.objects.get(kind="revocation")
    officer.page.wait_for_url(f"**/desk/cases/{case.pk}/")
    wrong += faults(officer.page)
    officer.open("/desk/alerts/?state=case")
    wrong += faults(officer.page)
    return case.pk


def read_by_everybody(visitor: Visit, wrong: list[str]) -> None:
    """The register, the cluster, the list of revocations and the certificate's number say the same."""
    for path in ("/clusters/", "/clusters/C310115001/", "/revocations/", "/verify/?number=沪集群2023-C310115001"):
        visitor.open(path)
        said = visitor.page.inner_text("main")
        assert "撤销" in said or "evoked" in said, path
        wrong += faults(visitor.page)
