"""Something in the data that may be a ground: of which cluster, under which limb, since when, and from which rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

Clusters = Collection[int] | None  # those alone that are asked for; None: all


@dataclass(frozen=True)
class Noticed:
    """`key` names it, so that it is noticed once; `since` is when it happened.

    `facts` are plain values by name that do not change from one day to the next: noticed on the same day or days
    later, it is the same.
    """

    key: str
    cluster: int
    limb: str
    since: date
    facts: Mapping[str, Any]
    rows: tuple[tuple[str, int], ...]

    @property
    def evidence(self) -> dict[str, Any]:
        """As it is stored with the alert."""
        return {"facts": dict(self.facts), "rows": [list(row) for row in self.rows]}


Detector = Callable[[date, Clusters], Iterable[Noticed]]


def place_of(row: Model) -> tuple[str, int]:
    """A row as the evidence names it: its table and its key."""
    return row._meta.db_table, row.pk  # noqa: SLF001  # Django's own name for it
