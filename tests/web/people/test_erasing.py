"""Erasing a person leaves every proof valid and nothing of them; what is over its time goes daily, the record never."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from jiqun.base import clock
from jiqun.desk.do.people.erasing import erase_outdated
from jiqun.desk.proving.verifying import verify_everything
from jiqun.jobs.worker import work_off
from jiqun.records.models import Appointment, Case, Errand, LedgerEntry, Letter, Message, PersonSalt, Submission
from tests.cast import Cast
from tests.desk.filled import submitted
from tests.web.test_access import signed_in


def erase_page(cast: Cast) -> str:
    held = Appointment.objects.get(person=cast.operator.person)
    return f"/desk/people/{held.organisation_id}/roles/{held.pk}/erase/"


def everything_stored() -> str:
    """Every value of every row of every table."""
    rows = (row for model in apps.get_models() for row in model.objects.values())  # type: ignore[attr-defined]  # every model has a manager
    return "\n".join(str(row) for row in rows)


@pytest.mark.article("4")
def test_an_erased_person_is_in_no_table_and_the_ledger_still_verifies(cast: Cast) -> None:
    submitted(cast)
    work_off(clock.now)
    assert "operator@example.test" in everything_stored()
    Appointment.objects.filter(person=cast.operator.person).update(until=clock.now())
    client = signed_in(cast.administrator)
    assert client.post(erase_page(cast), {}).status_code == 422
    assert client.post(erase_page(cast), {"confirmed": "yes"}).status_code == 302
    stored = everything_stored().replace(str(Case.objects.get().draft.contact_email), "")
    manifests = "".join(Submission.objects.values_list("manifest", flat=True))
    assert "operator@example.test" not in stored.replace(manifests, "")
    assert cast.operator.name not in everything_stored().replace(manifests, "").replace("'contact_name': '王运营'", "")
    assert not PersonSalt.objects.filter(person=cast.operator.person).exists()
    assert verify_everything().faults == ()
    assert client.post(erase_page(cast), {"confirmed": "yes"}).status_code == 404


@pytest.mark.article("4")
def test_nobody_is_erased_who_holds_a_role_or_by_anybody_else(cast: Cast) -> None:
    assert signed_in(cast.administrator).get(erase_page(cast)).status_code == 404
    Appointment.objects.filter(person=cast.operator.person).update(until=clock.now())
    for who in (cast.district, cast.operator_colleague, cast.auditor):
        assert signed_in(who).post(erase_page(cast), {"confirmed": "yes"}).status_code == 404


@pytest.mark.article("4")
def test_what_is_over_its_time_goes_and_the_record_stays(cast: Cast) -> None:
    submitted(cast)
    work_off(clock.now)
    kept = [LedgerEntry.objects.count(), Submission.objects.count(), Letter.objects.count()]
    assert erase_outdated(at=clock.now()) == {}
    removed = erase_outdated(at=clock.now() + timedelta(days=2_000))
    assert (removed["messages"], removed["errands"]) == (9, 10)
    assert (Message.objects.count(), Errand.objects.count()) == (0, 0)
    assert [LedgerEntry.objects.count() - 1, Submission.objects.count(), Letter.objects.count()] == kept
    assert LedgerEntry.objects.order_by("-seq")[0].act == "erase_outdated"
    assert verify_everything().faults == ()
