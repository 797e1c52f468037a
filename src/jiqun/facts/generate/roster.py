"""The firms of a made-up cluster, before any year's figures: who they are, how large, in which years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from jiqun.facts.generate.chances import Draw, between, pick, spread
from jiqun.facts.generate.codes import firm_codes
from jiqun.facts.generate.profile import BASE, LATEST, Profile
from jiqun.facts.generate.topics import OTHERS, UNCLASSIFIED, Topic, firm_name
from jiqun.facts.size_classes import Indicator, group_of

_LARGE_SHARE = 0.047  # of the firms, by design
_STAFF_OF_ANCHOR = 60  # few enough for an SME in every industry whose class goes by staff
_ANCHORS = 2


class Firm(NamedTuple):
    """A firm. `scale` is its weight in its group's output; `first` and `last` are its years, 0 to 3.

    `staff_bound` is the least staff of a firm meant to be large in the latest year, the most of any other (0: any).
    `research`, `inventions` and `energy` are weights against its revenue; so is `exports` (None: left blank). `habit`
    holds its leanings, from 0 to 1: to the cloud, to software, to filling in what is optional.
    """

    code: str
    name: str
    industry: str
    dominant: bool
    large: bool
    first: int
    last: int
    scale: float
    staff_bound: float
    yuan_a_head: float
    assets_ratio: float
    output_ratio: float
    research: float
    inventions: float
    energy: float
    exports: float | None
    habit: tuple[float, float, float]


@dataclass(frozen=True)
class _Plan:
    """What the firms of one cluster share: its index, topic, number of large firms, chance to be in its industry."""

    index: int
    topic: Topic
    large: int
    inside: float


def roster_of(draw: Draw, index: int, topic: Topic, profile: Profile) -> list[Firm]:
    """The firms of a cluster in the order of their codes.

    The first is an SME in the dominant industry, the second one outside; these anchors are there in all years and
    fill every column. Large firms follow, then the rest.
    """
    plan = _Plan(index, topic, _large_firms(profile, topic), between(draw, 0.55, 0.85))
    return [_firm(draw, plan, place, code) for place, code in enumerate(firm_codes(index, profile.firms))]


def _large_firms(profile: Profile, topic: Topic) -> int:
    """How many large firms: as many as usual, but no more than their part of the output can make large."""
    revenue = large_limit(topic.codes[0], "revenue") or 100_000_000
    by_output = int((profile.output[BASE] - profile.sme_output[BASE]) / (revenue * 1.5))
    return max(1, min(round(profile.firms * _LARGE_SHARE), by_output))


@cache
def large_limit(industry: str, indicator: Indicator) -> int:
    """The least staff, revenue or assets of a large firm of an industry; 0 where it does not matter."""
    group = group_of(industry)
    limits = group.limits if group else ()
    return next((large for key, large, _, _ in limits if key == indicator), 0)


def _firm(draw: Draw, plan: _Plan, place: int, code: str) -> Firm:
    anchor, large = place < _ANCHORS, _ANCHORS <= place < _ANCHORS + plan.large
    dominant = place in (0, _ANCHORS) or (not anchor and draw() < (0.85 if large else plan.inside))
    industry, word = _trade(draw, plan.topic, dominant, anchor or large)
    first, last = (BASE, LATEST) if anchor or large else _years_there(draw)
    return Firm(
        code=code,
        name=firm_name(plan.index, place, word),
        industry=industry,
        dominant=dominant,
        large=large,
        first=first,
        last=last,
        scale=between(draw, 0.85, 1.3) if large else 0.8 if anchor else spread(draw, 1.05),
        staff_bound=_STAFF_OF_ANCHOR if anchor else _staff_bound(draw, industry, large),
        yuan_a_head=1_250_000 * spread(draw, 0.45),
        assets_ratio=between(draw, 0.6, 1.9),
        output_ratio=between(draw, 0.93, 1.05),
        research=1.0 if anchor else _or_none(draw, 0.24, 0.8),
        inventions=1.0 if anchor else _or_none(draw, 0.35, 0.9),
        energy=1.0 if anchor else _or_none(draw, 0.05, 0.8),
        exports=1.0 if anchor else _exporting(draw),
        habit=(draw(), draw(), 1.0 if anchor else draw()),
    )


def _trade(draw: Draw, topic: Topic, dominant: bool, manufacturer: bool) -> tuple[str, str]:
    """The industry's code and the word for the name."""
    if dominant:
        return pick(draw, topic.codes), pick(draw, topic.words)
    if manufacturer:
        return OTHERS[0]
    return UNCLASSIFIED if draw() < 0.006 else pick(draw, OTHERS)


def _staff_bound(draw: Draw, industry: str, large: bool) -> float:
    """Well above the limit of its industry or well below; some of the large ones were not yet so in the base year."""
    return large_limit(industry, "employees") * (between(draw, 1.03, 1.95) if large else 0.93)


def _years_there(draw: Draw) -> tuple[int, int]:
    """Most firms are there in all four years; a few came later or left."""
    chance = draw()
    if chance < 0.036:
        return 1 + int(chance / 0.012), LATEST
    if chance > 0.976:
        return BASE, int((chance - 0.976) / 0.008)
    return BASE, LATEST


def _or_none(draw: Draw, none: float, sigma: float) -> float:
    return 0.0 if draw() < none else spread(draw, sigma)


def _exporting(draw: Draw) -> float | None:
    """What a firm exports by: nothing, or blank, for most."""
    chance = draw()
    return None if chance < 0.3 else 0.0 if chance < 0.55 else spread(draw, 1.0)
