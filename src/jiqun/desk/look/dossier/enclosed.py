"""The files of a case as sections of a dossier: evidence, letters, receipts, scans with the seal, an appeal's files."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.base.words import Bi, Lang, day_text
from jiqun.desk.changes.reported import last_report
from jiqun.desk.files import PDF
from jiqun.desk.letter_texts import LETTERS
from jiqun.desk.look.cases.file import CaseFile
from jiqun.desk.look.cases.served import WAYS
from jiqun.papers.dossier.text import Block, Enclosure, Section, Table
from jiqun.papers.receipt import moment_text
from jiqun.records.models import Appeal, Blob, Case, Letter, StampedScan, Submission


def evidence(row: Case, file: CaseFile, lang: Lang) -> Section:
    """The evidence, each file with the clauses that it supports."""
    files = tuple(
        Enclosure(
            key="",
            name=one.name,
            sha256=one.sha256,
            size=one.size,
            media_type=one.media_type,
            folder="files/evidence",
            about=_SUPPORTS.fill(clauses=_COMMA.say(lang).join(one.clauses)).say(lang),
        )
        for one in file.evidence
    )
    return Section(_EVIDENCE.say(lang), files)


def letters(row: Case, lang: Lang) -> Section:
    """The letters in the dossier's language (the Chinese one, which counts, in any case), with their service."""
    found = list(Letter.objects.filter(case=row).select_related("zh", "en", "service").order_by("pk"))
    head = (_NUMBER, _LETTER, _DAY, _SERVED)
    lines = tuple(
        (one.number, LETTERS[one.kind].title.say(lang), day_text(one.at.date(), lang), _service(one, lang))
        for one in found
    )
    blocks: list[Block] = [Table(tuple(words.say(lang) for words in head), lines, (3, 3, 2, 3))] if found else []
    for one in found:
        title = f"{LETTERS[one.kind].title.say(lang)} {one.number}"
        languages: tuple[Lang, ...] = ("zh",) if lang == "zh" else ("en", "zh")
        blocks += [_pdf(one.en if said == "en" else one.zh, f"{title} ({said}).pdf", "letters") for said in languages]
    blocks += _scans(row, "letter:")
    return Section(_LETTERS.say(lang), tuple(blocks))


def filings(row: Case, lang: Lang) -> Section:
    """What was filed and when, with the receipts."""
    found = list(Submission.objects.filter(case=row).select_related("receipt__zh", "receipt__en").order_by("place"))
    lines = tuple((str(one.place), moment_text(one.at, lang), one.sha256) for one in found)
    head = tuple(words.say(lang) for words in (_PLACE, _WHEN, _HASH))
    blocks: list[Block] = [Table(head, lines, (1, 3, 8))] if found else []
    for one in found:
        receipt = getattr(one, "receipt", None)
        if receipt is not None:
            name = f"{_RECEIPT.fill(n=one.place).say(lang)}.pdf"
            blocks.append(_pdf(receipt.en if lang == "en" else receipt.zh, name, "receipts"))
    blocks += _scans(row, "submission:")
    return Section(_FILINGS.say(lang), tuple(blocks))


def appeal_files(row: Case, lang: Lang) -> Section:
    """The files that were lodged with an appeal."""
    appeal = Appeal.objects.get(case=row)
    blobs = Blob.objects.in_bulk([one["sha256"] for one in appeal.files])
    return Section(_EVIDENCE.say(lang), tuple(_of(blobs[one["sha256"]], one["name"], "appeal") for one in appeal.files))


def change_files(row: Case, lang: Lang) -> Section:
    """The files that came with a change report."""
    files = last_report(row).files
    blobs = Blob.objects.in_bulk([one["sha256"] for one in files])
    return Section(_EVIDENCE.say(lang), tuple(_of(blobs[one["sha256"]], one["name"], "change") for one in files))


def _scans(row: Case, what: str) -> Iterable[Enclosure]:
    found = StampedScan.objects.filter(case=row, what__startswith=what).select_related("blob").order_by("pk")
    return tuple(_of(one.blob, one.name, "scans") for one in found)


def _pdf(blob: Blob, name: str, folder: str) -> Enclosure:
    assert blob.media_type == PDF
    return _of(blob, name, folder)


def _of(blob: Blob, name: str, folder: str) -> Enclosure:
    return Enclosure("", name, blob.sha256, blob.size, blob.media_type, f"files/{folder}")


def _service(one: Letter, lang: Lang) -> str:
    service = getattr(one, "service", None)
    if service is None:
        return _NOT_RECORDED.say(lang)
    return f"{day_text(service.on, lang)} · {WAYS[service.how].say(lang)}"


_EVIDENCE = Bi(zh="佐证材料", en="Evidence")
_SUPPORTS = Bi(zh="支持条款：{clauses}", en="Supports {clauses}")
_COMMA = Bi(zh="、", en=", ")
_LETTERS = Bi(zh="文书", en="Letters")
_NUMBER = Bi(zh="文号", en="Number")
_LETTER = Bi(zh="名称", en="Letter")
_DAY = Bi(zh="日期", en="Day")
_SERVED = Bi(zh="送达", en="Service")
_NOT_RECORDED = Bi(zh="未记录", en="not recorded")
_FILINGS = Bi(zh="提交记录与回执", en="Filings and receipts")
_PLACE = Bi(zh="次数", en="No.")
_WHEN = Bi(zh="时间", en="When")
_HASH = Bi(zh="申报材料哈希", en="Hash of the filing")
_RECEIPT = Bi(zh="第{n}次提交的回执", en="Receipt of filing {n}")
