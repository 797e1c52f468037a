"""Whether nothing rules a made-up cluster out once reviewers have settled what waits for them."""

from __future__ import annotations

from datetime import date

from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot


def is_strong(snapshot: Snapshot, on: date) -> bool:
    """Whether it is eligible on that day if every clause that waits for a person is settled as met."""
    book = edition("shanghai-2024")
    met = {key: Review("met", "-") for key in book.provisions}
    found = assess_snapshot(snapshot, on=on, edition=book, readings=book.settle({}), reviews=met)
    return found.verdict == "eligible"
