"""Every kind of official letter, by name."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.desk.letter_texts import (
    appeals,
    changes,
    city,
    decision,
    district,
    evaluation,
    objection,
    reports,
    revocation,
)
from jiqun.desk.letter_texts.kit import Issued, Kind, letter_text

LETTERS: Mapping[str, Kind] = {
    **district.LETTERS,
    **city.LETTERS,
    **decision.LETTERS,
    **objection.LETTERS,
    **appeals.LETTERS,
    **revocation.LETTERS,
    **reports.LETTERS,
    **changes.LETTERS,
    **evaluation.LETTERS,
}

__all__ = ["LETTERS", "Issued", "letter_text"]
