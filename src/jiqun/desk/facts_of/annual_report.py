"""What the needs of an annual report look at (`procedure.shanghai_2024.annual_report`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.filing.completeness import gaps_of
from jiqun.desk.recognised import is_recognised
from jiqun.records.models import Case


def report_facts(case: Case, given: Mapping[str, Any], at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "gaps": lambda: tuple(gap.what for gap in gaps_of(case)),
        "declared": lambda: bool(given.get("declared")),
        "recognised": lambda: is_recognised(case.cluster, day_of(at)),
    }
