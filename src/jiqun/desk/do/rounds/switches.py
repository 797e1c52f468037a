"""A round's three switches, its later closing, a new version of its notice, more time for one applicant (Article 7).

Closing ends the submitting of applications and comes with its moment; completing ends the submitting of corrections;
examining lets the offices read and act. None of them throws another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.rounds.publishing import keep_version
from jiqun.desk.files import Taken, keep_file
from jiqun.desk.mailing import Mailing, send_mailing
from jiqun.desk.may import NotThere, only
from jiqun.desk.post import people_in, tell
from jiqun.desk.record import record
from jiqun.desk.rounds.notice import Attachment
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.wrong import refuse_if
from jiqun.law import edition
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, CaseTerm, FilingExtension, Round, RoundNotice, TermChange


def open_examination(*, round_id: int, by: Actor, at: datetime) -> None:
    """Let the offices read and examine a sealed round, once it is closed. Raises NotThere, Refused."""
    with transaction.atomic():
        row = _the_round(round_id, by)
        lacks = [Lack("closed", _NOT_CLOSED)] if at < row.closes_at else []
        if row.examining_since is not None:
            lacks.append(Lack("once", _EXAMINED))
        if lacks:
            raise Refused(_OPEN_EXAMINATION, tuple(lacks))
        row.examining_since = at
        row.save()
        record("open_examination", f"round:{row.pk}", by=by, at=at, article="7")


def end_completing(*, round_id: int, by: Actor, at: datetime) -> None:
    """Take no more corrections: what is not completed is examined as it was filed. Raises NotThere, Refused."""
    with transaction.atomic():
        row = _the_round(round_id, by)
        lacks = [Lack("closed", _NOT_CLOSED)] if at < row.closes_at else []
        if row.completing_until is not None:
            lacks.append(Lack("once", _COMPLETED))
        if lacks:
            raise Refused(_END_COMPLETING, tuple(lacks))
        row.completing_until = at
        row.save()
        record("end_completing", f"round:{row.pk}", by=by, at=at, article="7")


def move_closing(
    *, round_id: int, closes_at: datetime, reason: str, unread: Mapping[str, Bi], by: Actor, at: datetime
) -> None:
    """Close the round later, for everybody; figures are judged as of the new closing day. Raises NotThere, Wrong."""
    with transaction.atomic():
        row = _the_round(round_id, by)
        book = edition(row.edition)
        later = closes_at > row.closes_at
        refuse_if(
            {
                "closes_at": _LATER if not later else None if book.in_force_on(day_of(closes_at)) else _OUT_OF_FORCE,
                "reason": None if reason.strip() else _REASON,
            },
            unread,
        )
        before, row.closes_at = row.closes_at, closes_at
        row.save()
        changes = [
            _moved(term, day_of(closes_at), at, reason)
            for term in CaseTerm.objects.filter(case__round=row, name="filing", state=CaseTerm.State.RUNNING)
        ]
        content = {"before": before.isoformat(), "after": closes_at.isoformat(), "reason": reason.strip()}
        record("move_closing", f"round:{row.pk}", by=by, at=at, article="7", content=content, sealed=changes)
        said = _LATER_BODY.fill(closes=f"{closes_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", reason=reason.strip())
        title = Bi(zh=row.title_zh, en=row.title_en or row.title_zh)
        readers = (Role.OPERATOR, Role.DISTRICT_OFFICER)
        told = Mailing(_LATER_SUBJECT.fill(title=title), said, f"/notices/{row.pk}/", readers)
        send_mailing(told, f"closing:{row.pk}:{closes_at.isoformat()}", at)


def revise_notice(  # the words of a notice, its files and the reason
    *,
    round_id: int,
    title: Bi,
    text: Bi,
    keep: Collection[str],
    added: Taken | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> RoundNotice:
    """Publish a new version of a notice's words; the old ones stay readable.

    `keep` names the attachments of the version before that stay (by their hashes). Raises NotThere, Wrong.
    """
    with transaction.atomic():
        row = _the_round(round_id, by)
        refuse_if(
            {
                "title_zh": None if title.zh.strip() else _NO_TITLE,
                "text_zh": None if text.zh.strip() else _NO_TEXT,
                "reason": None if reason.strip() else _REASON,
            }
        )
        row.title_zh, row.title_en = title.zh.strip(), title.en.strip()
        row.text_zh, row.text_en = text.zh.strip(), text.en.strip()
        row.save()
        files = _files_of(row, keep)
        if added:
            files = (*files, Attachment(added.name, keep_file(added, at).pk))
        version = keep_version(row, files, reason.strip(), by=by, at=at)
        record("revise_notice", f"round:{row.pk}", by=by, at=at, article="7", sealed=(version,))
    return version


def extend_filing(
    *, round_id: int, cluster: str, until: datetime, reason: str, unread: Mapping[str, Bi], by: Actor, at: datetime
) -> FilingExtension:
    """Give one applicant more time to submit, for a reason; its figures are judged as of the same day as all.

    `cluster` is the cluster's number; it has an application that is being filled in. Raises NotThere, Wrong.
    """
    with transaction.atomic():
        row = _the_round(round_id, by)
        found = Case.objects.select_for_update().filter(kind="recognition", round=row, cluster__number=cluster.strip())
        case = found.filter(filed_at=None, ended_at=None).first()
        refuse_if(
            {
                "cluster": None if case else _NO_DRAFT,
                "until": None if until > max(row.closes_at, at) else _AFTER,
                "reason": None if reason.strip() else _REASON,
            },
            unread,
        )
        assert case is not None
        given = FilingExtension.objects.create(case=case, until=until, reason=reason.strip(), at=at, by_id=by.person)
        changes = [
            _moved(term, day_of(until), at, reason)
            for term in CaseTerm.objects.filter(case=case, name="filing", state=CaseTerm.State.RUNNING)
        ]
        record("extend_filing", f"case:{case.pk}", by=by, at=at, article="7", sealed=(given, *changes))
        words = {
            "number": case.number,
            "until": f"{until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            "reason": reason.strip(),
        }
        people = people_in(case, Role.OPERATOR)
        key = f"extension:{given.pk}"
        tell(people, key, _EXTENDED.fill(**words), _EXTENDED_BODY.fill(**words), f"/desk/cases/{case.pk}/", at)
    return given


def _files_of(row: Round, keep: Collection[str]) -> tuple[Attachment, ...]:
    latest = RoundNotice.objects.filter(round=row).order_by("-version").first()
    files = latest.files if latest else []
    return tuple(Attachment(one["name"], one["sha256"]) for one in files if one["sha256"] in keep)


def _the_round(round_id: int, by: Actor) -> Round:
    only(by, Role.MUNICIPAL_OFFICER)
    row = Round.objects.select_for_update().filter(pk=round_id, purpose__in=BY_STAGES).first()
    if row is None:
        raise NotThere
    return row


def _moved(term: CaseTerm, due_on: object, at: datetime, reason: str) -> TermChange:
    before, term.due_on = term.due_on, due_on  # type: ignore[assignment]  # a day
    term.save()
    return TermChange.objects.create(
        term=term, before=before, after=term.due_on, why="extended", reason=reason.strip(), at=at
    )


_OPEN_EXAMINATION = Bi(zh="开始审查", en="Open the examination")
_END_COMPLETING = Bi(zh="停止接收补正", en="Take no more corrections")
_NOT_CLOSED = Bi(zh="申报期尚未截止。", en="The application period is not over yet.")
_EXAMINED = Bi(zh="本批已经开始审查。", en="The round is being examined already.")
_COMPLETED = Bi(zh="本批已不再接收补正。", en="The round takes no corrections any more already.")
_LATER = Bi(zh="只能推迟截止时间。", en="The closing can only be moved to a later moment.")
_OUT_OF_FORCE = Bi(zh="截止日不在办法有效期内。", en="The Procedures are not in force on that day.")
_REASON = Bi(zh="请说明理由。", en="Give the reason.")
_NO_TITLE = Bi(zh="请填写通知标题。", en="Give the notice a title.")
_NO_TEXT = Bi(zh="请填写通知正文。", en="Give the text of the notice.")
_NO_DRAFT = Bi(
    zh="本批没有该编号集群正在填报的申报。", en="No cluster of that number is filling in an application in this round."
)
_AFTER = Bi(zh="须晚于本批截止时间和现在。", en="It has to lie after the round’s closing, and after now.")
_LATER_SUBJECT = Bi(zh="{title}：申报截止时间推迟", en="{title}: applications close later")
_LATER_BODY = Bi(
    zh="申报截止时间推迟至{closes}。\n理由：{reason}\n", en="Applications now close on {closes}.\nReason: {reason}\n"
)
_EXTENDED = Bi(zh="申报{number}的提交期限延至{until}", en="Application {number}: you have until {until}")
_EXTENDED_BODY = Bi(
    zh="申报{number}可提交至{until}。\n理由：{reason}\n各项数据仍按本批截止日计算。\n",
    en="Application {number} can be submitted until {until}.\nReason: {reason}\nFigures are still judged as of the "
    "round’s closing day.\n",
)
