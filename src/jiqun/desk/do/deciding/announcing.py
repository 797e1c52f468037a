"""Announcing a round's results in one transaction: list, decisions, recognitions, letters, feedback (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, make_move
from jiqun.desk.deciding.feedback import feedback_content
from jiqun.desk.deciding.list_papers import list_paper, printed
from jiqun.desk.deciding.results import (
    A9,
    TO_RECOGNISE,
    embargoed,
    result_of,
    results_head,
    results_text,
    signed_cases,
    state_of,
)
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.do.papers.refusals import tell_refusal
from jiqun.desk.installation.settings import setting
from jiqun.desk.may import NotThere, only
from jiqun.desk.numbers import document_number
from jiqun.desk.post import ask
from jiqun.desk.recognised import is_renewal
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.papers.list_text import ListText, read_list
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Case, ListLine, Organisation, PublishedList, Recognition, Round


@dataclass(frozen=True)
class Announced:
    """What is being announced: by whom, when, the list, and the certificate numbers by case."""

    published: PublishedList
    text: ListText
    office: Organisation
    numbers: Mapping[int, str]
    by: Actor
    at: datetime

    def line(self, case: Case) -> Mapping[str, Any]:
        """What the list says of a case."""
        return next(line for line in self.text.lines if line["cluster"] == case.cluster.number)


def announce_results(*, round_id: int, seen: str, by: Actor, at: datetime) -> PublishedList:
    """Publish the list of a round's signed decisions, and tell everybody concerned. Not before the time set for it.

    `seen` is the state that was looked at (`results.state_of`). Raises NotThere, Refused with all reasons.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        notice = Round.objects.select_for_update().filter(pk=round_id, purpose__in=BY_STAGES).first()
        if notice is None:
            raise NotThere
        cases = signed_cases(round_id)
        if lacks := (*embargoed(notice, at), *_not_as_seen(cases, seen)):
            raise Refused(ANNOUNCE, lacks)
        day = day_of(at)
        numbers = {case.pk: document_number(setting("certificate_number"), day) for case in _recognised(cases)}
        results = tuple(result_of(case, numbers[case.pk]) for case in _recognised(cases))
        head = results_head(notice, document_number(setting("city_document_number"), day), day)
        published = _publish(notice, results_text(head, results), cases, by=by, at=at)
        content = {"head": head, "sources": [one.as_dict() for one in results], "sha256": published.sha256}
        subject = f"list:{published.pk}"
        record("announce_results", subject, by=by, at=at, article="9", content=content, sealed=(published,))
        whole = Announced(published, read_list(published.text), commission(), numbers, by, at)
        _decide(cases, whole)
        ask("make_open_data", f"open-data:list:{published.pk}", {}, at=at)
    return published


def _recognised(cases: tuple[Case, ...]) -> list[Case]:
    return [case for case in cases if case.stage in TO_RECOGNISE]


def _publish(notice: Round, text: ListText, cases: tuple[Case, ...], *, by: Actor, at: datetime) -> PublishedList:
    """Store the list with its papers, and which cases stand on it."""
    zh, en = printed(list_paper(text, at), text, at)
    row = PublishedList.objects.create(
        round=notice,
        kind=PublishedList.Kind.RESULTS,
        number=text.head["number"],
        text=text.text,
        sha256=text.sha256,
        zh=zh,
        en=en,
        by_id=by.person,
        at=at,
    )
    places = {line["cluster"]: line["place"] for line in text.lines}
    ListLine.objects.bulk_create(
        [ListLine(published=row, case=case, place=places[case.cluster.number]) for case in _recognised(cases)]
    )
    return row


def commission() -> Organisation:
    """The office that announces."""
    return Organisation.objects.get(kind=Office.COMMISSION)


def _decide(cases: tuple[Case, ...], whole: Announced) -> None:
    """Move every case; what stands against any of them stands against all, so that all reasons are told at once."""
    lacks: list[Lack] = []
    feedback = {case.pk: feedback_content(case, day_of(whole.at)) for case in cases if case.pk not in whole.numbers}
    for case in cases:
        try:
            _recognise(case, whole) if case.pk in whole.numbers else _reject(case, feedback[case.pk], whole)
        except Refused as refused:
            name = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
            lacks += [replace(one, reason=_OF.fill(name=name, why=one.reason)) for one in refused.lacks]
    if lacks:
        raise Refused(ANNOUNCE, tuple(lacks))


def _recognise(case: Case, whole: Announced) -> None:
    line = whole.line(case)
    said = {name: line[name] for name in ("certificate", "valid_from", "valid_to")}

    def effect(act: Act) -> None:
        act.content |= {**said, "list": whole.published.number}
        write_letter(act, "renewed" if is_renewal(case) else "recognised")

    make_move(case.pk, "recognise", version=case.version, by=whole.by, at=whole.at, effect=effect)
    row = Recognition.objects.create(
        cluster=case.cluster,
        case_id=case.pk,
        published=whole.published,
        number=line["certificate"],
        first_day=date.fromisoformat(line["valid_from"]),
        last_day=date.fromisoformat(line["valid_to"]),
        by_id=whole.by.person,
        at=whole.at,
    )
    # All that the certificate says, so that its proof proves every word of it.
    content = {
        **line,
        "list": {"number": whole.published.number, "sha256": whole.published.sha256},
        "procedures": case.edition,
        "issuer": {"zh": whole.office.name_zh, "en": whole.office.name_en},
        "verify": f"{settings.BASE_URL}/verify/",
    }
    subject = f"cluster:{case.cluster_id}"
    record("enter_recognition", subject, by=whole.by, at=whole.at, article="9", content=content, sealed=(row,))
    ask("make_certificate", f"certificate:{row.pk}", {"recognition": row.pk}, at=whole.at)


def _reject(case: Case, told: Mapping[str, Any], whole: Announced) -> None:
    def effect(act: Act) -> None:
        tell_refusal(act, told)

    make_move(case.pk, "reject", version=case.version, by=whole.by, at=whole.at, effect=effect)


def _not_as_seen(cases: tuple[Case, ...], seen: str) -> tuple[Lack, ...]:
    if not cases:
        return (Lack("nothing", _NOTHING, A9),)
    return () if state_of(cases) == seen else (Lack("as_seen", _CHANGED, A9),)


ANNOUNCE = Bi(zh="公布认定结果", en="Announce the results")
_NOTHING = Bi(zh="没有已签批、待公布的决定。", en="No signed decision waits for its announcement.")
_CHANGED = Bi(
    zh="预览之后决定有变化，请重新预览。", en="The decisions have changed since you looked at them: look at them again."
)
_OF = Bi(zh="{name}：{why}", en="{name}: {why}")
