"""Settings that the installation's people change on a page, with what holds until they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiqun.records.models import Setting

DEFAULTS: Mapping[str, Any] = {
    # Article 8's letters: place, year and number of the year, as Chinese offices write it.
    "document_number": "沪{place}中小企集群〔{year}〕{n}号",
    # After how many days personal data of ended accounts and closed cases may be erased; 0 keeps them.
    "retention_days_people": 3650,
    "retention_days_messages": 1095,
}


def setting(name: str) -> Any:
    """The value in force. Raises KeyError for an unknown setting."""
    default = DEFAULTS[name]
    row = Setting.objects.filter(pk=name).values_list("value", flat=True).first()
    return default if row is None else row
