"""Files of a case to be saved: evidence, letters, receipts."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from jiqun.desk.look.cases.papers import Paper, evidence_paper, letter_paper, receipt_paper
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.sending import download


@require_GET
def evidence_file(request: DeskRequest, case_id: int, evidence_id: int) -> HttpResponse:
    """A file that was attached."""
    return _sent(evidence_paper(case_id, evidence_id, by=acting_in(request)))


@require_GET
def letter(request: DeskRequest, case_id: int, letter_id: int, lang: str) -> HttpResponse:
    """A letter as PDF."""
    return _sent(letter_paper(case_id, letter_id, lang, by=acting_in(request)))


@require_GET
def receipt(request: DeskRequest, case_id: int, submission_id: int, lang: str) -> HttpResponse:
    """A receipt as PDF."""
    return _sent(receipt_paper(case_id, submission_id, lang, by=acting_in(request)))


def _sent(paper: Paper) -> HttpResponse:
    return download(paper.data, paper.name, paper.media_type)
