"""Before the notice is served, nothing that an operator can see tells it of alerts or a case (Article 19)."""

from __future__ import annotations

import pytest

from jiqun.desk.do.daily.agenda import make_feed
from jiqun.desk.do.revoking.alerts import Told, dismiss_alert, enter_alert
from jiqun.records.models import Case, Cluster, Letter, Message
from tests.cast import Cast, at
from tests.desk.filled import move
from tests.desk.revoking.builders import SERVED_ON, notified, opened, recognised
from tests.web.experts.test_two_worlds import as_one_sees, differing

pytestmark = pytest.mark.article("19")
SIDES = ("operator", "operator_colleague", "enterprise")


@pytest.mark.parametrize("who", SIDES)
def test_what_is_raised_opened_and_established_changes_nothing_that_its_side_sees(
    cast: Cast, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiqun.base.clock.now", lambda: at(5, 12))
    cluster = recognised(cast).cluster
    actor = getattr(cast, who)
    secret = make_feed(by=actor, at=at(5, 1))
    ids: dict[str, object] = {"cluster_id": cluster.pk, "secret": secret, "lang": "zh"}
    ids |= {"move": "answer", "answer": 5, "place": 1}

    def in_the_other() -> None:
        told = Told(cluster.number, "dishonesty", at(4, 1).date(), "失信。")
        first = enter_alert(told, by=cast.municipal, at=at(5, 5))
        dismiss_alert(alert=first.pk, reason="不成立。", by=cast.municipal, at=at(5, 5))
        ids["alert_id"], ids["case_id"] = first.pk, notified(cast).pk  # what is asked for is there in this world
        ids["letter_id"] = Letter.objects.get().pk

    there = as_one_sees(in_the_other, actor, ids)
    here = as_one_sees(lambda: None, actor, ids)
    assert set(differing(here, there)) == set()
    assert here[f"/desk/cases/{ids['case_id']}/"] == b"404" if who != "enterprise" else True


def test_once_it_is_served_it_shows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would prove nothing."""
    monkeypatch.setattr("jiqun.base.clock.now", lambda: at(5, 14))
    recognised(cast)
    ids: dict[str, object] = {"cluster_id": Cluster.objects.get().pk, "lang": "zh"}

    def serve() -> None:
        case = notified(cast)
        ids["case_id"], ids["letter_id"] = case.pk, Letter.objects.get().pk
        move(case, "record_service", cast.municipal, at(5, 14), served_on=SERVED_ON, how="post")

    there = as_one_sees(serve, cast.operator, ids)
    here = as_one_sees(lambda: None, cast.operator, ids)
    assert {f"/desk/cases/{ids['case_id']}/", "/desk/cases/", "/desk/", "messages"} <= set(differing(here, there))


def test_a_case_that_comes_to_nothing_leaves_the_operator_as_it_was(cast: Cast) -> None:
    case = opened(cast)
    move(case, "prepare_closing", cast.municipal, at(5, 8), reason="不成立。")
    move(case, "keep", cast.approver, at(5, 11))
    assert Case.objects.get(pk=case.pk).stage == "kept"
    assert not Message.objects.filter(to=cast.operator.person).exists()
