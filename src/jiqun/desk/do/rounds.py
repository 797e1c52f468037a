"""Opening a year's round of applications (Article 7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.records.models import Round


def publish_round(
    *,
    number: str,
    title: Bi,
    text: Bi,
    opens_at: datetime,
    closes_at: datetime,
    review_days: int,
    materials: Iterable[str],
    second_reason: str = "",
    edition_id: str = "shanghai-2024",
    by: Actor,
    at: datetime,
) -> Round:
    """Publish the notice of a round: its text, its application period, and for which clauses evidence is required.

    One a calendar year; a second needs its reason. Figures are judged as of the closing day, which has to lie in the
    time that the edition is in force. Raises NotThere, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    book = edition(edition_id)
    clauses = tuple(dict.fromkeys(materials))
    year = opens_at.astimezone(SHANGHAI).year
    unknown = [clause for clause in clauses if clause not in book.provisions]
    again = Round.objects.filter(year=year).exists()
    refuse_if(
        {
            "title_zh": None if title.zh.strip() else _NO_TITLE,
            "text_zh": None if text.zh.strip() else _NO_TEXT,
            "closes_at": _closing(opens_at, closes_at, book.in_force_on(day_of(closes_at))),
            "review_days": None if 1 <= review_days <= 250 else _DAYS,
            "materials": _NO_CLAUSE.fill(clauses=", ".join(unknown)) if unknown else None,
            "second_reason": _SECOND.fill(year=year) if again and not second_reason.strip() else None,
        }
    )
    with transaction.atomic():
        row = Round.objects.create(
            year=year,
            edition=book.id,
            number=number.strip(),
            title_zh=title.zh.strip(),
            title_en=title.en.strip(),
            text_zh=text.zh.strip(),
            text_en=text.en.strip(),
            opens_at=opens_at,
            closes_at=closes_at,
            review_days=review_days,
            materials=list(clauses),
            second_reason=second_reason.strip() if again else "",
            published_at=at,
            by_id=by.person,
        )
        record("publish_round", f"round:{row.pk}", by=by, at=at, article="7", content=_content(row))
    return row


def _content(row: Round) -> dict[str, object]:
    return {
        "year": row.year,
        "number": row.number,
        "title": row.title_zh,
        "text": row.text_zh,
        "opens_at": row.opens_at.isoformat(),
        "closes_at": row.closes_at.isoformat(),
        "materials": row.materials,
    }


def _closing(opens_at: datetime, closes_at: datetime, in_force: bool) -> Bi | None:
    if closes_at <= opens_at:
        return _ORDER
    return None if in_force else _OUT_OF_FORCE


_NO_TITLE = Bi(zh="请填写通知标题。", en="Give the notice a title.")
_NO_TEXT = Bi(zh="请填写通知正文。", en="Give the text of the notice.")
_ORDER = Bi(zh="截止时间须晚于开始时间。", en="It has to close after it opens.")
_OUT_OF_FORCE = Bi(
    zh="截止日不在办法有效期内，不能开展申报。", en="The Procedures are not in force on the closing day."
)
_DAYS = Bi(zh="初审期限须为1至250个工作日。", en="The review has from 1 to 250 working days.")
_NO_CLAUSE = Bi(zh="没有这些条款：{clauses}。", en="There are no clauses {clauses}.")
_SECOND = Bi(
    zh="{year}年已有一批申报（原则上每年一次），再次开展须说明理由。",
    en="There is a round in {year} already (in principle one a year): a second needs its reason.",
)
