"""How long what is kept beside the record: no filing, decision, letter or ledger entry is ever removed by this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.records.models import DailyRun, Dossier, Errand, Invitation, Message, ObjectorContact, Verification


@dataclass(frozen=True)
class Period:
    """What is removed after how many days, and why it is kept so long."""

    title: Bi
    days: int
    why: Bi
    older: Callable[[datetime], QuerySet]  # type: ignore[type-arg]  # the rows that are over at a moment


PERIODS: Mapping[str, Period] = {
    "messages": Period(
        Bi(zh="发给个人的消息", en="Messages to people"),
        1_095,
        Bi(zh="覆盖集群三年有效期（办法第十五条）", en="A cluster’s three years (Article 15)"),
        lambda moment: Message.objects.filter(made_at__lt=moment),
    ),
    "objectors": Period(
        Bi(zh="异议人的姓名和联系方式", en="Names and contacts of those who objected"),
        1_095,
        Bi(zh="自异议办结起；便于答复和复核", en="From the end of their case: to answer them, and for appeals"),
        lambda moment: ObjectorContact.objects.filter(case__ended_at__lt=moment),
    ),
    "dossiers": Period(
        Bi(zh="汇编的卷宗", en="Bound dossiers"),
        90,
        Bi(zh="可随时重新汇编", en="They can be bound anew at any time"),
        lambda moment: Dossier.objects.filter(asked_at__lt=moment),
    ),
    "errands": Period(
        Bi(zh="已完成的后台任务", en="Errands that are done"),
        180,
        Bi(zh="便于排查问题", en="To trace a fault"),
        lambda moment: Errand.objects.filter(done_at__lt=moment),
    ),
    "invitations": Period(
        Bi(zh="未接受、已过期或撤回的邀请", en="Invitations that were not taken up"),
        180,
        Bi(zh="含未开户人员的邮箱", en="They hold addresses of people without an account"),
        lambda moment: Invitation.objects.filter(accepted_at=None, expires_at__lt=moment),
    ),
    "sessions": Period(
        Bi(zh="已过期的登录会话", en="Sessions that are over"),
        0,
        Bi(zh="已无用处", en="They serve nothing any more"),
        lambda moment: Session.objects.filter(expire_date__lt=moment),
    ),
    "verifications": Period(
        Bi(zh="全面核验的结果", en="Results of verifications"),
        1_095,
        Bi(zh="供审计查阅", en="For audits"),
        lambda moment: Verification.objects.filter(at__lt=moment),
    ),
    "daily_runs": Period(
        Bi(zh="每日事项的记录", en="Notes of daily work"),
        400,
        Bi(zh="便于排查问题", en="To trace a fault"),
        lambda moment: DailyRun.objects.filter(done_at__lt=moment),
    ),
}


def outdated(name: str, at: datetime) -> QuerySet:  # type: ignore[type-arg]  # of one model or another
    """The rows of a kind whose time is over."""
    period = PERIODS[name]
    return period.older(at - timedelta(days=period.days))
