"""What can be chosen on a form."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi


@dataclass(frozen=True)
class Choice:
    """Something to choose, and how it is called."""

    value: str
    title: Bi


def plain(value: object, name: str) -> Choice:
    """A choice that is called the same in both languages, such as a person."""
    return Choice(str(value), Bi(zh=name, en=name))
