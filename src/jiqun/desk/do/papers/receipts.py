"""The receipt of a filing: its entry proved under a signed head, in a PDF that can be verified off line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.drafts import SUBMITS
from jiqun.desk.files import PDF, keep_bytes
from jiqun.desk.tree import proven
from jiqun.ledger.receipt import Document
from jiqun.ledger.receipt import Receipt as Proof
from jiqun.papers.receipt import ReceiptFile, ReceiptView, receipt_pdf
from jiqun.records.models import LedgerEntry, Receipt, SigningKey, Submission

DECLARED_WITH = {
    "password": Bi(zh="密码", en="password"),
    "totp": Bi(zh="动态口令", en="one-time code"),
    "webauthn": Bi(zh="通行密钥", en="passkey"),
}


def make_receipt(*, submission: int, at: datetime) -> None:
    """Make the receipt of a submission, once."""
    row = Submission.objects.select_related("case__cluster", "case__operator", "case__round", "declared_by").get(
        pk=submission
    )
    if Receipt.objects.filter(submission=row).exists():
        return
    files = json.loads(row.manifest)["files"]
    documents = tuple(Document(one["name"], one["sha256"]) for one in files)
    proof = replace(proof_of(_entry_of(row), at), documents=documents)
    view = _view(row, proof, files)
    with transaction.atomic():
        if not Receipt.objects.select_for_update().filter(submission=row).exists():
            Receipt.objects.create(
                submission=row,
                zh=keep_bytes(receipt_pdf(view, "zh"), PDF, at),
                en=keep_bytes(receipt_pdf(view, "en"), PDF, at),
                at=at,
            )


def proof_of(entry: LedgerEntry, at: datetime) -> Proof:
    """The entry, its content, and its place under a head signed now."""
    signed = sign_present_head(at=at)
    assert signed is not None
    return proven(entry, signed, SigningKey.objects.values_list("public", flat=True).get(pk=signed.head.key_id))


def _entry_of(row: Submission) -> LedgerEntry:
    moves = LedgerEntry.objects.filter(subject=f"case:{row.case_id}", act__in=SUBMITS[row.case.kind].values())
    return moves.order_by("seq")[row.place - 1]


def _view(row: Submission, proof: Proof, files: list[dict[str, Any]]) -> ReceiptView:
    case = row.case
    assert case.round is not None
    return ReceiptView(
        case_number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        operator=Bi(zh=case.operator.name_zh, en=case.operator.name_en or case.operator.name_zh),
        round=Bi(zh=case.round.title_zh, en=case.round.title_en or case.round.title_zh),
        filed_at=row.at,
        declared_by=row.declared_by.name,
        declared_with=DECLARED_WITH.get(row.declared_with, Bi(zh=row.declared_with, en=row.declared_with)),
        dataset_sha256=row.roster.sha256,
        submission_sha256=row.sha256,
        files=tuple(ReceiptFile(one["name"], one["size"], one["sha256"]) for one in files),
        entry=proof.stored.entry.as_dict(),
        receipt=proof.as_dict(),
        verify_address=f"{settings.BASE_URL}/verify/?entry={proof.stored.entry.seq}",
    )
