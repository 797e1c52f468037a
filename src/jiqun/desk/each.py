"""Questions about a case that a list asks for each of its cases: answered for all of them at once.

A function that answers for many cases is declared with `of_each`; it is then called with one case. Within
`looking_at(cases)` the first call asks for all of them, and the others find their answer; outside, each call asks for
its own case alone. Nothing is remembered beyond the look: two looks at a changed record differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from jiqun.records.models import Case

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class _Look:
    """The cases of a list, and what is known of them: by question and its further arguments, the answer by case."""

    cases: Mapping[int, Case]
    known: dict[tuple[Any, ...], Mapping[int, Any]] = field(default_factory=dict)


_LOOK: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def looking_at(cases: Iterable[Case]) -> Iterator[None]:
    """Within it, a question about one of these cases is asked once for all of them. Nothing may be changed within."""
    before = _LOOK.set(_Look({case.pk: case for case in cases}))
    try:
        yield
    finally:
        _LOOK.reset(before)


class OfEach(Generic[P, T]):
    """A question about one case; `many` answers it for several, by case."""

    def __init__(self, many: Callable[Concatenate[Sequence[Case], P], Mapping[int, T]]) -> None:
        self.many = many
        self.__doc__ = many.__doc__

    def __call__(self, case: Case, *more: P.args, **named: P.kwargs) -> T:
        look = _LOOK.get()
        if look is None or case.pk not in look.cases:
            return self.many([case], *more, **named)[case.pk]
        key = (self, more, tuple(named.items()))
        if key not in look.known:
            look.known[key] = self.many(list(look.cases.values()), *more, **named)
        return cast("T", look.known[key][case.pk])


def of_each(many: Callable[Concatenate[Sequence[Case], P], Mapping[int, T]]) -> OfEach[P, T]:
    """Declare how a question is answered for many cases; the name then asks it of one. The answer has every case."""
    return OfEach(many)
