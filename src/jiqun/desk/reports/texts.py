"""The texts of an annual report: as they are filled in, and as they were filed (Article 16)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jiqun.desk.drafts import mark_of
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Submission


def texts_mark(texts: Mapping[str, str]) -> str:
    """The mark of the texts as they stand, by which a later change by somebody else is noticed."""
    return mark_of(*(texts.get(name, "") for name in TOPICS))


def filed_texts(filed: Submission) -> Mapping[str, str]:
    """By name, what was filed."""
    found: dict[str, str] = json.loads(filed.manifest).get("development", {})
    return found
