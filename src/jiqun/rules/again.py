"""Judging a file again on a later day: incidents and honours as they stand then, figures as of the first day.

"Incidents, honours and readings are judged again on the day of proposal and on the day of decision" (requirements of
Article 9); years and figures stay as of the round's closing day, the same for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Unpack

from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition
from jiqun.rules.assess import Beside, assess_snapshot
from jiqun.rules.finding import Assessment, verdict_of

# What incidents (Article 6(1)) and honours (Article 6(3)) decide.
AGAIN = frozenset({"A6.1.1", "A6.1.2", "A6.1.3", "A6.3.2"})


def assess_again(
    snapshot: Snapshot,
    *,
    on: date,
    later: date,
    edition: Edition,
    readings: Mapping[str, str],
    **beside: Unpack[Beside],
) -> Assessment:
    """Judge as of `on`, but what incidents and honours decide as of `later`, if that lies after it."""
    first = assess_snapshot(snapshot, on=on, edition=edition, readings=readings, **beside)
    if later <= on:
        return first
    second = assess_snapshot(snapshot, on=later, edition=edition, readings=readings, **beside)
    anew = {one.clause: one for one in second.findings if one.clause in AGAIN}
    findings = tuple(anew.get(one.clause, one) for one in first.findings)
    notes = (*first.notes, *(note for note in second.notes if note not in first.notes))
    verdict = verdict_of([(one.outcome, one.blocking) for one in findings])
    return replace(first, findings=findings, verdict=verdict, notes=notes)
