"""Recognised clusters, a national call, and what is recommended in it."""

from __future__ import annotations

from datetime import date

from jiqun.base.words import Bi
from jiqun.desk.do.national.calls import Call, open_call
from jiqun.desk.do.national.recommending import (
    Pick,
    approve_recommendation,
    prepare_recommendation,
    save_choices,
)
from jiqun.desk.record import record
from jiqun.desk.rosters import freeze_roster
from jiqun.facts.generate import one_cluster
from jiqun.records.models import Cluster, NationalSubmission, Recognition, Round, Sealed
from tests.cast import CLOSING, Cast, at, cluster_of
from tests.remembered import remembered

# By name, the made-up data that a cluster has: sound ones, and one far below the national figures.
DATA = {"near": 36, "far": 1}


@remembered
def recognised(cast: Cast, which: str) -> Cluster:
    """A recognised cluster; `over` is recognised no longer in July, `no data` filed nothing here."""
    cluster = cluster_of(cast.district, cast.operator)
    last = date(2026, 6, 30) if which == "over" else date(2029, 10, 31)
    row = Recognition.objects.create(
        cluster=cluster,
        number=f"沪集群2023-{cluster.pk:02}",
        first_day=date(2023, 11, 1),
        last_day=last,
        source="沪经信企〔2023〕1号",
        by_id=cast.municipal.person,
        at=at(3, 3),
    )
    sealed: list[Sealed] = [row]
    if which in DATA:
        snapshot = one_cluster(1, DATA[which], 20, CLOSING)
        sealed.append(freeze_roster(cluster, snapshot, on=CLOSING, case=None, by=cast.operator, at=at(4, 1)))
    record("import_recognition", f"cluster:{cluster.pk}", by=cast.municipal, at=at(4, 1), article="9", sealed=sealed)
    return cluster


@remembered
def called(cast: Cast, quota: int = 2) -> Round:
    """The call of 2026, until 31 July."""
    call = Call(2026, "工信厅企业函〔2026〕1号", Bi(zh="2026年国家级推荐", en="Call of 2026"), at(7, 31, 17), quota, 3)
    return open_call(call, by=cast.municipal, at=at(7, 1))


@remembered
def sent(cast: Cast) -> NationalSubmission:
    """One cluster recommended, prepared by one and approved by another."""
    cluster, call = recognised(cast, "near"), called(cast)
    save_choices(call=call.pk, picks={cluster.pk: Pick(1, "优势突出。")}, by=cast.municipal, at=at(7, 2))
    prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    return approve_recommendation(call=call.pk, by=cast.approver, at=at(7, 3))
