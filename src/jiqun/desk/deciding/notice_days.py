"""Until when a list is on public notice: its last day stands in the terms of its cases, and moves with the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.procedure.shanghai_2024.recognition.decision import ON_NOTICE_STAGES
from jiqun.records.models import Case, CaseTerm, PublishedList


def last_days(lists: Iterable[PublishedList]) -> Mapping[int, tuple[date, bool]]:
    """By list, the last day of its notice as the calendar has it now, and whether that is provisional; one query.

    A correction goes on with the days of the list that it replaces.
    """
    found: dict[int, tuple[date, bool]] = {}
    firsts = {one.pk: one.first_day for one in lists if one.first_day}
    rows = CaseTerm.objects.filter(name="notice", case__list_lines__published__in=firsts, due_on__isnull=False)
    for key, started, due, provisional in rows.values_list(
        "case__list_lines__published", "started_on", "due_on", "provisional"
    ):
        if started == firsts[key] and due is not None:
            found[key] = max(found.get(key, (due, provisional)), (due, provisional))
    return found


def until_of(row: PublishedList) -> date | None:
    """The last day of a list's notice; None for a list that is on no notice."""
    known = last_days((row,)).get(row.pk)
    return known[0] if known else None


def open_to_objections(case: Case, at: datetime) -> bool:
    """Whether anybody may still object to the cluster: its notice runs, its last day counted."""
    if case.stage not in ON_NOTICE_STAGES:
        return False
    latest = CaseTerm.objects.filter(case=case, name="notice").order_by("-pk").first()
    return latest is not None and latest.due_on is not None and day_of(at) <= latest.due_on
