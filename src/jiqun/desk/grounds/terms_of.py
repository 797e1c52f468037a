"""The terms of clusters' recognitions, those alone that were not revoked; asked for all of them in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jiqun.desk.recognised import not_revoked

_AT_ONCE = 2_000  # clusters that are asked for by name


@dataclass(frozen=True)
class Terms:
    """By cluster, the first and the last day of each recognition."""

    by_cluster: Mapping[int, tuple[tuple[date, date], ...]]

    def held(self, cluster: int, day: date) -> bool:
        """Whether the cluster was recognised on that day."""
        return any(first <= day <= last for first, last in self.by_cluster.get(cluster, ()))

    def began(self, cluster: int, today: date, *, not_over_by: date) -> bool:
        """Whether it is or was recognised until today, in a term that was not over on another day."""
        return any(first <= today and last >= not_over_by for first, last in self.by_cluster.get(cluster, ()))


def terms_of(clusters: Iterable[int], today: date) -> Terms:
    """Those of the clusters, as they stand today."""
    wanted = set(clusters)
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = not_revoked(today)
    if len(wanted) <= _AT_ONCE:
        rows = rows.filter(cluster__in=wanted)
    for cluster, first, last in rows.values_list("cluster", "first_day", "last_day"):
        found[cluster].append((first, last))
    return Terms({cluster: tuple(terms) for cluster, terms in found.items()})
