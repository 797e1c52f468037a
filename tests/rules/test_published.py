"""Published figures: totals of a cluster, withheld where fewer than three firms make one up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiqun.facts.generate import one_cluster
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.rules.published import PublishedFigures, may_be_told, published_figures

ON = date(2026, 4, 30)
READINGS = edition("shanghai-2024").settle({})


def made(**columns: Any) -> Snapshot:
    """A generated cluster whose annual rows of 2025 say otherwise: by column, a value for each row in turn."""
    snapshot = one_cluster(1, 36, 20, ON)
    annual = {name: list(values) for name, values in snapshot.tables["annual"].items()}
    for name, values in columns.items():
        rows = [at for at, year in enumerate(annual["year"]) if year == 2025]
        for place, at in enumerate(rows):
            annual[name][at] = values[place] if place < len(values) else 0
    return replace(snapshot, tables={**snapshot.tables, "annual": annual})


def cell(found: PublishedFigures, key: str) -> Any:
    return next(line for line in found.lines if line.key == key).cells[-1]


@pytest.mark.article("9")
@pytest.mark.parametrize(
    ("reporting", "made_up_by", "told"), [(2, 2, False), (3, 3, True), (9, 2, False), (9, 0, True), (2, 0, False)]
)
def test_three_firms_are_needed(reporting: int, made_up_by: int, told: bool) -> None:
    assert may_be_told(reporting, made_up_by) is told


@pytest.mark.article("9")
def test_exports_of_two_firms_are_withheld_and_those_of_three_are_told() -> None:
    two = published_figures(made(exports=[5_000_000, 7_000_000]), on=ON, readings=READINGS)
    three = published_figures(made(exports=[5_000_000, 7_000_000, 1]), on=ON, readings=READINGS)
    assert (cell(two, "exports").value, cell(two, "exports").withheld) == (None, True)
    assert (cell(three, "exports").value, cell(three, "exports").withheld) == (12_000_001, False)


@pytest.mark.article("9")
def test_a_share_is_withheld_where_one_or_two_firms_make_up_the_rest() -> None:
    found = published_figures(made(), on=ON, readings=READINGS)
    snapshot = made()
    annual = snapshot.annual
    rest = [
        value
        for value, dominant, year in zip(annual["output"], annual["in_dominant_industry"], annual["year"], strict=True)
        if year == 2025 and dominant is not True and value
    ]
    shown = cell(found, "dominant_output_share")
    assert shown.withheld == (0 < len(rest) < 3)
    if not shown.withheld:
        assert isinstance(shown.value, Fraction | int)


@pytest.mark.article("9")
def test_a_count_by_size_that_is_withheld_cannot_be_told_from_the_others() -> None:
    found = published_figures(made(), on=ON, readings=READINGS)
    hidden = [key for key, _, one in found.sizes if one.withheld]
    told = sum(one.value for _, _, one in found.sizes if not one.withheld)
    assert len(hidden) != 1
    assert told <= found.firms
