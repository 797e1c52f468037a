"""The figures of a recognised cluster that anybody may see: totals of what it was recognised by (Article 9)."""

from __future__ import annotations

from functools import lru_cache

from jiqun.base.aside import Aside
from jiqun.desk.judging import book_of, corrections_of, judged_on, latest_submission
from jiqun.desk.readings import readings_on
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.corrected import Correction, corrected
from jiqun.records.models import Case, Roster
from jiqun.rules.published import PublishedFigures, published_figures


def figures_of_cluster(cluster: int) -> PublishedFigures | None:
    """Of the application that the cluster was recognised by last; None without one (the 2023 batch has none)."""
    found = Case.objects.filter(kind="recognition", cluster=cluster, recognition__isnull=False)
    case = found.select_related("round").order_by("-recognition__first_day", "-pk").first()
    if case is None:
        return None
    roster = latest_submission(case).roster
    return _worked_out(roster.blob_id, case.pk, corrections_of(case), Aside((roster, case)))


@lru_cache(maxsize=256)
def _worked_out(
    blob: str, case: int, corrections: tuple[Correction, ...], read: Aside[tuple[Roster, Case]]
) -> PublishedFigures:
    """The same data are worked out once: a public page may be asked for often."""
    del blob, case  # they name what is read
    roster, row = read.value
    snapshot, book = corrected(snapshot_of(roster), corrections), book_of(row)
    return published_figures(snapshot, on=judged_on(row), readings=readings_on(book, judged_on(row)))
