"""Sending what was written: messages and invitations, by mail."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi, Lang
from jiqun.desk.installation.signed_address import own_page, sent_path
from jiqun.records.models import Invitation, Lodging, Message


def send_message(*, message: int, at: datetime) -> None:
    """Send a message once. If the sender dies between the post and its note, it goes out again under the same id.

    Mail servers and readers take two mails of one id for one.
    """
    row = Message.objects.filter(pk=message, sent_at=None).first()
    if row is None:
        return
    link = f"\n{settings.BASE_URL}{sent_path(row.path)}\n" if row.path else ""
    _post(row.address, row.subject, f"{row.body}{link}", row.key)
    Message.objects.filter(pk=row.pk, sent_at=None).update(sent_at=at)


def send_invitation(*, invitation: int, secret: str, at: datetime) -> None:
    """Send the address at which an account is taken up. Nothing is sent for an invitation that holds no longer."""
    row = Invitation.objects.select_related("organisation").filter(pk=invitation).first()
    if row is None or row.accepted_at or row.withdrawn_at or row.expires_at <= at:
        return
    lang: Lang = "en" if row.lang == "en" else "zh"
    body = row.organisation
    words = {
        "name": row.name,
        "body": Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        "link": f"{settings.BASE_URL}/accounts/invitation/{secret}/",
        "until": f"{row.expires_at.astimezone(SHANGHAI):%Y-%m-%d}",
    }
    _post(row.email, _SUBJECT.say(lang), _BODY.fill(**words).say(lang), f"invitation:{row.pk}")


def send_lodging(*, lodging: int, at: datetime) -> None:
    """Send the address at which somebody who objects proves that theirs is real. Nothing once that was done."""
    row = Lodging.objects.filter(pk=lodging, expires_at__gt=at).select_related("case__cluster").first()
    if row is None:
        return
    lang: Lang = "en" if row.lang == "en" else "zh"
    cluster = row.case.cluster
    words = {
        "cluster": Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        "link": f"{settings.BASE_URL}{own_page(row.handle)}",
        "until": f"{row.expires_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
    }
    subject, body = _PROVE_SUBJECT.fill(**words), _PROVE.fill(**words)
    _post(row.email, subject.say(lang), body.say(lang), f"lodging:{row.handle}")


def _post(address: str, subject: str, body: str, key: str) -> None:
    name = hashlib.sha256(key.encode("utf-8")).hexdigest()[:32]
    host = settings.BASE_URL.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    mail = EmailMessage(subject, body, to=[address], headers={"Message-ID": f"<{name}@{host}>"})
    mail.send()


_SUBJECT = Bi(zh="邀请您使用集群（Jiqun）", en="Your account at Jiqun")
_BODY = Bi(
    zh="{name}：\n\n{body}邀请您开通账号。请在{until}前打开下列链接设置密码：\n\n{link}\n\n如与您无关，请忽略本邮件。\n",
    en="{name},\n\n{body} offers you an account. Open this address by {until} to choose a password:\n\n{link}\n\n"
    "If this is not meant for you, do nothing.\n",
)
_PROVE_SUBJECT = Bi(zh="请确认您对{cluster}的异议", en="Confirm your objection to {cluster}")
_PROVE = Bi(
    zh="您对公示中的{cluster}提出了异议。请在{until}前打开下列链接确认，异议才会受理：\n\n{link}\n\n"
    "确认后，同一链接可以随时查看办理进展，请妥善保存，不要转发。逾期未确认的，所填内容将被删除。\n"
    "如非本人提出，请忽略本邮件。\n",
    en="An objection to {cluster}, which is on public notice, was lodged with this address. Open this address by "
    "{until} to confirm it; only then is it dealt with:\n\n{link}\n\n"
    "Afterwards the same address shows how far it is: keep it, and do not pass it on. Unconfirmed, what was written is "
    "deleted.\nIf it was not you, do nothing.\n",
)
