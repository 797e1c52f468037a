"""Opening a year's round of applications (Article 7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.mailing import send_mailing
from jiqun.desk.may import only
from jiqun.desk.record import record
from jiqun.desk.rounds.mailing import mailing_of
from jiqun.desk.rounds.notice import Attachment, Notice, problems_with
from jiqun.desk.rounds.purposes import APPLIED_FOR
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Blob, Person, Round, RoundNotice


def check_round(notice: Notice, *, unread: Mapping[str, Bi] | None = None, by: Actor) -> None:
    """Whether the notice could be published. One a calendar year; a second needs its reason.

    Figures are judged as of the closing day, which has to lie in the time that the edition is in force. Raises
    NotThere, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if(
        problems_with(notice, second=Round.objects.filter(purpose=APPLIED_FOR, year=notice.year).exists()), unread
    )


def publish_round(notice: Notice, *, by: Actor, at: datetime) -> Round:
    """Publish a round's notice, and tell operators and district offices of it. Raises NotThere, Wrong."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.person)  # a doubled click publishes once
        check_round(notice, by=by)
        again = Round.objects.filter(purpose=APPLIED_FOR, year=notice.year).exists()
        row = Round.objects.create(
            year=notice.year,
            edition=notice.edition_id,
            number=notice.number.strip(),
            **_words(notice),
            opens_at=notice.opens_at,
            closes_at=notice.closes_at,
            days=dict(notice.days),
            materials=list(dict.fromkeys(notice.materials)),
            second_reason=notice.second_reason.strip() if again else "",
            sealed=notice.sealed,
            examining_since=None if notice.sealed else at,
            rubric=notice.rubric.as_dict(),
            spot_share=notice.spot_share,
            spot_firms=notice.spot_firms,
            quota=notice.quota,
            overrides=notice.overrides.as_dict(),
            published_at=at,
            by_id=by.person,
        )
        first = keep_version(row, notice.files, "", by=by, at=at)
        record("publish_round", f"round:{row.pk}", by=by, at=at, article="7", content=_content(row), sealed=(first,))
        send_mailing(mailing_of(notice, f"/notices/{row.pk}/"), f"round:{row.pk}", at)
    return row


def keep_version(
    row: Round, files: tuple[Attachment, ...], reason: str, *, by: Actor | None, at: datetime
) -> RoundNotice:
    """The round's words as they now stand, as a version of its notice; by nobody where the calendar opened it."""
    stored = Blob.objects.in_bulk([one.sha256 for one in files])
    return RoundNotice.objects.create(
        round=row,
        version=RoundNotice.objects.filter(round=row).count() + 1,
        title_zh=row.title_zh,
        title_en=row.title_en,
        text_zh=row.text_zh,
        text_en=row.text_en,
        files=[
            {
                "name": one.name,
                "sha256": one.sha256,
                "size": stored[one.sha256].size,
                "media_type": stored[one.sha256].media_type,
            }
            for one in files
        ],
        reason=reason,
        at=at,
        by_id=by.person if by else None,
    )


def _words(notice: Notice) -> dict[str, str]:
    return {
        "title_zh": notice.title.zh.strip(),
        "title_en": notice.title.en.strip(),
        "text_zh": notice.text.zh.strip(),
        "text_en": notice.text.en.strip(),
    }


def _content(row: Round) -> dict[str, object]:
    return {
        "year": row.year,
        "number": row.number,
        "title": row.title_zh,
        "text": row.text_zh,
        "opens_at": row.opens_at.isoformat(),
        "closes_at": row.closes_at.isoformat(),
        "days": row.days,
        "materials": row.materials,
        "sealed": row.sealed,
        "rubric": row.rubric,
        "spot_share": row.spot_share,
        "spot_firms": row.spot_firms,
        "quota": row.quota,
        "overrides": row.overrides,
    }
