"""What the needs of a service evaluation look at (`procedure.shanghai_2024.service_evaluation`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.evaluating.sheets import sheet_of, unexplained, unscored
from jiqun.records.models import Case, CaseTerm


def service_evaluation_facts(case: Case, at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "unscored": lambda: unscored(case),
        "unexplained": lambda: unexplained(case),
        "contract_stands": lambda: sheet_of(case).contract.ended_at is None,
        "reply_is_over": lambda: _reply_is_over(case, at),
    }


def _reply_is_over(case: Case, at: datetime) -> bool:
    """Whether the last day on which the operator may reply has passed."""
    term = CaseTerm.objects.filter(case=case, name="evaluation_reply", state=CaseTerm.State.RUNNING).first()
    return term is not None and term.due_on is not None and term.due_on < day_of(at)
