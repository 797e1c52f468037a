"""Reminding an office of what it has to follow up: before the day, on it, and once when it is over (Article 16)."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.calendar import working_calendar
from jiqun.desk.post import tell
from jiqun.desk.tracking import Left, left_to_anybody
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Person

_DAYS = (3, 1, 0)  # working days ahead


def remind_of_follow_ups(*, at: datetime) -> int:
    """Write the day's reminders; for how many records. Nobody is reminded twice of the same."""
    today, calendar = day_of(at), working_calendar()
    count = 0
    for one in left_to_anybody():
        late = one.due_on < today
        ahead = calendar.working_days_between(today, one.due_on)
        if late or ahead in _DAYS:
            count += _remind(one, "late" if late else str(ahead), at)
    return count


def _remind(one: Left, kind: str, at: datetime) -> bool:
    cluster = one.record.cluster
    words = {
        "cluster": Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        "on": one.record.on,
        "due": one.due_on,
        "late": _LATE if kind == "late" else "",
    }
    path = f"/desk/clusters/{cluster.pk}/tracking/"
    key = f"follow-up:{one.record.pk}:{one.due_on}:{kind}"
    return tell(_office(one), key, _SUBJECT.fill(**words), _BODY.fill(**words), path, at)


def _office(one: Left) -> list[Person]:
    held = Appointment.objects.filter(until=None, person__is_active=True)
    if one.record.district:
        held = held.filter(role=Role.DISTRICT_OFFICER, organisation__district=one.record.district)
    else:
        held = held.filter(role=Role.MUNICIPAL_OFFICER)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


_LATE = Bi(zh="，已逾期", en=", late")
_SUBJECT = Bi(
    zh="{cluster}：跟踪记录待回访（{due}{late}）", en="{cluster}: a tracking record to follow up ({due}{late})"
)
_BODY = Bi(
    zh="{on}的跟踪记录应于{due}回访{late}。\n\n集群：{cluster}\n",
    en="The tracking record of {on} is to be followed up by {due}{late}.\n\nCluster: {cluster}\n",
)
