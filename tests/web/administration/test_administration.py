"""Running the installation: background work, working days with a look ahead, settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jiqun.base import clock
from jiqun.desk.do.daily.errands import fail_errand, note_worker
from jiqun.desk.do.papers.letters import document_number
from jiqun.desk.installation.settings import setting
from jiqun.desk.post import ask
from jiqun.records.models import CaseTerm, Errand, HolidayNotice, LedgerEntry, Message, TermChange
from tests.cast import Cast, at
from tests.desk.filled import submitted
from tests.web.test_access import signed_in

# 17 and 18 March 2026, in the review's twenty working days, made holidays after the fact; no Qingming.
NOTICE = {
    "year": "2026",
    "number": "国办发明电〔2026〕9号",
    "published_on": "2026-03-16",
    "off": "2026-01-01/2026-01-03\n2026-02-15/2026-02-23\n2026-03-17/2026-03-18\n2026-10-01/2026-10-07",
    "working": "2026-02-14 2026-02-28",
}


def acts(name: str) -> int:
    return LedgerEntry.objects.filter(act=name).count()


@pytest.mark.article("4")
def test_a_given_up_errand_is_seen_with_its_error_and_tried_again(cast: Cast) -> None:
    ask("make_receipt", "receipt:1", {"submission": 1}, at=clock.now())
    row = Errand.objects.get()
    Errand.objects.update(claimed_by="w")
    fail_errand(errand=row.pk, worker="w", error="OSError: no room", tries=10, at=clock.now())
    client = signed_in(cast.administrator)
    view = client.get("/desk/errands/").context["view"]
    assert (view.shown, view.page.items[0].error, view.silent) == ("given_up", "OSError: no room", True)
    note_worker(name="w", at=clock.now())
    assert not client.get("/desk/errands/").context["view"].silent
    assert client.post(f"/desk/errands/{row.pk}/", {"do": "retry"}).status_code == 302
    assert client.post(f"/desk/errands/{row.pk}/", {"do": "retry"}).status_code == 404
    row.refresh_from_db()
    assert (row.given_up_at, row.tries, acts("retry_errand")) == (None, 0, 1)
    assert client.post(f"/desk/errands/{row.pk}/", {"do": "give_up"}).status_code == 302
    assert acts("give_up_errand") == 1


@pytest.mark.article("8")
def test_a_notice_is_looked_at_first_and_then_moves_the_open_terms(cast: Cast) -> None:
    case = submitted(cast)
    before = CaseTerm.objects.get(case=case, state="running").due_on
    client = signed_in(cast.municipal)
    effect = client.post("/desk/working-days/", NOTICE | {"step": "preview"}).context["effect"]
    assert (effect.terms, len(effect.moved), effect.people) == (1, 1, 4)
    assert effect.moved[0].before == before
    assert not HolidayNotice.objects.exists()
    assert client.post("/desk/working-days/", NOTICE | {"step": "publish"}).status_code == 302
    after = CaseTerm.objects.get(case=case, state="running").due_on
    assert (after, after > before) == (effect.moved[0].after, True)
    assert TermChange.objects.get(why="redated").reason == NOTICE["number"]
    assert Message.objects.filter(subject__contains="期限").count() >= 4
    assert acts("publish_holidays") == 1


@pytest.mark.article("8")
def test_a_wrong_notice_says_all_that_is_wrong_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = signed_in(cast.administrator).post(
        "/desk/working-days/", NOTICE | {"step": "publish", "off": "2026-13-01", "number": "x"}
    )
    assert answer.status_code == 422
    assert len(answer.context["found"]) >= 1
    assert "2026-13-01" in answer.content.decode()
    assert not HolidayNotice.objects.exists()


@pytest.mark.article("4")
def test_an_administrator_is_told_how_many_terms_move_and_not_which(cast: Cast) -> None:
    submitted(cast)
    effect = signed_in(cast.administrator).post("/desk/working-days/", NOTICE | {"step": "preview"}).context["effect"]
    assert (effect.terms, effect.moved) == (1, ())


def test_the_working_days_of_a_year_are_public(cast: Cast) -> None:
    page = Client(headers={"accept-language": "zh"}).get("/working-days/?year=2026")
    view = page.context["view"]
    spring = {day.day: day.state for week in view.months[1].weeks for day in week if day}
    assert (spring[17], spring[28], spring[8]) == ("holiday", "makeup", "rest")
    assert "录入放假安排" not in page.content.decode()
    assert not Client().get("/working-days/?year=2031").context["view"].known


@pytest.mark.article("8")
def test_the_pattern_of_document_numbers_is_changed_with_one_entry_and_checked(cast: Cast) -> None:
    client: Any = signed_in(cast.administrator)
    for wrong in (
        "",
        "{n}号",
        "{year}{n}{x}",
        "{year.__class__}{n}",
        "{year!r}{n}",
        "{year}{n",
        "{year}{n:>999999999}",
    ):
        answer = client.post("/desk/settings/", {"name": "document_number", "document_number": wrong})
        assert (wrong, answer.status_code) == (wrong, 422)
    right = {"name": "document_number", "document_number": "经信〔{year}〕{n}号"}
    assert client.post("/desk/settings/", right).status_code == 302
    assert document_number(setting("document_number"), at(3, 1).date(), place="浦东") == "经信〔2026〕1号"
    assert acts("change_setting") == 1
    assert client.post("/desk/settings/", {"name": "worker", "worker": "x"}).status_code == 404
