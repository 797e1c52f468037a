"""A value that goes along with a call whose answer is kept, and takes no part in telling one call from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Aside(Generic[T]):
    """Equal to every other: what the answer depends on has to stand in the call's other arguments."""

    value: T = field(compare=False)
