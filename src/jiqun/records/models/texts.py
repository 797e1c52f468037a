"""Choices for Django's fields from the words that the core already has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from jiqun.base.words import Bi


class Labelled(Protocol):
    """An enumeration's member: its stored value and its words."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> Bi: ...


def choices(members: Iterable[Labelled]) -> list[tuple[str, str]]:
    """`(value, Chinese words)` of each; pages say the words in the reader's language themselves."""
    return [(member.value, member.label.zh) for member in members]
