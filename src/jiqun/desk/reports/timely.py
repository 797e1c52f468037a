"""How the reports of a list stand to their day: judged by the first filing, to the day (Articles 16 and 19, item 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jiqun.base.days import day_of
from jiqun.desk.each import of_each
from jiqun.desk.readings import reading_by_day
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.report_day import Timeliness, timeliness
from jiqun.records.models import Case

READING = "report_due"


@of_each
def timeliness_of(cases: Sequence[Case], today: date) -> Mapping[int, Timeliness]:
    """By case, how it stands on a day. Cases of kind `annual_report`, with their rounds.

    A report is judged under the reading of the day on which it was filed, never under one that came later; only where
    that reading leaves the day open, the one of today settles it. How long an office lets it lie counts for nothing.
    """
    readings = {name: reading_by_day(edition(name), READING) for name in {case.edition for case in cases}}

    def stands(case: Case) -> Timeliness:
        assert case.round is not None
        year, filed = case.round.year, day_of(case.filed_at) if case.filed_at else None
        reading = readings[case.edition]
        found = timeliness(filed, year, today=today, reading=reading(filed or today))
        return timeliness(filed, year, today=today, reading=reading(today)) if found is Timeliness.BOUNDARY else found

    return {case.pk: stands(case) for case in cases}
