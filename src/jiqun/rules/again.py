"""Judging a file again on a later day: incidents and honours as they stand then, figures as of the first day.

"Incidents, honours and readings are judged again on the day of proposal and on the day of decision" (requirements of
Article 9); years and figures stay as of the round's closing day, the same for all.
"""

from __future__ import annotations

from dataclasses import replace

from jiqun.rules.finding import Assessment, verdict_of

# What incidents (Article 6(1)) and honours (Article 6(3)) decide.
AGAIN = frozenset({"A6.1.1", "A6.1.2", "A6.1.3", "A6.3.2"})


def judged_again(first: Assessment, second: Assessment) -> Assessment:
    """`first`, as of the first day, but what incidents and honours decide as of the later day, from `second`."""
    if second.assessed_on <= first.assessed_on:
        return first
    anew = {one.clause: one for one in second.findings if one.clause in AGAIN}
    findings = tuple(anew.get(one.clause, one) for one in first.findings)
    notes = (*first.notes, *(note for note in second.notes if note not in first.notes))
    verdict = verdict_of([(one.outcome, one.blocking) for one in findings])
    return replace(first, findings=findings, verdict=verdict, notes=notes)
