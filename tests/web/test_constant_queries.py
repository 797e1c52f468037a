"""Lists and what a case shows take the same number of queries however much stands on them."""

from __future__ import annotations

import pytest

from jiqun.desk.do.registers.clusters import register_cluster
from jiqun.records.models import Case, ChangeReport, Cluster, Errand, Message, Person, Round
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER
from tests.cast import DAY_ONE, Cast, at, make_cast, make_round
from tests.desk.filled import move
from tests.web.registers.counting import queries_if_there
from tests.web.test_access import signed_in
from tests.web.two_districts import Side, a_side

assert PAGES  # the register of routes is filled as the pages are read
WHO = (
    *("operator", "district", "municipal", "approver", "auditor"),
    *("administrator", "enterprise", "inspector", "expert", "evaluator"),
)
NOT_LISTS = {"ledger_check", "ledger_export", "readyz", "healthz", "desk"}


def grow(cast: Cast, notice: Round, number: int) -> Side:
    """One more of everything."""
    side = a_side(cast, notice, cast.operator, cast.district)
    first = Case.objects.order_by("pk")[0]
    move(first, "resubmit", cast.operator, at(3, 19), declared="password")
    move(first, "accept", cast.district, at(3, 19, 10))
    for index in range(2):
        move(first, "ask_question", cast.district, at(3, 19, 11), clause="A6.4.2", text=f"问{number}-{index}")
    cluster = Cluster.objects.get(pk=side.ids["cluster_id"])
    reported_change(cluster, number)
    again = {"reason": "再补正。", "due_on": at(3, 27).date()}
    move(first, "return_for_correction", cast.district, at(3, 19, 12), **again)
    for index in range(3):
        register_cluster(
            name_zh=f"集群{number}-{index}",
            name_en="",
            district=cast.district.district,
            operator=cast.operator.organisation,
            dominant_industries=["39"],
            area_m2=1_000_000,
            by=cast.district,
            at=DAY_ONE,
        )
        for who in (cast.operator, cast.district, cast.enterprise):
            Message.objects.create(
                key=f"{number}-{index}-{who.person}",
                to_id=who.person,
                address="x@e.test",
                subject="事",
                made_at=at(3, 19),
            )
        Errand.objects.create(kind="mail", key=f"{number}-{index}", payload={}, due_at=at(3, 19), made_at=at(3, 19))
    return side


def reported_change(cluster: Cluster, number: int) -> None:
    """One that was reported on a day of its own."""
    when = at(3, number)
    case = Case.objects.create(
        number=f"2026B-{number}",
        kind="change_report",
        edition="shanghai-2024",
        stage="submitted",
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        opened_at=when,
        filed_at=when,
        moved_at=when,
    )
    values = {"before": {"dominant_industries": ["39"]}, "after": {"dominant_industries": ["27"]}}
    said = {"kind": "dominant_industry", "effective_on": when.date(), "text": "变更。"}
    ChangeReport.objects.create(case=case, place=1, by=Person.objects.first(), at=when, **said, **values)


def counted(cast: Cast, ids: dict[str, int]) -> dict[tuple[str, str], int]:
    """The queries of every list, and of the pages of one case, cluster and organisation, for each role."""
    found = {}
    details = [f"/desk/cases/{ids['case_id']}/", f"/desk/clusters/{ids['cluster_id']}/"]
    for who in WHO:
        actor = getattr(cast, who)
        client = signed_in(actor)
        lists = [
            f"/{route.address}"
            for route in REGISTER.values()
            if "<" not in route.address
            and route.name not in NOT_LISTS
            and (route.access.roles is None or actor.role in route.access.roles)
        ]
        for path in (*lists, *details, f"/desk/people/{ids['organisation_id']}/"):
            asked = queries_if_there(client, path)
            if asked is not None:
                found[who, path] = asked
    return found


@pytest.mark.django_db
def test_no_page_asks_more_where_there_is_more() -> None:
    cast = make_cast()
    notice = make_round(cast)
    side = grow(cast, notice, 1)
    grow(cast, notice, 2)
    counted(cast, side.ids)  # so that what is kept between pages is there
    before = counted(cast, side.ids)
    assert len(before) > 60
    for number in (3, 4):
        grow(cast, notice, number)
    after = counted(cast, side.ids)
    more = {key: (before[key], after[key]) for key in before if after[key] > before[key]}
    assert more == {}
