"""A round's evaluated files before they are proposed, and what was prepared before it is approved (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.deciding.notice_plan import round_of
from jiqun.desk.deciding.preparing import differences, latest_preparation
from jiqun.desk.each import looking_at
from jiqun.desk.experts.merit import merit_of
from jiqun.desk.judging import assessment_on
from jiqun.desk.may import CITY, cases_of, only
from jiqun.desk.situation import situation_of
from jiqun.facts.districts import DISTRICTS
from jiqun.fairness.merit import Place
from jiqun.procedure.kit import Lack, lacking
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Preparation


@dataclass(frozen=True)
class Changed:
    """A clause whose finding is not what it was when the decision was prepared."""

    clause: str
    title: Bi
    before: str
    before_why: Bi
    now: str
    now_why: Bi


@dataclass(frozen=True)
class Candidate:
    """A file with its verdict today, its place in the order of merit, and what stands against the move."""

    case: int
    version: int
    number: str
    cluster: Bi
    district: Bi
    verdict: str
    place: int | None
    within: bool
    tied: bool
    lacks: tuple[Lack, ...]
    reason: str = ""
    prepared_by: str = ""
    prepared_at: datetime | None = None
    changes: tuple[Changed, ...] = ()

    @property
    def key(self) -> str:
        """As the form's fields name it."""
        return str(self.case)


@dataclass(frozen=True)
class Proposals:
    """The files of a round that stand at one stage."""

    round: int
    title: Bi
    quota: int | None
    files: tuple[Candidate, ...]


def evaluated_files(round_id: int, *, by: Actor, at: datetime) -> Proposals:
    """The evaluated files, by merit. Raises NotThere."""
    return _files(round_id, "evaluated", "prepare_proposal", by, at)


def prepared_files(round_id: int, *, by: Actor, at: datetime) -> Proposals:
    """What is prepared and waits for its approval, with what changed since. Raises NotThere."""
    return _files(round_id, "proposal_prepared", "approve_proposal", by, at)


def proposed_files(round_id: int, *, by: Actor, at: datetime) -> Proposals:
    """What was approved and can go on public notice. Raises NotThere."""
    return _files(round_id, "proposed", "put_on_notice", by, at)


def _files(round_id: int, stage: str, move: str, by: Actor, at: datetime) -> Proposals:
    only(by, *CITY)
    notice = round_of(round_id)
    rows = cases_of(by).filter(kind="recognition", round=notice, stage=stage).select_related("cluster", "round")
    cases = list(rows.order_by("number"))
    places = {one.file: one for one in merit_of(notice, day_of(at))} if cases else {}
    with looking_at(cases):
        found = [_candidate(case, move, places.get(case.pk), by, at) for case in cases]
    found.sort(key=lambda one: (one.place is None, one.place or 0, one.number))
    title = Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh)
    return Proposals(notice.pk, title, notice.quota, tuple(found))


def _candidate(case: Case, move: str, place: Place | None, by: Actor, at: datetime) -> Candidate:
    prepared = latest_preparation(case) if case.stage != "evaluated" else None
    return Candidate(
        case=case.pk,
        version=case.version,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        district=DISTRICTS[case.district],
        verdict=assessment_on(case, day_of(at)).verdict,
        place=place.place if place else None,
        within=place is None or place.within,
        tied=place is not None and place.tied,
        lacks=_lacks(case, move, by, at),
        reason=prepared.reason if prepared else "",
        prepared_by=prepared.by.name if prepared else "",
        prepared_at=prepared.at if prepared else None,
        changes=changes_since(case, prepared, at) if prepared else (),
    )


def _lacks(case: Case, name: str, by: Actor, at: datetime) -> tuple[Lack, ...]:
    """What stands against the move for this actor; a move that is a part of a greater act is looked at all the same."""
    table = procedure(case.edition, case.kind)
    move = table.by_name[name]
    if by.role not in move.by:
        return ()
    return lacking(move, situation_of(case, by, at, {}))


def changes_since(case: Case, prepared: Preparation, at: datetime) -> tuple[Changed, ...]:
    """Show clause, before and now; an outcome may be the same and rest on other entries of the register."""
    return tuple(_changed(before, now) for before, now in differences(case, prepared, day_of(at)))


def _changed(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> Changed:
    return Changed(
        clause=now["clause"],
        title=Bi(**now["title"]),
        before=before["outcome"] if before else "",
        before_why=Bi(**before["reason"]) if before else Bi(zh="", en=""),
        now=now["outcome"],
        now_why=Bi(**now["reason"]),
    )
