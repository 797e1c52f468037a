"""What the needs of a change report look at (`procedure.shanghai_2024.change_report`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jiqun.desk.facts_of.objection import prepared_ending
from jiqun.records.models import Case


def change_report_facts(case: Case) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {"prepared_ending": lambda: prepared_ending(case)}
