"""The register of enterprises: who sees which, filters, the file, an enterprise's account and its replies."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from jiqun.desk.do.registers.enterprises import invite_enterprise
from jiqun.desk.wrong import Wrong
from jiqun.facts.snapshot import Snapshot
from jiqun.records.models import DataReply, Enterprise, Invitation, LedgerEntry, Message, Organisation, Submission
from tests.cast import JIADING, PUDONG, Cast, at, make_cluster
from tests.desk.filled import submitted
from tests.web.registers.counting import queries
from tests.web.registers.rosters import account_of, firm_on, freeze, small, two_clusters
from tests.web.switching.forms import switched
from tests.web.test_access import signed_in

LIST = "/desk/enterprises/"
OWN = "/desk/my-enterprise/"


def acts(name: str) -> int:
    return LedgerEntry.objects.filter(act=name).count()


def page(who: Any, path: str) -> Any:
    return signed_in(who).get(path)


def reply(who: Any, roster: int, **typed: str) -> Any:
    return signed_in(who).post(f"{OWN}{roster}/reply/", typed)


def renamed(snapshot: Snapshot, name: str) -> Snapshot:
    firms = dict(snapshot.tables["enterprises"])
    firms["name"] = [name, *firms["name"][1:]]
    return Snapshot({**snapshot.tables, "enterprises": firms})


@pytest.mark.article("2")
def test_each_sees_the_enterprises_of_its_own_clusters(cast: Cast) -> None:
    roster = freeze(cast.operator, make_cluster(cast), small())
    path = f"{LIST}{firm_on(roster).pk}/"
    for who in (cast.operator, cast.district, cast.municipal, cast.approver, cast.auditor):
        assert (page(who, LIST).context["found"].total, page(who, path).status_code) == (roster.enterprises, 200)
    for who in (cast.other_operator, cast.other_district):
        assert (page(who, LIST).context["found"].total, page(who, path).status_code) == (0, 404)
    for who in (cast.administrator, cast.enterprise):
        assert (page(who, LIST).status_code, page(who, path).status_code) == (404, 404)


@pytest.mark.article("2")
def test_the_list_is_filtered_by_name_code_district_and_standing_in_two_clusters(cast: Cast) -> None:
    first, _ = two_clusters(cast)
    more = freeze(cast.operator, make_cluster(cast), small(index=9), day=11).enterprises
    firm = firm_on(first)
    client = signed_in(cast.municipal)

    def total(query: str) -> int:
        found: int = client.get(f"{LIST}?{query}").context["found"].total
        return found

    assert total("") == first.enterprises + more
    assert total(f"text={firm.credit_code}") == 1
    assert firm.name in client.get(f"{LIST}?text={firm.name}").content.decode()
    assert total(f"district={PUDONG}") == first.enterprises + more
    assert total(f"district={JIADING}") == first.enterprises
    assert total("shared=yes") == first.enterprises


@pytest.mark.article("2")
def test_an_officer_sees_that_an_enterprise_stands_in_two_clusters_and_an_operator_does_not(cast: Cast) -> None:
    first, second = two_clusters(cast)
    path = f"{LIST}{firm_on(first).pk}/"
    seen = page(cast.district, path).context["view"]
    assert [(one.number, bool(one.id)) for one in seen.places] == [
        (second.cluster.number, False),
        (first.cluster.number, True),
    ]
    assert (seen.in_two, [one.roster for one in seen.reports]) == (True, [first.pk])
    own = page(cast.operator, path).context["view"]
    assert ([one.number for one in own.places], own.in_two) == ([first.cluster.number], False)
    assert [one.roster for one in page(cast.municipal, path).context["view"].reports] == [second.pk, first.pk]


@pytest.mark.article("2")
def test_the_page_shows_what_was_reported_year_by_year(cast: Cast) -> None:
    snapshot = small()
    roster = freeze(cast.operator, make_cluster(cast), snapshot)
    firm = firm_on(roster)
    report = page(cast.district, f"{LIST}{firm.pk}/").context["view"].reports[0].reported
    annual = snapshot.tables["annual"]
    rows = sorted(
        (year, staff)
        for code, year, staff in zip(annual["credit_code"], annual["year"], annual["employees"], strict=True)
        if code == firm.credit_code
    )
    assert report.years == tuple(year for year, _ in rows)
    assert [value.zh for value in report.figures[0].values] == [str(staff) for _, staff in rows]


@pytest.mark.article("2")
def test_the_file_holds_the_filtered_list_and_no_formula(cast: Cast) -> None:
    roster = freeze(cast.operator, make_cluster(cast), renamed(small(), '=HYPERLINK("https://evil.example")'))
    elsewhere = make_cluster(cast, by=cast.other_district, operator=cast.other_operator)
    other = freeze(cast.other_operator, elsewhere, small(9))
    answer = page(cast.municipal, f"{LIST}list.csv?district={PUDONG}")
    assert (answer["Content-Type"], answer.content[:3]) == ("text/csv; charset=utf-8", b"\xef\xbb\xbf")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + roster.enterprises
    assert [row[1] for row in rows if "HYPERLINK" in row[1]] == ['\'=HYPERLINK("https://evil.example")']
    assert len(page(cast.other_operator, f"{LIST}list.csv").content.splitlines()) == 1 + other.enterprises


@pytest.mark.article("2")
def test_an_enterprise_is_invited_with_an_organisation_of_its_own_in_one_transaction(cast: Cast) -> None:
    firm = firm_on(freeze(cast.operator, make_cluster(cast), small()))
    typed = {"email": "boss@firm.test", "name": "企业人员"}
    answer = signed_in(cast.operator).post(f"{LIST}{firm.pk}/invite/", typed)
    assert answer["Location"] == f"{LIST}{firm.pk}/"
    firm.refresh_from_db()
    body, sent = firm.organisation, Invitation.objects.get()
    assert body is not None
    assert (body.kind, body.credit_code, body.district) == ("enterprise", firm.credit_code, PUDONG)
    assert (sent.organisation_id, sent.role) == (body.pk, "enterprise")
    assert (acts("found_organisation"), acts("invite")) == (1, 1)
    signed_in(cast.district).post(f"{LIST}{firm.pk}/invite/", typed | {"email": "second@firm.test"})
    assert (Organisation.objects.filter(enterprise=firm).count(), acts("found_organisation")) == (1, 1)
    account = page(cast.municipal, f"{LIST}{firm.pk}/").context["view"].account
    assert account.invited_by.zh == "浦东新区科技和经济委员会（测试）"


@pytest.mark.article("2")
def test_a_refused_invitation_leaves_no_organisation_behind(cast: Cast) -> None:
    firm = firm_on(freeze(cast.operator, make_cluster(cast), small()))
    for email in ("nothing", "operator2@example.test"):
        answer = signed_in(cast.operator).post(f"{LIST}{firm.pk}/invite/", {"email": email, "name": "王"})
        assert (answer.status_code, list(answer.context["problems"])) == (422, ["email"])
        assert f'value="{email}"' in answer.content.decode()
    firm.refresh_from_db()
    assert (firm.organisation, acts("found_organisation")) == (None, 0)


@pytest.mark.article("2")
def test_once_somebody_acts_for_an_enterprise_only_its_district_invites_others(cast: Cast) -> None:
    firm = firm_on(freeze(cast.operator, make_cluster(cast), small()))
    account_of(firm, cast.operator)
    given: dict[str, Any] = {"enterprise": firm.pk, "email": "x@firm.test", "name": "x", "lang": "zh", "at": at(3, 13)}
    with pytest.raises(Wrong) as refused:
        invite_enterprise(**given, by=cast.operator)
    assert list(refused.value.problems) == ["email"]
    invite_enterprise(**given, by=cast.district)


@pytest.mark.article("2")
def test_a_foreign_enterprise_is_neither_invited_nor_found_out_about(cast: Cast) -> None:
    firm = firm_on(freeze(cast.operator, make_cluster(cast), small()))
    for who in (cast.other_operator, cast.other_district, cast.municipal, cast.enterprise):
        answer = signed_in(who).post(f"{LIST}{firm.pk}/invite/", {"email": "a@b.test", "name": "甲"})
        assert answer.status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.article("2")
def test_an_enterprise_sees_what_each_cluster_reported_about_it_and_nobody_elses(cast: Cast) -> None:
    first, second = two_clusters(cast)
    who = account_of(firm_on(first), cast.operator)
    answer = page(who, OWN)
    view = answer.context["view"]
    assert [one.roster for one in view.reports] == [second.pk, first.pk]
    assert firm_on(first, 1).name not in answer.content.decode()
    assert page(cast.enterprise, OWN).context["view"] is None
    assert page(cast.enterprise, OWN).status_code == 200


@pytest.mark.article("2")
def test_an_enterprise_confirms_and_later_disputes_and_the_last_reply_stands(cast: Cast) -> None:
    first, _ = two_clusters(cast)
    firm = firm_on(first)
    who = account_of(firm, cast.operator)
    assert reply(who, first.pk, reply="confirm").status_code == 302
    assert reply(who, first.pk, reply="dispute", text="2025年营业收入应为3200万元。").status_code == 302
    assert (DataReply.objects.count(), acts("confirm_data"), acts("dispute_data")) == (2, 1, 1)
    view = page(cast.operator, f"{LIST}{firm.pk}/").context["view"]
    assert [(one.confirmed, one.stands) for one in view.replies] == [(False, True), (True, False)]
    assert view.reports[0].reply.text == "2025年营业收入应为3200万元。"
    told = set(Message.objects.values_list("to", flat=True))
    assert {cast.operator.person, cast.district.person} <= told
    assert cast.other_operator.person not in told
    assert page(cast.other_operator, f"{LIST}{firm.pk}/").context["view"].replies == ()
    assert page(cast.other_district, f"{LIST}{firm.pk}/").context["view"].replies == ()


@pytest.mark.article("2")
def test_a_dispute_needs_words_and_the_same_reply_is_not_given_twice(cast: Cast) -> None:
    first, _ = two_clusters(cast)
    who = account_of(firm_on(first), cast.operator)
    empty = reply(who, first.pk, reply="dispute", text=" ")
    assert (empty.status_code, list(empty.context["problems"])) == (422, ["text"])
    long = reply(who, first.pk, reply="dispute", text="长" * 4001)
    assert long.status_code == 422
    assert "长" * 4001 in long.content.decode()
    reply(who, first.pk, reply="confirm")
    again = reply(who, first.pk, reply="confirm")
    assert (again.status_code, DataReply.objects.count()) == (422, 1)


@pytest.mark.article("2")
def test_a_reply_to_data_that_were_replaced_is_sent_back_to_the_newer_ones(cast: Cast) -> None:
    row = make_cluster(cast)
    old = freeze(cast.operator, row, small())
    who = account_of(firm_on(old), cast.operator)
    new = freeze(cast.operator, row, small(), day=20)
    answer = reply(who, old.pk, reply="dispute", text="应为3200万元。")
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["reply"])
    for one in (answer, switched(signed_in(who), answer)):
        assert "应为3200万元。" in one.content.decode().split("<main")[1]
    assert [one.roster for one in answer.context["view"].reports] == [new.pk]
    assert reply(cast.enterprise, new.pk, reply="confirm").status_code == 404
    assert not DataReply.objects.exists()


@pytest.mark.article("2")
def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.municipal)
    freeze(cast.operator, make_cluster(cast), small())
    few, asked = Enterprise.objects.count(), queries(client, LIST)
    freeze(cast.operator, make_cluster(cast), small(index=9, firms=12))
    with django_assert_num_queries(asked):
        assert client.get(LIST).context["found"].total > few


@pytest.mark.article("2")
def test_a_dispute_stands_beside_the_findings_and_on_the_clusters_page_until_it_is_taken_back(cast: Cast) -> None:
    case = submitted(cast)
    filed = Submission.objects.get().roster
    who = account_of(firm_on(filed), cast.district)
    assert reply(who, filed.pk, reply="dispute", text="产值应为三千万元。").status_code == 302
    pages = [f"/desk/cases/{case.pk}/", f"/desk/clusters/{case.cluster_id}/"]
    assert ["产值应为三千万元。" in signed_in(cast.district).get(page).content.decode() for page in pages] == [
        True,
        True,
    ]
    assert reply(who, filed.pk, reply="confirm", text="").status_code == 302
    assert ["产值应为三千万元。" in signed_in(cast.district).get(page).content.decode() for page in pages] == [
        False,
        False,
    ]
