"""What the needs of an appeal look at (`procedure.shanghai_2024.appeal`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from jiqun.base.words import Bi
from jiqun.desk.facts_of.objection import prepared_ending
from jiqun.desk.revoking.course import prosecutors_of
from jiqun.procedure.shanghai_2024.appeal import REOPENED_BY
from jiqun.records.models import (
    Appeal,
    Assignment,
    Case,
    FormalityCheck,
    Inspector,
    PanelMeeting,
    Preparation,
    Step,
)


def appeal_facts(case: Case) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "involved": lambda: involved(case.about_id) | _raised(case) | _lodgers(case),
        "prepared_ending": lambda: prepared_ending(case),
        "cannot_reopen": lambda: cannot_reopen(case),
    }


def involved(case: int | None) -> frozenset[int]:
    """Everybody who took part in the case or in one that is about it, in whatever role and for whomever.

    Whoever made a move, checked its form, prepared a decision, was asked for an evaluation, or visited. Appeals do not
    count: who takes one up may also decide on the next.
    """
    return frozenset(person for rows in _took_part(case) for person in rows)


def _raised(case: Case) -> frozenset[int]:
    """Of a revocation, who raised its alerts and opened it, too: both are acts outside of the case."""
    about = case.about
    return prosecutors_of(about) if about is not None and about.kind == "revocation" else frozenset()


def _lodgers(case: Case) -> frozenset[int]:
    """Whoever lodged the appeal may hold a role of the Commission as well."""
    return frozenset(Appeal.objects.filter(case=case).values_list("by", flat=True))


def _took_part(case: int | None) -> Iterator[QuerySet[Any]]:
    of_case = Q(case=case) | Q(case__about=case) & ~Q(case__kind="appeal")
    yield Step.objects.filter(of_case).values_list("person", flat=True)
    yield FormalityCheck.objects.filter(case=case).values_list("by", flat=True)
    yield Preparation.objects.filter(case=case).values_list("by", flat=True)
    yield PanelMeeting.objects.filter(case=case).values_list("by", flat=True)
    yield Assignment.objects.filter(case=case).values_list("expert__person", flat=True)
    yield Inspector.objects.filter(check_of__case__about=case).values_list("person", flat=True)


def cannot_reopen(case: Case) -> Bi | None:
    """Why the case that is appealed against cannot be opened again; None if it can."""
    about = case.about
    assert about is not None
    if about.stage not in REOPENED_BY:
        return _MOVED
    others = Case.objects.filter(kind=about.kind, cluster=about.cluster_id, round=about.round_id, ended_at=None)
    return _ANOTHER if others.exists() else None


_MOVED = Bi(
    zh="原案已不在被申请复核的决定所处的阶段，不能重新办理。",
    en="The case does not stand any more where the decision left it, and cannot be opened again.",
)
_ANOTHER = Bi(
    zh="该集群另有一件同类案件正在办理，原案不能同时重新办理。",
    en="The cluster has another case of this kind open; both cannot run at once.",
)
