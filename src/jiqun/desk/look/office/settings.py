"""The settings as administrators see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.installation.retention import PERIODS
from jiqun.desk.installation.settings import SETTINGS, wrong_pattern
from jiqun.desk.may import only
from jiqun.procedure.roles import Role
from jiqun.records.models import Setting


@dataclass(frozen=True)
class SettingView:
    """One setting: its value, an example of what it makes, who changed it and when."""

    name: str
    title: Bi
    hint: Bi
    value: str
    example: str
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Kept:
    """How long something is kept, and why."""

    title: Bi
    days: int
    why: Bi


def retention_periods(*, by: Actor) -> tuple[Kept, ...]:
    """What is removed after how long. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    return tuple(Kept(one.title, one.days, one.why) for one in PERIODS.values())


def list_settings(*, by: Actor, at: datetime) -> tuple[SettingView, ...]:
    """All settings. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    rows = {row.pk: row for row in Setting.objects.select_related("changed_by").filter(pk__in=SETTINGS)}
    return tuple(_view(name, rows.get(name), at) for name in SETTINGS)


def _view(name: str, row: Setting | None, at: datetime) -> SettingView:
    known = SETTINGS[name]
    value = str(row.value) if row else known.default
    example = "" if wrong_pattern(name, value) else value.format(place="浦东", year=at.year, n=12)
    who = row.changed_by.name if row and row.changed_by else ""
    return SettingView(name, known.title, known.hint, value, example, who, row.changed_at if row else None)
