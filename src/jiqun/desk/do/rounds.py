"""Opening a year's round of applications (Article 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.may import only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.records.models import Round


@dataclass(frozen=True)
class Notice:
    """A round's notice as it is written: its text, its application period, the clauses that need evidence."""

    number: str
    title: Bi
    text: Bi
    opens_at: datetime
    closes_at: datetime
    review_days: int
    materials: tuple[str, ...]
    second_reason: str = ""
    edition_id: str = "shanghai-2024"

    @property
    def year(self) -> int:
        return self.opens_at.astimezone(SHANGHAI).year


def check_round(notice: Notice, *, unread: Mapping[str, Bi] | None = None, by: Actor) -> None:
    """Whether the notice could be published. One a calendar year; a second needs its reason.

    Figures are judged as of the closing day, which has to lie in the time that the edition is in force. Raises
    NotThere, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    book = edition(notice.edition_id)
    unknown = [clause for clause in notice.materials if clause not in book.provisions]
    again = Round.objects.filter(year=notice.year).exists()
    refuse_if(
        {
            "title_zh": None if notice.title.zh.strip() else _NO_TITLE,
            "text_zh": None if notice.text.zh.strip() else _NO_TEXT,
            "closes_at": _closing(notice, book.in_force_on(day_of(notice.closes_at))),
            "review_days": None if 1 <= notice.review_days <= 250 else _DAYS,
            "materials": _NO_CLAUSE.fill(clauses=", ".join(unknown)) if unknown else None,
            "second_reason": _SECOND.fill(year=notice.year) if again and not notice.second_reason.strip() else None,
        },
        unread,
    )


def publish_round(notice: Notice, *, by: Actor, at: datetime) -> Round:
    """Publish a round's notice, and tell operators and district offices of it. Raises NotThere, Wrong."""
    check_round(notice, by=by)
    with transaction.atomic():
        again = Round.objects.filter(year=notice.year).exists()
        row = Round.objects.create(
            year=notice.year,
            edition=notice.edition_id,
            number=notice.number.strip(),
            title_zh=notice.title.zh.strip(),
            title_en=notice.title.en.strip(),
            text_zh=notice.text.zh.strip(),
            text_en=notice.text.en.strip(),
            opens_at=notice.opens_at,
            closes_at=notice.closes_at,
            review_days=notice.review_days,
            materials=list(dict.fromkeys(notice.materials)),
            second_reason=notice.second_reason.strip() if again else "",
            published_at=at,
            by_id=by.person,
        )
        record("publish_round", f"round:{row.pk}", by=by, at=at, article="7", content=_content(row))
        send_mailing(mailing_of(notice, f"/notices/{row.pk}/"), f"round:{row.pk}", at)
    return row


def mailing_of(notice: Notice, path: str = "/notices/") -> Mailing:
    """What operators and district offices are told of a round."""
    title = Bi(zh=notice.title.zh.strip(), en=notice.title.en.strip() or notice.title.zh.strip())
    opens, closes = (f"{one.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for one in (notice.opens_at, notice.closes_at))
    body = _TOLD.fill(title=title, number=notice.number, opens=opens, closes=closes)
    return Mailing(title, body, path, (Role.OPERATOR, Role.DISTRICT_OFFICER))


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


def _closing(notice: Notice, in_force: bool) -> Bi | None:
    if notice.closes_at <= notice.opens_at:
        return _ORDER
    return None if in_force else _OUT_OF_FORCE


_TOLD = Bi(
    zh="{title}（{number}）已发布。\n\n申报期：{opens}至{closes}。\n",
    en="{title} ({number}) has been published.\n\nApplications: from {opens} to {closes}.\n",
)
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
