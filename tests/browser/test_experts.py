"""An expert judges a file on a phone: declares, writes while it is kept by itself, files; and the officer follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.base import clock
from jiqun.desk.do.experts.sheet import save_sheet
from jiqun.records.models import Assignment, Case, FiledSheet, Sheet
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.desk.at_stage import in_evaluation
from tests.desk.experts.people import filed, opened, picked


def clean(here: Visit, path: str) -> None:
    """Nothing that axe finds, nothing wider than the screen."""
    here.open(path)
    assert faults(here.page) == [], path


def officer_follows(desk: Visit, cast: Cast, case: Case, row: Assignment, *, known: bool = False) -> None:
    """What the officer sees while scores are sealed, and once all are in."""
    if not known:
        desk.sign_in(cast.municipal)
    clean(desk, f"/desk/cases/{case.pk}/experts/")
    assert ("nobody sees points" in desk.page.content()) != known
    if not known:
        return
    clean(desk, f"/desk/cases/{case.pk}/panel/")
    for path in ("experts/", "experts/assign/", "experts/remind/", "merit/"):
        clean(desk, f"/desk/rounds/{case.round_id}/{path}")
    for path in ("", "new/", f"{row.expert_id}/", f"{row.expert_id}/change/", f"{row.expert_id}/suspend/"):
        clean(desk, f"/desk/experts/{path}")


@pytest.mark.article("9")
def test_an_expert_judges_on_a_phone_and_the_officer_sees_scores_once_all_are_in(
    cast: Cast, visit: Callable[..., Visit]
) -> None:
    case, now = in_evaluation(cast), clock.now()
    row = picked(cast, case, "expert", now)
    others = [opened(cast, case, who, now) for who in ("second_expert", "third_expert")]
    phone = visit(width=390)
    phone.sign_in(cast.expert)
    here = f"/desk/evaluations/{row.pk}/"
    clean(phone, "/desk/my-interests/")
    clean(phone, "/desk/evaluations/")
    clean(phone, here)
    phone.send("#declared")
    clean(phone, here)
    with phone.page.expect_response("**/sheet/"):
        phone.fill("#points-1", "88")
    phone.page.locator("#kept", has_text="已评1/9项").wait_for()
    assert Sheet.objects.get(assignment=row).points == {"1": 88}
    elsewhere = Sheet.objects.get(assignment=row).version
    save_sheet(assignment=row.pk, version=elsewhere, points={"1": "40"}, comments={}, by=cast.expert, at=now)
    with phone.page.expect_response("**/sheet/"):
        phone.fill("#comment-1", "企业梯度完整。")
    phone.page.locator("#kept", has_text="另一窗口").wait_for()
    assert Sheet.objects.get(assignment=row).points == {"1": 40}
    phone.open(here)
    for group in range(1, 10):
        phone.fill(f"#points-{group}", str(80 + group))
        phone.fill(f"#comment-{group}", "有依据。")
    phone.send("button[name=next]")
    clean(phone, f"{here}file/")
    phone.press("#independent")
    phone.send("form.form button.btn-primary")
    assert FiledSheet.objects.get(assignment=row).points["9"] == 89
    clean(phone, here)
    desk = visit("en-GB")
    officer_follows(desk, cast, case, row)
    for one, who in zip(others, (cast.second_expert, cast.third_expert), strict=True):
        filed(one, who, {str(group): 50 + 2 * group for group in range(1, 10)}, now)
    officer_follows(desk, cast, case, row, known=True)
