"""What the needs of an objection look at (`procedure.shanghai_2024.objection`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.facts_of.application import lapsed
from jiqun.records.models import Case, PublishedText, Step


def objection_facts(case: Case, at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "answer_lapsed": lambda: lapsed(case, at, "answer"),
        "not_redacted": lambda: _not_redacted(case),
        "prepared_ending": lambda: prepared_ending(case),
    }


def prepared_ending(case: Case) -> str:
    """How the latest prepared decision ends the case; empty if none was prepared."""
    step = Step.objects.filter(case=case, move="prepare_decision").order_by("-place").first()
    return str(step.given["ending"]) if step else ""


def _not_redacted(case: Case) -> tuple[Bi, ...]:
    """The parts that will be published and have no published text yet: an objection that is not taken up has none."""
    moves = set(Step.objects.filter(case=case, move__in=("take_up", "answer")).values_list("move", flat=True))
    have = set(PublishedText.objects.filter(case=case).values_list("part", flat=True))
    return tuple(title for move, part, title in _PARTS if move in moves and part not in have)


_PARTS = (
    ("take_up", "argument", Bi(zh="异议内容", en="the objection")),
    ("answer", "answer", Bi(zh="答复", en="the answer")),
)
