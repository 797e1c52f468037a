"""What a hint is: why a second look may be worth while, and where to look."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi

# Hints about the whole cluster stand before those about single enterprises, which weigh at most this.
OF_ALL = 1_000


@dataclass(frozen=True)
class Hint:
    """One conspicuous thing, with an innocent explanation as likely as any other.

    `weight` is for sorting: of an enterprise its share of the cluster's output in per mille, above `OF_ALL` what is
    about the cluster. `column`, `year`, `clause` and `enterprises` (credit codes) say where in `sheet`, if they can.
    """

    code: str
    message: Bi
    weight: int
    sheet: str
    column: str | None = None
    year: int | None = None
    clause: str | None = None
    enterprises: tuple[str, ...] = ()
