"""Applying: opening, filling in, submitting, correcting, withdrawing (Article 8, the operator)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, make_move
from jiqun.desk.completeness import gaps_of
from jiqun.desk.do.filing import file_application
from jiqun.desk.drafts import packed
from jiqun.desk.index import index_case
from jiqun.desk.may import NotThere, only, the_cluster
from jiqun.desk.numbers import next_of
from jiqun.desk.prefill import first_draft
from jiqun.desk.record import record
from jiqun.desk.terms import start_terms
from jiqun.desk.wrong import Wrong
from jiqun.law import edition
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Cluster, Draft, Round

__all__ = ["answer_question", "ask_unlock", "open_application", "resubmit", "submit", "withdraw"]


def open_application(*, round_id: int, cluster: int, by: Actor, at: datetime) -> Case:
    """Open an application of one's own cluster in a round; last year's, if any, pre-fills it.

    The operator may fill it in as soon as the notice is published, and submit while the period runs. One open
    application a cluster and round. Raises NotThere, Refused.
    """
    only(by, Role.OPERATOR)
    row = the_cluster(by, cluster)
    notice = Round.objects.filter(pk=round_id).first()
    if notice is None:
        raise NotThere
    table = procedure(notice.edition, "recognition")
    with transaction.atomic():
        Cluster.objects.select_for_update().get(pk=row.pk)
        if lacks := _cannot_open(notice, row, at):
            raise Refused(_OPEN, lacks)
        place = next_of(f"case:{notice.year}:{row.district}")
        case = Case.objects.create(
            number=f"{notice.year}-{row.district}-{place:03d}",
            kind=table.kind,
            edition=table.edition,
            stage=table.first.name,
            cluster=row,
            operator=row.operator,
            district=row.district,
            round=notice,
            opened_at=at,
            moved_at=at,
        )
        start = first_draft(row, on=day_of(notice.closes_at), book=edition(notice.edition))
        Draft.objects.create(
            case=case, cells=packed(start.draft), edited_at=at, edited_by_id=by.person, **start.profile
        )
        start_terms(case, table, at)
        index_case(case)
        content = {"case": case.number, "cluster": row.number, "round": notice.pk, "from": start.source}
        record("open_application", f"case:{case.pk}", by=by, at=at, article="8", content=content)
    return case


def submit(*, case: int, version: int, declared: str, by: Actor, at: datetime) -> Act:
    """Submit: freeze data, files and texts under one hash, and judge them.

    `declared` is how the person just proved who they are (password, totp, webauthn); empty if they did not.
    Raises NotThere, Overtaken, Refused with every gap.
    """
    return make_move(
        case, "submit", version=version, by=by, at=at, given={"declared": declared}, effect=file_application
    )


def resubmit(*, case: int, version: int, declared: str, by: Actor, at: datetime) -> Act:
    """Submit again after a correction; what changed is kept beside it. Raises as `submit`."""
    return make_move(
        case, "resubmit", version=version, by=by, at=at, given={"declared": declared}, effect=file_application
    )


def withdraw(*, case: int, version: int, reason: str, by: Actor, at: datetime) -> Act:
    """Withdraw until the decision (voluntary, Article 7). Raises NotThere, Overtaken, Refused."""
    return make_move(case, "withdraw", version=version, by=by, at=at, given={"reason": reason})


def ask_unlock(*, case: int, version: int, reason: str, by: Actor, at: datetime) -> Act:
    """Ask the district to unlock a submitted application. Raises NotThere, Overtaken, Refused."""
    return make_move(case, "ask_unlock", version=version, by=by, at=at, given={"reason": reason})


def answer_question(*, case: int, version: int, given: Mapping[str, Any], by: Actor, at: datetime) -> Act:
    """Answer a question of the district (`question`: its id, `text`). Raises NotThere, Overtaken, Refused, Wrong."""

    def effect(act: Act) -> None:
        changed = act.case.questions.filter(pk=given["question"], answered_at=None, taken_back_at=None).update(
            answer=given["text"], answered_by=by.person, answered_at=at
        )
        if changed != 1:
            raise Wrong({"question": _NO_QUESTION})

    return make_move(case, "answer_question", version=version, by=by, at=at, given=given, effect=effect)


def ready(case: Case) -> bool:
    """Whether nothing is missing any more."""
    return not gaps_of(case)


def _cannot_open(notice: Round, cluster: Cluster, at: datetime) -> tuple[Lack, ...]:
    lacks = []
    if at >= notice.closes_at:
        lacks.append(Lack("round_open", _OVER))
    if Case.objects.filter(round=notice, cluster=cluster, ended_at=None).exists():
        lacks.append(Lack("one_case", _ONE))
    return tuple(lacks)


_OPEN = Bi(zh="填写申报", en="Open an application")
_OVER = Bi(zh="本批申报期已经截止。", en="The application period of this round is over.")
_ONE = Bi(zh="本集群在本批已有一件申报。", en="The cluster has an application in this round already.")
_NO_QUESTION = Bi(zh="该问题已答复或已撤回。", en="The question has been answered or taken back.")
