"""Jiqun: a city's programme for SME specialty industry clusters, with the rules as code.

    import jiqun
    from datetime import date

    assessment = jiqun.assess("workbook.xlsx", on=date(2026, 5, 1))
    assessment.verdict                      # "eligible", "not_eligible" or "undetermined"
    assessment.finding("A6.2.6").reason.en  # why

Names are loaded when they are first used, so that importing the package is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jiqun.facts.problems import InputRefused
    from jiqun.functions.many import assess_all, generate, whatif
    from jiqun.functions.one import assess, check, explain, template
    from jiqun.rules.finding import Assessment, Finding
    from jiqun.rules.nation.whatif import Scenario

__all__ = [
    "Assessment",
    "Finding",
    "InputRefused",
    "Scenario",
    "assess",
    "assess_all",
    "check",
    "explain",
    "generate",
    "template",
    "whatif",
]

_HOMES = {
    "Assessment": "jiqun.rules.finding",
    "Finding": "jiqun.rules.finding",
    "InputRefused": "jiqun.facts.problems",
    "Scenario": "jiqun.rules.nation.whatif",
    "assess": "jiqun.functions.one",
    "assess_all": "jiqun.functions.many",
    "check": "jiqun.functions.one",
    "explain": "jiqun.functions.one",
    "generate": "jiqun.functions.many",
    "template": "jiqun.functions.one",
    "whatif": "jiqun.functions.many",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'jiqun' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
