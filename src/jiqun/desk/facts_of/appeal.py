"""What the needs of an appeal look at (`procedure.shanghai_2024.appeal`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jiqun.desk.facts_of.objection import prepared_ending
from jiqun.records.models import Case, Step


def appeal_facts(case: Case) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "involved": lambda: involved(case.about_id),
        "prepared_ending": lambda: prepared_ending(case),
    }


def involved(case: int | None) -> frozenset[int]:
    """Everybody who made a move of the case, or of one that is about it."""
    own = Step.objects.filter(case=case).values_list("person", flat=True)
    about = Step.objects.filter(case__about=case).exclude(case__kind="appeal").values_list("person", flat=True)
    return frozenset(own) | frozenset(about)
