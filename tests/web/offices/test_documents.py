"""Plans and policies: published once, corrected by a newer one, withdrawn with a reason, shown where they hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiqun.base import clock
from jiqun.records.models import Document, LedgerEntry
from tests.cast import Cast, make_cluster
from tests.desk.filled import PDF
from tests.web.test_access import signed_in

NEW = {
    "kind": "policy",
    "number": "浦经信〔2026〕1号",
    "title_zh": "集成电路扶持办法",
    "title_en": "Support for integrated circuits",
    "summary_zh": "摘要",
    "summary_en": "",
    "issued_on": "2026-03-01",
    "valid_from": "2026-03-01",
    "valid_to": "",
    "industries": "39",
    "clusters": "",
}


def publish(who: Any, **changes: object) -> Any:
    return signed_in(who).post("/desk/documents/new/", NEW | changes)


def acts(name: str) -> int:
    return LedgerEntry.objects.filter(act=name).count()


@pytest.mark.article("4")
def test_a_policy_is_published_with_its_file_and_read_by_anybody(cast: Cast) -> None:
    sent = SimpleUploadedFile("办法.pdf", PDF)
    assert publish(cast.municipal, file=sent).status_code == 302
    row = Document.objects.get()
    page = Client().get(f"/documents/{row.pk}/")
    assert "集成电路扶持办法" in page.content.decode()
    file = Client().get(f"/documents/{row.pk}/file/")
    assert (file.content, file["Content-Disposition"].split(";")[0]) == (PDF, "attachment")
    assert (
        "Support for integrated circuits"
        in Client(headers={"accept-language": "en"}).get("/documents/").content.decode()
    )
    assert acts("publish_document") == 1


@pytest.mark.article("4")
def test_what_cannot_be_read_comes_back_with_every_problem(cast: Cast) -> None:
    answer = publish(cast.municipal, title_zh="", issued_on="gestern", industries="99X", clusters="C1", kind="")
    assert answer.status_code == 422
    assert set(answer.context["problems"]) == {"title_zh", "issued_on", "industries", "clusters", "kind"}
    assert 'value="gestern"' in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.article("4")
def test_a_revision_takes_the_place_of_the_earlier_one_which_stays_readable(cast: Cast) -> None:
    publish(cast.municipal)
    first = Document.objects.get()
    client = signed_in(cast.municipal)
    assert "集成电路扶持办法" in client.get(f"/desk/documents/{first.pk}/revise/").content.decode()
    assert client.post(f"/desk/documents/{first.pk}/revise/", NEW | {"title_zh": "修订后的办法"}).status_code == 302
    assert client.post(f"/desk/documents/{first.pk}/revise/", NEW).status_code == 404
    assert "已被替代" in Client(headers={"accept-language": "zh"}).get(f"/documents/{first.pk}/").content.decode()
    home = Client().get("/").content.decode()
    assert ("修订后的办法" in home, "集成电路扶持办法" in home) == (True, False)


@pytest.mark.article("4")
def test_only_the_office_itself_withdraws_and_with_a_reason(cast: Cast) -> None:
    publish(cast.district)
    page = f"/desk/documents/{Document.objects.get().pk}/withdraw/"
    for who in (cast.other_district, cast.municipal):
        assert signed_in(who).post(page, {"reason": "更正"}).status_code == 404
    assert signed_in(cast.district).post(page, {"reason": " "}).status_code == 422
    assert signed_in(cast.district).post(page, {"reason": "已由市级办法替代"}).status_code == 302
    assert signed_in(cast.district).post(page, {"reason": "再撤"}).status_code == 404
    public = Client().get(f"/documents/{Document.objects.get().pk}/").content.decode()
    assert "已由市级办法替代" in public
    assert acts("withdraw_document") == 1


@pytest.mark.article("4")
def test_a_cluster_shows_what_holds_for_it_and_nothing_else(cast: Cast) -> None:
    own = make_cluster(cast)
    other = make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    tomorrow = clock.today().replace(year=clock.today().year + 1).isoformat()
    for title, changes in {
        "本产业": {},
        "别的产业": {"industries": "15"},
        "本集群": {"industries": "", "clusters": own.number},
        "尚未生效": {"industries": "", "valid_from": tomorrow},
    }.items():
        assert publish(cast.district, title_zh=title, **changes).status_code == 302
    seen = [one.title.zh for one in Client().get(f"/clusters/{own.number}/").context["documents"]]
    assert sorted(seen) == ["本产业", "本集群"]
    assert Client().get(f"/clusters/{other.number}/").context["documents"] == ()


@pytest.mark.article("4")
def test_an_auditor_reads_and_cannot_publish(cast: Cast) -> None:
    assert signed_in(cast.auditor).get("/desk/documents/").status_code == 200
    assert publish(cast.auditor).status_code == 404
    assert publish(cast.operator).status_code == 404
