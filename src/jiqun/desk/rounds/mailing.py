"""What operators and district offices are told when a round's notice is published (Article 7)."""

from __future__ import annotations

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.mailing import Mailing
from jiqun.desk.rounds.notice import Notice
from jiqun.procedure.roles import Role


def mailing_of(notice: Notice, path: str = "/notices/") -> Mailing:
    """What operators and district offices are told of a round."""
    title = Bi(zh=notice.title.zh.strip(), en=notice.title.en.strip() or notice.title.zh.strip())
    opens, closes = (f"{one.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for one in (notice.opens_at, notice.closes_at))
    body = _TOLD.fill(title=title, number=notice.number, opens=opens, closes=closes)
    return Mailing(title, body, path, (Role.OPERATOR, Role.DISTRICT_OFFICER))


_TOLD = Bi(
    zh="{title}（{number}）已发布。\n\n申报期：{opens}至{closes}。\n",
    en="{title} ({number}) has been published.\n\nApplications: from {opens} to {closes}.\n",
)
