"""Announcing a round's results in one transaction: list, decisions, recognitions, letters, feedback (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, make_move
from jiqun.desk.do.letters import write_letter
from jiqun.desk.feedback import feedback_content
from jiqun.desk.files import PDF, keep_bytes
from jiqun.desk.may import NotThere, only
from jiqun.desk.numbers import document_number
from jiqun.desk.post import ask
from jiqun.desk.record import exact, record
from jiqun.desk.results import TO_RECOGNISE, line_of, results_paper, results_text, signed_cases, state_of
from jiqun.desk.settings import setting
from jiqun.law.validity import last_day_of
from jiqun.papers.list_pdf import list_pdf
from jiqun.papers.list_text import ListText
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Office, Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.records.models import Case, Feedback, ListLine, Organisation, PublishedList, Recognition, Round


@dataclass(frozen=True)
class Announced:
    """What is being announced: by whom, when, the list, and the certificate numbers by case."""

    published: PublishedList
    office: Organisation
    numbers: Mapping[int, str]
    valid: tuple[date, date]
    by: Actor
    at: datetime


def announce_results(*, round_id: int, seen: str, by: Actor, at: datetime) -> PublishedList:
    """Publish the list of a round's signed decisions, and tell everybody concerned. Not before the time set for it.

    `seen` is the state that was looked at (`results.state_of`). Raises NotThere, Refused with all reasons.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        notice = Round.objects.select_for_update().filter(pk=round_id).first()
        if notice is None:
            raise NotThere
        cases = signed_cases(round_id)
        if lacks := (*embargoed(notice, at), *_not_as_seen(cases, seen)):
            raise Refused(ANNOUNCE, lacks)
        day = day_of(at)
        valid = (day, last_day_of(day))
        recognised = [case for case in cases if case.stage in TO_RECOGNISE]
        numbers = {case.pk: document_number(setting("certificate_number"), day) for case in recognised}
        lines = [line_of(case.cluster, case.operator, numbers[case.pk], valid) for case in recognised]
        text = results_text(notice, document_number(setting("city_document_number"), day), day, lines)
        published = keep_list(notice, text, by=by, at=at)
        content = {"number": published.number, "sha256": published.sha256, "round": notice.pk}
        record("announce_results", f"round:{round_id}", by=by, at=at, article="9", content=content, sealed=(published,))
        whole = Announced(published, commission(), numbers, valid, by, at)
        _decide(cases, whole)
        ask("make_open_data", f"open-data:list:{published.pk}", {}, at=at)
    return published


def embargoed(notice: Round, at: datetime) -> tuple[Lack, ...]:
    """Why nothing of a round can be announced now; nothing if it can."""
    if notice.announce_at is None:
        return (Lack("embargo", _NO_DAY, A9),)
    if at < notice.announce_at:
        return (Lack("embargo", _EARLY.fill(at=f"{notice.announce_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"), A9),)
    return ()


def keep_list(
    notice: Round, text: ListText, *, replaces: PublishedList | None = None, by: Actor, at: datetime
) -> PublishedList:
    """Store a list with its papers, and which cases stand on it."""
    paper = results_paper(text, commission(), f"{settings.BASE_URL}/verify/")
    row = PublishedList.objects.create(
        round=notice,
        kind=PublishedList.Kind.RESULTS,
        number=text.head["number"],
        replaces=replaces,
        reason=text.head["reason"],
        text=text.text,
        sha256=text.sha256,
        zh=keep_bytes(list_pdf(paper, text, "zh"), PDF, at),
        en=keep_bytes(list_pdf(paper, text, "en"), PDF, at),
        by_id=by.person,
        at=at,
    )
    places = {line["cluster"]: line["place"] for line in text.lines}
    standing = Case.objects.filter(kind="recognition", round=notice, cluster__number__in=places)
    kept = standing.filter(stage__in=(*TO_RECOGNISE, "recognised")).values_list("pk", "cluster__number")
    ListLine.objects.bulk_create([ListLine(published=row, case_id=case, place=places[number]) for case, number in kept])
    return row


def commission() -> Organisation:
    """The office that announces."""
    return Organisation.objects.get(kind=Office.COMMISSION)


def _decide(cases: tuple[Case, ...], whole: Announced) -> None:
    """Move every case; what stands against any of them stands against all, so that all reasons are told at once."""
    lacks: list[Lack] = []
    feedback = {case.pk: feedback_content(case, whole.valid[0]) for case in cases if case.pk not in whole.numbers}
    for case in cases:
        try:
            _recognise(case, whole) if case.pk in whole.numbers else _reject(case, feedback[case.pk], whole)
        except Refused as refused:
            name = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
            lacks += [replace(one, reason=_OF.fill(name=name, why=one.reason)) for one in refused.lacks]
    if lacks:
        raise Refused(ANNOUNCE, tuple(lacks))


def _recognise(case: Case, whole: Announced) -> None:
    number, (first, last) = whole.numbers[case.pk], whole.valid

    def effect(act: Act) -> None:
        days = {"valid_from": first.isoformat(), "valid_to": last.isoformat()}
        act.content |= {"certificate": number, **days, "list": whole.published.number}
        write_letter(act, "recognised")

    make_move(case.pk, "recognise", version=case.version, by=whole.by, at=whole.at, effect=effect)
    row = Recognition.objects.create(
        cluster=case.cluster,
        case_id=case.pk,
        published=whole.published,
        number=number,
        first_day=first,
        last_day=last,
        by_id=whole.by.person,
        at=whole.at,
    )
    content = _certified(case, row, whole)
    subject = f"cluster:{case.cluster_id}"
    record("enter_recognition", subject, by=whole.by, at=whole.at, article="9", content=content, sealed=(row,))
    ask("make_certificate", f"certificate:{row.pk}", {"recognition": row.pk}, at=whole.at)


def _certified(case: Case, row: Recognition, whole: Announced) -> dict[str, Any]:
    """All that the certificate says, so that its proof proves every word of it."""
    line = line_of(case.cluster, case.operator, row.number, whole.valid)
    return {
        **line,
        "list": {"number": whole.published.number, "sha256": whole.published.sha256},
        "procedures": case.edition,
        "issuer": {"zh": whole.office.name_zh, "en": whole.office.name_en},
        "verify": f"{settings.BASE_URL}/verify/",
    }


def _reject(case: Case, told: dict[str, Any], whole: Announced) -> None:
    def effect(act: Act) -> None:
        row = Feedback.objects.create(case=act.case, content=exact(told), at=whole.at)
        act.content["told"] = told
        write_letter(act, "not_recognised")
        act.content = {"feedback": row.pk}
        act.rows.append(row)

    make_move(case.pk, "reject", version=case.version, by=whole.by, at=whole.at, effect=effect)


def _not_as_seen(cases: tuple[Case, ...], seen: str) -> tuple[Lack, ...]:
    if not cases:
        return (Lack("nothing", _NOTHING, A9),)
    return () if state_of(cases) == seen else (Lack("as_seen", _CHANGED, A9),)


A9 = article("9")
ANNOUNCE = Bi(zh="公布认定结果", en="Announce the results")
_NO_DAY = Bi(zh="审批人尚未确定公布时间。", en="The approver has not set the time of the announcement yet.")
_EARLY = Bi(zh="公布时间为{at}，在此之前不能公布。", en="The announcement is set for {at}; nothing is told before.")
_NOTHING = Bi(zh="没有已签批、待公布的决定。", en="No signed decision waits for its announcement.")
_CHANGED = Bi(
    zh="预览之后决定有变化，请重新预览。", en="The decisions have changed since you looked at them: look at them again."
)
_OF = Bi(zh="{name}：{why}", en="{name}: {why}")
