"""What is wrong with something that was typed on a page: all of it at once, by field."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi


class Wrong(Exception):
    """Values that cannot be taken: what is wrong and how to mend it, by the name of the field."""

    def __init__(self, problems: Mapping[str, Bi]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(f"{name}: {text.en}" for name, text in self.problems.items()))


def refuse_if(problems: Mapping[str, Bi | None], unread: Mapping[str, Bi] | None = None) -> None:
    """Raises Wrong with every problem there is.

    `unread` is what stood on the page and could not be read as a day or a number: it is told together with the rest,
    and goes before what is said of the value that was put in its place.
    """
    if found := {name: text for name, text in {**problems, **(unread or {})}.items() if text is not None}:
        raise Wrong(found)
