"""One year of a made-up cluster: which firms are there, their columns so far, their sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jiqun.facts.generate.apportion import apportion, four_groups, put
from jiqun.facts.generate.roster import Firm
from jiqun.facts.size_classes import SizeClass, size_class

CENT_WAN = 100  # yuan: firms report 万元 with two decimals
_SMES = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM)


class Year:
    """A year being filled in. Every column has a value for each firm of the roster, there or not.

    `number` counts from the base year, 0 to 3; `there`, `smes` and `others` are positions in the roster.
    """

    def __init__(self, firms: Sequence[Firm], number: int) -> None:
        self.firms, self.number = firms, number
        self.there = [place for place, firm in enumerate(firms) if firm.first <= number <= firm.last]
        self.columns: dict[str, list[Any]] = {}
        self.is_sme: list[bool] = [not firm.large for firm in firms]
        self.smes: list[int] = []
        self.others: list[int] = []

    def classify(self) -> None:
        """Find the SMEs from the year's own figures; before that, those meant to be."""
        staff, revenue, assets = (self.columns[key] for key in ("employees", "revenue", "total_assets"))
        self.is_sme = [
            size_class(firm.industry, *figures) in _SMES
            for firm, *figures in zip(self.firms, staff, revenue, assets, strict=True)
        ]
        self.smes = [place for place in self.there if self.is_sme[place]]
        self.others = [place for place in self.there if not self.is_sme[place]]

    def drop(self, places: Sequence[int]) -> None:
        """Some firms are not there after all."""
        gone = frozenset(places)
        self.there = [place for place in self.there if place not in gone]
        for place in gone:
            self.columns["revenue"][place] = 0
        self.smes = [place for place in self.smes if place not in gone]

    def by_revenue(self, weights: Sequence[float]) -> list[float]:
        """Weights against revenue."""
        return [revenue * weight for revenue, weight in zip(self.columns["revenue"], weights, strict=True)]

    def divided(self, total: int, sme: int, dominant: int, weights: Sequence[float]) -> list[int]:
        """A total over all firms there, such that the SMEs and the dominant industry each get their part."""
        groups: tuple[list[int], ...] = ([], [], [], [])
        for place in self.there:
            groups[2 * self.is_sme[place] + (not self.firms[place].dominant)].append(place)
        natural = [sum(weights[place] for place in group) for group in groups]
        parts = four_groups(total, sme, dominant, natural, [bool(group) for group in groups])
        column = [0] * len(self.firms)
        for group, part in zip(groups, parts, strict=True):
            put(column, group, weights, part, CENT_WAN)
        return column

    def of_all(self, total: int, weights: Sequence[float], unit: int) -> list[int]:
        """A total over all firms, by weights against revenue: firms that are not there have none, and get nothing."""
        return apportion(weights, total, unit)

    def of_smes(self, total: int, weights: Sequence[float], unit: int) -> list[int]:
        """A total over the SMEs; the others get theirs by the same measure, on top. Weights as for `of_all`."""
        of_smes = [weight if sme else 0.0 for weight, sme in zip(weights, self.is_sme, strict=True)]
        whole, column = sum(of_smes), apportion(of_smes, total, unit)
        if whole > 0:
            for place in self.others:
                column[place] = int(weights[place] * total / whole / unit) * unit
        return column
