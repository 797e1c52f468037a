"""What a published list says around its lines on paper, and its two files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.files import PDF, keep_bytes
from jiqun.law import edition
from jiqun.papers.list_pdf import ListPaper, list_pdf
from jiqun.papers.list_text import ListText
from jiqun.procedure.roles import Office
from jiqun.records.models import Blob, LedgerTip, Organisation


def list_paper(text: ListText, at: datetime, last_day: date | None = None, reason: str = "") -> ListPaper:
    """The list as it is printed when it is published; `last_day` of a notice as the calendar then has it.

    `reason`: why it takes the place of the list before it.
    """
    office, head = Organisation.objects.get(kind=Office.COMMISSION), text.head
    law = edition(head["edition"]).source_title
    words = _RENEWAL if head.get("purpose") else _RECOGNITION
    counted = (words.results if text.lines else words.no_results).fill(n=len(text.lines), law=law)
    closing: tuple[Bi, ...] = (words.holds,) if text.lines else ()
    if last_day is not None:
        first = date.fromisoformat(head["first_day"])
        told = {"n": len(text.lines), "first": first, "last": last_day, "days": head["days"], "law": law}
        counted, closing = words.notice.fill(**told), (_HOW.fill(address=f"{settings.BASE_URL}/lists/"), _LATE)
    corrected = (_CORRECTED.fill(number=head["replaces"], reason=reason),) if reason else ()
    return ListPaper(
        number=head["number"],
        issued_on=day_of(at),
        sender=Bi(zh=office.name_zh, en=office.name_en or office.name_zh),
        title=Bi(zh=head["title"]["zh"], en=head["title"]["en"] or head["title"]["zh"]),
        opening=(counted, *corrected),
        closing=closing,
        footer=_footer(text.sha256),
    )


def printed(paper: ListPaper, text: ListText, at: datetime) -> tuple[Blob, Blob]:
    """Both files, stored: Chinese and English."""
    zh, en = (keep_bytes(list_pdf(paper, text, lang), PDF, at) for lang in ("zh", "en"))
    return zh, en


def _footer(sha256: str) -> Bi:
    """How the paper is verified: by the text that it prints, and the ledger's last entry before it."""
    tip = LedgerTip.objects.filter(pk=1).first()
    words = {"address": f"{settings.BASE_URL}/verify/", "size": tip.size if tip else 0, "sha256": sha256}
    return _VERIFY.fill(**words, hash=tip.last_hash[:16] if tip else "")


@dataclass(frozen=True)
class _Words:
    """What a list says of itself: on notice, with results, without any, and how long they hold."""

    notice: Bi
    results: Bi
    no_results: Bi
    holds: Bi


_NOTICE = Bi(
    zh="根据《{law}》第九条，经形式审查、专家评审和实地抽查，拟认定下列{n}个集群，"
    "现予公示。公示期为{days}个工作日，自{first}起至{last}止，首日和末日均计入。",
    en="Under Article 9 of the Procedures and after the formality check, evaluation by experts and spot checks, the "
    "recognition of {n} cluster(s), listed below, is proposed and put on public notice for {days} working days: from "
    "{first} to {last}, both days counted.",
)
_HOW = Bi(
    zh="任何单位和个人对名单有异议的，可在公示期内通过{address}提出，并如实提供姓名和联系方式。姓名和联系方式不予公开。",
    en="Anybody may object while the notice runs, at {address}, giving their real name and how they can be reached, "
    "which are never published.",
)
_LATE = Bi(
    zh="公示期内如国家调整节假日安排，末日相应顺延，以网站公布的日期为准。",
    en="If holidays are announced meanwhile, the last day moves with them; the day shown on the web page holds.",
)
_RESULTS = Bi(
    zh="根据《{law}》第九条，经审查、专家评审和公示，认定下列{n}个集群为市级中小企业特色产业集群，现予公布。",
    en="Under Article 9 of the Procedures, after examination, evaluation by experts and public notice, {n} cluster(s), "
    "listed below, received recognition as municipal SME specialty industry clusters.",
)
_NO_RESULTS = Bi(
    zh="根据《{law}》第九条，经审查，本次没有集群获得认定，现予公布。",
    en="Under Article 9 of the Procedures it is published that no cluster is recognised this time.",
)
_HOLDS = Bi(
    zh="认定自名单公布之日起三年内有效。认定证书可凭编号公开核验。",
    en="A recognition holds for three years from the publication of the list. Certificates can be verified by number.",
)
_RECOGNITION = _Words(_NOTICE, _RESULTS, _NO_RESULTS, _HOLDS)
_RENEWAL = _Words(
    Bi(
        zh="根据《{law}》第九条、第十五条，经形式审查、专家评审和实地抽查，拟确认下列{n}个集群通过复评，"
        "现予公示。公示期为{days}个工作日，自{first}起至{last}止，首日和末日均计入。",
        en="Under Articles 9 and 15 of the Procedures and after the formality check, evaluation by experts and spot "
        "checks, it is proposed that the {n} cluster(s) below have passed the re-evaluation. This is on public notice "
        "for {days} working days: from {first} to {last}, both days counted.",
    ),
    Bi(
        zh="根据《{law}》第十五条，经审查、专家评审和公示，下列{n}个集群通过复评，认定有效期延续三年，现予公布。",
        en="Under Article 15 of the Procedures, after examination, evaluation by experts and public notice, the {n} "
        "cluster(s) below passed the re-evaluation; their recognition goes on for another three years.",
    ),
    Bi(
        zh="根据《{law}》第十五条，经审查，本次没有集群通过复评，现予公布。",
        en="Under Article 15 of the Procedures it is published that no cluster passed the re-evaluation this time.",
    ),
    Bi(
        zh="延续的有效期自原有效期届满次日起计算。认定证书可凭编号公开核验。",
        en="The further term runs from the day after the earlier one ends. Certificates can be verified by number.",
    ),
)
_CORRECTED = Bi(
    zh="本名单更正并替代{number}号名单。更正理由：{reason}", en="It corrects and replaces list {number}. Why: {reason}"
)
_VERIFY = Bi(
    zh="核验：{address}（上传本文件或输入文号）· 名单文本 SHA-256：{sha256}\n公布时存证：第{size}条 {hash}",
    en="Verify it at {address} (with this file or its number) · SHA-256 of the list’s text: {sha256}\n"
    "Ledger when published: entry {size} {hash}",
)
