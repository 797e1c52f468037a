"""Telling people: a message and the errand that sends it, written in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.evaluation_parties import EVALUATION, evaluators_of, sides_of
from jiqun.desk.installation.addresses import case_page
from jiqun.desk.installation.signed_address import own_page_kept
from jiqun.desk.may import is_told_to_operator
from jiqun.procedure.kit import Procedure
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Case, Errand, Inspector, Message, ObjectorContact, Person, Step

_SUBJECT = Bi(zh="{cluster}：{done}（{number}）", en="{cluster}: {done} ({number})")
_BODY = Bi(
    zh="{who}于{at}{done}。\n\n集群：{cluster}\n案件：{number}\n现在的阶段：{stage}\n{reason}",
    en="{who}, {at}: {done}.\n\nCluster: {cluster}\nCase: {number}\nStage now: {stage}\n{reason}",
)
_REASON = Bi(zh="\n说明：{text}\n", en="\nReason given: {text}\n")


def tell_of(case: Case, step: Step, table: Procedure, by: Actor) -> None:
    """Tell the other side of a case what was done: the operator, its district, and whoever holds it now.

    What is done inside the Commission is told only to those whose turn it then is.
    """
    move, stage = table.by_name[step.move], table.stage_by_name[case.stage]
    if case.filed_at is None:
        return
    inside = stage.holder if move.inside else None
    told = people_in(case, inside) if inside else concerned(case, stage.holder)
    people = [person for person in told if person.pk != by.person]
    stage = table.seen(case.stage, inside=move.inside)
    reason = str(step.given.get("reason") or step.given.get("text") or step.given.get("opinion") or "")
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
        "done": move.said,
        "who": by.organisation_name,
        "at": f"{step.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "stage": stage.title,
        "reason": _REASON.fill(text=reason) if reason else "",
    }
    tell(people, f"step:{step.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), case_page(case.pk, inside), step.at)


def concerned(case: Case, holder: Role | None) -> Iterable[Person]:
    """The people of whoever opened it and of the district, and the Commission's where it holds the case.

    Of a service evaluation its evaluator, and those who may see it already.
    """
    if case.kind == EVALUATION:
        sides = sides_of(case)
    else:
        sides = _opener(case) | Q(organisation__district=case.district, role=Role.DISTRICT_OFFICER)
    if holder in (Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER):
        sides |= Q(role=holder)
    held = Appointment.objects.filter(sides, until=None, person__is_active=True)
    return Person.objects.filter(pk__in=held.values("person")).order_by("pk")


def _opener(case: Case) -> Q:
    """Of an appeal, whoever lodged it; its cluster's operator sees only an appeal of its own.

    Nobody of a revocation whose notice is not served yet.
    """
    if case.lodger_id:
        return Q(organisation=case.lodger_id, role__in=(Role.OPERATOR, Role.ENTERPRISE))
    if not is_told_to_operator(case):
        return Q(pk__in=())
    return Q(organisation=case.operator_id, role=Role.OPERATOR)


def people_in(case: Case, role: Role) -> Iterable[Person]:
    """The people who act in a role for this case."""
    sides = {
        Role.OPERATOR: Q(organisation=case.operator_id, role=Role.OPERATOR),
        Role.DISTRICT_OFFICER: Q(organisation__district=case.district, role=Role.DISTRICT_OFFICER),
        Role.INSPECTOR: Q(
            role=Role.INSPECTOR, person__in=Inspector.objects.filter(check_of__case=case).values("person")
        ),
        Role.EVALUATOR: evaluators_of(case),
    }
    held = Appointment.objects.filter(sides.get(role, Q(role=role)), until=None, person__is_active=True)
    return Person.objects.filter(pk__in=held.values("person")).order_by("pk")


def tell(people: Iterable[Person], key: str, subject: Bi, body: Bi, path: str, at: datetime) -> bool:
    """A message to each, in their language; whether there was anybody to tell who had not been told.

    `key` names the reason: nobody gets two messages for it.
    """
    wanted = {f"{key}:{person.pk}": person for person in people}
    known = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True))
    messages = [
        Message(
            key=name,
            to=person,
            address=person.email,
            subject=subject.say("en" if person.lang == "en" else "zh")[:300],
            body=body.say("en" if person.lang == "en" else "zh"),
            made_at=at,
            path=path,
        )
        for name, person in wanted.items()
        if name not in known
    ]
    made = Message.objects.bulk_create(messages)
    run = [
        Errand(kind="send_message", key=f"message:{one.key}", payload={"message": one.pk}, made_at=at, due_at=at)
        for one in made
    ]
    Errand.objects.bulk_create(run)
    return bool(made)


def tell_outside(contact: ObjectorContact, key: str, subject: Bi, body: Bi, at: datetime) -> None:
    """A message to somebody without an account, once for its key; it ends with the address of their own page."""
    lang: Lang = "en" if contact.lang == "en" else "zh"
    made, new = Message.objects.get_or_create(
        key=key,
        defaults={
            "address": contact.email,
            "subject": subject.say(lang)[:300],
            "body": body.say(lang),
            "made_at": at,
            "path": own_page_kept(contact.handle),
        },
    )
    if new:
        ask("send_message", f"message:{key}", {"message": made.pk}, at=at)


def ask(kind: str, key: str, payload: dict[str, object], *, at: datetime) -> None:
    """Ask for background work, once for its key."""
    Errand.objects.get_or_create(key=key, defaults={"kind": kind, "payload": payload, "made_at": at, "due_at": at})
