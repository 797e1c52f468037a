"""A round's notice: prepared page by page, tried out, published once, told to everybody; revised by new versions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from jiqun.base import clock
from jiqun.jobs.worker import work_off
from jiqun.records.models import Errand, LedgerEntry, Message, Round, RoundDraft
from tests.cast import Cast
from tests.web.test_access import signed_in

YEAR = clock.today().year
PAGES: dict[str, dict[str, object]] = {
    "notice": {
        "title_zh": "年度申报通知",
        "title_en": "Applications",
        "number": "沪经信〔2026〕9号",
        "text_zh": "现组织申报。",
        "text_en": "",
    },
    "period": {"opens_at": f"{YEAR}-12-01T09:00", "closes_at": f"{YEAR}-12-20T17:00", "days_preliminary_review": "15"},
    "materials": {"materials": ["A6.4.2", "A6.9.1"]},
}


def prepared(who: Any, **changes: object) -> tuple[Client, str]:
    """A draft with those pages filled in; changes by field."""
    client = signed_in(who)
    address = client.post("/desk/rounds/new/")["Location"].removesuffix("notice/")
    for name, fields in PAGES.items():
        page = client.get(f"{address}{name}/")
        usual = {key: value for key, value in page.context["typed"].items() if key in page.context["here"].names}
        wanted = {key: value for key, value in changes.items() if key in usual}
        sent = client.post(f"{address}{name}/", usual | fields | wanted | {"version": page.context["view"].version})
        assert sent.status_code == 302
    return client, address


def publish(client: Client, address: str) -> Any:
    version = client.get(f"{address}publish/").context["view"].version
    return client.post(f"{address}publish/", {"version": version})


@pytest.mark.article("7")
def test_the_dry_run_shows_dates_and_readers_and_publishes_nothing(cast: Cast) -> None:
    client, address = prepared(cast.municipal)
    answer = client.get(f"{address}publish/")
    text, dry = answer.content.decode(), answer.context["dry"]
    assert "现组织申报。" in text
    assert {role.value: number for role, number in dry.counted.numbers.items()} == {
        "operator": 3,
        "district_officer": 3,
    }
    assert (dry.counted.people, [one.days for one in dry.dates]) == (6, [15, 10, 40, 5, 20])
    assert any("不是工作日" in one.zh for one in dry.warnings)
    assert not Round.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.article("7")
def test_publishing_tells_everybody_once_also_when_an_errand_is_done_again(cast: Cast) -> None:
    client, address = prepared(cast.municipal)
    assert publish(client, address).status_code == 302
    row = Round.objects.get()
    assert (row.materials, row.year, row.days["preliminary_review"]) == (["A6.4.2", "A6.9.1"], YEAR, 15)
    assert LedgerEntry.objects.filter(act="publish_round").count() == 1
    assert not RoundDraft.objects.exists()
    assert client.post(f"{address}publish/", {"version": "9"}).status_code == 404
    work_off(clock.now)
    assert len(mail.outbox) == 6
    Errand.objects.update(done_at=None)
    work_off(clock.now)
    assert len(mail.outbox) == 6
    assert "现组织申报。" in Client().get(f"/notices/{row.pk}/").content.decode()
    board = signed_in(cast.auditor).get(f"/desk/rounds/{row.pk}/")
    assert (board.status_code, board.context["view"].cases) == (200, 0)


@pytest.mark.article("7")
def test_a_page_keeps_what_was_typed_whatever_it_is(cast: Cast) -> None:
    client, address = prepared(cast.municipal, closes_at="soon", days_preliminary_review="many")
    text = client.get(f"{address}period/").content.decode()
    assert 'value="soon"' in text
    assert 'value="many"' in text
    assert 'id="closes_at-error"' in text


@pytest.mark.article("7")
def test_what_cannot_be_published_is_said_with_its_page(cast: Cast) -> None:
    client, address = prepared(cast.municipal, title_zh="", closes_at="soon", materials=["A9.9.9"])
    found = client.get(f"{address}publish/").context["found"]
    assert {(page, name) for page, name, _ in found} == {
        ("notice", "title_zh"),
        ("period", "closes_at"),
        ("materials", "materials"),
    }
    assert publish(client, address).status_code == 422
    assert not Round.objects.exists()


@pytest.mark.article("7")
def test_a_second_round_of_the_year_needs_its_reason(cast: Cast) -> None:
    publish(*prepared(cast.municipal))
    client, address = prepared(cast.municipal)
    assert [name for _, name, _ in client.get(f"{address}publish/").context["found"]] == ["second_reason"]
    assert publish(client, address).status_code == 422
    assert publish(*prepared(cast.municipal, second_reason="增补一批")).status_code == 302
    assert Round.objects.count() == 2


@pytest.mark.article("7")
def test_a_colleague_who_was_quicker_is_not_written_over(cast: Cast) -> None:
    client, address = prepared(cast.municipal)
    stale = {"title_zh": "另一标题", "version": "1"}
    answer = signed_in(cast.municipal_colleague).post(f"{address}notice/", stale)
    assert answer.status_code == 409
    assert 'value="另一标题"' in answer.content.decode()
    assert client.get(f"{address}notice/").context["typed"]["title_zh"] == "年度申报通知"


@pytest.mark.article("7")
def test_a_figure_of_the_notice_needs_its_document_and_legal_basis(cast: Cast) -> None:
    client, address = prepared(cast.municipal)
    page = client.get(f"{address}figures/")
    key = next(name for name in page.context["here"].names if name.startswith("figure_"))
    sent = page.context["typed"] | {key: "5000000000", "version": page.context["view"].version}
    client.post(f"{address}figures/", sent)
    names = {name for _, name, _ in client.get(f"{address}publish/").context["found"]}
    assert names == {"overrides_document", "overrides_legal_basis"}


@pytest.mark.article("7")
def test_only_the_commissions_officer_prepares_and_publishes(cast: Cast) -> None:
    _, address = prepared(cast.municipal)
    for who in (cast.district, cast.operator, cast.approver, cast.auditor, cast.administrator):
        client = signed_in(who)
        assert client.post("/desk/rounds/new/").status_code == 404
        assert client.get(f"{address}notice/").status_code == 404
        assert client.post(f"{address}publish/", {"version": "4"}).status_code == 404
    assert not Round.objects.exists()


@pytest.mark.article("7")
def test_a_new_version_shows_at_once_and_the_old_one_stays(cast: Cast) -> None:
    publish(*prepared(cast.municipal))
    row, client = Round.objects.get(), signed_in(cast.municipal)
    words = {"title_zh": "年度申报通知（修订）", "text_zh": "材料要求调整。", "reason": ""}
    address = f"/desk/rounds/{row.pk}/revision/"
    answer = client.post(address, words)
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["reason"])
    assert client.post(address, words | {"reason": "更正附件"}).status_code == 302
    text = Client().get(f"/notices/{row.pk}/").content.decode()
    assert "材料要求调整。" in text
    assert "现组织申报。" in text
    assert "更正附件" in text
