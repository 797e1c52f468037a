"""Published lists and objections on their pages: for everybody, for whoever objected, for the Commission."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiqun.base import clock
from jiqun.desk.installation.signed_address import signed
from jiqun.jobs.worker import work_off
from jiqun.records.models import Case, Lodging, ObjectorContact, PublishedList
from tests.cast import Cast, at, make_cast
from tests.desk.at_stage import evaluated, proposed
from tests.desk.filled import PDF, move
from tests.desk.on_notice import TITLE, answered, decided, lodged, objection, published, the_case_of
from tests.web.test_access import signed_in

FORM = {
    "ground": "standards",
    "clause": "A6.2.6",
    "argument": "该集群第二年的产值没有达到标准。",
    "remedy": "examine_again",
    "name": "张三",
    "organisation": "",
    "email": "zhang@example.test",
    "phone": "13800000000",
    "agreed": "yes",
}


@pytest.fixture
def cast(db: None) -> Cast:
    cache.clear()
    return make_cast()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The doors' clock, put to a moment."""

    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    put(at(5, 27))
    return put


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.article("9")
def test_anybody_objects_proves_it_and_follows_it_by_an_address_of_their_own(cast: Cast, now: Any) -> None:
    row = published(cast)
    visitor, where = Client(headers={"accept-language": "zh"}), f"/lists/{row.pk}/object/"
    assert TITLE.zh in text(visitor, "/")  # the home page begins with what one may object to
    assert "可以提出异议" in text(visitor, f"/lists/{row.pk}/")
    number = the_case_of(row).cluster.number
    assert f"/lists/{row.pk}/" in text(visitor, f"/clusters/{number}/")
    wrong = visitor.post(where, FORM | {"cluster": number, "email": "nobody"})
    assert wrong.status_code == 422
    assert "该集群第二年的产值没有达到标准。" in wrong.content.decode()  # nothing typed is lost
    sent = visitor.post(where, FORM | {"cluster": number, "files": SimpleUploadedFile("证据.pdf", PDF)})
    assert (sent.status_code, Lodging.objects.count()) == (200, 1)
    work_off(lambda: at(5, 27, 10))
    path = next(word for word in mail.outbox[-1].body.split() if "/objections/" in word).split("8000", 1)[1]
    now(at(5, 27, 11))
    page = visitor.get(path)
    assert (page["Referrer-Policy"], Case.objects.filter(kind="objection").exists()) == ("same-origin", False)
    assert visitor.post(path).status_code == 302
    case = Case.objects.get(kind="objection")
    assert case.number in text(visitor, path)
    decided(cast, answered(cast, case), "dismiss")
    now(at(6, 4))
    assert "经核查。" in text(visitor, path)
    assert visitor.get(f"{path}answer-zh.pdf")["Content-Type"] == "application/pdf"
    shown = text(visitor, f"/lists/{row.pk}/")
    assert "产值与统计公报不符。" in shown
    assert [word for word in ("张三", "13800000000", "证据.pdf", "第二年的产值") if word in shown] == []


@pytest.mark.article("9")
def test_an_address_that_was_not_made_here_opens_nothing(cast: Cast, now: Any) -> None:
    objection(published(cast), at(5, 27), at(5, 27))
    handle = ObjectorContact.objects.get().handle
    assert Client().get(f"/objections/{signed(handle)}/").status_code == 200
    for other in (handle, signed(handle)[:-1], signed("0" * 32), f"{handle}-x"):
        assert Client().get(f"/objections/{other}/").status_code == 404
        assert Client().post(f"/objections/{other}/").status_code == 404


@pytest.mark.article("9")
def test_the_files_of_a_list_are_its_exact_text_and_a_safe_sheet(cast: Cast, now: Any) -> None:
    case = evaluated(cast)
    move(case, "prepare_proposal", cast.municipal, at(5, 22), reason="=HYPERLINK(1)")
    move(case, "approve_proposal", cast.approver, at(5, 25))
    row = published(cast, case)
    found = {form: Client().get(f"/lists/{row.pk}/list.{form}") for form in ("jsonl", "csv", "pdf", "xml")}
    assert found["jsonl"].content == row.text.encode()
    assert '"\'=HYPERLINK(1)"' in found["csv"].content.decode("utf-8-sig")
    assert (found["pdf"].content[:5], found["xml"].status_code) == (b"%PDF-", 404)


@pytest.mark.article("9")
def test_after_the_last_day_the_form_is_closed(cast: Cast, now: Any) -> None:
    row = published(cast)
    now(at(6, 2, 0))
    visitor = Client(headers={"accept-language": "zh"})
    assert "不能再提出异议" in text(visitor, f"/lists/{row.pk}/object/")
    number = the_case_of(row).cluster.number
    assert visitor.post(f"/lists/{row.pk}/object/", FORM | {"cluster": number}).status_code == 422
    assert not Lodging.objects.exists()


@pytest.mark.article("9")
def test_the_form_is_not_sent_without_end(cast: Cast, now: Any) -> None:
    row = published(cast)
    answers = [Client().post(f"/lists/{row.pk}/object/", {}).status_code for _ in range(12)]
    assert answers == [422] * 10 + [429] * 2


@pytest.mark.article("9")
def test_the_commission_proposes_approves_and_publishes_by_its_pages(cast: Cast, now: Any) -> None:
    case = evaluated(cast)
    round_id, name = case.round_id, f"{case.pk}:{case.version}"
    officer, approver = signed_in(cast.municipal), signed_in(cast.approver)
    now(at(5, 22))
    proposing = f"/desk/rounds/{round_id}/proposals/"
    assert officer.post(proposing, {"case": name, "step": "preview"}).status_code == 422  # no reason
    typed = {"case": name, "reason": "符合全部条件。"}
    assert "符合全部条件。" in officer.post(proposing, typed | {"step": "preview"}).content.decode()
    assert Case.objects.get(pk=case.pk).stage == "evaluated"
    officer.post(proposing, typed | {"step": "make"})
    now(at(5, 25))
    name = f"{case.pk}:{Case.objects.get(pk=case.pk).version}"
    approving = f"/desk/rounds/{round_id}/approvals/"
    assert approver.post(approving, {"case": name, "step": "return"}).status_code == 422  # without a reason
    approver.post(approving, {"case": name, "step": "approve"})
    assert Case.objects.get(pk=case.pk).stage == "proposed"
    now(at(5, 26))
    name = f"{case.pk}:{Case.objects.get(pk=case.pk).version}"
    typed = {"case": name, "title_zh": TITLE.zh, "title_en": ""}
    publishing = f"/desk/rounds/{round_id}/public-notice/"
    assert "2026年6月1日" in officer.post(publishing, typed | {"step": "preview"}).content.decode()
    paper = officer.post(publishing, typed | {"step": "paper-zh"})
    assert (paper.content[:5], PublishedList.objects.exists()) == (b"%PDF-", False)
    assert officer.post(publishing, typed | {"step": "publish"}).status_code == 302
    row = PublishedList.objects.get()
    correcting, number = f"/desk/lists/{row.pk}/correct/", case.cluster.number
    assert officer.get(correcting).status_code == 200
    line = {f"name-{number}_zh": case.cluster.name_zh, f"name-{number}_en": "Zhangjiang chips"}
    line |= {f"operator-{number}_zh": case.operator.name_zh, f"operator-{number}_en": ""}
    line |= {f"reasons-{number}": "符合全部条件。", "title_zh": TITLE.zh, "title_en": ""}
    assert officer.post(correcting, line | {"reason": ""}).status_code == 422
    assert officer.post(correcting, line | {"reason": "英文名称有误。"}).status_code == 302
    assert "Zhangjiang chips" in PublishedList.objects.get(replaces=row).text


@pytest.mark.article("9")
def test_the_case_page_shows_the_original_to_the_commission_alone(cast: Cast, now: Any) -> None:
    case = answered(cast, objection(published(cast), at(5, 27), at(5, 27)))
    now(at(6, 1))
    pages = {
        who: signed_in(getattr(cast, who)).get(f"/desk/cases/{case.pk}/").content.decode()
        for who in ("municipal", "approver", "auditor", "operator", "district")
    }
    assert [who for who, page in pages.items() if "张三" in page] == ["municipal", "approver", "auditor"]
    assert [who for who, page in pages.items() if "李四" in page] == ["municipal", "approver", "auditor"]
    assert [who for who, page in pages.items() if "产值与统计公报不符。" in page] == list(pages)
    files = {who: signed_in(getattr(cast, who)) for who in ("municipal", "operator", "district")}
    where = f"/desk/cases/{case.pk}/objection/files/1/"
    assert [client.get(where).status_code for client in files.values()] == [200, 404, 404]
    for name in ("take_up", "redact", "prepare_decision"):
        assert files["municipal"].get(f"/desk/cases/{case.pk}/move/{name}/").status_code == 200


@pytest.mark.article("9")
def test_every_page_speaks_both_languages(cast: Cast, now: Any) -> None:
    row = published(cast, proposed(cast))
    objection(row, at(5, 27), at(5, 27))
    assert lodged(row).lang == "zh"
    own = f"/objections/{signed(ObjectorContact.objects.get().handle)}/"
    for path in ("/lists/", f"/lists/{row.pk}/", f"/lists/{row.pk}/object/", own):
        english = text(Client(headers={"accept-language": "en"}), path)
        assert 'lang="en"' in english, path
