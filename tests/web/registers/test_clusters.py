"""The register of clusters on the desk: who sees which, registering, correcting, boundaries, comparing rosters."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.desk.rosters import freeze_roster
from jiqun.facts.generate import one_cluster
from jiqun.facts.snapshot import Snapshot
from jiqun.records.models import Cluster, LedgerEntry, Roster
from tests.cast import JIADING, PUDONG, Cast, at, make_cluster
from tests.web.registers.counting import queries
from tests.web.registers.drawn import sent, square
from tests.web.test_access import signed_in

NEW = {
    "name_zh": "金桥智能装备集群",
    "name_en": "Jinqiao equipment",
    "district": PUDONG,
    "area_km2": "1.25",
    "dominant_industries": "35；3921",
}


def acts(name: str) -> int:
    return LedgerEntry.objects.filter(act=name).count()


def draw(who: Any, row: Cluster, data: bytes) -> Any:
    version = Cluster.objects.get(pk=row.pk).version
    return signed_in(who).post(f"/desk/clusters/{row.pk}/boundary/", {"version": version, "file": sent(data)})


def freeze(cast: Cast, row: Cluster, snapshot: Snapshot, day: int) -> Roster:
    return freeze_roster(row, snapshot, on=at(3, day).date(), case=None, by=cast.operator, at=at(3, day))


@pytest.mark.article("2")
def test_each_sees_the_clusters_that_are_its_own_to_look_after(cast: Cast) -> None:
    row = make_cluster(cast)
    inside = [f"/desk/clusters/{row.pk}/", f"/desk/clusters/{row.pk}/change/"]
    for who in (cast.operator, cast.district, cast.municipal, cast.approver):
        assert [signed_in(who).get(path).status_code for path in inside] == [200, 200]
    assert [signed_in(cast.auditor).get(path).status_code for path in inside] == [200, 404]
    for who in (cast.other_operator, cast.other_district, cast.administrator, cast.enterprise):
        assert [signed_in(who).get(path).status_code for path in inside] == [404, 404]
    assert "张江集成电路集群" not in signed_in(cast.other_district).get("/desk/clusters/").content.decode()


@pytest.mark.article("2")
def test_the_list_is_filtered_by_pinyin_and_by_district(cast: Cast) -> None:
    make_cluster(cast)
    client = signed_in(cast.municipal)
    for query, there in (("text=zhangjiang", True), ("text=安亭", False), (f"district={JIADING}", False)):
        assert ("张江集成电路集群" in client.get(f"/desk/clusters/?{query}").content.decode()) is there


@pytest.mark.article("2")
def test_an_office_registers_a_cluster_of_its_own_with_one_entry(cast: Cast) -> None:
    before = LedgerEntry.objects.count()
    answer = signed_in(cast.district).post("/desk/clusters/new/", NEW | {"operator": cast.operator.organisation})
    row = Cluster.objects.get()
    assert answer["Location"] == f"/desk/clusters/{row.pk}/"
    assert (row.area_m2, row.dominant_industries) == (1_250_000, "35;3921")
    assert (acts("register_cluster"), LedgerEntry.objects.count()) == (1, before + 1)


@pytest.mark.article("2")
def test_another_districts_cluster_or_operator_cannot_be_registered(cast: Cast) -> None:
    client = signed_in(cast.district)
    foreign = NEW | {"district": JIADING, "operator": cast.operator.organisation}
    assert client.post("/desk/clusters/new/", foreign).status_code == 404
    answer = client.post("/desk/clusters/new/", NEW | {"operator": cast.other_operator.organisation})
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["operator"])
    assert not Cluster.objects.exists()


@pytest.mark.article("2")
def test_wrong_particulars_come_back_with_every_problem_and_what_was_typed(cast: Cast) -> None:
    typed = {"name_zh": "", "name_en": "Typed name", "area_km2": "much", "dominant_industries": "99X", "operator": ""}
    answer = signed_in(cast.district).post("/desk/clusters/new/", typed | {"district": PUDONG})
    assert answer.status_code == 422
    assert set(answer.context["problems"]) == {"name_zh", "operator", "dominant_industries", "area_km2"}
    text = answer.content.decode()
    assert 'value="Typed name"' in text
    assert 'value="much"' in text


@pytest.mark.article("2")
def test_a_correction_is_one_entry_and_a_second_one_from_the_same_page_is_overtaken(cast: Cast) -> None:
    row = make_cluster(cast)
    values = {"version": row.version, "name_zh": "新名称", "name_en": "", "area_km2": "3"}
    client = signed_in(cast.operator)
    assert client.post(f"/desk/clusters/{row.pk}/change/", values).status_code == 302
    assert client.post(f"/desk/clusters/{row.pk}/change/", values | {"name_zh": "又改"}).status_code == 409
    row.refresh_from_db()
    assert (row.name_zh, row.area_m2, acts("change_cluster")) == ("新名称", 3_000_000, 1)


@pytest.mark.article("2")
def test_a_boundary_is_drawn_measured_and_pictured(cast: Cast) -> None:
    row = make_cluster(cast)
    assert draw(cast.operator, row, square(121.6, 31.2)).status_code == 302
    row.refresh_from_db()
    assert acts("draw_boundary") == 1
    view = signed_in(cast.district).get(f"/desk/clusters/{row.pk}/").context["view"]
    assert (view.check.computed_m2, view.check.agrees) == (row.boundary_m2, False)
    picture = signed_in(cast.district).get(f"/desk/clusters/{row.pk}/boundary.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg ")
    assert b"style=" not in picture.content
    assert signed_in(cast.other_district).get(f"/desk/clusters/{row.pk}/boundary.svg").status_code == 404


@pytest.mark.article("2")
def test_every_error_of_a_boundary_is_shown_and_nothing_changes(cast: Cast) -> None:
    row = make_cluster(cast)
    answer = draw(cast.district, row, b'{"type": "Polygon", "coordinates": [[[200, 31], [121, 95], [121, 31]]]}')
    assert answer.status_code == 422
    assert len(answer.context["found"]) >= 2
    assert all(one.zh in answer.content.decode() for one in answer.context["found"])
    assert draw(cast.other_district, row, b"{}").status_code == 404
    row.refresh_from_db()
    assert (row.boundary, acts("draw_boundary")) == (None, 0)


@pytest.mark.article("2")
def test_overlaps_and_shared_enterprises_are_for_officers(cast: Cast) -> None:
    one, other = make_cluster(cast), make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    draw(cast.district, one, square(121.6, 31.2))
    draw(cast.other_district, other, square(121.61, 31.21))
    for row in (one, other):
        freeze(cast, row, one_cluster(1, 4, 5, at(4, 30).date()), 10)
    seen = signed_in(cast.district).get(f"/desk/clusters/{one.pk}/").context["view"]
    assert [found.number for found in seen.overlaps] == [other.number]
    assert seen.overlaps[0].km2 > 1
    assert len(seen.shared) == Roster.objects.get(cluster=one).enterprises
    own = signed_in(cast.operator).get(f"/desk/clusters/{one.pk}/").context["view"]
    assert (own.overlaps, own.shared) == ((), ())


@pytest.mark.article("2")
def test_two_rosters_are_compared_and_a_foreign_one_is_not_there(cast: Cast) -> None:
    row, other = make_cluster(cast), make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    first = freeze(cast, row, one_cluster(1, 4, 5, at(4, 30).date()), 10)
    second = freeze(cast, row, one_cluster(2, 6, 5, at(4, 30).date()), 20)
    foreign = freeze(cast, other, one_cluster(3, 4, 5, at(4, 30).date()), 20)
    client = signed_in(cast.operator)
    view = client.get(f"/desk/clusters/{row.pk}/rosters/").context["view"]
    assert (view.before.id, view.after.id, view.same) == (first.pk, second.pk, False)
    assert (len(view.came), len(view.went)) == (second.enterprises, first.enterprises)
    same = client.get(f"/desk/clusters/{row.pk}/rosters/?from={first.pk}&to={first.pk}").context["view"]
    assert (same.same, same.came, same.changes) == (True, (), ())
    assert client.get(f"/desk/clusters/{row.pk}/rosters/?from={foreign.pk}").status_code == 404


@pytest.mark.article("2")
def test_the_list_asks_as_often_for_three_as_for_one(cast: Cast, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.district)
    make_cluster(cast)
    asked = queries(client, "/desk/clusters/")
    make_cluster(cast)
    make_cluster(cast)
    with django_assert_num_queries(asked):
        client.get("/desk/clusters/")
