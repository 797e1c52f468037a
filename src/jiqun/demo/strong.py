"""Whether nothing rules a made-up cluster out once reviewers have settled what waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot


def is_strong(snapshot: Snapshot, on: date) -> bool:
    """Whether it is eligible on that day if every clause that waits for a person is settled as met."""
    return _verdict(snapshot, on, {}) == "eligible"


def is_on_a_line(snapshot: Snapshot, on: date) -> bool:
    """Whether it is eligible only if a figure exactly on its line counts as over it (the reading `over`)."""
    return not is_strong(snapshot, on) and _verdict(snapshot, on, {"over": "includes"}) == "eligible"


def _verdict(snapshot: Snapshot, on: date, readings: Mapping[str, str]) -> str:
    book = edition("shanghai-2024")
    met = {key: Review("met", "-") for key in book.provisions}
    return assess_snapshot(snapshot, on=on, edition=book, readings=book.settle(readings), reviews=met).verdict
