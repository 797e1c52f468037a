"""Changing the ledger's key: by an administrator who proves again who they are; what was signed before stays valid."""

from __future__ import annotations

import pytest

from jiqun.desk.proving.verifying import verify_everything
from jiqun.jobs.worker import work_off
from jiqun.records.models import LedgerEntry, Person, SigningKey
from tests.cast import Cast, at
from tests.desk.filled import submitted
from tests.web.test_access import signed_in

PATH = "/desk/settings/signing-key/"


@pytest.mark.article("4")
def test_a_new_key_is_vouched_for_and_everything_still_verifies(cast: Cast) -> None:
    submitted(cast)
    work_off(lambda: at(3, 16))  # a receipt under the first key
    first = SigningKey.objects.get()
    person = Person.objects.get(pk=cast.administrator.person)
    person.set_password("an administrator's password")
    person.save()
    client = signed_in(cast.administrator)
    assert first.key_id in client.get(PATH).content.decode()
    for typed in ({}, {"proof": "something else"}):
        assert client.post(PATH, typed).status_code == 422
    assert SigningKey.objects.count() == 1
    assert client.post(PATH, {"proof": "an administrator's password"})["Location"] == "/desk/settings/"
    second = SigningKey.objects.exclude(pk=first.pk).get()
    assert second.previous == first.key_id
    assert LedgerEntry.objects.filter(act="new_key", subject=f"key:{second.key_id}").count() == 1
    assert verify_everything().faults == ()


@pytest.mark.parametrize("who", ["municipal", "approver", "auditor", "operator"])
def test_nobody_else_finds_it(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert [client.get(PATH).status_code, client.post(PATH).status_code] == [404, 404]
