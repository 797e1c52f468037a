"""What would close the distance is the least change that does: with the number it holds, one before it does not."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.facts.snapshot import snapshot_of
from jiqun.law import edition
from jiqun.rules.enough import enough
from jiqun.rules.judge import rule
from jiqun.rules.measuring import Tables, measure
from jiqun.rules.question import Computed
from jiqun.rules.ruleset import questions
from tests.random_rows import random_sheets

ON = date(2026, 5, 1)
BOOK = edition("shanghai-2024")
FALLS = ("<", "<=")


def margins(seed: int, growth: str) -> list[tuple[str, int, int, int]]:
    """Clause, the number that would do, and the margins with it and with the number one step before it."""
    readings = BOOK.settle({"growth": growth, "over": "excludes"})
    asked = questions(BOOK.id, readings)
    tables = Tables(snapshot_of(random_sheets(seed, ON)), ON, readings)
    known = measure(tables, (at for one in asked for at in one.numbers))
    found = []
    for one in asked:
        ruling = rule(one.question, known, BOOK.figures, "excludes")
        if not isinstance(one.question, Computed) or ruling.outcome != "not_met" or ruling.deciding is None:
            continue
        would_do = enough(one.question, ruling.deciding, known)
        if would_do is None:
            continue
        at, number = would_do
        before = number + (1 if ruling.deciding.op in FALLS else -1)
        held = [
            _holds(one.question, ruling.weighed.index(ruling.deciding), {**known, at.key: n}) for n in (number, before)
        ]
        found.append((one.id, number, *held))
    return found


def _holds(question: Computed, place: int, known: dict[str, int | None]) -> bool:
    return rule(question, known, BOOK.figures, "excludes").weighed[place].outcome == "met"


@pytest.mark.article("6.2.7")
@pytest.mark.article("6.2.9")
@pytest.mark.parametrize("growth", ["geometric_from_base_year", "geometric_within_window", "mean_of_yearly_rates"])
def test_the_number_named_is_the_first_that_would_do(growth: str) -> None:
    found = [one for seed in range(60) for one in margins(seed, growth)]
    assert {one[0] for one in found} >= {"A6.2.7", "A6.2.8", "A6.2.9", "A6.5.1", "A6.5.7", "A6.6.3"}
    assert [one for one in found if one[2:] != (True, False)] == []
