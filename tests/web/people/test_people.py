"""People and organisations: who looks after whom, inviting, taking up, ending, standing in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from jiqun.base import clock
from jiqun.desk.actor import Actor, actors_of
from jiqun.facts.credit_code import check_character
from jiqun.jobs.worker import work_off
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Invitation, LedgerEntry, Organisation, Person, StandIn
from jiqun.site.logs import NoSecrets
from tests.cast import Cast, make_cluster
from tests.web.registers.counting import queries
from tests.web.test_access import signed_in

PASSWORD = "a long password for tests"


def acts() -> list[str]:
    return list(LedgerEntry.objects.order_by("seq").values_list("act", flat=True))


def invited(who: Actor, organisation: int, role: str, email: str = "new@example.test") -> Any:
    values = {"name": "何新人", "email": email, "role": role, "lang": "zh"}
    return signed_in(who).post(f"/desk/people/{organisation}/invite/", values)


def mailed_address() -> str:
    """The address in the invitation that was sent."""
    work_off(clock.now)
    found = re.search(r"/accounts/invitation/\S+", str(mail.outbox[-1].body))
    assert found
    return found.group()


@pytest.mark.article("4")
def test_each_looks_after_its_own_organisations(cast: Cast) -> None:
    make_cluster(cast)
    own, other = cast.operator.organisation, cast.other_operator.organisation
    for who, seen in ((cast.operator, own), (cast.district, own), (cast.administrator, own)):
        assert signed_in(who).get(f"/desk/people/{seen}/").status_code == 200
    for who, foreign in ((cast.operator, other), (cast.district, other), (cast.other_district, own)):
        assert signed_in(who).get(f"/desk/people/{foreign}/").status_code == 404
        assert invited(who, foreign, "operator").status_code == 404
    assert "安亭" not in signed_in(cast.district).get("/desk/people/").content.decode()
    assert "安亭" in signed_in(cast.administrator).get("/desk/people/?text=安亭").content.decode()


@pytest.mark.article("5")
def test_only_an_administrator_makes_officials(cast: Cast) -> None:
    office = cast.district.organisation
    answer = invited(cast.district, office, "district_officer")
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["role"])
    assert invited(cast.administrator, office, "district_officer").status_code == 302
    assert Invitation.objects.get().role == "district_officer"


@pytest.mark.article("4")
def test_an_invitation_is_mailed_taken_up_once_and_signed_in(cast: Cast) -> None:
    assert invited(cast.operator, cast.operator.organisation, "operator").status_code == 302
    address = mailed_address()
    visitor = Client()
    page = visitor.get(address)
    assert page["Referrer-Policy"] == "same-origin"
    assert "张江集成电路集群服务中心" in page.content.decode()
    assert visitor.post(address, {"password": PASSWORD, "again": PASSWORD})["Location"] == "/desk/"
    person = Person.objects.get(email="new@example.test")
    assert [actor.role for actor in actors_of(person, clock.now())] == [Role.OPERATOR]
    assert visitor.get("/desk/").status_code == 200
    assert Client().get(address).status_code == 404
    assert acts()[-2:] == ["invite", "take_role"]


@pytest.mark.article("4")
def test_weak_passwords_are_refused_in_the_readers_language(cast: Cast) -> None:
    invited(cast.operator, cast.operator.organisation, "operator")
    address = mailed_address()
    said = {}
    for lang in ("zh", "en"):
        client = Client(headers={"accept-language": lang})
        answer = client.post(address, {"password": "short", "again": "short"})
        assert answer.status_code == 422
        said[lang] = answer.content.decode()
    assert "密码太短，至少需要12个字符。" in said["zh"]
    assert "too short" in said["en"]
    assert "too short" not in said["zh"]
    assert Client().post(address, {"password": PASSWORD, "again": "other"}).status_code == 422
    assert not Person.objects.filter(email="new@example.test").exists()


def test_the_secret_of_an_invitation_stands_in_no_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    invited(cast.operator, cast.operator.organisation, "operator")
    address = mailed_address()
    assert Client().post(address, {"password": "short", "again": "short"}).status_code == 422
    line = next(record for record in caplog.records if "/accounts/invitation/" in record.getMessage())
    assert NoSecrets().filter(line)
    assert line.getMessage() == "Unprocessable Entity: /accounts/invitation/…/"
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["no_secrets"]


@pytest.mark.article("4")
def test_somebody_with_an_account_has_to_be_signed_in_with_it(cast: Cast) -> None:
    address_of = "other@example.test"  # the operator of another district
    invited(cast.operator, cast.operator.organisation, "operator", address_of)
    address = mailed_address()
    taken = Client().post(address, {"password": PASSWORD, "again": PASSWORD})
    assert (taken.status_code, list(taken.context["problems"])) == (422, ["password"])
    assert signed_in(cast.district).post(address, {}).status_code == 422
    assert signed_in(cast.other_operator).post(address, {}).status_code == 302
    assert Appointment.objects.filter(person=cast.other_operator.person, until=None).count() == 2


@pytest.mark.article("4")
def test_an_invitation_sent_again_has_a_new_address_and_a_withdrawn_one_none(cast: Cast) -> None:
    own = cast.operator.organisation
    invited(cast.operator, own, "operator")
    first = mailed_address()
    page = f"/desk/people/{own}/invitations/{Invitation.objects.get().pk}/"
    assert signed_in(cast.operator).post(page, {"do": "resend"}).status_code == 302
    second = mailed_address()
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    assert signed_in(cast.other_operator).post(page, {"do": "withdraw"}).status_code == 404
    assert signed_in(cast.operator).post(page, {"do": "withdraw"}).status_code == 302
    assert Client().get(second).status_code == 404
    assert signed_in(cast.operator).post(page, {"do": "resend"}).status_code == 404


@pytest.mark.article("4")
def test_a_role_is_ended_with_a_reason_and_at_once(cast: Cast) -> None:
    held = Appointment.objects.get(person=cast.operator_colleague.person)
    page = f"/desk/people/{cast.operator.organisation}/roles/{held.pk}/end/"
    colleague = signed_in(cast.operator_colleague)
    assert signed_in(cast.operator).post(page, {"reason": ""}).status_code == 422
    assert signed_in(cast.operator).post(page, {"reason": "离职"}).status_code == 302
    assert colleague.get("/desk/cases/").status_code == 404
    officer = Appointment.objects.get(person=cast.district_colleague.person)
    page = f"/desk/people/{cast.district.organisation}/roles/{officer.pk}/end/"
    assert signed_in(cast.district).get(page).status_code == 404


@pytest.mark.article("4")
def test_the_last_administrator_stays(cast: Cast) -> None:
    held = Appointment.objects.get(person=cast.administrator.person)
    page = f"/desk/people/{cast.administrator.organisation}/roles/{held.pk}/end/"
    assert signed_in(cast.administrator).post(page, {"reason": "离职"}).status_code == 422
    assert Appointment.objects.get(pk=held.pk).until is None


@pytest.mark.article("8")
def test_an_organisation_is_entered_with_a_right_code_and_closed_when_nobody_is_left(cast: Cast) -> None:
    values = {"kind": "operator", "name_zh": "新运营中心", "name_en": "", "credit_code": "91310115MA1TEST01X"}
    district = signed_in(cast.district)
    answer = district.post("/desk/people/new/", values)
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["credit_code"])
    code = "91310115MA1TEXT01"
    assert district.post("/desk/people/new/", values | {"credit_code": code + check_character(code)}).status_code == 302
    row = Organisation.objects.create(
        kind="operator", name_zh="又一家", district=cast.district.district, created_at=clock.now()
    )
    assert district.post(f"/desk/people/{row.pk}/close/", {"reason": "注销"}).status_code == 302
    row.refresh_from_db()
    assert row.closed_at is not None
    own = f"/desk/people/{cast.operator.organisation}/close/"
    assert district.post(own, {"reason": "注销"}).status_code == 422


@pytest.mark.article("5")
def test_a_stand_in_acts_in_the_absent_officials_role_and_says_so(cast: Cast) -> None:
    today = clock.today().isoformat()
    values = {"person": cast.district_colleague.person, "first_day": today, "last_day": today, "reason": "出差"}
    answer = signed_in(cast.district).post("/desk/stand-ins/", values)
    assert answer.status_code == 302
    person = Person.objects.get(pk=cast.district_colleague.person)
    ways = actors_of(person, clock.now())
    assert [(one.role, one.stands_in is not None, one.absent_name) for one in ways] == [
        (Role.DISTRICT_OFFICER, False, ""),
        (Role.DISTRICT_OFFICER, True, "陈经办"),
    ]
    arranged = StandIn.objects.get()
    assert "陈经办" in signed_in(cast.district_colleague).get("/desk/account/").content.decode()
    assert signed_in(cast.district).post("/desk/stand-ins/", {"end": arranged.pk}).status_code == 302
    assert len(actors_of(person, clock.now())) == 1
    assert acts()[-2:] == ["arrange_stand_in", "end_stand_in"]


@pytest.mark.article("5")
def test_a_stand_in_comes_from_the_same_organisation_and_an_administrator_may_arrange_it(cast: Cast) -> None:
    today = clock.today().isoformat()
    values = {"person": cast.other_district.person, "first_day": today, "last_day": today, "reason": "出差"}
    answer = signed_in(cast.district).post("/desk/stand-ins/", values)
    assert (answer.status_code, list(answer.context["problems"])) == (422, ["person"])
    page = f"/desk/stand-ins/{cast.district.appointment}/"
    values["person"] = cast.district_colleague.person
    assert signed_in(cast.district).post(page, values).status_code == 404
    assert signed_in(cast.administrator).post(page, values | {"first_day": "x"}).status_code == 422
    assert signed_in(cast.administrator).post(page, values).status_code == 302
    assert StandIn.objects.get().arranged_by_id == cast.administrator.person


@pytest.mark.article("4")
def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.administrator)
    asked = queries(client, "/desk/people/")
    for number in range(20):
        Organisation.objects.create(kind="provider", name_zh=f"机构{number}", created_at=clock.now())
    with django_assert_num_queries(asked):
        client.get("/desk/people/")
