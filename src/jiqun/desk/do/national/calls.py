"""Opening a national call: year, document, days, quota (Article 18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Organisation, Round

EDITION = "national-2022"


@dataclass(frozen=True)
class Call:
    """A call as it is entered: `quota` clusters at most, recommended until `closes_at`."""

    year: int
    number: str
    title: Bi
    closes_at: datetime
    quota: int
    niche_digits: int


def open_call(call: Call, *, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime) -> Round:
    """Open the call of a year, once. Raises NotThere, Wrong by field."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=by.organisation)  # one of the office at a time: it opens once
        known = Round.objects.filter(purpose=Round.Purpose.NATIONAL, year=call.year).exists()
        refuse_if(
            {
                "year": _KNOWN.fill(year=call.year) if known else None if 2022 <= call.year <= 2100 else _YEAR,
                "number": None if 0 < len(call.number.strip()) <= 100 else _NUMBER,
                "title_zh": None if 0 < len(call.title.zh.strip()) <= 300 else _TITLE,
                "closes_at": None if call.closes_at > at else _PAST,
                "quota": None if 1 <= call.quota <= 100 else _QUOTA,
                "niche_digits": None if call.niche_digits in (2, 3, 4) else _DIGITS,
            },
            unread,
        )
        row = Round.objects.create(
            purpose=Round.Purpose.NATIONAL,
            year=call.year,
            edition=EDITION,
            number=call.number.strip(),
            title_zh=call.title.zh.strip(),
            title_en=call.title.en.strip(),
            text_zh="",
            opens_at=at,
            closes_at=call.closes_at,
            quota=call.quota,
            rubric={"niche_digits": call.niche_digits},
            published_at=at,
            by_id=by.person,
        )
        content = {
            "year": row.year,
            "number": row.number,
            "closes_at": row.closes_at.isoformat(),
            "quota": row.quota,
            "niche_digits": call.niche_digits,
        }
        record("open_national_call", f"round:{row.pk}", by=by, at=at, article="18", content=content)
        return row


_KNOWN = Bi(zh="{year}年的推荐工作已登记。", en="The call of {year} has been entered already.")
_YEAR = Bi(zh="请填写年份，如2026。", en="Give the year, as 2026.")
_NUMBER = Bi(zh="请填写工业和信息化部通知的文号。", en="Give the number of the Ministry's notice.")
_TITLE = Bi(zh="请填写标题。", en="Give it a title.")
_PAST = Bi(zh="报送截止时间须晚于现在。", en="It has to close after now.")
_QUOTA = Bi(zh="请填写推荐名额（1至100）。", en="Give the quota, from 1 to 100.")
_DIGITS = Bi(zh="细分领域按行业代码的2、3或4位认定。", en="A niche is told by 2, 3 or 4 digits of the industry's code.")
