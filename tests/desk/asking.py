"""A process that makes one act after the other until it is killed."""

from __future__ import annotations

import os

from django.db import connection

from jiqun.desk.actor import actors_of
from jiqun.records.models import Appointment, Case
from tests.cast import at
from tests.desk.filled import move


def ask_forever(case: int, appointment: int) -> None:
    """Ask questions on the case; says `asking` after the first."""
    connection.settings_dict["NAME"] = os.environ["TEST_DATABASE"]
    held = Appointment.objects.select_related("person").get(pk=appointment)
    by = next(one for one in actors_of(held.person, at(3, 18)) if one.appointment == appointment)
    row, number = Case.objects.get(pk=case), 0
    while True:
        number += 1
        move(row, "ask_question", by, at(3, 18), clause="A6.4.2", text=f"问题{number}")
        if number == 1:
            print("asking", flush=True)  # noqa: T201  # tells the waiting test
