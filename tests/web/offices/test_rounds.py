"""A round's notice: looked at before it is published, with whom it reaches; told once to everybody concerned."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from jiqun.base import clock
from jiqun.jobs.worker import work_off
from jiqun.records.models import Errand, LedgerEntry, Message, Round
from tests.cast import Cast
from tests.web.test_access import signed_in

YEAR = clock.today().year
NEW = {
    "title_zh": "年度申报通知",
    "title_en": "Applications",
    "number": "沪经信〔2026〕9号",
    "text_zh": "现组织申报。",
    "text_en": "",
    "opens_at": f"{YEAR}-12-01T09:00",
    "closes_at": f"{YEAR}-12-20T17:00",
    "days_preliminary_review": "20",
    "materials": ["A6.4.2", "A6.9.1"],
    "second_reason": "",
}


def sent(who: Any, step: str, **changes: object) -> Any:
    return signed_in(who).post("/desk/rounds/new/", NEW | {"step": step} | changes)


@pytest.mark.article("7")
def test_the_preview_shows_the_notice_and_counts_its_readers_and_publishes_nothing(cast: Cast) -> None:
    answer = sent(cast.municipal, "preview")
    text = answer.content.decode()
    assert "现组织申报。" in text
    counted = answer.context["counted"]
    assert ({role.value: number for role, number in counted.numbers.items()}, counted.people) == (
        {"operator": 3, "district_officer": 3},
        6,
    )
    assert 'name="materials" value="A6.9.1"' in text
    assert not Round.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.article("7")
def test_publishing_tells_everybody_once_also_when_an_errand_is_done_again(cast: Cast) -> None:
    assert sent(cast.municipal, "publish").status_code == 302
    row = Round.objects.get()
    assert (row.materials, row.year) == (["A6.4.2", "A6.9.1"], YEAR)
    assert LedgerEntry.objects.filter(act="publish_round").count() == 1
    work_off(clock.now)
    assert len(mail.outbox) == 6
    Errand.objects.update(done_at=None)
    work_off(clock.now)
    assert len(mail.outbox) == 6
    assert "现组织申报。" in Client().get(f"/notices/{row.pk}/").content.decode()
    board = signed_in(cast.auditor).get(f"/desk/rounds/{row.pk}/")
    assert (board.status_code, board.context["view"].cases) == (200, 0)


@pytest.mark.article("7")
def test_going_back_keeps_what_was_typed(cast: Cast) -> None:
    text = sent(cast.municipal, "edit").content.decode()
    assert 'value="年度申报通知"' in text
    assert 'value="A6.9.1" checked' in text


@pytest.mark.article("7")
def test_what_cannot_be_published_is_said_already_in_the_preview(cast: Cast) -> None:
    answer = sent(
        cast.municipal, "preview", title_zh="", closes_at="soon", days_preliminary_review="many", materials=["A9.9.9"]
    )
    assert answer.status_code == 422
    assert set(answer.context["problems"]) == {"title_zh", "closes_at", "days_preliminary_review", "materials"}
    sent(cast.municipal, "publish")
    assert list(sent(cast.municipal, "preview").context["problems"]) == ["second_reason"]
    assert list(sent(cast.municipal, "publish").context["problems"]) == ["second_reason"]
    assert sent(cast.municipal, "publish", second_reason="增补一批").status_code == 302
    assert Round.objects.count() == 2


@pytest.mark.article("7")
def test_only_the_commissions_officer_publishes(cast: Cast) -> None:
    for who in (cast.district, cast.operator, cast.approver, cast.auditor, cast.administrator):
        assert sent(who, "publish").status_code == 404
    assert not Round.objects.exists()
