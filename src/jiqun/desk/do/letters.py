"""Official letters: written in the act's transaction, in both languages, with a document number; service recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act
from jiqun.desk.files import PDF, Taken, keep_bytes, keep_file
from jiqun.desk.may import WRITING_OFFICE, NotThere, cases_of, only
from jiqun.desk.numbers import document_number
from jiqun.desk.record import record
from jiqun.desk.settings import setting
from jiqun.desk.wrong import refuse_if
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.letters import LetterText, letter_pdf
from jiqun.procedure.roles import Role
from jiqun.records.models import LedgerTip, Letter, LetterService, Organisation, StampedScan, Submission

WAYS = ("system", "hand", "post", "email")


def write_letter(act: Act, kind: str) -> Letter:
    """Write the letter that goes with a move; its number is the next by the office's pattern."""
    office = Organisation.objects.get(kind="district", district=act.case.district)
    day = day_of(act.at)
    place = DISTRICTS[act.case.district].zh.removesuffix("新区").removesuffix("区")
    number = document_number(setting("document_number"), day, place=place)
    letter = _TEXTS[kind](act, office, number, day)
    row = Letter.objects.create(
        case=act.case,
        kind=kind,
        number=number,
        zh=keep_bytes(letter_pdf(letter, "zh"), PDF, act.at),
        en=keep_bytes(letter_pdf(letter, "en"), PDF, act.at),
        at=act.at,
        by_id=act.by.person,
    )
    act.rows.append(row)
    return row


def serve_letter(
    *, letter: int, on: date, how: str, note: str, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime
) -> LetterService:
    """Record that a letter reached its addressee (送达), once. Raises NotThere, Wrong."""
    only(by, *WRITING_OFFICE)
    with transaction.atomic():
        row = Letter.objects.filter(pk=letter, case__in=cases_of(by)).first()
        if row is None:
            raise NotThere
        served = LetterService.objects.filter(letter=row).exists()
        refuse_if(
            {
                "on": _DAY if on > day_of(at) or on < day_of(row.at) else _SERVED if served else None,
                "how": None if how in WAYS else _HOW,
            },
            unread,
        )
        service = LetterService.objects.create(letter=row, on=on, how=how, note=note.strip(), at=at, by_id=by.person)
        record("serve_letter", f"case:{row.case_id}", by=by, at=at, article="8", sealed=(service,))
    return service


def add_stamped_scan(*, case: int, what: str, file: Taken, by: Actor, at: datetime) -> StampedScan:
    """Put the scan with the seal on it beside a letter or a submission. Raises NotThere, Wrong."""
    with transaction.atomic():
        row = cases_of(by).filter(pk=case).first()
        if row is None or not _may_scan(row.pk, what, by):
            raise NotThere
        blob = keep_file(file, at)
        scan = StampedScan.objects.create(case=row, what=what, blob=blob, name=file.name, by_id=by.person, at=at)
        record("add_stamped_scan", f"case:{row.pk}", by=by, at=at, article="8", sealed=(scan,))
    return scan


def _may_scan(case: int, what: str, by: Actor) -> bool:
    """An office adds scans to its letters, an operator to its submissions; each to what the case has."""
    kind, _, key = what.partition(":")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return False
    if kind == "letter":
        return by.role in WRITING_OFFICE and Letter.objects.filter(pk=int(key), case=case).exists()
    own = kind == "submission" and by.role == Role.OPERATOR
    return own and Submission.objects.filter(pk=int(key), case=case).exists()


@dataclass(frozen=True)
class _Words:
    """What a letter says beside what all letters say."""

    to: Bi
    title: Bi
    opening: Bi
    points: tuple[Bi, ...]


def _letter(act: Act, office: Organisation, number: str, day: date, words: _Words) -> LetterText:
    case = act.case
    return LetterText(
        number=number,
        issued_on=day,
        sender=Bi(zh=office.name_zh, en=office.name_en or office.name_zh),
        to=words.to,
        title=words.title,
        opening=words.opening,
        points=words.points,
        facts=(
            (Bi(zh="集群", en="Cluster"), Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)),
            (Bi(zh="案件编号", en="Case"), Bi(zh=case.number, en=case.number)),
            (Bi(zh="申报批次", en="Round"), _round_title(act)),
        ),
        closing=_CLOSING,
        footer=_footer(case.number),
    )


def _footer(case: str) -> Bi:
    """How the letter is verified, and since when it can be: it was written after the ledger's last entry so far."""
    tip = LedgerTip.objects.filter(pk=1).first()
    words = {"case": case, "address": f"{settings.BASE_URL}/verify/", "size": tip.size if tip else 0}
    return _VERIFY.fill(**words, hash=tip.last_hash[:16] if tip else "")


def _round_title(act: Act) -> Bi:
    notice = act.case.round
    assert notice is not None
    return Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh)


def _operator(act: Act) -> Bi:
    body = act.case.operator
    return Bi(zh=body.name_zh, en=body.name_en or body.name_zh)


def _return_letter(act: Act, office: Organisation, number: str, day: date) -> LetterText:
    due: date = act.given["due_on"]
    words = _Words(
        to=_operator(act),
        title=Bi(zh="关于补正集群申报材料的通知", en="Notice to correct an application"),
        opening=Bi(
            zh="你单位提交的集群认定申报材料经审查需要补正，现通知如下：",
            en="The application for recognition of the cluster has been examined and needs correction, as follows:",
        ),
        points=(
            *_lines(act.given["reason"]),
            Bi(
                zh=f"请于{due.year}年{due.month}月{due.day}日前（含当日）补正并重新提交。补正期间，初审期限中止计算。",
                en=f"Please correct it and submit it again by the end of {due.isoformat()}. Until then the time for "
                "the preliminary review stands still.",
            ),
        ),
    )
    return _letter(act, office, number, day, words)


def _recommend_letter(act: Act, office: Organisation, number: str, day: date) -> LetterText:
    rank = act.given["rank"]
    words = _Words(
        to=Bi(zh="市经济和信息化委员会", en="Municipal Commission of Economy and Informatization"),
        title=Bi(zh="关于推荐中小企业特色产业集群的函", en="Recommendation of an SME specialty industry cluster"),
        opening=Bi(
            zh="根据《办法》第八条，我单位对下列集群进行了初审，现予推荐：",
            en="Under Article 8 of the Procedures this office has reviewed the cluster below and recommends it:",
        ),
        points=(
            *_lines(act.given["opinion"]),
            Bi(zh=f"本区推荐名次：第{rank}。", en=f"Order of merit within the district: {rank}."),
        ),
    )
    return _letter(act, office, number, day, words)


def _decline_letter(act: Act, office: Organisation, number: str, day: date) -> LetterText:
    words = _Words(
        to=_operator(act),
        title=Bi(zh="关于集群申报不予推荐的通知", en="Notice that a cluster is not recommended"),
        opening=Bi(
            zh="你单位提交的集群认定申报经初审，决定不予推荐，理由如下：",
            en="After the preliminary review the cluster is not recommended, for these reasons:",
        ),
        points=_lines(act.given["reason"]),
    )
    return _letter(act, office, number, day, words)


def _lines(text: str) -> tuple[Bi, ...]:
    """What an officer wrote, line by line, as it was written."""
    return tuple(Bi(zh=line.strip(), en=line.strip()) for line in text.splitlines() if line.strip())


_TEXTS: Mapping[str, Callable[[Act, Organisation, str, date], LetterText]] = {
    "return_for_correction": _return_letter,
    "recommend": _recommend_letter,
    "decline": _decline_letter,
}
_VERIFY = Bi(
    zh="案件 {case} · 核验：{address}（上传本文件或输入文号）\n签发时存证：第{size}条 {hash}",
    en="Case {case} · Verify it at {address} (with this file or its number)\nLedger when issued: entry {size} {hash}",
)
_CLOSING = Bi(zh="特此函告。", en="This is for your information and action.")
_DAY = Bi(zh="送达日期须在成文日期与今天之间。", en="The day has to lie between the letter's own day and today.")
_SERVED = Bi(zh="送达已经记录。", en="Its service has been recorded already.")
_HOW = Bi(zh="请选择送达方式。", en="Choose how it was served.")
