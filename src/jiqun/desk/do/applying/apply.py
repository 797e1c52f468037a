"""Opening an application (Article 8, the operator)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.opening import APPLICATION, RE_EVALUATION, open_draft
from jiqun.desk.may import NotThere, only, the_cluster
from jiqun.desk.recognised import renewable_in
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Cluster, Round


def open_application(*, round_id: int, cluster: int, by: Actor, at: datetime) -> Case:
    """Open an application of one's own cluster in a round; last year's, if any, pre-fills it.

    The operator may fill it in as soon as the notice is published, and submit while the period runs. One open
    application a cluster and round. Raises NotThere, Refused.
    """
    only(by, Role.OPERATOR)
    row = the_cluster(by, cluster)
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None:
        raise NotThere
    with transaction.atomic():
        Cluster.objects.select_for_update().get(pk=row.pk)
        if lacks := _cannot_open(notice, row, at):
            raise Refused(_OPEN, lacks)
        opening = RE_EVALUATION if notice.cohort else APPLICATION
        return open_draft(opening, notice, row, by=by, at=at)


def _cannot_open(notice: Round, cluster: Cluster, at: datetime) -> tuple[Lack, ...]:
    lacks = []
    if at >= notice.closes_at:
        lacks.append(Lack("round_open", _OVER))
    if Case.objects.filter(round=notice, cluster=cluster, ended_at=None).exists():
        lacks.append(Lack("one_case", _ONE))
    if notice.cohort and not renewable_in(notice).filter(cluster=cluster).exists():
        lacks.append(Lack("cohort", _OTHER_TERM))
    return tuple(lacks)


_OPEN = Bi(zh="填写申报", en="Open an application")
_OVER = Bi(zh="本批申报期已经截止。", en="The application period of this round is over.")
_OTHER_TERM = Bi(
    zh="本集群没有在这一天到期的认定，不参加这一批复评。",
    en="No recognition of the cluster ends on that day: it is not in this re-evaluation.",
)
_ONE = Bi(zh="本集群在本批已有一件申报。", en="The cluster has an application in this round already.")
