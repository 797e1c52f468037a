"""The certificate of a recognition as one page in both languages, printed from its proof and from nothing else.

Every word on it stands in the ledger's entry, whose proof is attached. So whoever holds the file can print the page
anew from the proof, off line, and see whether it is byte for byte this one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno

from jiqun.base.words import LANGS, Bi, Lang, day_text
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import industry_name
from jiqun.law import edition
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import Receipt
from jiqun.papers import certificate_words as w
from jiqun.papers import palette as p
from jiqun.papers.plain import plain
from jiqun.papers.typesetting import typeset

ACT = "enter_recognition"
_GOLD = "#8a6d3b"


@dataclass(frozen=True)
class CertificateText:
    """What a certificate says."""

    number: str
    cluster: str
    name: Bi
    district: Bi
    operator: Bi
    industries: tuple[Bi, ...]
    first_day: date
    last_day: date
    list_number: str
    list_sha256: str
    procedures: str
    issuer: Bi
    address: str

    def valid_on(self, day: date) -> bool:
        """Whether the recognition holds on a day; both ends count."""
        return self.first_day <= day <= self.last_day


def certificate_of(proof: Receipt) -> CertificateText:
    """What the entry that is proved says of a recognition. Raises Unreadable where it says nothing of the kind."""
    opened = proof.opened
    if opened is None or proof.stored.entry.act != ACT:
        raise Unreadable(w.NO_CERTIFICATE)
    try:
        return _read(_part(opened.content, "what"))
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(w.NO_CERTIFICATE) from error


def certificate_pdf(proof: Receipt) -> bytes:
    """The page as the bytes of a PDF/A-3 file with the proof attached; the same bytes for the same proof.

    Raises Unreadable where the proof is not that of a recognition, ValueError for text that UTF-8 cannot write.
    """
    text = certificate_of(proof)
    return typeset("certificate", _data(text, proof), proof.stored.entry.at, "a-3a", carried=proof.text)


def verify_address(text: CertificateText) -> str:
    """Where the certificate is verified by its number."""
    return f"{text.address}?number={text.number}"


def _read(what: Mapping[str, Any]) -> CertificateText:
    listed = _part(what, "list")
    return CertificateText(
        number=str(what["certificate"]),
        cluster=str(what["cluster"]),
        name=_both(what, "name"),
        district=DISTRICTS[what["district"]],
        operator=_both(what, "operator"),
        industries=tuple(_industry(str(code)) for code in what["industries"]),
        first_day=date.fromisoformat(what["valid_from"]),
        last_day=date.fromisoformat(what["valid_to"]),
        list_number=str(listed["number"]),
        list_sha256=str(listed["sha256"]),
        procedures=edition(str(what["procedures"])).id,
        issuer=_both(what, "issuer"),
        address=str(what["verify"]),
    )


def _part(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = content[name]
    if not isinstance(part, Mapping):
        raise TypeError(name)
    return part


def _both(what: Mapping[str, Any], name: str) -> Bi:
    pair = _part(what, name)
    return Bi(zh=str(pair["zh"]), en=str(pair["en"] or pair["zh"]))


def _industry(code: str) -> Bi:
    name = industry_name(code)
    return Bi(zh=f"{code} {name.zh}", en=f"{code} {name.en}") if name else Bi(zh=code, en=code)


def _data(text: CertificateText, proof: Receipt) -> dict[str, Any]:
    """All that the template prints, each thing in both languages."""
    words = {"title": w.TITLE, "said": w.SAID, "under": _under(text), "scan": w.SCAN, "attached": w.ATTACHED}
    return {
        "lang": "zh",
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.ACCENT, "gold": _GOLD},
        "words": {name: _pair(one) for name, one in (words | {"seal": w.SEAL}).items()},
        "qr_alt": f"{w.QR_ALT.zh} {w.QR_ALT.en}",
        "name": _pair(text.name),
        "issuer": _pair(text.issuer),
        "facts": [{"name": _pair(name), "what": _pair(what)} for name, what in _facts(text)],
        "number": plain(text.number),
        "day": [day_text(text.first_day, lang) for lang in LANGS],
        "qr": _qr(verify_address(text)),
        "proof": [*_pair(_proved(proof)), *_pair(w.OFFLINE)],
    }


def _facts(text: CertificateText) -> tuple[tuple[Bi, Bi], ...]:
    industries = Bi(*("；".join(one.say(lang) for one in text.industries) for lang in LANGS))
    valid = Bi(*(w.FROM_TO.say(lang).format(**_days(text, lang)) for lang in LANGS))
    return (
        (w.NUMBER, Bi(text.number, text.number)),
        (w.VALID, valid),
        (w.DISTRICT, text.district),
        (w.OPERATOR, text.operator),
        (w.INDUSTRIES, industries),
        (w.CLUSTER, Bi(text.cluster, text.cluster)),
        (w.LIST, Bi(text.list_number, text.list_number)),
    )


def _proved(proof: Receipt) -> Bi:
    """Where it stands in the ledger, with as many digits as can be compared by eye."""
    head = proof.signed.head
    places = {"seq": proof.stored.entry.seq, "size": head.size, "key": head.key_id}
    return w.PROVED.fill(**places, hash=proof.stored.hash[:16], root=head.root[:16])


def _under(text: CertificateText) -> Bi:
    book = edition(text.procedures)
    return w.UNDER.fill(title=book.title, number=book.source_number)


def _days(text: CertificateText, lang: Lang) -> dict[str, str]:
    return {"first": day_text(text.first_day, lang), "last": day_text(text.last_day, lang)}


def _pair(words: Bi) -> list[str]:
    return [plain(words.zh), plain(words.en)]


def _qr(address: str) -> str:
    """The QR code of an address as SVG, with the quiet zone that readers need."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", xmldecl=False, svgns=True, dark=p.INK, border=4)
    return out.getvalue().decode("utf-8")
