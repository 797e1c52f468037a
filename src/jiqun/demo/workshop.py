"""Made-up clusters with their workbooks, made in a process beside the one that acts: two cores are sooner done."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice
from multiprocessing import get_context

from jiqun.demo.strong import is_strong
from jiqun.demo.workbooks import with_statements, workbook
from jiqun.facts.generate import one_cluster, passes_its_lines
from jiqun.facts.snapshot import Snapshot

_AHEAD = 4  # clusters that are under way while one is used


@dataclass(frozen=True)
class Order:
    """Which made-up cluster: as of which day, its workbook of which day, with every statement written or not."""

    seed: int
    index: int
    firms: int
    on: date
    written_on: date
    whole: bool = True


@dataclass(frozen=True)
class Made:
    """A cluster's data, and the workbook that its operator uploads."""

    snapshot: Snapshot
    workbook: bytes


class Workshop:
    """Makes clusters in the order asked for."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def each(self, orders: Iterable[Order]) -> Iterator[Made]:
        """Each as it was ordered."""
        yield from (made for made in self._stream(orders, strong=False) if made)

    def strong(self, first: Order) -> Iterator[Made]:
        """Those from an index on that nothing rules out, without end."""
        indexes = (index for index in count(first.index) if passes_its_lines(index))
        yield from (made for made in self._stream((replace(first, index=i) for i in indexes), strong=True) if made)

    def _stream(self, orders: Iterable[Order], *, strong: bool) -> Iterator[Made | None]:
        waiting = iter(orders)
        asked: deque[Future[Made | None]] = deque()
        while True:
            asked.extend(self._pool.submit(_make, one, strong) for one in islice(waiting, _AHEAD - len(asked)))
            if not asked:
                return
            yield asked.popleft().result()


@contextmanager
def opened() -> Iterator[Workshop]:
    """A workshop, closed again at the end."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        yield Workshop(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _make(order: Order, strong: bool) -> Made | None:
    """The cluster as ordered; None for one that is to be strong and is not."""
    snapshot = one_cluster(order.seed, order.index, order.firms, order.on)
    if strong and not is_strong(snapshot, order.on):
        return None
    data = with_statements(snapshot) if order.whole else snapshot
    return Made(snapshot, workbook(data, order.written_on))
