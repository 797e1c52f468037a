"""One's own calendar and messages: nobody else's, under an address that nobody guesses."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from jiqun.records.models import CalendarKey, Message
from tests.cast import Cast, at
from tests.desk.filled import move, submitted
from tests.web.test_access import signed_in


def events(address: str) -> list[tuple[str, str, date, str]]:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    read = Calendar.from_ical(answer.content)
    return [
        (str(one["uid"]), str(one["summary"]), one["dtstart"].dt, str(one["status"])) for one in read.walk("VEVENT")
    ]


def address_of(text: str) -> str:
    found = re.search(r"/calendar/[^\"]+\.ics", text)
    assert found
    return found.group()


@pytest.mark.article("8")
def test_the_feed_holds_what_its_person_has_to_do_and_what_ended_as_cancelled(cast: Cast) -> None:
    case = submitted(cast)
    address = address_of(signed_in(cast.district).post("/desk/calendar/").content.decode())
    first = events(address)
    assert [(title, status) for _, title, _, status in first] == [("张江集成电路集群：区初审期限", "CONFIRMED")]
    move(case, "return_for_correction", cast.district, at(3, 18), reason="请补正。", due_on=at(3, 27).date())
    operator = address_of(signed_in(cast.operator).post("/desk/calendar/").content.decode())
    assert [(title, day, status) for _, title, day, status in events(operator) if status != "CANCELLED"] == [
        ("张江集成电路集群：补正期限", at(3, 27).date(), "CONFIRMED")
    ]
    assert events(address_of(signed_in(cast.other_district).post("/desk/calendar/").content.decode())) == []


@pytest.mark.article("8")
def test_an_address_is_kept_as_a_hash_and_ends_with_a_new_one(cast: Cast) -> None:
    client = signed_in(cast.district)
    first = address_of(client.post("/desk/calendar/").content.decode())
    assert first.split("/")[-1].removesuffix(".ics") not in str(CalendarKey.objects.values().get())
    second = address_of(client.post("/desk/calendar/").content.decode())
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    client.post("/desk/calendar/", {"withdraw": "yes"})
    assert Client().get(second).status_code == 404


@pytest.mark.article("8")
def test_messages_are_ones_own_and_counted_until_they_are_read(cast: Cast) -> None:
    submitted(cast)
    own = Message.objects.get(to=cast.district.person, path__startswith="/desk/cases/")
    Message.objects.exclude(pk=own.pk).delete()
    client = signed_in(cast.district)
    assert client.get("/desk/messages/").context["unread"] == 1
    assert signed_in(cast.operator).post(f"/desk/messages/{own.pk}/").status_code == 404
    assert client.post(f"/desk/messages/{own.pk}/")["Location"] == own.path
    assert client.get("/desk/messages/").context["unread"] == 0
