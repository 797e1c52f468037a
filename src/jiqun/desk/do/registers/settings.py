"""Changing a setting of the installation (Article 4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.desk.actor import Actor
from jiqun.desk.installation.settings import SETTINGS, wrong_pattern
from jiqun.desk.may import NotThere, only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Setting


def change_setting(*, name: str, value: str, by: Actor, at: datetime) -> None:
    """Set a value; what was numbered before keeps its number. Raises NotThere for an unknown one, Wrong."""
    only(by, Role.ADMINISTRATOR)
    if name not in SETTINGS:
        raise NotThere
    value = value.strip()
    refuse_if({name: SETTINGS[name].problem if wrong_pattern(name, value) else None})
    with transaction.atomic():
        Setting.objects.update_or_create(
            pk=name, defaults={"value": value, "changed_by_id": by.person, "changed_at": at}
        )
        record("change_setting", f"setting:{name}", by=by, at=at, article="4", content={"value": value})
