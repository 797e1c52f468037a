"""Asking for a waiver of a term of ours, and granting or refusing it: two people, a reason, a last day (Article 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.interpreting.waiving import in_force
from jiqun.desk.may import NotThere, only, the_case, the_cluster
from jiqun.desk.post import concerned, tell
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.procedure.waivable import WAIVABLE, Reach
from jiqun.records.models import Appointment, Case, Organisation, Person, Round, Waiver

A20 = article("20")
LONGEST = 2_000


@dataclass(frozen=True)
class For:
    """What a waiver is for: one case, one cluster or one round, by its key."""

    reach: Reach
    key: int


def ask_waiver(
    *,
    what: str,
    whose: For,
    reason: str,
    until: date,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Waiver:
    """Ask that a check or term of ours be lifted for a case, a cluster or a round, through a last day.

    Raises NotThere for a thing that is not there; Wrong for what no waiver can lift, and all else that is wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    subject = _subject(whose, by)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(
            pk=by.organisation
        )  # one of the office at a time: it is asked once
        waiting = Waiver.objects.filter(**subject, what=what)
        holds = waiting.filter(granted=None).exists() or in_force(waiting, at).exists()
        known = WAIVABLE.get(what)
        refuse_if(
            {
                "what": _NOT_OURS if known is None or whose.reach not in known.reach else _HOLDS if holds else None,
                "reason": _NO_REASON if not reason.strip() else _LONG if len(reason) > LONGEST else None,
                "until": _PAST if until < day_of(at) else None,
            },
            unread,
        )
        row = Waiver.objects.create(
            what=what, **subject, reason=reason.strip(), until=until, asked_by_id=by.person, asked_at=at
        )
        record("ask_waiver", f"waiver:{row.pk}", by=by, at=at, article="20", content=_content(row))
        _tell_approvers(row, by, at)
        return row


def settle_waiver(*, waiver: int, grant: bool, reason: str = "", by: Actor, at: datetime) -> Waiver:
    """Grant it, or refuse it with a reason: not by the one who asked. Raises NotThere, Refused, Wrong."""
    only(by, Role.MUNICIPAL_APPROVER)
    with transaction.atomic():
        row = Waiver.objects.select_for_update().filter(pk=waiver, granted=None).first()
        if row is None:
            raise NotThere
        if row.asked_by_id == by.person:
            raise Refused(SETTLE, (Lack("four_eyes", _SAME_PERSON, A20),))
        refuse_if(
            {
                "reason": _NO_REASON if not grant and not reason.strip() else None,
                "until": _OVER if grant and row.until < day_of(at) else None,
            }
        )
        row.granted, row.settled_by_id, row.settled_at, row.settled_why = grant, by.person, at, reason.strip()
        row.save()
        act = "grant_waiver" if grant else "refuse_waiver"
        record(act, f"waiver:{row.pk}", by=by, at=at, article="20", content=_content(row))
        _tell_of(row, by, at)
        return row


def _subject(whose: For, by: Actor) -> dict[str, int]:
    if whose.reach == "case":
        return {"case_id": the_case(by, whose.key).pk}
    if whose.reach == "cluster":
        return {"cluster_id": the_cluster(by, whose.key).pk}
    if not Round.objects.filter(pk=whose.key).exists():
        raise NotThere
    return {"round_id": whose.key}


def _content(row: Waiver) -> dict[str, object]:
    """All of it: the row itself is settled later and is no sealed one."""
    return {
        "what": row.what,
        "case": row.case_id,
        "cluster": row.cluster_id,
        "round": row.round_id,
        "reason": row.reason,
        "until": row.until.isoformat(),
        "granted": row.granted,
        "why": row.settled_why,
    }


def _tell_approvers(row: Waiver, by: Actor, at: datetime) -> None:
    held = Appointment.objects.filter(role=Role.MUNICIPAL_APPROVER, until=None, person__is_active=True)
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk=by.person).order_by("pk")
    _tell(people, row, "asked", _ASKED, at)


def _tell_of(row: Waiver, by: Actor, at: datetime) -> None:
    """Whoever asked; and where it is granted for a case, its operator and its district."""
    people = {row.asked_by_id: row.asked_by}
    if row.granted and row.case_id:
        case = Case.objects.get(pk=row.case_id)
        people |= {one.pk: one for one in concerned(case, None) if one.pk != by.person}
    _tell(people.values(), row, "settled", _GRANTED if row.granted else _REFUSED, at)


def _tell(people: Iterable[Person], row: Waiver, state: str, title: Bi, at: datetime) -> None:
    words = {"what": WAIVABLE[row.what].title, "reason": row.reason, "until": row.until.isoformat()}
    path = f"/desk/cases/{row.case_id}/" if row.case_id and state == "settled" else f"/desk/waivers/{row.pk}/"
    tell(people, f"waiver:{row.pk}:{state}", title.fill(**words), _BODY.fill(**words), path, at)


SETTLE = Bi(zh="审批豁免", en="Settle the waiver")
_SAME_PERSON = Bi(zh="申请人不能审批自己的申请。", en="Whoever asked for it cannot also settle it.")
_NOT_OURS = Bi(
    zh="只能豁免本机关自行设定的核对事项和期限；办法第六条至第十九条的规定不能豁免。",
    en="Only checks of our own and terms set by the office can be waived; nothing that Articles 6 to 19 ask.",
)
_HOLDS = Bi(zh="同一事项的豁免已在办理或仍有效。", en="The same has been asked for, or is waived already.")
_NO_REASON = Bi(zh="请写明理由。", en="Give the reason.")
_LONG = Bi(zh="理由最多2000字。", en="The reason has at most 2,000 characters.")
_PAST = Bi(zh="截止日不能早于今天。", en="The last day cannot lie before today.")
_OVER = Bi(zh="所申请的截止日已过，不能同意。", en="Its last day is over: it cannot be granted any more.")
_ASKED = Bi(zh="有一项豁免申请待审批：{what}", en="A waiver waits to be settled: {what}")
_GRANTED = Bi(zh="豁免已获同意：{what}（至{until}）", en="A waiver was granted: {what} (until {until})")
_REFUSED = Bi(zh="豁免未获同意：{what}", en="A waiver was refused: {what}")
_BODY = Bi(zh="事项：{what}\n理由：{reason}\n截止：{until}", en="What: {what}\nReason: {reason}\nUntil: {until}")
