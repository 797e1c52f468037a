"""The register on two axes of time: what was true on a day, and what was known at a moment."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.desk.do.registers.clusters import change_cluster
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.states import keep_state, state_before, states_at
from jiqun.records.models import Cluster, ClusterState
from tests.cast import DAY_ONE, Cast, at, make_cluster

pytestmark = [pytest.mark.django_db, pytest.mark.article("2", "19")]


def renamed(cast: Cast, cluster: Cluster, name: str, month: int, day: int) -> None:
    change_cluster(
        cluster=cluster.pk,
        version=Cluster.objects.get(pk=cluster.pk).version,
        name_zh=name,
        name_en="",
        area_m2=12_000_000,
        by=cast.district,
        at=at(month, day),
    )


def name_at(cluster: Cluster, on: date, known_month: int, known_day: int) -> str | None:
    row = states_at([cluster], on=on, known=at(known_month, known_day, 23)).get(cluster.pk)
    return row.name_zh if row else None


def test_a_correction_is_true_from_the_beginning_and_known_from_its_day(cast: Cast) -> None:
    cluster = make_cluster(cast)
    renamed(cast, cluster, "更正后的名称", 5, 4)
    assert name_at(cluster, date(2026, 3, 2), 5, 3) == "张江集成电路集群"
    assert name_at(cluster, date(2026, 3, 2), 5, 4) == "更正后的名称"
    assert verify_everything().faults == ()


def test_before_it_was_registered_it_was_not_there(cast: Cast) -> None:
    cluster = make_cluster(cast)
    assert name_at(cluster, date(2026, 3, 1), 6, 1) is None
    assert states_at([cluster], on=date(2026, 6, 1), known=at(3, 1)) == {}
    assert DAY_ONE.date() == date(2026, 3, 2)


def test_a_change_is_true_from_its_own_day_however_late_it_is_known(cast: Cast) -> None:
    cluster = make_cluster(cast)
    cluster.name_zh = "新名称"
    cluster.save()
    keep_state(cluster, by=cast.municipal, at=at(7, 1), since=date(2026, 5, 1))
    assert name_at(cluster, date(2026, 4, 30), 7, 2) == "张江集成电路集群"
    assert name_at(cluster, date(2026, 5, 1), 6, 30) == "张江集成电路集群"
    assert name_at(cluster, date(2026, 5, 1), 7, 1) == "新名称"


def test_one_from_before_states_were_kept_gets_its_first_with_its_first_change(cast: Cast) -> None:
    cluster = Cluster.objects.create(
        number="C310115900",
        name_zh="旧集群",
        district="310115",
        operator_id=cast.operator.organisation,
        dominant_industries="39",
        area_m2=1,
        registered_at=at(3, 2),
    )
    assert name_at(cluster, date(2026, 4, 1), 4, 1) == "旧集群"
    renamed(cast, cluster, "改名", 5, 4)
    assert list(ClusterState.objects.values_list("place", "name_zh")) == [(1, "旧集群"), (2, "改名")]
    assert state_before(cluster) == ()
    assert name_at(cluster, date(2026, 4, 1), 4, 1) == "旧集群"
