"""Made-up clusters with their workbooks, made in a process beside the one that acts: two cores are sooner done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count, islice
from multiprocessing import get_context

from jiqun.demo.growing import next_year
from jiqun.demo.strong import is_on_a_line, is_strong
from jiqun.demo.workbooks import with_statements, workbook
from jiqun.facts.generate import one_cluster, passes_its_lines
from jiqun.facts.sheets import ANNUAL
from jiqun.facts.snapshot import Snapshot

Wanted = Callable[[Snapshot, date], bool]
_AHEAD = 4  # clusters that are under way while one is used


@dataclass(frozen=True)
class Order:
    """Which made-up cluster: as of which day, its workbook of which day, with every statement written or not.

    `years`: for how many more years it reports; a strong one has to stay strong in each.
    """

    seed: int
    index: int
    firms: int
    on: date
    written_on: date
    whole: bool = True
    years: int = 0


@dataclass(frozen=True)
class Made:
    """A cluster's data, and the workbook that its operator uploads; `later`: those of the years after, by year."""

    snapshot: Snapshot
    workbook: bytes
    later: Mapping[int, bytes] = field(default_factory=dict)


class Workshop:
    """Makes clusters in the order asked for."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def each(self, orders: Iterable[Order]) -> Iterator[Made]:
        """Each as it was ordered."""
        yield from (made for made in self._stream(orders) if made)

    def strong(self, first: Order) -> Iterator[Made]:
        """Those from an index on that nothing rules out, without end."""
        indexes = (index for index in count(first.index) if passes_its_lines(index))
        yield from (made for made in self._stream((replace(first, index=i) for i in indexes), is_strong) if made)

    def on_a_line(self, first: Order) -> Iterator[Made]:
        """Those from an index on that only a figure exactly on its line holds up, without end."""
        indexes = count(first.index + first.index % 2, 2)  # the even ones stand at two lines
        yield from (made for made in self._stream((replace(first, index=i) for i in indexes), is_on_a_line) if made)

    def _stream(self, orders: Iterable[Order], wanted: Wanted | None = None) -> Iterator[Made | None]:
        waiting = iter(orders)
        asked: deque[Future[Made | None]] = deque()
        while True:
            asked.extend(self._pool.submit(_make, one, wanted) for one in islice(waiting, _AHEAD - len(asked)))
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


def _make(order: Order, wanted: Wanted | None) -> Made | None:
    """The cluster as ordered; None for one that is not as it is wanted."""
    snapshot = one_cluster(order.seed, order.index, order.firms, order.on)
    if wanted and not wanted(snapshot, order.on):
        return None
    data = with_statements(snapshot) if order.whole else snapshot
    later = dict(_later(data, order))
    if wanted is is_strong and not all(is_strong(one, _report_day(year)) for year, one in later.items()):
        return None
    books = {year: workbook(one, _report_day(year)) for year, one in later.items()}
    return Made(snapshot, workbook(data, order.written_on), books)


def _later(data: Snapshot, order: Order) -> Iterator[tuple[int, Snapshot]]:
    """The data of the years after those that the order has, as they are reported."""
    latest = max(data.tables[ANNUAL.key]["year"])
    for year in range(latest + 1, latest + 1 + order.years):
        data = next_year(data, year)
        yield year, data


def _report_day(year: int) -> date:
    return date(year + 1, 4, 9)
