"""An annual report on the page of its case: in time or not, what it tells, how the cluster moved (Article 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.judging import latest_submission
from jiqun.desk.look.cases.file import CaseFile, look_at_file
from jiqun.desk.look.reports.drift import DriftView, drift_of
from jiqun.desk.may import the_case
from jiqun.desk.reports.texts import filed_texts
from jiqun.desk.reports.timely import timeliness_of
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import TrackingRecord


@dataclass(frozen=True)
class ReportView:
    """A report. `texts`, `drift` once it was filed; `tracked`: how many records its offices keep of the year."""

    year: int
    due_on: date
    state: str
    state_title: Bi
    filed_at: datetime | None
    texts: tuple[tuple[Bi, str], ...]
    drift: DriftView | None
    tracked: int
    file: CaseFile


def look_at_report(case: int, *, by: Actor, at: datetime) -> ReportView:
    """The report. Raises NotThere."""
    row = the_case(by, case)
    assert row.round is not None
    year, stands = row.round.year, timeliness_of(row, day_of(at))
    filed = latest_submission(row) if row.filed_at else None
    told = filed_texts(filed) if filed else {}
    return ReportView(
        year=year,
        due_on=day_of(row.round.closes_at),
        state=stands.value,
        state_title=stands.label,
        filed_at=row.filed_at,
        texts=tuple((topic.title, told.get(name, "")) for name, topic in TOPICS.items() if told.get(name)),
        drift=drift_of(row) if filed else None,
        tracked=TrackingRecord.objects.filter(cluster=row.cluster_id, on__year__in=(year, year + 1)).count(),
        file=look_at_file(case, by=by),
    )
