"""A recognised cluster, and its revocation at every stage: brought there by the acts of its people alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.revoking.alerts import Told, enter_alert
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.facts.recognised_batch import Earlier
from jiqun.procedure.kit import Refused
from jiqun.records.models import Alert, Case, Cluster, Recognition
from tests.cast import Cast, at, make_cluster
from tests.desk.filled import move
from tests.remembered import remembered

FIRST, LAST = date(2023, 8, 1), date(2026, 12, 31)
ESTABLISHED = "跟踪检查中三次拒绝提供生产数据。"
WHY = "经三次书面催告仍拒不提供，情节严重。"
SERVED_ON = at(5, 13).date()  # the time to answer runs through Wednesday 27 May
LAST_DAY, OVER = at(5, 27).date(), at(5, 28, 0)

LIMB = {"limb": "supervision_refused", "text": ESTABLISHED}
GIVEN = {"ending": "revoke", "reason": WHY}


def names(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The names of all that was lacking."""
    return [lack.name for lack in refused.value.lacks]


def refusals(case: Case, name: str, by: Actor, when: datetime, **given: object) -> list[str]:
    """Why the move is refused."""
    with pytest.raises(Refused) as refused:
        move(case, name, by, when, **given)
    return names(refused)


@remembered
def recognised(cast: Cast, last: date = LAST, cluster: Cluster | None = None) -> Recognition:
    """Recognised in the 2023 batch."""
    row = cluster or make_cluster(cast)
    number = f"沪集群2023-{row.number}"
    return enter_earlier(
        Earlier(row.number, number, FIRST, last, "沪经信企〔2023〕1号"), by=cast.municipal, at=at(3, 3)
    )


@remembered
def alerted(cast: Cast, limb: str = "supervision_refused", text: str = ESTABLISHED) -> Alert:
    """An alert that an officer entered on 6 May about a recognised cluster."""
    cluster = Cluster.objects.filter(recognitions__isnull=False).first() or recognised(cast).cluster
    told = Told(cluster.number, limb, at(4, 28).date(), text)
    return enter_alert(told, by=cast.municipal, at=at(5, 6))


@remembered
def opened(cast: Cast) -> Case:
    """A case opened upon it on 7 May."""
    return open_revocation(alerts=[alerted(cast).pk], by=cast.municipal, at=at(5, 7))


@remembered
def notified(cast: Cast) -> Case:
    """Established on 8 May, the notice written on 11 May."""
    case = opened(cast)
    move(case, "record_finding", cast.municipal, at(5, 8), limb="supervision_refused", text=ESTABLISHED)
    move(case, "notify", cast.municipal, at(5, 11))
    return Case.objects.get(pk=case.pk)


@remembered
def served(cast: Cast) -> Case:
    """Served by post on 13 May, recorded on the day after."""
    case = notified(cast)
    move(case, "record_service", cast.municipal, at(5, 14), served_on=SERVED_ON, how="post")
    return Case.objects.get(pk=case.pk)


@remembered
def prepared(cast: Cast, ending: str = "revoke", when: datetime = OVER) -> Case:
    """A decision prepared when the operator's time was over."""
    case = served(cast)
    move(case, "prepare_decision", cast.municipal, when, ending=ending, reason=WHY)
    return Case.objects.get(pk=case.pk)


@remembered
def revoked(cast: Cast) -> Case:
    """Revoked on 1 June by an approver."""
    case = prepared(cast)
    move(case, "revoke", cast.approver, at(6, 1))
    return Case.objects.get(pk=case.pk)
