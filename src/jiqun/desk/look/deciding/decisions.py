"""A round's decisions: what can be prepared, what waits for a signature, what is to be announced (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.deciding.preparing import latest_preparation
from jiqun.desk.deciding.results import (
    TO_RECOGNISE,
    TO_REJECT,
    embargoed,
    result_of,
    results_head,
    results_text,
    signed_cases,
    state_of,
)
from jiqun.desk.each import looking_at, of_each
from jiqun.desk.experts.merit import merit_of
from jiqun.desk.judging import assessment_on
from jiqun.desk.look.deciding.proposals import Changed, changes_since
from jiqun.desk.may import CITY, NotThere, cases_of, is_inside, only
from jiqun.desk.post import concerned
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.situation import situation_of
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.list_text import ListText
from jiqun.procedure.kit import Lack, lacking
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.recognition import rejections
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Round, Step

_PREPARED = ("recognition_prepared", *rejections.PREPARED)
_OPEN = (
    *("submitted", "under_review", "in_correction", "in_city_correction"),
    *("challenged", "evaluation", "proposal_prepared", "proposed"),
)


@dataclass(frozen=True)
class Decision:
    """A case at its decision. `lacks` stand against recognising it, or against signing what was prepared."""

    case: int
    version: int
    number: str
    cluster: Bi
    cluster_number: str
    district: Bi
    stage: Bi
    verdict: str
    place: int | None
    recognise: bool  # what was prepared; of one that is not prepared, whether it stands on a public notice
    lacks: tuple[Lack, ...]
    reason: str = ""
    prepared_by: str = ""
    prepared_at: datetime | None = None
    own: bool = False  # prepared by the one who looks
    signed_by: str = ""
    signed_at: datetime | None = None
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class DecisionBoard:
    """A round's decisions by where they stand; `elsewhere` counts the cases that are not at their decision yet."""

    round: int
    title: Bi
    announce_at: datetime | None
    lacks: tuple[Lack, ...]  # why nothing can be announced now
    open: tuple[Decision, ...]
    prepared: tuple[Decision, ...]
    signed: tuple[Decision, ...]
    elsewhere: int


@dataclass(frozen=True)
class Announcement:
    """What an announcement would publish and whom it would tell; `state` names what was looked at."""

    round: int
    title: Bi
    state: str
    text: ListText
    recognised: int
    rejected: tuple[Decision, ...]
    people: int
    lacks: tuple[Lack, ...]
    waiting: int  # prepared and not signed: they stay for a later announcement
    elsewhere: int

    @property
    def count(self) -> int:
        """How many cases it ends."""
        return self.recognised + len(self.rejected)


def decisions_of(round_id: int, *, by: Actor, at: datetime) -> DecisionBoard:
    """The board of a round's decisions. Raises NotThere."""
    only(by, *CITY)
    notice = _round(round_id)
    found = cases_of(by).filter(kind="recognition", round=notice).select_related("cluster", "round")
    cases = list(found.order_by("cluster__number", "pk"))
    places = {one.file: one.place for one in merit_of(notice, day_of(at))}
    boards = (rejections.PREPARING, _PREPARED, (*TO_RECOGNISE, *TO_REJECT))
    here = [[case for case in cases if case.stage in stages] for stages in boards]
    with looking_at(chain(*here)):
        decided = [tuple(_decision(case, places.get(case.pk), by, at) for case in board) for board in here]
    return DecisionBoard(
        round=notice.pk,
        title=Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh),
        announce_at=notice.announce_at,
        lacks=embargoed(notice, at),
        open=decided[0],
        prepared=decided[1],
        signed=decided[2],
        elsewhere=sum(case.stage in _OPEN for case in cases),
    )


def announcement_of(round_id: int, *, by: Actor, at: datetime) -> Announcement:
    """The announcement as it would be made now, under numbers that are given when it is. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    board, cases = decisions_of(round_id, by=by, at=at), signed_cases(round_id)
    results = [result_of(case, _LATER) for case in cases if case.stage in TO_RECOGNISE]
    head = results_head(_round(round_id), _LATER, day_of(at))
    told = {one.pk for case in cases for one in concerned(case, None)} - {by.person}
    return Announcement(
        round=round_id,
        title=board.title,
        state=state_of(cases),
        text=results_text(head, results),
        recognised=len(results),
        rejected=tuple(one for one in board.signed if not one.recognise),
        people=len(told),
        lacks=board.lacks,
        waiting=len(board.prepared),
        elsewhere=board.elsewhere,
    )


def _round(round_id: int) -> Round:
    found = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if found is None:
        raise NotThere
    return found


def _decision(case: Case, place: int | None, by: Actor, at: datetime) -> Decision:
    table, today = procedure(case.edition, case.kind), day_of(at)
    return Decision(
        case=case.pk,
        version=case.version,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        cluster_number=case.cluster.number,
        district=DISTRICTS[case.district],
        stage=table.seen(case.stage, inside=is_inside(by)).title,
        verdict=assessment_on(case, today).verdict,
        place=place,
        recognise=case.stage in ("on_notice", "recognition_prepared", *TO_RECOGNISE),
        lacks=_lacks(case, by, at),
        **_prepared(case, by, at),
        **_signed(case),
    )


def _lacks(case: Case, by: Actor, at: datetime) -> tuple[Lack, ...]:
    """What stands against the next step, whoever it is that may make it."""
    sign = f"sign_{case.stage.removesuffix('_prepared')}" if case.stage in _PREPARED else "prepare_recognition"
    found = lacking(procedure(case.edition, case.kind).by_name[sign], situation_of(case, by, at, {}))
    return tuple(one for one in found if one.name not in ("role", "stage"))


def _prepared(case: Case, by: Actor, at: datetime) -> dict[str, Any]:
    if case.stage in rejections.PREPARING:
        return {}
    row = latest_preparation(case)
    if row is None:
        return {}
    changes = changes_since(case, row, at)
    who = {"prepared_by": row.by.name, "prepared_at": row.at, "own": row.by_id == by.person}
    return {"reason": row.reason, "changes": changes, **who}


def _signed(case: Case) -> dict[str, Any]:
    if case.stage not in (*TO_RECOGNISE, *TO_REJECT):
        return {}
    step = _signing(case)
    return {"signed_by": step.person.name, "signed_at": step.at}


@of_each
def _signing(cases: Sequence[Case]) -> Mapping[int, Step]:
    steps = Step.objects.filter(case__in=cases, move__startswith="sign_").select_related("person").order_by("place")
    return {step.case_id: step for step in steps}


_LATER = "—"  # numbers are given when the list is published
