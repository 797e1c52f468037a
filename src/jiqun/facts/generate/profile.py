"""What a made-up cluster is to be like: its totals of each year, decided before any firm is.

Calibrated on the 14 national clusters of the city in 2023 (facts.md, 2.4): 217 enterprises, 10 km², 21 billion yuan,
growing by 14% a year, 96% of the enterprises small or medium-sized. Totals grow with the number of enterprises.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jiqun.facts.generate.apportion import divisible, grown
from jiqun.facts.generate.chances import Draw, between, spread
from jiqun.facts.generate.lines import Places, Side, figure, growth_factor, whole_figure

BASE, FIRST, SECOND, LATEST = range(4)  # the years Y-4 … Y-1
Years = tuple[int, int, int, int]

_OUTPUT_A_FIRM = 107_000_000  # yuan
_KM2_A_FIRM = 0.0225
_MILLION = 1_000_000


@dataclass(frozen=True)
class Profile:
    """A cluster's totals: yuan, 1/10,000 t, m²; shares and densities as they are aimed at."""

    firms: int
    area: int
    output: Years
    sme_output: Years
    dominant_output: Years
    sme_rd: Years
    patent_density: float  # SMEs' patents per 10,000 of their employees, latest year
    patent_growth: float
    cloud: tuple[float, ...]
    software: tuple[float, ...]
    energy: Years
    co2: Years
    exports: Years


def profile_of(draw: Draw, firms: int, energy_intensive: bool, sound: bool, at: Places) -> Profile:
    """The profile of a cluster of so many firms; `sound` clears every line but those that it stands at."""
    output = _output(draw, firms, sound, at)
    smes = _part(draw, output, _SMES, sound, at)
    dominant = _part(draw, output, _DOMINANT, sound, at)
    energy = _energy(draw, output, energy_intensive, _weak(draw, 0.3, sound), at.get("A6.7.3"))
    return Profile(
        firms=firms,
        area=_area(draw, firms, sound, at.get("A6.2.5")),
        output=output,
        sme_output=smes,
        dominant_output=dominant,
        sme_rd=_research(draw, smes, _weak(draw, 0.35, sound), at.get("A6.5.1")),
        patent_density=between(draw, 4, 13) if _weak(draw, 0.25, sound) else between(draw, 25, 240),
        patent_growth=between(draw, -0.02, 0.13) if _weak(draw, 0.35, sound) else between(draw, 0.17, 0.3),
        cloud=_adoption(draw, (0.02, 0.085) if _weak(draw, 0.3, sound) else (0.14, 0.6), 0.8),
        software=_adoption(draw, (0.3, 0.7), -0.9 if _weak(draw, 0.35, sound) else 0.85),
        energy=energy,
        co2=_carbon(draw, energy, _weak(draw, 0.4, sound), at.get("A6.7.2")),
        exports=_exports(draw, output, _weak(draw, 0.35, sound), at.get("A6.8.3")),
    )


def _weak(draw: Draw, chance: float, sound: bool) -> bool:
    """Whether an aspect is weak; never in a sound cluster. Draws in any case, so that the other draws stay put."""
    return draw() < chance and not sound


def path(draw: Draw, latest: float, rate: float) -> list[float]:
    """Four years up to `latest`, growing by about the rate; the first and the last by it exactly."""
    growth = 1 + rate
    return [
        latest / growth / growth / growth,
        latest / growth / growth * between(draw, 0.985, 1.015),
        latest / growth * between(draw, 0.985, 1.015),
        latest,
    ]


def _years(values: list[float]) -> Years:
    base, first, second, latest = (int(value) for value in values)
    return base, first, second, latest


def _output(draw: Draw, firms: int, sound: bool, at: Places) -> Years:
    """Output of each year; at a line, the first of the three years or the growth is on it."""
    line, factor = whole_figure("annual_output"), growth_factor("output_growth")
    rate = between(draw, 0.02, 0.09) if _weak(draw, 0.45, sound) else between(draw, 0.115, 0.21)
    latest = firms * _OUTPUT_A_FIRM * spread(draw, 0.35)
    if _weak(draw, 0.15, sound):
        latest = line * between(draw, 0.25, 0.95)
    elif sound:
        latest = max(latest, line * (1 + rate) * (1 + rate) * between(draw, 1.05, 1.6))
    values = path(draw, latest, rate)
    if "A6.2.6" in at:
        values = [value * line / values[FIRST] for value in values]
        values[FIRST] = line + at["A6.2.6"]
    base, first, second, latest = _years(values)
    # Multiples of a million yuan: the lines of shares and of output per energy can then be met exactly.
    latest, first = divisible(latest, _MILLION), first if "A6.2.6" in at else divisible(first, _MILLION)
    if "A6.2.9" in at:
        base = divisible(base, factor.denominator)
        latest = grown(base, factor, at["A6.2.9"])
    return base, first, second, latest


@dataclass(frozen=True)
class _Group:
    """A group that the law asks a part of the output of: its line, and the parts that clusters have of it."""

    clause: str
    figure: str
    good: tuple[float, float]
    poor: tuple[float, float]
    chance: float  # of a poor one, where the cluster need not be sound


_SMES = _Group("A6.2.7", "sme_output_share", (0.56, 0.86), (0.25, 0.48), 0.35)
_DOMINANT = _Group("A6.2.8", "dominant_output_share", (0.56, 0.9), (0.3, 0.48), 0.3)


def _part(draw: Draw, output: Years, group: _Group, sound: bool, at: Places) -> Years:
    """The part of the output that a group makes, drifting a little over the years."""
    share = between(draw, *(group.poor if _weak(draw, group.chance, sound) else group.good))
    drift = between(draw, -0.008, 0.008)
    shares = (share + 3 * drift, share + 2 * drift, share + drift, share)
    base, first, second, latest = _years([total * part for total, part in zip(output, shares, strict=True)])
    if group.clause in at:
        latest = int(output[LATEST] * figure(group.figure)) + at[group.clause]
    return base, first, second, latest


def _research(draw: Draw, smes: Years, weak: bool, side: Side | None) -> Years:
    """The SMEs' R&D expenditure."""
    rate = between(draw, -0.02, 0.04) if weak else between(draw, 0.065, 0.2)
    values = list(_years(path(draw, smes[LATEST] * between(draw, 0.03, 0.06), rate)))
    if side is not None:
        factor = growth_factor("rd_growth")
        values[BASE] = divisible(values[BASE], factor.denominator)
        values[LATEST] = grown(values[BASE], factor, side)
    return values[BASE], values[FIRST], values[SECOND], values[LATEST]


def _adoption(draw: Draw, latest: tuple[float, float], yearly: float) -> tuple[float, ...]:
    """Shares of firms that use something: each year `yearly` of the next; below 0, more of it the year before last."""
    share = between(draw, *latest)
    if yearly < 0:
        return share * 0.9, share * between(draw, 0.93, 1.1), share * 1.12, share
    return share * yearly * yearly * yearly, share * yearly * yearly, share * yearly, share


def _energy(draw: Draw, output: Years, intensive: bool, weak: bool, side: Side | None) -> Years:
    """Energy used. A yuan takes this much of 1/10,000 tce: the same figure as tce for 10,000 yuan."""
    intensity = between(draw, 0.35, 0.8) if intensive else between(draw, 0.02, 0.09)
    yearly = between(draw, 1.01, 1.06) if weak else between(draw, 0.84, 0.92)
    steps = (1.0, yearly, yearly * yearly, yearly * yearly * yearly)
    base, first, second, latest = _years([total * intensity * step for total, step in zip(output, steps, strict=True)])
    if side is not None:
        # The same ratio in both years, then one unit of energy more (short) or less (past) in the latest.
        unit = max(1, int(intensity * yearly * _MILLION))
        first = _in_ratio(output[FIRST], unit)
        latest = _in_ratio(output[LATEST], unit) - side
    return base, first, second, latest


def _in_ratio(output: int, unit: int) -> int:
    """Energy of `unit` for each million yuan, exactly."""
    exact = Fraction(output * unit, _MILLION)
    if exact.denominator != 1:
        raise ValueError(f"{output} yuan is no whole number of millions")
    return exact.numerator


def _carbon(draw: Draw, energy: Years, weak: bool, side: Side | None) -> Years:
    """CO2 emitted: falls every year, or rises where weak; at a line, from the year before last to the latest."""
    yearly = between(draw, 1.01, 1.08) if weak else between(draw, 0.9, 0.98)
    base = energy[BASE] * between(draw, 1.9, 2.7)
    values = _years([base, base * yearly, base * yearly * yearly, base * yearly * yearly * yearly])
    return values if side is None else (values[BASE], values[FIRST], values[SECOND], values[SECOND] - side)


def _exports(draw: Draw, output: Years, weak: bool, side: Side | None) -> Years:
    """Exports: more in the latest year than two years before, or less where weak."""
    rate = between(draw, -0.12, -0.02) if weak else between(draw, 0.03, 0.16)
    values = _years(path(draw, output[LATEST] * between(draw, 0.04, 0.3), rate))
    return values if side is None else (values[BASE], values[FIRST], values[SECOND], values[FIRST] + side)


def _area(draw: Draw, firms: int, sound: bool, side: Side | None) -> int:
    """The area in m²; too large in a few clusters."""
    line = whole_figure("area") * _MILLION
    size = firms * _KM2_A_FIRM * spread(draw, 0.55)
    if draw() < 0.015 and not sound:
        size = between(draw, 101, 150)
    if side is not None:
        return line - side  # an upper limit: short of it is above it
    # As surveys give it: four decimals of a km².
    return min(divisible(int(size * _MILLION), 100), line) if sound else divisible(int(size * _MILLION), 100)
