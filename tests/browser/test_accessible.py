"""Nothing that axe finds on any page, in either language; every page opens for the one whom it is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.base import clock
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import upload_workbook
from jiqun.desk.files import Taken
from jiqun.records.models import Cluster, Round
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_the_whole_way import wrong_workbook
from tests.cast import Cast

VISITOR = ("/accounts/login/", "/accounts/password/reset/")
OPERATOR = (
    "/desk/cases/{draft}/data/",
    "/desk/cases/{draft}/data/?sheet=annual",
    "/accounts/2fa/",
    "/accounts/password/change/",
)


@pytest.fixture
def places(cast: Cast, open_round: None) -> dict[str, int]:
    """A draft with an upload that has errors."""
    notice, now = Round.objects.get(), clock.now()
    draft = open_application(round_id=notice.pk, cluster=Cluster.objects.get().pk, by=cast.operator, at=now)
    taken = Taken("集群.xlsx", wrong_workbook()["buffer"])
    upload_workbook(case=draft.pk, taken=taken, by=cast.operator, at=now)
    return {"draft": draft.pk}


@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_axe_finds_nothing(
    cast: Cast, places: dict[str, int], visit: Callable[..., Visit], lang: str, width: int
) -> None:
    found: list[str] = []
    for who, pages in ((None, VISITOR), (cast.operator, OPERATOR)):
        found += look_at(visit(lang, width), who, [page.format(**places) for page in pages])
    assert not found, "\n".join(found)


def look_at(visitor: Visit, who: Actor | None, pages: list[str]) -> list[str]:
    """What axe says of each page; the page must fit the width too."""
    if who:
        visitor.sign_in(who)
    found = []
    for path in pages:
        visitor.open(path)
        found += [f"{path}: {fault}" for fault in faults(visitor.page)]
    return found
