"""Letters served and sealed: recorded once, with the scan beside it; and scans beside a filing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiqun.base import clock
from jiqun.records.models import Case, LedgerEntry, Letter, LetterService, StampedScan, Submission
from tests.cast import Cast, at
from tests.desk.filled import PDF, move, submitted
from tests.web.test_access import signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    row = submitted(cast)
    move(row, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    return row


def page_of(case: Case) -> str:
    return f"/desk/cases/{case.pk}/letters/{Letter.objects.get().pk}/"


def scan() -> dict[str, Any]:
    return {"file": SimpleUploadedFile("盖章.pdf", PDF)}


def acts(name: str) -> int:
    return LedgerEntry.objects.filter(act=name).count()


@pytest.mark.article("8")
def test_service_is_recorded_once_with_one_entry(cast: Cast, case: Case) -> None:
    client, day = signed_in(cast.district), clock.today().isoformat()
    wrong = client.post(page_of(case), {"on": "2020-01-01", "how": ""})
    assert (wrong.status_code, set(wrong.context["problems"])) == (422, {"on", "how"})
    assert client.post(page_of(case), {"on": day, "how": "hand", "note": "签收"}).status_code == 302
    assert list(client.post(page_of(case), {"on": day, "how": "post"}).context["problems"]) == ["on"]
    assert (LetterService.objects.get().how, acts("serve_letter")) == ("hand", 1)
    assert "签收" in signed_in(cast.operator).get(page_of(case)).content.decode()


@pytest.mark.article("8")
def test_the_office_seals_its_letters_and_the_operator_its_filings(cast: Cast, case: Case) -> None:
    letter, submission = Letter.objects.get().pk, Submission.objects.get().pk
    filing = f"/desk/cases/{case.pk}/filings/{submission}/"
    assert signed_in(cast.district).post(page_of(case), scan()).status_code == 302
    assert signed_in(cast.operator).post(filing, scan()).status_code == 302
    for who, page in ((cast.operator, page_of(case)), (cast.district, filing), (cast.auditor, filing)):
        assert signed_in(who).post(page, scan()).status_code == 404
    assert sorted(StampedScan.objects.values_list("what", flat=True)) == [
        f"letter:{letter}",
        f"submission:{submission}",
    ]
    kept = StampedScan.objects.order_by("pk")[0]
    address = f"/desk/cases/{case.pk}/scans/{kept.pk}/"
    assert signed_in(cast.operator).get(address).content == PDF
    assert signed_in(cast.other_operator).get(address).status_code == 404
    assert acts("add_stamped_scan") == 2


@pytest.mark.article("8")
def test_a_page_is_no_scan_and_says_so(cast: Cast, case: Case) -> None:
    sent = {"file": SimpleUploadedFile("盖章.pdf", b"<script>alert(1)</script>")}
    answer = signed_in(cast.district).post(page_of(case), sent)
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["file"])
    assert not StampedScan.objects.exists()
