"""What the needs of a spot check look at (`procedure.shanghai_2024.spot_check`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jiqun.desk.checks.rights import findings_that_hold, is_signed, items_open
from jiqun.desk.facts_of.application import lapsed
from jiqun.records.models import Case, CheckedFirm, Inspector


def spot_check_facts(case: Case, at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "team": lambda: Inspector.objects.filter(check_of__case=case).count(),
        "firms": lambda: CheckedFirm.objects.filter(check_of__case=case).count(),
        "items_open": lambda: items_open(case),
        "signed": lambda: is_signed(case),
        "unreplied": lambda: sum(not hasattr(one, "reply") for one in findings_that_hold(case)),
        "reply_lapsed": lambda: lapsed(case, at, "reply"),
        "unsettled": lambda: sum(not hasattr(one, "settled") for one in findings_that_hold(case)),
    }
