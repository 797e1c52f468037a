"""Making the certificate of a recognition, once its entry is covered by a signed head (Article 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.do.papers.receipts import proof_of
from jiqun.desk.files import PDF, keep_bytes
from jiqun.desk.post import people_in, tell
from jiqun.desk.record import record, seal_of
from jiqun.papers.certificate import ACT, certificate_pdf
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Certificate, EntryContent, LedgerEntry, Recognition


def make_certificate(*, recognition: int, at: datetime) -> None:
    """Make the certificate of a recognition, once, and tell its operator."""
    row = Recognition.objects.select_related("cluster", "case__cluster").get(pk=recognition)
    if Certificate.objects.filter(recognition=row).exists():
        return
    data = certificate_pdf(proof_of(entry_that_entered(row), at))
    with transaction.atomic():
        Recognition.objects.select_for_update().get(pk=row.pk)
        if Certificate.objects.filter(recognition=row).exists():
            return
        made = Certificate.objects.create(recognition=row, blob=keep_bytes(data, PDF, at), at=at)
        content = {"certificate": row.number, "sha256": made.blob_id}
        subject = f"cluster:{row.cluster_id}"
        record("issue_certificate", subject, by=None, at=at, article="9", content=content, sealed=(made,))
        if row.case:
            _tell(row, row.case, at)


def entry_that_entered(row: Recognition) -> LedgerEntry:
    """The ledger's entry that sealed the recognition. Raises LedgerEntry.DoesNotExist where its content is gone."""
    found = EntryContent.objects.filter(entry__act=ACT, entry__subject=f"cluster:{row.cluster_id}").order_by("pk")
    for content in found.select_related("entry"):
        if list(seal_of(row)) in content.content["rows"]:
            return content.entry
    raise LedgerEntry.DoesNotExist


def _tell(row: Recognition, case: Case, at: datetime) -> None:
    words = {"cluster": Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh), "number": row.number}
    told = (*people_in(case, Role.OPERATOR), *people_in(case, Role.DISTRICT_OFFICER))
    tell(told, f"certificate:{row.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)


_SUBJECT = Bi(zh="{cluster}：认定证书已出具（{number}）", en="{cluster}: the certificate is there ({number})")
_BODY = Bi(
    zh="{cluster}的认定证书{number}已出具，可在集群的公开页面下载，并可由任何人核验。\n",
    en="The certificate {number} of {cluster} is there: download it from the cluster’s public page. Anybody can verify "
    "it.\n",
)
