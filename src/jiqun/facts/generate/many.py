"""Many made-up clusters as a dataset: the same bytes for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock

from jiqun.facts.dataset.folder import new_folder
from jiqun.facts.dataset.layout import Layout
from jiqun.facts.dataset.writing import Written, join_parts, manifest_of
from jiqun.facts.generate.cluster import MOST_ENTERPRISES
from jiqun.facts.generate.codes import MOST_CLUSTERS
from jiqun.facts.generate.parts import Order, write_parts

Progress = Callable[[int, int], None]  # clusters written, clusters in all


def generate(  # noqa: PLR0913  # the six of the command, and who watches
    directory: Path,
    *,
    clusters: int,
    enterprises: int,
    seed: int,
    on: date,
    layout: Layout = "long",
    progress: Progress | None = None,
) -> None:
    """Write a dataset of made-up clusters, with ids 0, 1, 2 …, of `enterprises` enterprises each on average.

    The folder appears whole or not at all. The same arguments give the same bytes in every file, with the same version
    of this program and of DuckDB. `progress` is called as parts are done, one call at a time, not always in this
    thread. Raises FileExistsError where the folder holds anything, ValueError for a number out of range.
    """
    if not 1 <= clusters <= MOST_CLUSTERS:
        raise ValueError(f"clusters: from 1 to {MOST_CLUSTERS}, not {clusters}")
    if not 1 <= enterprises <= MOST_ENTERPRISES:
        raise ValueError(f"enterprises: from 1 to {MOST_ENTERPRISES}, not {enterprises}")
    order = Order(clusters, enterprises, seed, on.isoformat(), layout)
    with new_folder(directory) as folder:
        written = write_parts(folder, order, order.workers, _Count(order, progress))
        join_parts(folder, written, order.form)
        replace(manifest_of(written, order.form), seed=seed, on=on, fictional=True).write(folder)


class _Count:
    """Adds up the clusters of finished parts, which several threads tell of, and passes the sum on."""

    def __init__(self, order: Order, progress: Progress | None) -> None:
        self.order, self.progress = order, progress
        self.clusters, self.lock = 0, Lock()

    def __call__(self, written: Written) -> None:
        with self.lock:
            self.clusters += written.rows["cluster"]
            if self.progress is not None:
                self.progress(self.clusters, self.order.clusters)
