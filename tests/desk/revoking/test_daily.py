"""Once a day: run twice, killed or days late the outcome is the same, and nothing else happens (Article 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiqun.base.days import day_of
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.do.revoking.noticing import notice_grounds, raise_alerts
from jiqun.desk.grounds.noticed import Noticed
from jiqun.desk.grounds.noticing import noticed_on
from jiqun.desk.look.revoking.alerts import Wanted, list_alerts
from jiqun.desk.proving.verifying import verify_everything
from jiqun.records.models import (
    Alert,
    AlertSettled,
    Case,
    Cluster,
    LedgerEntry,
    Message,
    Recognition,
    Revocation,
    Round,
)
from tests.cast import Cast, at
from tests.desk.revoking.builders import LAST, recognised, revoked
from tests.desk.revoking.rows import firm_in, incident, keys, report

pytestmark = pytest.mark.article("19")


@pytest.fixture
def several(cast: Cast) -> int:
    """Something of items 1, 3 and 5, of one cluster; how many alerts that makes from 1 June on."""
    cluster = recognised(cast, last=date(2026, 5, 30)).cluster
    report(cast, cluster, None)
    incident(cast, firm_in(cast, cluster), "safety", "major")
    return 3


def test_run_twice_and_days_late_it_leaves_the_same(cast: Cast, several: int) -> None:
    def outcome() -> list[tuple[object, ...]]:
        return list(Alert.objects.order_by("key").values_list("key", "cluster", "limb", "since", "evidence"))

    assert notice_grounds(at=at(5, 7)) == 2  # the term still runs
    for day in (1, 1, 2, 4):
        notice_grounds(at=at(6, day))
    daily = outcome()
    assert len(daily) == several
    assert LedgerEntry.objects.filter(act="raise_alerts").count() == 2
    assert [one.evidence for one in noticed_on(date(2026, 6, 4))] == [
        one.evidence for one in noticed_on(date(2026, 6, 1))
    ]
    late: list[tuple[object, ...]] = [
        (one.key, one.cluster, one.limb, one.since, one.evidence)
        for one in sorted(noticed_on(date(2026, 6, 4)), key=lambda one: one.key)
    ]
    assert late == daily


def test_a_kill_in_the_middle_leaves_nothing_half(cast: Cast, several: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jiqun.desk.do.revoking.noticing.send_mailing", killed)
    with pytest.raises(KeyboardInterrupt):
        notice_grounds(at=at(6, 1))
    assert not Alert.objects.exists()
    assert not LedgerEntry.objects.filter(act="raise_alerts").exists()
    monkeypatch.undo()
    assert notice_grounds(at=at(6, 1)) == several


def test_the_daily_work_raises_them_and_tells_the_commissions_officers_alone(cast: Cast, several: int) -> None:
    do_daily_work(at(6, 1))
    do_daily_work(at(6, 1, 18))
    assert Alert.objects.count() == several
    told = Message.objects.filter(path="/desk/alerts/")
    assert {one.to_id for one in told} == {cast.municipal.person, cast.municipal_colleague.person}
    assert told[0].subject == f"新增{several}条撤销认定线索"
    assert verify_everything().faults == ()


def test_nothing_happens_by_itself_beyond_that(cast: Cast, several: int) -> None:
    for day in range(30):
        do_daily_work(at(6, 1) + timedelta(days=day))
    assert not AlertSettled.objects.exists()
    assert not Case.objects.filter(kind="revocation").exists()
    assert not Revocation.objects.exists()


def test_another_part_raises_an_alert_by_its_key(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    one = Noticed("area_not_reported:7", cluster.pk, "area_not_reported", date(2026, 4, 1), {"days": 45}, ())
    assert raise_alerts([one, one], at=at(5, 6)) == 1
    assert raise_alerts([one], at=at(5, 7)) == 0
    shown = list_alerts(Wanted(), by=cast.municipal, at=at(5, 7)).items
    assert [(item.limb.en, item.stands) for item in shown] == [
        ("Article 19, item 4: Change of area not reported", None)
    ]


def five_thousand_more(cast: Cast) -> None:
    """Recognised clusters whose report is missing."""
    first, by = Cluster.objects.get(), cast.municipal.person
    same = {"district": first.district, "operator": first.operator}
    where = {"dominant_industries": "39", "area_m2": 1, "registered_at": at(3, 2)}
    rows = Cluster.objects.bulk_create(
        Cluster(number=f"N{number}", name_zh="集群", **same, **where) for number in range(5_000)
    )
    term = {"first_day": date(2023, 8, 1), "last_day": date(2026, 12, 31), "source": "x", "by_id": by, "at": at(3, 3)}
    Recognition.objects.bulk_create(Recognition(cluster=row, number=f"R{row.pk}", **term) for row in rows)
    stands = {"kind": "annual_report", "edition": "shanghai-2024", "stage": "draft"}
    when = {"round": Round.objects.get(purpose="annual_report"), "opened_at": at(1, 5), "moved_at": at(1, 5)}
    Case.objects.bulk_create(Case(number=f"J{row.pk}", cluster=row, **same, **stands, **when) for row in rows)


def test_for_five_thousand_clusters_it_asks_as_often_as_for_one(cast: Cast, several: int) -> None:
    with CaptureQueriesContext(connection) as few:
        noticed_on(date(2026, 6, 1))
    five_thousand_more(cast)
    with CaptureQueriesContext(connection) as whole:
        started = perf_counter()
        found = noticed_on(date(2026, 6, 1))
        took = perf_counter() - started
    assert len(found) == several + 5_000
    assert len(whole) == len(few)
    assert took < 4  # seconds, on a machine that does other things; half a second where it has nothing else to do


def test_once_revoked_nothing_more_is_noticed_of_that_recognition(cast: Cast) -> None:
    revoked(cast)
    incident(cast, firm_in(cast, Cluster.objects.get()), "illegal", by=replace(cast.municipal))
    assert keys(date(2026, 6, 2)) == []
    assert keys(LAST + timedelta(days=1)) == []
    assert day_of(at(6, 1)) == Revocation.objects.get().revoked_on
