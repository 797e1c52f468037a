"""What the needs of an objection look at (`procedure.shanghai_2024.objection`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.facts_of.application import lapsed
from jiqun.desk.remedies.objecting import PARTS, original_of, prepared_ending, published_texts
from jiqun.records.models import Case

__all__ = ["objection_facts", "prepared_ending"]


def objection_facts(case: Case, at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "answer_lapsed": lambda: lapsed(case, at, "answer"),
        "not_redacted": lambda: _not_redacted(case),
        "prepared_ending": lambda: prepared_ending(case),
    }


def _not_redacted(case: Case) -> tuple[Bi, ...]:
    """The parts that will be published and have no published text yet."""
    have = published_texts(case)
    return tuple(title for part, title in PARTS.items() if part not in have and original_of(case, part))
