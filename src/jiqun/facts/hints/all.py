"""All hints about one cluster's data, what weighs most first."""

from __future__ import annotations

from datetime import date
from itertools import chain

from jiqun.facts.hints.against_before import restated_figures, restated_totals
from jiqun.facts.hints.hint import Hint
from jiqun.facts.hints.of_columns import blanks_in_one_column, round_numbers
from jiqun.facts.hints.of_enterprises import jumps, output_without_revenue, output_without_staff, repeated_years
from jiqun.facts.hints.of_statements import totals_stated_otherwise
from jiqun.facts.hints.years import Years
from jiqun.facts.snapshot import Snapshot

_BY_ITSELF = (
    round_numbers,
    blanks_in_one_column,
    totals_stated_otherwise,
    jumps,
    output_without_revenue,
    output_without_staff,
    repeated_years,
)
_AGAINST_BEFORE = (restated_totals, restated_figures)


def hints_of(snapshot: Snapshot, *, on: date, before: Snapshot | None = None) -> tuple[Hint, ...]:
    """What is conspicuous in the years that an assessment on that day looks at; `before` is an earlier state.

    Nothing is judged by them. Raises nothing that checked snapshots can cause.
    """
    now = Years(snapshot, on)
    found = chain.from_iterable(look(now) for look in _BY_ITSELF)
    if before is not None:
        earlier = Years(before, on)
        found = chain(found, chain.from_iterable(look(now, earlier) for look in _AGAINST_BEFORE))
    return tuple(sorted(found, key=_order))


def _order(hint: Hint) -> tuple[int, str, tuple[str, ...], int, str, str]:
    return -hint.weight, hint.code, hint.enterprises, hint.year or 0, hint.column or "", hint.message.en
