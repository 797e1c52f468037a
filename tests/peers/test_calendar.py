"""The calendar feed, as ical.js reads it: the parser of a calendar client that people use."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import at, make_cast
from tests.desk.filled import move, submitted
from tests.web.test_access import signed_in

pytestmark = [pytest.mark.peers, pytest.mark.django_db]
NODE = Path(__file__).parent / "node"


@pytest.mark.article("8")
def test_a_client_reads_the_deadlines_of_a_person() -> None:
    cast = make_cast()
    case = submitted(cast)
    move(case, "return_for_correction", cast.district, at(3, 18), reason="请补正。", due_on=at(3, 27).date())
    page = signed_in(cast.operator).post("/desk/calendar/").content.decode()
    found = re.search(r"/calendar/[^\"]+\.ics", page)
    assert found
    feed = Client().get(found.group()).content
    node = shutil.which("node")
    assert node, "Node is needed"
    read = subprocess.run([node, str(NODE / "calendar.mjs")], input=feed, capture_output=True, check=True)
    calendar = json.loads(read.stdout)
    assert calendar["version"] == "2.0"
    seen = [(one["summary"], one["start"], one["allDay"]) for one in calendar["events"]]
    assert ("张江集成电路集群：补正期限", "2026-03-27", True) in seen
    assert len({one["uid"] for one in calendar["events"]}) == len(seen)
