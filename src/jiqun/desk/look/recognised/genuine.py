"""Whether a file, a number or a hash is genuine: what anybody may ask, and no more than the one who holds it knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.recognised.lists import (
    Certified,
    certificate_by_hash,
    certificate_by_number,
    list_by_hash,
    list_by_number,
)
from jiqun.desk.proving.verifying import public_keys
from jiqun.ledger.fault import Fault
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import receipt_from
from jiqun.ledger.receipt_check import check_receipt
from jiqun.papers.carried import proof_in_pdf
from jiqun.records.models import Document, Dossier, EntryContent, LedgerEntry, Letter, Receipt, TreeHead


@dataclass(frozen=True)
class Genuine:
    """What was found of one question; `lines` say what is proved and what is not.

    `state`: genuine, unknown, wrong, or revoked, which is genuine and holds no more.
    """

    state: str
    title: Bi
    lines: tuple[Bi, ...]
    sha256: str = ""


def check_file(data: bytes, today: date) -> Genuine:
    """A file: one that was issued here, or one that carries a proof of this ledger. It is not kept."""
    sha256 = hashlib.sha256(data).hexdigest()
    issued, proof = _issued(sha256, today), _carried(data, today)
    certified = certificate_by_hash(sha256, today)
    if certified and certified.revoked:
        return Genuine("revoked", _REVOKED, (*(proof or certified).lines, _BYTE), sha256)
    if issued:
        return Genuine("genuine", _ISSUED, (*issued, *(proof.lines if proof else ()), _BYTE), sha256)
    if proof:
        return Genuine(proof.state, proof.title, (*proof.lines, _PROOF_NOT_PAGE), sha256)
    return Genuine("unknown", _UNKNOWN, (_ALTERED_TOO,), sha256)


def check_number(text: str, today: date) -> Genuine:
    """The number of a certificate, a list, a letter or an entry, or the hash of an entry or a file."""
    text = text.strip()
    if len(text) == 64 and all(letter in "0123456789abcdef" for letter in text.lower()):
        return _hash(text.lower(), today)
    if text.isascii() and text.isdigit() and len(text) < 16:
        return _entry(LedgerEntry.objects.filter(pk=int(text)).first())
    if found := certificate_by_number(text, today):
        state, title = ("revoked", _REVOKED) if found.revoked else ("genuine", _CERTIFICATE_KNOWN)
        return Genuine(state, title, found.lines)
    if listed := list_by_number(text):
        return Genuine("genuine", _LIST_KNOWN, listed)
    letter = Letter.objects.filter(number=text).first()
    if letter is None:
        return Genuine("unknown", _UNKNOWN, (_NUMBER_UNKNOWN,))
    lines = (_LETTER.fill(number=letter.number, day=day_of(letter.at)), _COMPARE.fill(zh=letter.zh_id, en=letter.en_id))
    return Genuine("genuine", _NUMBER_KNOWN, lines)


def _hash(sha256: str, today: date) -> Genuine:
    certified = certificate_by_hash(sha256, today)
    if certified and certified.revoked:
        return Genuine("revoked", _REVOKED, certified.lines, sha256)
    issued = _issued(sha256, today)
    if issued:
        return Genuine("genuine", _ISSUED, issued, sha256)
    return _entry(LedgerEntry.objects.filter(hash=sha256).first())


def _entry(row: LedgerEntry | None) -> Genuine:
    if row is None:
        return Genuine("unknown", _UNKNOWN, (_ENTRY_UNKNOWN,))
    head = TreeHead.objects.filter(size__gte=row.seq).order_by("size").first()
    covered = _HEAD.fill(size=head.size, day=day_of(head.at), key=head.key_id) if head else _NO_HEAD
    return Genuine("genuine", _IN_LEDGER, (_ENTRY.fill(seq=row.seq, day=day_of(row.at)), covered), row.hash)


def _issued(sha256: str, today: date) -> tuple[Bi, ...]:
    """What was issued under this hash: certificate, list, letter, receipt, dossier or document; no more is told."""
    if certified := certificate_by_hash(sha256, today):
        return certified.lines
    if found := list_by_hash(sha256):
        return found
    letter = Letter.objects.filter(Q(zh=sha256) | Q(en=sha256)).first()
    if letter:
        return (_LETTER.fill(number=letter.number, day=day_of(letter.at)),)
    receipt = Receipt.objects.filter(Q(zh=sha256) | Q(en=sha256)).select_related("submission__case").first()
    if receipt:
        return (_RECEIPT.fill(case=receipt.submission.case.number, day=day_of(receipt.submission.at)),)
    bound = Dossier.objects.filter(pdf=sha256).select_related("case").first()
    if bound and bound.made_at:
        return (_DOSSIER.fill(case=bound.case.number, day=day_of(bound.made_at)),)
    document = Document.objects.filter(blob=sha256).first()
    return (_DOCUMENT.fill(title=document.title_zh, day=day_of(document.published_at)),) if document else ()


def _carried(data: bytes, today: date) -> Genuine | None:
    carried = proof_in_pdf(data)
    if carried is None:
        return None
    try:
        receipt = receipt_from(carried)
    except Unreadable as refused:
        return Genuine("wrong", _PROOF_WRONG, (refused.words,))
    faults: tuple[Fault, ...] = check_receipt(receipt, public_keys())
    entry = receipt.stored.entry
    if faults or not LedgerEntry.objects.filter(seq=entry.seq, hash=receipt.stored.hash).exists():
        return Genuine("wrong", _PROOF_WRONG, tuple(fault.words for fault in faults) or (_OTHER_LEDGER,))
    lines = (_ENTRY.fill(seq=entry.seq, day=day_of(entry.at)), _PROVED.fill(size=receipt.signed.head.size))
    certified = _certified_by(entry.seq, today)
    if certified and certified.revoked:
        return Genuine("revoked", _REVOKED, (*certified.lines, *lines))
    return Genuine("genuine", _PROOF_HOLDS, lines)


def _certified_by(seq: int, today: date) -> Certified | None:
    """The certificate of the recognition that an entry entered: a file that was saved anew carries its proof still."""
    found = EntryContent.objects.filter(entry=seq, entry__act="enter_recognition").first()
    return certificate_by_number(str(found.content["what"]["certificate"]), today) if found else None


_ISSUED = Bi(zh="是本系统出具的文件", en="This file was issued here")
_CERTIFICATE_KNOWN = Bi(zh="有这一编号的认定", en="There is a recognition of this number")
_REVOKED = Bi(zh="认定已撤销", en="The recognition was revoked")
_LIST_KNOWN = Bi(zh="有这一文号的名单", en="There is a list of this number")
_IN_LEDGER = Bi(zh="存证中有这一条", en="This entry stands in the ledger")
_NUMBER_KNOWN = Bi(zh="有这一文号的文书", en="There is a letter of this number")
_PROOF_HOLDS = Bi(zh="文件携带的证明有效", en="The proof that the file carries holds")
_PROOF_WRONG = Bi(zh="文件携带的证明无效", en="The proof that the file carries does not hold")
_UNKNOWN = Bi(zh="没有找到", en="Nothing of the kind was found")
_LETTER = Bi(zh="文书 {number}，{day}出具。", en="Letter {number}, issued on {day}.")
_RECEIPT = Bi(zh="案件 {case} 的申报回执，{day}提交。", en="The receipt of case {case}, filed on {day}.")
_DOSSIER = Bi(zh="案件 {case} 的卷宗，{day}汇编。", en="The dossier of case {case}, bound on {day}.")
_DOCUMENT = Bi(zh="文件《{title}》，{day}发布。", en="The document {title}, published on {day}.")
_BYTE = Bi(zh="文件与出具时逐字节相同。", en="The file is byte for byte as it was issued.")
_PROOF_NOT_PAGE = Bi(
    zh="证明只说明其中所列的内容；页面文字可能被改动，请与证明逐项核对。",
    en="The proof speaks of what it lists; the words of the page may have been changed, so compare them.",
)
_ALTERED_TOO = Bi(
    zh="既不是本系统出具的文件，也没有携带证明；被改动或重新保存过的文件同样找不到。",
    en="It was not issued here and carries no proof; a file that was changed or saved anew is not found either.",
)
_NUMBER_UNKNOWN = Bi(
    zh="没有这一编号的证书、名单或文书。请核对括号和年份。",
    en="No certificate, list or letter has this number: check its brackets and year.",
)
_ENTRY_UNKNOWN = Bi(zh="存证中没有这一条。", en="No such entry stands in the ledger.")
_OTHER_LEDGER = Bi(zh="所证明的记录不在本存证中。", en="The entry that it proves is not of this ledger.")
_ENTRY = Bi(zh="第{seq}条，{day}记录。", en="Entry {seq}, written on {day}.")
_PROVED = Bi(zh="由覆盖前{size}条的签名树头证明。", en="Proved under a signed head over {size} entries.")
_HEAD = Bi(
    zh="已由{day}签署、覆盖前{size}条的树头固定（密钥{key}）。",
    en="Fixed by the head signed on {day} over {size} entries (key {key}).",
)
_NO_HEAD = Bi(zh="尚未有树头覆盖，最迟次日签署。", en="No head covers it yet; one is signed by tomorrow.")
_COMPARE = Bi(
    zh="文件的SHA-256应为：中文 {zh}；英文 {en}。",
    en="The file’s SHA-256 has to be: Chinese {zh}; English {en}.",
)
