"""The stored form of a draft: read back to the letter, and nothing that was never written so."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.facts.draft import Draft, check_draft, draft_of_json, draft_of_snapshot
from jiqun.facts.snapshot import snapshot_of
from jiqun.facts.workbook import example
from jiqun.facts.workbook.grids import MOST_ROWS
from tests.facts.workbook.builders import EDITION, ON
from tests.random_rows import random_sheets


def stored(draft: Draft) -> Draft:
    return draft_of_json(draft.as_json())


@given(st.integers(0, 200))
def test_a_stored_draft_is_the_draft_to_the_letter(seed: int) -> None:
    draft = draft_of_snapshot(snapshot_of(random_sheets(seed, ON)), "zh", on=ON, edition=EDITION)
    assert stored(draft).as_json() == draft.as_json()


GOOD = json.loads(draft_of_snapshot(example(ON), "zh", on=ON, edition=EDITION).as_json())


def _stored_with(*path: Any) -> str:
    """The example's stored form with one value another one: the path to it, then the value."""
    changed = deepcopy(GOOD)
    place = changed
    for key in path[:-2]:
        place = place[key]
    place[path[-2]] = path[-1]
    return json.dumps(changed)


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        "[" * 100_000,
        '{"annual": NaN}',
        _stored_with("annual", None),
        _stored_with("annual", "columns", []),
        _stored_with("annual", "columns", "year", 2025),
        _stored_with("annual", "columns", "year", 0, None),
        _stored_with("annual", "columns", "year", 0, [2025]),
        _stored_with("annual", "columns", "year", 0, 10**400),
        _stored_with("annual", "columns", "year", 0, float("inf")),
        _stored_with("annual", "columns", "year", 0, {}),
        _stored_with("annual", "columns", "year", 0, {"day": "2025-13-01"}),
        _stored_with("annual", "columns", "year", 0, {"day": 1}),
        _stored_with("annual", "columns", "year", 0, {"broken": ["made_up", ""]}),
        _stored_with("annual", "columns", "year", 0, {"broken": ["cell_error"]}),
        _stored_with("annual", "columns", "year", 0, {"day": "2025-01-01", "moment": "2025-01-01T00:00:00"}),
        _stored_with("annual", "rows", 0, 0),
        _stored_with("annual", "rows", 0, 3),
        _stored_with("annual", "rows", 0, 2.0),
        _stored_with("annual", "rows", 0, True),
        _stored_with("annual", "rows", 3, 2**40),
        _stored_with("annual", "rows", []),
        _stored_with("cluster", "rows", "name_zh", [1, 2]),
        _stored_with("cluster", "columns", "name_zh", []),
        _stored_with("chain", {"rows": list(range(2, MOST_ROWS + 4)), "columns": {"product": ["x"] * (MOST_ROWS + 2)}}),
    ],
)
def test_what_no_draft_was_ever_stored_as_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no stored draft"):
        draft_of_json(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.sampled_from(["rows", "columns", "day"]), parts),
    max_leaves=8,
)


@given(st.sampled_from(["annual", "cluster", "chain"]), st.sampled_from(["rows", "columns"]), _JSON)
def test_whatever_is_stored_is_refused_or_can_be_checked(sheet: str, part: str, value: Any) -> None:
    try:
        draft = draft_of_json(_stored_with(sheet, part, value))
    except ValueError:
        return
    check_draft(draft, on=ON, edition=EDITION)
    stored(draft)
