"""How a cluster's findings moved: at its recognition, last year, this year, clause by clause (Article 16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from jiqun.base.words import Bi
from jiqun.rules.finding import Assessment, Finding, Observed

Change = Literal["worse", "better", "open", "same"]
_GOOD, _BAD = "met", "not_met"
# Waits for a person, or does not apply: nothing was computed anew.
_NOT_COMPUTED = ("review", "not_applicable")


@dataclass(frozen=True)
class Point:
    """One clause at one time: its outcome, and the latest number that was compared."""

    outcome: str
    number: Observed | None
    finding: Finding


@dataclass(frozen=True)
class Moved:
    """One clause over the times, the present last; None at a time of which there is no finding."""

    clause: str
    title: Bi
    blocking: bool
    points: tuple[Point | None, ...]
    change: Change

    @property
    def now(self) -> Point:
        last = self.points[-1]
        assert last is not None
        return last


def drift(stands: Sequence[Assessment | None]) -> tuple[Moved, ...]:
    """Every clause that was computed anew, in the order of the law. `stands`: the earlier ones first, the present last.

    Clauses that a person judges are left out where nobody has judged them again: that they wait is no drift.
    """
    present = stands[-1]
    assert present is not None
    earlier = [{one.clause: one for one in stand.findings} if stand else {} for stand in stands[:-1]]
    return tuple(_moved(present.findings, earlier))


def _moved(findings: Sequence[Finding], earlier: Sequence[dict[str, Finding]]) -> Iterator[Moved]:
    for one in findings:
        if one.outcome in _NOT_COMPUTED:
            continue
        before = [stand.get(one.clause) for stand in earlier]
        points = tuple(_point(found) for found in (*before, one))
        yield Moved(
            one.clause, one.title, one.blocking, points, _change([found.outcome for found in before if found], one)
        )


def _point(found: Finding | None) -> Point | None:
    if found is None:
        return None
    return Point(found.outcome, found.observed[-1] if found.observed else None, found)


def _change(before: Sequence[str], now: Finding) -> Change:
    """Worse, if it was met at a time before and is missed now; better, if it is met now and was not the last time."""
    known = [one for one in before if one not in _NOT_COMPUTED]
    if not known or now.outcome == known[-1] == known[0]:
        return "same"
    if now.outcome == _BAD:
        return "worse" if _GOOD in known or known[-1] != _BAD else "same"
    if now.outcome == _GOOD:
        return "better" if known[-1] != _GOOD else "same"
    return "open" if now.outcome != known[-1] or _GOOD in known else "same"
