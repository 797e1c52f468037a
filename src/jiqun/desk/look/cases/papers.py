"""Files to be given out: evidence, letters, receipts, each only with its case."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.sheets import may_read
from jiqun.desk.files import bytes_of
from jiqun.desk.may import NotThere, the_case
from jiqun.records.models import Blob, Evidence, Letter, Receipt


@dataclass(frozen=True)
class Paper:
    """A file's name, kind and bytes."""

    name: str
    media_type: str
    data: bytes


def evidence_paper(case: int, evidence: int, *, by: Actor) -> Paper:
    """An attached file. Raises NotThere."""
    row = Evidence.objects.filter(case=the_case(by, case), pk=evidence).select_related("blob", "case").first()
    if row is None or not may_read(row, by):
        raise NotThere
    return paper_of(row.blob, row.name)


def letter_paper(case: int, letter: int, lang: str, *, by: Actor) -> Paper:
    """A letter in one language. Raises NotThere."""
    row = Letter.objects.filter(case=the_case(by, case), pk=letter).select_related("zh", "en").first()
    if row is None:
        raise NotThere
    return paper_of(row.en if lang == "en" else row.zh, f"{row.number}-{lang}.pdf")


def receipt_paper(case: int, submission: int, lang: str, *, by: Actor) -> Paper:
    """The receipt of a filing. Raises NotThere, also while it is being made."""
    found = Receipt.objects.filter(submission__case=the_case(by, case), submission=submission)
    row = found.select_related("zh", "en", "submission__case").first()
    if row is None:
        raise NotThere
    return paper_of(
        row.en if lang == "en" else row.zh, f"{row.submission.case.number}-{row.submission.place}-{lang}.pdf"
    )


def paper_of(blob: Blob, name: str) -> Paper:
    """A stored file to be given out. Whether it may be is asked before."""
    return Paper(name, blob.media_type, bytes_of(blob))
