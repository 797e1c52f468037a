"""What every official letter says, and what a kind of letter adds to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.papers.letters import LetterText
from jiqun.records.models import LedgerTip, Organisation


@dataclass(frozen=True)
class Words:
    """What a letter says beside what all letters say."""

    to: Bi
    title: Bi
    opening: Bi
    points: tuple[Bi, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of letter: how lists call it, which office issues it (district or city), what it says."""

    title: Bi
    office: str
    words: Callable[[Act], Words]


@dataclass(frozen=True)
class Issued:
    """By whom, under which number, on which day."""

    office: Organisation
    number: str
    day: date


def letter_text(words: Words, act: Act, issued: Issued) -> LetterText:
    """The whole letter about the act's case."""
    case, office = act.case, issued.office
    return LetterText(
        number=issued.number,
        issued_on=issued.day,
        sender=Bi(zh=office.name_zh, en=office.name_en or office.name_zh),
        to=words.to,
        title=words.title,
        opening=words.opening,
        points=words.points,
        facts=(
            (Bi(zh="集群", en="Cluster"), Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)),
            (Bi(zh="案件编号", en="Case"), Bi(zh=case.number, en=case.number)),
            *_round(act),
        ),
        closing=_CLOSING,
        footer=_footer(case.number),
    )


def operator_of(act: Act) -> Bi:
    """The operator as the letter addresses it."""
    body = act.case.operator
    return Bi(zh=body.name_zh, en=body.name_en or body.name_zh)


def lines(text: str) -> tuple[Bi, ...]:
    """What an officer wrote, line by line, as it was written."""
    return tuple(Bi(zh=line.strip(), en=line.strip()) for line in text.splitlines() if line.strip())


def day_said(day: date) -> Bi:
    """A day as letters write it."""
    return Bi(zh=f"{day.year}年{day.month}月{day.day}日", en=day.isoformat())


def _round(act: Act) -> tuple[tuple[Bi, Bi], ...]:
    """The round that the case is of, if it is of one."""
    notice = act.case.round
    if notice is None:
        return ()
    return ((Bi(zh="申报批次", en="Round"), Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh)),)


def _footer(case: str) -> Bi:
    """How the letter is verified, and since when it can be: it was written after the ledger's last entry so far."""
    tip = LedgerTip.objects.filter(pk=1).first()
    words = {"case": case, "address": f"{settings.BASE_URL}/verify/", "size": tip.size if tip else 0}
    return _VERIFY.fill(**words, hash=tip.last_hash[:16] if tip else "")


_VERIFY = Bi(
    zh="案件 {case} · 核验：{address}（上传本文件或输入文号）\n签发时存证：第{size}条 {hash}",
    en="Case {case} · Verify it at {address} (with this file or its number)\nLedger when issued: entry {size} {hash}",
)
_CLOSING = Bi(zh="特此函告。", en="This is for your information and action.")
