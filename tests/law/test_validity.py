"""How long a recognition holds: through the day before the third anniversary of its publication."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.law.validity import figures_of_renewal, last_day_of, re_evaluation_opens, renewed_term


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


@pytest.mark.article("15")
@pytest.mark.parametrize(
    ("last", "opens"),
    [
        ("2029-06-17", "2028-12-17"),
        ("2026-08-31", "2026-02-28"),
        ("2028-08-31", "2028-02-29"),
        ("2026-03-31", "2025-09-30"),
        ("2026-06-30", "2025-12-30"),
    ],
)
def test_re_evaluation_opens_six_months_before_the_last_day(last: str, opens: str) -> None:
    assert re_evaluation_opens(date.fromisoformat(last)) == date.fromisoformat(opens)


@pytest.mark.article("15")
def test_a_renewal_runs_from_the_earlier_expiry_over_a_leap_day_too() -> None:
    assert renewed_term(date(2026, 7, 31)) == (date(2026, 8, 1), date(2029, 7, 31))
    assert renewed_term(date(2028, 2, 28)) == (date(2028, 2, 29), date(2031, 2, 27))


@pytest.mark.article("15", "16")
@pytest.mark.parametrize(("last", "day"), [("2026-04-09", "2025-12-31"), ("2026-04-10", "2026-04-10")])
def test_figures_are_of_the_latest_year_whose_report_was_due(last: str, day: str) -> None:
    assert figures_of_renewal(date.fromisoformat(last)) == date.fromisoformat(day)
