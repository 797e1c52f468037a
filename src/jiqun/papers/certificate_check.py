"""A certificate checked off line: its proof says what was recognised, and the page is printed anew and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jiqun.base.words import Bi
from jiqun.ledger.fault import Fault
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import Receipt
from jiqun.papers import certificate_words as cw
from jiqun.papers.certificate import CertificateText, certificate_of, certificate_pdf, verify_address
from jiqun.papers.verified import Line, Verified


def certificate_found(found: Verified, proof: Receipt, data: bytes, today: date) -> Verified:
    """What was found of a proof, as that of a certificate; `data` are the bytes of the file that carries it.

    Every word of the page stands in the proof, so the page is set again from it. Other bytes mean that the page was
    changed, or that another version of this program set it.
    """
    try:
        text = certificate_of(proof)
    except Unreadable as refused:
        return replace(found, state="refused", faults=(*found.faults, Fault("no-certificate", refused.words)))
    same = certificate_pdf(proof) == data
    faults = found.faults if same else (*found.faults, Fault("page-differs", _DIFFERS))
    return Verified(
        found.name,
        found.state if same else "refused",
        found.title,
        (*_lines(text, today), *found.lines),
        faults,
        (*((_AS_ISSUED,) if same else found.notes), _ASK_ON_LINE.fill(address=verify_address(text))),
        {**found.says, "certificate": _said(text, today, same)},
    )


def _lines(text: CertificateText, today: date) -> tuple[Line, ...]:
    valid = _VALID if text.valid_on(today) else _EXPIRED if today > text.last_day else _COMING
    return (
        (cw.NUMBER, text.number),
        (_CLUSTER, _NAMED.fill(name=text.name, number=text.cluster)),
        (cw.DISTRICT, text.district),
        (cw.OPERATOR, text.operator),
        (cw.VALID, cw.FROM_TO.fill(first=text.first_day, last=text.last_day)),
        (_TODAY, valid.fill(day=today)),
        (cw.LIST, text.list_number),
    )


def _said(text: CertificateText, today: date, same: bool) -> dict[str, object]:
    return {
        "number": text.number,
        "cluster": text.cluster,
        "name": text.name.as_dict(),
        "valid_from": text.first_day.isoformat(),
        "valid_to": text.last_day.isoformat(),
        "valid_today": text.valid_on(today),
        "page_as_issued": same,
    }


_CLUSTER = Bi(zh="集群", en="Cluster")
_NAMED = Bi(zh="{name}（{number}）", en="{name} ({number})")
_TODAY = Bi(zh="今天", en="Today")
_VALID = Bi(zh="{day}：在有效期内", en="{day}: valid")
_EXPIRED = Bi(zh="{day}：已过有效期", en="{day}: expired")
_COMING = Bi(zh="{day}：尚未生效", en="{day}: not valid yet")
_AS_ISSUED = Bi(
    zh="页面由证明重新生成，与文件逐字节相同：页面文字未被改动。",
    en="The page was set anew from the proof and is byte for byte this file: none of its words was changed.",
)
_ASK_ON_LINE = Bi(
    zh="文件无从得知认定此后是否被撤销（办法第十九条），请在线核验：{address}",
    en="No file can know whether the recognition was revoked since (Article 19). Ask on line: {address}",
)
_DIFFERS = Bi(
    zh="页面与由证明重新生成的不同：页面被改动或重新保存过，或由另一版本的程序排版。请以证明所列内容为准。",
    en="The page is not the one that the proof makes: it was changed or saved anew, or set by another version of this "
    "program. What the proof lists is what counts.",
)
