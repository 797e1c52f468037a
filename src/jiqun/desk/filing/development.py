"""What the texts of an annual report start with: last year's report, and what the district found since (Article 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Cluster, Draft, TrackingRecord

# What the district saw of the year goes before what the operator said a year ago; of the others it only fills a gap.
_BY_DISTRICT_FIRST = ("plan_progress", "problems")


@dataclass(frozen=True)
class Texts:
    """The first texts by name, and of each what it is and where it comes from (`report` or `tracking`, since when)."""

    texts: Mapping[str, str]
    sources: Mapping[str, Mapping[str, Any]]


def first_texts(cluster: Cluster, year: int) -> Texts:
    """Of the report on a year: the operator changes what is otherwise now, and leaves what still holds."""
    report, tracked = _last_report(cluster, year), _last_record(cluster, year)
    found: dict[str, Mapping[str, Any]] = {}
    for name in TOPICS:
        order = (tracked, report) if name in _BY_DISTRICT_FIRST else (report, tracked)
        first = next((one[name] for one in order if name in one), None)
        if first:
            found[name] = first
    return Texts({name: one["text"] for name, one in found.items()}, found)


def _last_report(cluster: Cluster, year: int) -> dict[str, Mapping[str, Any]]:
    filed = Draft.objects.filter(case__cluster=cluster, case__kind="annual_report", case__filed_at__isnull=False)
    row = filed.filter(case__round__year__lt=year).order_by("-case__round__year").select_related("case__round").first()
    if row is None:
        return {}
    assert row.case.round is not None
    year = row.case.round.year
    return {name: {"text": text, "from": "report", "of": str(year)} for name, text in row.texts.items() if text.strip()}


def _last_record(cluster: Cluster, year: int) -> dict[str, Mapping[str, Any]]:
    """The district's latest record since the year began; a refusal tells nothing of the year."""
    rows = TrackingRecord.objects.filter(cluster=cluster, on__gte=date(year, 1, 1), refused="")
    row = rows.order_by("-on", "-pk").first()
    if row is None:
        return {}
    of = row.on.isoformat()
    texts = {name: getattr(row, name) for name in TOPICS}
    return {name: {"text": text, "from": "tracking", "of": of} for name, text in texts.items() if text.strip()}
