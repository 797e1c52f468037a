"""Sending what was written: messages and invitations, by mail."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi, Lang
from jiqun.records.models import Invitation, Message


def send_message(*, message: int, at: datetime) -> None:
    """Send a message once. If the sender dies between the post and its note, it goes out again under the same id.

    Mail servers and readers take two mails of one id for one.
    """
    row = Message.objects.filter(pk=message, sent_at=None).first()
    if row is None:
        return
    link = f"\n{settings.BASE_URL}{row.path}\n" if row.path else ""
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
