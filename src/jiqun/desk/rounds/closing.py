"""Until when an application may be submitted, and as of which day its figures are judged (Articles 7 and 15)."""

from __future__ import annotations

from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.law import edition
from jiqun.law.validity import figures_of_renewal
from jiqun.records.models import Case, FilingExtension, Round


def may_file_until(case: Case) -> datetime:
    """Until when the operator may submit: the round's closing, or a later moment that an act gave to this applicant."""
    later = FilingExtension.objects.filter(case=case).order_by("-until").values_list("until", flat=True).first()
    assert case.round is not None
    closes = case.round.closes_at
    return max(closes, later) if later else closes


def figures_on(notice: Round) -> date:
    """The day as of which figures are judged: the round's closing day, the same for all.

    Of a re-evaluation the last day on which the year before has been reported on; while the edition is in force.
    """
    if notice.cohort is None:
        return day_of(notice.closes_at)
    day, end = figures_of_renewal(notice.cohort), edition(notice.edition).in_force_to
    return min(day, end) if end else day
