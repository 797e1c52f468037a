"""A year's programme as it is announced, before it is published: its words, its time, its rules (Article 17)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.evaluating.programme import PURPOSE
from jiqun.fairness.programme import Programme, problems_of
from jiqun.fairness.service_criteria import USUAL
from jiqun.law import edition
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.round_days import MOST
from jiqun.records.models import Round

REPLY_DAYS = 10  # working days that an operator usually has


@dataclass(frozen=True)
class Announcement:
    """What is published. `year` is the one whose services are evaluated; `reply_days` are working days."""

    year: int
    number: str
    title: Bi
    text: Bi
    opens_at: datetime
    closes_at: datetime
    reply_days: int = REPLY_DAYS
    rules: Programme = field(default=USUAL)
    edition_id: str = EDITION


def problems_with(one: Announcement, at: datetime) -> dict[str, Bi]:
    """What cannot be, by the field's name."""
    book, today = edition(one.edition_id), day_of(at)
    taken = Round.objects.filter(purpose=PURPOSE, year=one.year).exists()
    asked = 2024 <= one.year <= today.year + 1
    found = {
        "year": _TAKEN.fill(year=one.year) if taken else None if asked else _YEAR,
        "title_zh": None if one.title.zh.strip() else _NO_TITLE,
        "text_zh": None if one.text.zh.strip() else _NO_TEXT,
        "opens_at": None if one.opens_at >= at else _BEFORE,
        "closes_at": _closing(one, book.in_force_on(day_of(one.closes_at))),
        "reply_days": None if 1 <= one.reply_days <= MOST else _DAYS.fill(most=MOST),
    }
    return {name: problem for name, problem in found.items() if problem} | problems_of(one.rules)


def _closing(one: Announcement, in_force: bool) -> Bi | None:
    if one.closes_at <= one.opens_at:
        return _CLOSES
    return None if in_force else _NOT_IN_FORCE


_YEAR = Bi(zh="请填写2024年至明年之间的年份。", en="A year from 2024 to the next one.")
_TAKEN = Bi(zh="{year}年的评价方案已经公布。", en="The programme of {year} has been published already.")
_NO_TITLE = Bi(zh="请填写标题。", en="Give the title.")
_NO_TEXT = Bi(zh="请填写正文。", en="Give the text.")
_BEFORE = Bi(
    zh="方案须先公布后使用：评价开始时间不能早于现在。",
    en="It is published before it is used: the evaluation cannot begin before now.",
)
_CLOSES = Bi(zh="结束时间须晚于开始时间。", en="It ends after it begins.")
_NOT_IN_FORCE = Bi(zh="结束之日《管理办法》已不在施行期内。", en="The Procedures are not in force on its last day.")
_DAYS = Bi(zh="答复期限为1至{most}个工作日。", en="From 1 to {most} working days.")
