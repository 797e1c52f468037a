"""The receipt of a filing as PDF: what was filed and when, its place in the ledger, and attached the proof of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi, Lang, day_text
from jiqun.ledger.receipt import Receipt, receipt_from
from jiqun.papers import palette as p
from jiqun.papers import receipt_words as w
from jiqun.papers.carried import binds
from jiqun.papers.plain import plain
from jiqun.papers.typesetting import typeset


@dataclass(frozen=True)
class ReceiptFile:
    """A file that was filed: its name, its size in bytes, SHA-256 of its bytes in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ReceiptView:
    """What a receipt says. Nothing in it is markup.

    `filed_at` carries a time zone; `declared_with` is how the declarant showed who they are. `entry` is the ledger's
    entry of the filing and `receipt` its proof (`jiqun-proof-1`), each as `as_dict` writes it; `verify_address` is the
    page that checks it.
    """

    case_number: str
    cluster: Bi
    operator: Bi
    round: Bi
    filed_at: datetime
    declared_by: str
    declared_with: Bi
    dataset_sha256: str
    submission_sha256: str
    files: tuple[ReceiptFile, ...]
    entry: Mapping[str, object]
    receipt: Mapping[str, object]
    verify_address: str


def receipt_pdf(view: ReceiptView, lang: Lang) -> bytes:
    """The receipt as the bytes of a PDF/A-3 file with the proof attached; the same bytes for the same view.

    Raises Unreadable (a WordedError) where `receipt` is no proof, ValueError where it proves another entry, where the
    address is too long for a QR code, or for text that UTF-8 cannot write.
    """
    proof = receipt_from(view.receipt)
    if proof.stored.entry.as_dict() != dict(view.entry):
        raise ValueError("the proof is of another entry")
    return typeset("receipt", _data(view, proof, lang), view.filed_at, "a-3a", carried=proof.text)


def moment_text(at: datetime, lang: Lang) -> str:
    """`2026年5月6日 14:03:27（北京时间）`, `6 May 2026, 14:03:27 (UTC+8)`; raises ValueError without a time zone."""
    if at.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    there = at.astimezone(SHANGHAI)
    return w.MOMENT.say(lang).format(day=day_text(there.date(), lang), time=f"{there:%H:%M:%S}")


def _data(view: ReceiptView, proof: Receipt, lang: Lang) -> dict[str, Any]:
    """All that the template prints."""
    return {
        "lang": lang,
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.ACCENT, "surface": p.SURFACE},
        "words": {name: words.say(lang) for name, words in w.LABELS.items()},
        "number": plain(view.case_number),
        "facts": _facts(view, lang),
        "hashes": [
            {"name": w.DATASET.say(lang), "hex": _groups(view.dataset_sha256)},
            {"name": w.SUBMISSION.say(lang), "hex": _groups(view.submission_sha256)},
        ],
        "files": [{"name": plain(one.name), "size": f"{one.size:,}", "hex": _groups(one.sha256)} for one in view.files],
        "proof": _proof(proof, lang),
        "address": plain(view.verify_address),
        "qr": _qr(view.verify_address),
        "offline": [
            words.say(lang) for words in (*w.HOW, w.PROVES if _bound(view, proof) else w.NOT_OPENED, w.ONLY_FILED)
        ],
        "footer": [w.FOOT.fill(seq=proof.stored.entry.seq, hash=" ".join(_groups(proof.stored.hash))).say(lang)],
    }


def _facts(view: ReceiptView, lang: Lang) -> list[list[str]]:
    declared = w.DECLARED_AS.fill(name=view.declared_by, way=view.declared_with)
    said = (
        (w.CLUSTER, view.cluster.say(lang)),
        (w.OPERATOR, view.operator.say(lang)),
        (w.ROUND, view.round.say(lang)),
        (w.FILED_AT, moment_text(view.filed_at, lang)),
        (w.DECLARED_BY, declared.say(lang)),
    )
    return [[name.say(lang), plain(what)] for name, what in said]


def _proof(proof: Receipt, lang: Lang) -> list[dict[str, Any]]:
    """The lines of the ledger's part; a line has a text or a hash."""
    head = proof.signed.head
    return [
        {"name": w.ENTRY.say(lang), "text": w.ENTRY_NUMBER.fill(seq=proof.stored.entry.seq).say(lang)},
        {"name": w.ENTRY_AT.say(lang), "text": moment_text(proof.stored.entry.at, lang)},
        {"name": w.ENTRY_HASH.say(lang), "hex": _groups(proof.stored.hash)},
        {"name": w.HEAD_SIZE.say(lang), "text": w.HEAD_OVER.fill(size=head.size).say(lang)},
        {"name": w.HEAD_AT.say(lang), "text": moment_text(head.at, lang)},
        {"name": w.HEAD_ROOT.say(lang), "hex": _groups(head.root)},
        {"name": w.KEY_ID.say(lang), "hex": _groups(head.key_id)},
        {"name": w.PUBLIC_KEY.say(lang), "hex": _groups(proof.public_key)},
    ]


def _bound(view: ReceiptView, proof: Receipt) -> bool:
    """Whether the proof shows both hashes, and not only that there is such an entry."""
    return binds(proof, view.dataset_sha256) and binds(proof, view.submission_sha256)


def _groups(digits: str) -> list[str]:
    """Eight by eight, so that two can be compared by eye."""
    digits = plain(digits)
    return [digits[at : at + 8] for at in range(0, len(digits), 8)]


def _qr(address: str) -> str:
    """The QR code of an address as SVG, with the quiet zone that readers need."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", xmldecl=False, svgns=True, dark=p.INK, border=4)
    return out.getvalue().decode("utf-8")
