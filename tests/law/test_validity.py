"""How long a recognition holds: through the day before the third anniversary of its publication."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.law.validity import last_day_of


@pytest.mark.article("15")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-06-18", "2029-06-17"),
        ("2026-01-01", "2028-12-31"),
        ("2025-03-01", "2028-02-29"),  # the day before 1 March 2028
        ("2026-03-01", "2029-02-28"),
        ("2028-02-29", "2031-02-27"),  # 2031 has no 29 February: its anniversary is the 28th
        ("2028-02-28", "2031-02-27"),
        ("2028-03-01", "2031-02-28"),
    ],
)
def test_the_last_day_is_the_one_before_the_third_anniversary(first: str, last: str) -> None:
    assert last_day_of(date.fromisoformat(first)) == date.fromisoformat(last)
