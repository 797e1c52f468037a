"""The time machine of the register: true on a day, as known on a day; a way back, and bad days told."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from jiqun.base import clock
from jiqun.base.days import SHANGHAI
from jiqun.desk.as_of import as_of, present
from tests.cast import Cast, at, make_cast
from tests.desk.changed import decided, lodged, recognised
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("2", "19")
NOW = at(6, 1)


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make_cast()


def test_a_day_is_known_through_its_end_and_today_through_this_moment() -> None:
    assert as_of(date(2026, 5, 1), date(2026, 5, 2), NOW).known == datetime.combine(
        date(2026, 5, 2), time.max, SHANGHAI
    )
    assert as_of(None, date(2026, 5, 2), NOW).on == date(2026, 5, 2)
    today = as_of(NOW.date(), NOW.date(), NOW)
    assert (today.known, today.known_on, today.now) == (NOW, NOW.date(), False)
    assert as_of(None, None, NOW) == present(NOW)
    with pytest.raises(ValueError, match="not come"):
        as_of(date(2026, 6, 2), None, NOW)


@pytest.mark.parametrize(
    ("on", "known", "industries"),
    [
        ("2026-03-31", "2026-06-01", ("39",)),
        ("2026-04-01", "2026-06-01", ("39", "3562")),
        ("2026-04-01", "2026-04-27", ("39", "3562")),
        ("2026-04-01", "2026-04-26", ("39",)),
    ],
)
def test_a_cluster_as_it_was_and_as_it_was_known(cast: Cast, on: str, known: str, industries: tuple[str, ...]) -> None:
    case = decided(cast, lodged(cast, "dominant_industry", at(4, 20)))
    client = signed_in(cast.district)
    view = client.get(f"/desk/clusters/{case.cluster_id}/", {"on": on, "known": known}).context["view"]
    assert view.industries == industries
    assert client.get(f"/desk/clusters/{case.cluster_id}/").context["view"].industries == ("39", "3562")


def test_cases_stand_where_their_steps_had_led_and_are_there_once_they_were_opened(cast: Cast) -> None:
    case = decided(cast, lodged(cast, "dominant_industry", at(4, 20)))
    client, found = signed_in(cast.municipal), []
    for asked in ({"known": "2026-04-19"}, {"known": "2026-04-20"}, {"on": "2026-04-20"}, {"known": "2026-04-27"}):
        view = client.get(f"/desk/clusters/{case.cluster_id}/", asked).context["view"]
        found.append([(one.number, one.stage.en) for one in view.cases])
    checking = [(case.number, "With the district")]
    assert found == [[], checking, checking, [(case.number, "Approved and entered")]]


def test_the_list_has_the_names_and_operators_of_its_day(cast: Cast) -> None:
    decided(cast, lodged(cast, "operator", at(4, 20)))
    client = signed_in(cast.municipal)
    for on, operator in (("2026-03-31", "张江集成电路集群服务中心（测试）"), ("2026-04-01", "张江新运营公司（测试）")):
        page = client.get("/desk/clusters/", {"on": on, "text": "zhangjiang"})
        assert [one.operator.zh for one in page.context["found"].items] == [operator]
    assert client.get("/desk/clusters/", {"on": "2026-03-01"}).context["found"].total == 0
    assert client.get("/desk/clusters/", {"on": "2026-04-01", "district": "310114"}).context["found"].total == 0
    assert 'href="?"' in page.content.decode()


@pytest.mark.parametrize("bad", [{"on": "soon"}, {"known": "2026-06-02"}, {"on": "2026-06-02", "known": "x"}])
def test_bad_days_are_told_and_the_present_is_shown(cast: Cast, bad: dict[str, str]) -> None:
    cluster, client = recognised(cast), signed_in(cast.district)
    for path in ("/desk/clusters/", f"/desk/clusters/{cluster.pk}/"):
        page = client.get(path, bad)
        assert (page.status_code, set(page.context["asked"].problems)) == (200, set(bad))
        assert page.context["asked"].time.now


def test_a_cluster_of_another_district_was_never_there(cast: Cast) -> None:
    cluster = recognised(cast)
    for who in (cast.other_district, cast.other_operator):
        assert signed_in(who).get(f"/desk/clusters/{cluster.pk}/", {"on": "2026-04-01"}).status_code == 404
    early = signed_in(cast.district).get(f"/desk/clusters/{cluster.pk}/", {"on": "2026-03-01"})
    assert (early.status_code, early.context["view"]) == (200, None)
