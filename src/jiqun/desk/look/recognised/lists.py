"""What is told to whoever holds a certificate or a published list, or its number: whether it is one, and holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.recognised.standing import standing_of
from jiqun.records.models import PublishedList, Recognition


@dataclass(frozen=True)
class Certified:
    """What is known of a certificate, and whether its recognition was revoked."""

    lines: tuple[Bi, ...]
    revoked: bool


def certificate_by_number(number: str, today: date) -> Certified | None:
    """What is known of a certificate's number; None if there is none."""
    row = _recognitions().filter(number=number).first()
    if row is None:
        return None
    if row.source:
        return _certified(row, today, _IMPORTED.fill(source=row.source))
    made = getattr(row, "certificate", None)
    return _certified(row, today, _FILE.fill(sha256=made.blob_id) if made else _BEING_MADE)


def certificate_by_hash(sha256: str, today: date) -> Certified | None:
    """What is known of the file of a certificate."""
    row = _recognitions().filter(certificate__blob=sha256).first()
    return _certified(row, today) if row else None


def list_by_number(number: str) -> tuple[Bi, ...]:
    """What is known of a published list's number."""
    row = _lists().filter(number=number).first()
    return (*_list(row), _LIST_FILE.fill(zh=row.zh_id, en=row.en_id, text=row.sha256)) if row else ()


def list_by_hash(sha256: str) -> tuple[Bi, ...]:
    """What is known of a list's paper in either language, or of its text."""
    row = _lists().filter(Q(zh=sha256) | Q(en=sha256) | Q(sha256=sha256)).first()
    return _list(row) if row else ()


def _recognitions() -> QuerySet[Recognition]:
    return Recognition.objects.select_related("cluster", "published__replaced_by", "certificate")


def _lists() -> QuerySet[PublishedList]:
    return PublishedList.objects.select_related("replaced_by")


def _certified(row: Recognition, today: date, *more: Bi) -> Certified:
    found = standing_of(row, today)
    words = {
        "number": row.number,
        "name": Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        "cluster": row.cluster.number,
        "first": row.first_day,
        "last": row.last_day,
    }
    if found.revoked:
        one = found.revoked
        grounds = Bi(zh="；".join(title.zh for title in one.grounds), en="; ".join(title.en for title in one.grounds))
        said = _REVOKED.fill(day=one.on, grounds=grounds, reason=one.reason, case=one.case)
        return Certified((_WAS.fill(**words), said, *more), revoked=True)
    said = _STATES[found.state].fill(day=today)
    return Certified((_RECOGNISED.fill(**words), said, *more), revoked=False)


def _list(row: PublishedList) -> tuple[Bi, ...]:
    after = getattr(row, "replaced_by", None)
    told = _LIST.fill(number=row.number, day=day_of(row.at))
    return (told, _REPLACED.fill(number=after.number)) if after else (told,)


_RECOGNISED = Bi(
    zh="证书 {number}：认定“{name}”（{cluster}），有效期自{first}至{last}。",
    en="Certificate {number}: {name} ({cluster}) is recognised from {first} through {last}.",
)
_WAS = Bi(
    zh="证书 {number}：曾认定“{name}”（{cluster}），原有效期自{first}至{last}。",
    en="Certificate {number}: {name} ({cluster}) was recognised, for the term from {first} through {last}.",
)
_STATES = {
    "valid": Bi(zh="今天（{day}）在有效期内。", en="Today ({day}) it is valid."),
    "expired": Bi(zh="今天（{day}）已过有效期。", en="Today ({day}) it has expired."),
    "coming": Bi(zh="今天（{day}）尚未生效。", en="Today ({day}) it is not valid yet."),
    "pending": Bi(
        zh="今天（{day}）已过有效期；期满前已申请复评，正在办理。",
        en="Today ({day}) it has expired; its re-evaluation was applied for in time and is pending.",
    ),
}
_REVOKED = Bi(
    zh="认定已于{day}撤销，证书失效。情形：{grounds}。理由：{reason}（案件{case}）",
    en="It was revoked on {day}, and the certificate does not hold. Ground: {grounds}. Reason: {reason} (case {case})",
)
_IMPORTED = Bi(
    zh="属本市2023年批次，认定于《办法》施行之前，由补录而来。来源：{source}。本系统未为其出具证书文件。",
    en="It is of the city’s 2023 batch, recognised before the Procedures and entered later. Source: {source}. No file "
    "of a certificate was issued here.",
)
_FILE = Bi(zh="证书文件的SHA-256应为 {sha256}。", en="The SHA-256 of the certificate’s file has to be {sha256}.")
_BEING_MADE = Bi(zh="证书文件正在制作。", en="The file of the certificate is being made.")
_LIST = Bi(zh="名单 {number}，{day}公布。", en="The list {number}, published on {day}.")
_REPLACED = Bi(zh="已由更正后的名单 {number} 取代；本名单仍可查阅。", en="A correction, {number}, has taken its place.")
_LIST_FILE = Bi(
    zh="文件的SHA-256应为：中文 {zh}；英文 {en}；名单文本 {text}。",
    en="The SHA-256 has to be: Chinese {zh}; English {en}; the list’s text {text}.",
)
