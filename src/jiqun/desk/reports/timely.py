"""How the reports of a list stand to their day: judged by the first filing, to the day (Articles 16 and 19, item 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from jiqun.base.days import day_of
from jiqun.desk.each import of_each
from jiqun.desk.readings import reading_by_day
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.report_day import Timeliness, timeliness
from jiqun.records.models import Case

READING = "report_due"


def timeliness_on(filed: date | None, year: int, *, today: date, reading: Callable[[date], str]) -> Timeliness:
    """How the report on a year stands on a day, filed first on `filed`; `reading` is that of any day.

    It is judged under the reading of the day on which it was filed, never under one that came later; only where that
    reading leaves the day open, the one of today settles it. How long an office lets it lie counts for nothing.
    """
    found = timeliness(filed, year, today=today, reading=reading(filed or today))
    return timeliness(filed, year, today=today, reading=reading(today)) if found is Timeliness.BOUNDARY else found


@of_each
def timeliness_of(cases: Sequence[Case], today: date) -> Mapping[int, Timeliness]:
    """By case, how it stands on a day. Cases of kind `annual_report`, with their rounds."""
    readings = {name: reading_by_day(edition(name), READING) for name in {case.edition for case in cases}}

    def stands(case: Case) -> Timeliness:
        assert case.round is not None
        filed = day_of(case.filed_at) if case.filed_at else None
        return timeliness_on(filed, case.round.year, today=today, reading=readings[case.edition])

    return {case.pk: stands(case) for case in cases}
