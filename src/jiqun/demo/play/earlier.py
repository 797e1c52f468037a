"""The clusters that the city recognised in 2023, before the Procedures: entered with their own expiry (Article 9)."""

from __future__ import annotations

from datetime import date, datetime

from jiqun.base.days import SHANGHAI
from jiqun.demo.building import registered
from jiqun.demo.play.span import Held, Span
from jiqun.demo.workshop import Order
from jiqun.desk.do.registers.earlier import enter_batch
from jiqun.facts.recognised_batch import Earlier

FIRST_DAY, LAST_DAY = date(2023, 8, 1), date(2026, 7, 31)
SOURCE = "（演示）经信企〔2023〕9号"
_FIRST_INDEX, _FIRST_OPERATOR = 60_000, 201
_FIGURES = date(2025, 4, 9)  # the first that is asked of them are those of 2024


def enter_earlier_batch(span: Span) -> None:
    """They are registered with their operators, and their recognitions entered from one file."""
    when = datetime(2024, 3, 1, 9, 0, tzinfo=SHANGHAI)
    order = Order(span.seed, _FIRST_INDEX, span.firms, _FIGURES, written_on=_FIGURES, years=1)
    made = span.workshop.strong(order)
    for number in range(_FIRST_OPERATOR, _FIRST_OPERATOR + span.batch):
        demo = registered(number, next(made), span.crew.offices, when, 0)
        span.held.append(Held(demo, since=2023))
    rows = [
        Earlier(one.demo.cluster_number, f"（演示）2023-{place:02d}", FIRST_DAY, LAST_DAY, SOURCE)
        for place, one in enumerate(span.held, start=1)
    ]
    enter_batch(rows, by=span.officer, at=when)
