"""Deciding a round's applications in batch: prepared by one, signed by another with the day of announcement (A9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken, make_move
from jiqun.desk.do.moves import EFFECTS
from jiqun.desk.may import NotThere, only, the_case
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.situation import situation_of
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.kit import Refused, choose
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.recognition import rejections
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Round

SIGNED = ("recognition_signed", *rejections.SIGNED)


@dataclass(frozen=True)
class Wanted:
    """What is to be prepared for one case, as it was seen: to recognise it or not, and why."""

    case: int
    version: int
    recognise: bool
    reason: str


def check_decisions(wanted: Iterable[Wanted], *, round_id: int, by: Actor, at: datetime) -> None:
    """Whether all of it could be prepared now. Raises NotThere, Overtaken, Wrong by `case_<id>`."""
    only(by, Role.MUNICIPAL_OFFICER)
    problems: dict[str, Bi] = {}
    listed = _some(tuple(wanted))
    for one in listed:
        row = _in_round(one.case, round_id, by)
        if row.version != one.version:
            raise Overtaken(row.pk, row.version)
        given = {"reason": one.reason.strip()}
        try:
            choose(procedure(row.edition, row.kind), _preparing(row, one), situation_of(row, by, at, given), given)
        except Refused as refused:
            problems[f"case_{row.pk}"] = _said(row, refused)
    refuse_if(problems)


def prepare_decisions(wanted: Iterable[Wanted], *, round_id: int, by: Actor, at: datetime) -> int:
    """Prepare recognitions and rejections of a round, all or none; how many. Raises as `check_decisions` does."""
    listed = tuple(wanted)
    with transaction.atomic():
        check_decisions(listed, round_id=round_id, by=by, at=at)
        for one in listed:
            move = _preparing(_in_round(one.case, round_id, by), one)
            _make(one.case, move, one.version, by, at, {"reason": one.reason.strip()})
    return len(listed)


def sign_decisions(
    cases: Mapping[int, int],
    *,
    round_id: int,
    announce_at: datetime,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Sign what was prepared for these cases (with the versions that were seen), all or none; how many.

    Nothing of it is told to anybody outside of the Commission before `announce_at`, which the one who signs sets.
    Raises NotThere, Overtaken, Wrong by `case_<id>` or field.
    """
    only(by, Role.MUNICIPAL_APPROVER)
    problems: dict[str, Bi | None] = {"announce_at": _PAST if announce_at < at else None}
    signed = Case.objects.filter(round=round_id, stage__in=SIGNED).exists()  # then the day alone may be moved
    problems["cases"] = None if cases or signed else _NONE
    with transaction.atomic():
        notice = Round.objects.select_for_update().filter(pk=round_id, purpose__in=BY_STAGES).first()
        if notice is None:
            raise NotThere
        for case, version in cases.items():
            row = _in_round(case, round_id, by)
            try:
                _make(case, _signing(row), version, by, at, {})
            except Refused as refused:
                problems[f"case_{case}"] = _said(row, refused)
        refuse_if(problems, unread)
        _embargo(notice, announce_at, by, at)
    return len(cases)


def _embargo(notice: Round, announce_at: datetime, by: Actor, at: datetime) -> None:
    before, notice.announce_at = notice.announce_at, announce_at
    if before == announce_at:
        return
    notice.save(update_fields=["announce_at"])
    content = {"announce_at": announce_at.isoformat(), "before": before.isoformat() if before else None}
    record("set_announcement", f"round:{notice.pk}", by=by, at=at, article="9", content=content)


def _in_round(case: int, round_id: int, by: Actor) -> Case:
    row = the_case(by, case)
    if row.round_id != round_id or row.kind != "recognition":
        raise NotThere
    return row


def _make(case: int, move: str, version: int, by: Actor, at: datetime, given: Mapping[str, str]) -> None:
    effect = EFFECTS["recognition"].get(move)
    make_move(case, move, version=version, by=by, at=at, given=given, effect=effect)


def _preparing(row: Case, one: Wanted) -> str:
    return "prepare_recognition" if one.recognise else rejections.PREPARING.get(row.stage, "prepare_rejection")


def _signing(row: Case) -> str:
    """The signature that what was prepared waits for; one that is refused by its stage where nothing was."""
    prepared = row.stage in rejections.PREPARED
    return f"sign_{row.stage.removesuffix('_prepared')}" if prepared else "sign_recognition"


def _some(wanted: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
    if not wanted:
        raise Wrong({"cases": _NONE})
    return wanted


def _said(row: Case, refused: Refused) -> Bi:
    reasons = [lack.reason for lack in refused.lacks]
    why = Bi(zh="".join(one.zh for one in reasons), en=" ".join(one.en for one in reasons))
    name = Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh)
    return Bi(zh="{name}（{number}）：{why}", en="{name} ({number}): {why}").fill(name=name, number=row.number, why=why)


_NONE = Bi(zh="请至少选择一件。", en="Choose at least one.")
_PAST = Bi(zh="公布时间不能早于现在。", en="The announcement cannot lie in the past.")
