"""One page of a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

PAGE = 50
Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some of many: which page this is, and how much there is in all."""

    items: tuple[Item, ...]
    total: int
    page: int
    pages: int


def page_of(found: QuerySet[Row], page: int, show: Callable[[Row], Item], size: int = PAGE) -> Page[Item]:
    """The page asked for, or the nearest that there is. `found` has an order."""
    return page_shown(found, page, lambda rows: tuple(show(row) for row in rows), size)


def page_shown(
    found: QuerySet[Row], page: int, show: Callable[[list[Row]], tuple[Item, ...]], size: int = PAGE
) -> Page[Item]:
    """The same where the rows of a page are shown together, so that what belongs to them is read once."""
    total = found.count()
    pages = max((total + size - 1) // size, 1)
    page = min(max(page, 1), pages)
    return Page(show(list(found[(page - 1) * size : page * size])), total, page, pages)
