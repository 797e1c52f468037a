"""Opening an application (Article 8, the operator)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.drafts import packed
from jiqun.desk.filing.prefill import first_draft
from jiqun.desk.index import index_case
from jiqun.desk.may import NotThere, only, the_cluster
from jiqun.desk.numbers import next_of
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import APPLIED_FOR
from jiqun.desk.terms import start_terms
from jiqun.law import edition
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Cluster, Draft, Round


def open_application(*, round_id: int, cluster: int, by: Actor, at: datetime) -> Case:
    """Open an application of one's own cluster in a round; last year's, if any, pre-fills it.

    The operator may fill it in as soon as the notice is published, and submit while the period runs. One open
    application a cluster and round. Raises NotThere, Refused.
    """
    only(by, Role.OPERATOR)
    row = the_cluster(by, cluster)
    notice = Round.objects.filter(pk=round_id, purpose=APPLIED_FOR).first()
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
