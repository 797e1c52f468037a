"""Publishing a year's programme of service evaluation, before anybody is looked at by it (Article 17)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.announcement import Announcement, problems_with
from jiqun.desk.evaluating.programme import PURPOSE
from jiqun.desk.files import keep_bytes
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.may import only
from jiqun.desk.numbers import next_of
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Round, RoundNotice


def check_programme(one: Announcement, *, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime) -> None:
    """Whether it could be published as it stands. Raises NotThere, Wrong by field."""
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if(problems_with(one, at), unread)


def publish_programme(one: Announcement, *, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime) -> Round:
    """Publish it, one a year: from then on its criteria, lines and weights stand, and the database keeps them so.

    They are a file of the sealed notice too, so that anybody may compare. Raises NotThere, Wrong by field.
    """
    with transaction.atomic():
        next_of(f"service_evaluation:{one.year}")  # two at once come one after the other; the second finds it there
        check_programme(one, unread=unread, by=by, at=at)
        words = {
            "title_zh": one.title.zh.strip(),
            "title_en": one.title.en.strip(),
            "text_zh": one.text.zh.strip(),
            "text_en": one.text.en.strip(),
        }
        row = Round.objects.create(
            purpose=PURPOSE,
            year=one.year,
            edition=one.edition_id,
            number=one.number.strip(),
            **words,
            opens_at=one.opens_at,
            closes_at=one.closes_at,
            days={"evaluation_reply": one.reply_days},
            examining_since=at,
            rubric=one.rules.as_dict(),
            published_at=at,
            by_id=by.person,
        )
        first = RoundNotice.objects.create(
            round=row, version=1, **words, files=[_rules_file(row, at)], at=at, by_id=by.person
        )
        content = {"year": one.year, "number": row.number, "rules": row.rubric, "days": row.days}
        content |= {"opens_at": one.opens_at.isoformat(), "closes_at": one.closes_at.isoformat()}
        record("publish_programme", f"round:{row.pk}", by=by, at=at, article="17", content=content, sealed=(first,))
        send_mailing(_mailing(row), f"programme:{row.pk}", at)
    return row


def _rules_file(row: Round, at: datetime) -> dict[str, object]:
    data = json.dumps(row.rubric, ensure_ascii=False, indent=1, sort_keys=True).encode()
    blob = keep_bytes(data, "application/json", at)
    name = f"service-evaluation-{row.year}.json"
    return {"name": name, "sha256": blob.pk, "size": len(data), "media_type": "application/json"}


def _mailing(row: Round) -> Mailing:
    title = Bi(zh=row.title_zh, en=row.title_en or row.title_zh)
    opens, closes = (f"{one.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for one in (row.opens_at, row.closes_at))
    body = _TOLD.fill(title=title, opens=opens, closes=closes)
    return Mailing(title, body, f"/evaluations/{row.pk}/", (Role.OPERATOR, Role.DISTRICT_OFFICER))


_TOLD = Bi(
    zh="{title}已公布，指标、权重和等次分数线自公布起不再变动。\n\n评价期：{opens}至{closes}。\n",
    en="{title} has been published. Its criteria, weights and lines do not change any more.\n\n"
    "The evaluation: from {opens} to {closes}.\n",
)
