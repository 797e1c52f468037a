"""The figures of a recognised cluster that anybody may see (Article 9)."""

from __future__ import annotations

from jiqun.desk.published.cluster_figures import figures_of_cluster
from jiqun.rules.published import PublishedFigures


def public_figures(cluster: int) -> PublishedFigures | None:
    """Totals of what the cluster was recognised by last; None where it was not, or before the Procedures."""
    return figures_of_cluster(cluster)
