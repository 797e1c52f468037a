"""Until when an application may be submitted (Article 7)."""

from __future__ import annotations

from datetime import datetime

from jiqun.records.models import Case, FilingExtension


def may_file_until(case: Case) -> datetime:
    """Until when the operator may submit: the round's closing, or a later moment that an act gave to this applicant."""
    later = FilingExtension.objects.filter(case=case).order_by("-until").values_list("until", flat=True).first()
    assert case.round is not None
    closes = case.round.closes_at
    return max(closes, later) if later else closes
