"""Pages of appeals, feedback and dossiers, as the people concerned use them."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiqun.base import clock
from jiqun.jobs.worker import work_off
from jiqun.records.models import Appeal, Case, Dossier, Feedback
from tests.cast import Cast
from tests.desk.appealed import declined, on_the_roster
from tests.desk.filled import PDF
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("9")
TOLD = {
    "reason": "名额已满。",
    "clauses": [
        {
            "clause": "A6.2.6",
            "outcome": "not_met",
            "short": {"zh": "差1.20亿元", "en": "CNY 120 million short"},
            "would_do": {"zh": "年产值再增加1.20亿元。", "en": "CNY 120 million more output a year."},
        }
    ],
    "groups": [{"group": 3, "mean": "245/3"}],
    "place": None,
}


@pytest.fixture
def case(cast: Cast) -> Case:
    """Declined, as it were, just now: pages read the clock."""
    row = declined(cast)
    Case.objects.filter(pk=row.pk).update(ended_at=clock.now())
    return Case.objects.get(pk=row.pk)


def filled_in(*names: str, **more: str) -> dict[str, Any]:
    files = [SimpleUploadedFile(name, PDF) for name in names]
    return {"ground": "figures", "argument": "口径有误。", "remedy": "reopen", "files": files} | more


def text(client: Client, path: str, lang: str = "zh") -> str:
    client.post("/language/", {"lang": lang})
    return client.get(path).content.decode()


def test_an_operator_finds_the_way_from_the_ended_case_and_lodges(cast: Cast, case: Case) -> None:
    client = signed_in(cast.operator)
    address = f"/desk/cases/{case.pk}/appeal/"
    assert address in text(client, f"/desk/cases/{case.pk}/")
    assert address in text(client, "/desk/appeals/")
    wrong = client.post(address, filled_in(ground="", argument="写了很多"))
    assert (wrong.status_code, set(wrong.context["problems"])) == (422, {"ground"})
    assert "写了很多" in wrong.content.decode()
    sent = client.post(address, filled_in("一.pdf", "二.pdf"))
    appeal = Appeal.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/desk/cases/{appeal.case_id}/")
    assert [one["name"] for one in appeal.files] == ["一.pdf", "二.pdf"]
    shown = text(client, sent["Location"])
    assert "口径有误。" in shown
    assert client.get(f"{sent['Location']}appeal-files/2/").content == PDF
    assert client.get(f"{sent['Location']}appeal-files/3/").status_code == 404


def test_an_enterprise_lodges_and_opens_its_own_appeal(cast: Cast, case: Case) -> None:
    client = signed_in(cast.enterprise)
    address = f"/desk/cases/{case.pk}/appeal/"
    assert client.get(address).status_code == 404
    on_the_roster(cast, case)
    assert address in text(client, "/desk/appeals/")
    sent = client.post(address, filled_in("一.pdf"))
    assert "口径有误。" in text(client, sent["Location"])
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    for stranger in (cast.operator, cast.other_operator, cast.other_district):
        assert signed_in(stranger).get(sent["Location"]).status_code == 404
        assert signed_in(stranger).get(f"{sent['Location']}appeal-files/1/").status_code == 404


def test_too_many_files_and_files_of_another_kind_are_refused(cast: Cast, case: Case) -> None:
    client, address = signed_in(cast.operator), f"/desk/cases/{case.pk}/appeal/"
    many = client.post(address, filled_in(*(f"{number}.pdf" for number in range(11))))
    assert (many.status_code, list(many.context["problems"])) == (422, ["files"])
    page = filled_in() | {"files": [SimpleUploadedFile("页.pdf", b"<script>")]}
    assert list(client.post(address, page).context["problems"]) == ["files"]
    assert not Appeal.objects.exists()


def test_after_the_last_day_the_page_says_which_it_was(cast: Cast, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(ended_at=clock.now() - timedelta(days=60))
    client, address = signed_in(cast.operator), f"/desk/cases/{case.pk}/appeal/"
    assert "届满" in text(client, address)
    refused = client.post(address, filled_in())
    assert (refused.status_code, "口径有误。" in refused.content.decode()) == (409, True)


def test_the_commission_chooses_how_it_ends_beside_the_original_reasons(cast: Cast, case: Case) -> None:
    sent = signed_in(cast.operator).post(f"/desk/cases/{case.pk}/appeal/", filled_in())
    client = signed_in(cast.municipal)
    shown = text(client, sent["Location"])
    assert "产值数据与统计口径不符。" in shown
    form = f"{sent['Location']}move/prepare_decision/"
    assert "不成立，维持原决定" in text(client, form)
    assert client.post(form, {"ending": "dismiss", "reason": "理由不成立。", "version": "1"}).status_code == 302
    approver = signed_in(cast.approver)
    assert "理由不成立。" in text(approver, sent["Location"])
    assert approver.post(f"{sent['Location']}move/dismiss/", {"version": "2"}).status_code == 302
    letter = text(signed_in(cast.operator), sent["Location"])
    assert "复核决定（不成立）" in letter


def test_feedback_says_how_far_and_what_would_help_in_both_languages(cast: Cast, case: Case) -> None:
    address = f"/desk/cases/{case.pk}/feedback/"
    assert signed_in(cast.operator).get(address).status_code == 404
    Feedback.objects.create(case=case, content=TOLD, at=clock.now())
    client = signed_in(cast.operator)
    assert address in text(client, f"/desk/cases/{case.pk}/")
    for lang, words in (
        ("zh", ("差1.20亿元", "年产值再增加1.20亿元。", "81.7")),
        ("en", ("CNY 120 million short", "81.7")),
    ):
        shown = text(client, address, lang)
        assert [one for one in words if one not in shown] == []
    assert signed_in(cast.other_operator).get(address).status_code == 404


def test_a_dossier_is_asked_for_bound_and_saved(cast: Cast, case: Case) -> None:
    client, address = signed_in(cast.operator), f"/desk/cases/{case.pk}/dossier/"
    assert client.get(f"{address}zh/pdf/").status_code == 404
    assert client.post(address, {"lang": "zh"}).status_code == 302
    assert "正在汇编" in text(client, address)
    work_off(clock.now)
    assert "与案件一致" in text(client, address)
    assert client.get(f"{address}zh/pdf/").content.startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(client.get(f"{address}zh/zip/").content)).testzip() is None
    assert client.get(f"{address}zh/exe/").status_code == 404
    assert signed_in(cast.district).get(f"{address}zh/pdf/").status_code == 404  # has none of its own yet
    assert signed_in(cast.other_district).get(address).status_code == 404
    assert Dossier.objects.get().side == "operator"
