"""The annual rows of a made-up cluster: each year's totals divided among the firms so that every sum comes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress
from typing import Any

from jiqun.facts.generate.adoption import cloud_users, software_users, used
from jiqun.facts.generate.apportion import divisible, grown
from jiqun.facts.generate.chances import Draw
from jiqun.facts.generate.character import Character
from jiqun.facts.generate.lines import Side, figure, growth_factor
from jiqun.facts.generate.profile import BASE, LATEST, Profile, Years
from jiqun.facts.generate.roster import Firm, large_limit
from jiqun.facts.generate.year import CENT_WAN, Year
from jiqun.facts.sheets import ANNUAL

_YUAN_A_HEAD = (0.78, 0.84, 0.92, 1.0)  # of the latest year's
_STAFF_OF_LARGE = (0.91, 0.94, 0.97, 1.0)
_REVENUE_OF_OUTPUT = 1.02
_SECOND_ANCHOR = 1
_FILLS_NOUGHT = 0.25  # of firms without research or patents say 0, the others leave a blank


def annual_of(draw: Draw, character: Character, profile: Profile, firms: Sequence[Firm]) -> dict[str, list[Any]]:
    """The sheet `annual` as columns, sorted by code and year."""
    years = [Year(firms, number) for number in range(4)]
    scales = [firm.scale for firm in firms]
    for year in years:
        scales = [scale * (0.93 + 0.14 * draw()) for scale in scales]
        _size(year, profile, character.by_revenue, scales)
    _make_room(years[LATEST], character)
    for year in years:
        _output_and_research(year, profile, character.by_revenue)
        _environment(year, profile)
    _patents(years, profile, character)
    _adoption(years, profile, character)
    if character.absent:
        column, number = character.absent
        years[number].columns[column] = [None] * len(firms)
    return _interleaved(years, character.years)


def _size(year: Year, profile: Profile, by_revenue: bool, scales: Sequence[float]) -> None:
    """Revenue, staff, assets, and what class they make: the parts of SMEs and large firms are those meant to be so."""
    factor = 1 if by_revenue else _REVENUE_OF_OUTPUT
    totals = (profile.output[year.number], profile.sme_output[year.number], profile.dominant_output[year.number])
    total, smes, dominant = (int(amount * factor) for amount in totals)
    revenue = year.divided(total, smes, dominant, scales)
    a_head, of_large = _YUAN_A_HEAD[year.number], _STAFF_OF_LARGE[year.number]
    year.columns["revenue"] = revenue
    year.columns["employees"] = [
        _staff(firm, income / (firm.yuan_a_head * a_head), of_large)
        for firm, income in zip(year.firms, revenue, strict=True)
    ]
    year.columns["total_assets"] = [
        int(income * firm.assets_ratio / CENT_WAN) * CENT_WAN for firm, income in zip(year.firms, revenue, strict=True)
    ]
    year.classify()


def _staff(firm: Firm, by_income: float, of_large: float) -> int:
    if firm.large:
        return int(max(by_income, firm.staff_bound * of_large))
    return max(2, int(min(by_income, firm.staff_bound) if firm.staff_bound else by_income))


def _make_room(year: Year, character: Character) -> None:
    """Let two lines of the latest year be met exactly: as many SMEs, or staff, as their fractions divide."""
    if character.at.get("A6.6.3") is Side.ON:
        surplus = len(year.smes) % figure("cloud_share").denominator
        if surplus < len(year.smes):
            year.drop(year.smes[len(year.smes) - surplus :])
    if character.at.get("A6.5.7") is Side.ON and len(year.firms) > _SECOND_ANCHOR:
        staff, firm = year.columns["employees"], year.firms[_SECOND_ANCHOR]
        lacking = -sum(staff[place] for place in year.smes) % (figure("patent_density") / 10_000).denominator
        # With so little revenue no staff makes it large.
        if year.columns["revenue"][_SECOND_ANCHOR] < large_limit(firm.industry, "revenue"):
            staff[_SECOND_ANCHOR] += lacking
            year.classify()


def _output_and_research(year: Year, profile: Profile, by_revenue: bool) -> None:
    number, firms = year.number, year.firms
    made = year.by_revenue([firm.output_ratio for firm in firms])
    if by_revenue:
        year.columns["output_value"] = [int(amount / CENT_WAN) * CENT_WAN for amount in made]
    else:
        totals = (profile.output[number], profile.sme_output[number], profile.dominant_output[number])
        year.columns["output_value"] = year.divided(*totals, made)
    weights = year.by_revenue([firm.research for firm in firms])
    spent = year.of_smes(profile.sme_rd[number], weights, CENT_WAN)
    year.columns["rd_expenditure"] = _with_blanks(spent, [firm.research for firm in firms], firms)


def _with_blanks(column: Sequence[int], weights: Sequence[float], firms: Sequence[Firm]) -> list[int | None]:
    """Firms that have none of it say 0, or leave it blank."""
    return [
        value if value or weight or firm.habit[2] < _FILLS_NOUGHT else None
        for value, weight, firm in zip(column, weights, firms, strict=True)
    ]


def _environment(year: Year, profile: Profile) -> None:
    """Energy, CO2 and exports, of all firms together."""
    number, firms = year.number, year.firms
    energy = year.by_revenue([firm.energy for firm in firms])
    co2 = [weight * (0.8 + 0.4 * firm.habit[0]) for weight, firm in zip(energy, firms, strict=True)]
    exports = year.by_revenue([firm.exports or 0.0 for firm in firms])
    for key, total, weights in (
        ("energy_tce", profile.energy[number], energy),
        ("co2_t", profile.co2[number], co2),
    ):
        column = year.of_all(total, weights, 100)
        year.columns[key] = [value or None for value in column]
    sold = year.of_all(profile.exports[number], exports, CENT_WAN)
    year.columns["exports"] = [
        None if firm.exports is None and not value else value for value, firm in zip(sold, firms, strict=True)
    ]


def _patents(years: Sequence[Year], profile: Profile, character: Character) -> None:
    staff = years[LATEST].columns["employees"]
    employees = sum(staff[place] for place in years[LATEST].smes)
    totals = _patent_totals(profile, employees, character)
    for year, total in zip(years, totals, strict=True):
        inventions = [firm.inventions for firm in year.firms]
        held = year.of_smes(total, year.by_revenue(inventions), 1)
        year.columns["valid_invention_patents"] = _with_blanks(held, inventions, year.firms)


def _patent_totals(profile: Profile, employees: int, character: Character) -> Years:
    """The SMEs' patents of each year, by density and growth, or by the line of one of them."""
    growth, density = 1 + profile.patent_growth, figure("patent_density") / 10_000
    latest = max(1, int(employees * profile.patent_density / 10_000))
    side = character.at.get("A6.5.7")
    if side is not None and (side is not Side.ON or (employees * density).denominator == 1):
        latest = max(0, grown(employees, density, side))
    base = max(1, int(latest / growth / growth / growth))
    side, factor = character.at.get("A6.5.6"), growth_factor("patent_growth")
    if side is not None:
        base = divisible(base, factor.denominator)
        latest = grown(base, factor, side)
    more = latest - base
    return base, base + more * 3 // 10, base + more * 6 // 10, latest


def _adoption(years: Sequence[Year], profile: Profile, character: Character) -> None:
    at = character.at
    software = software_users(years, profile.software, character.sound, at.get("A6.6.4"))
    for year, share, count in zip(years, profile.cloud, software, strict=True):
        year.columns["uses_cloud_platform"] = used(year, 0, cloud_users(year, share, at.get("A6.6.3")))
        year.columns["uses_industrial_software"] = used(year, 1, count)


def _interleaved(years: Sequence[Year], calendar: Sequence[int]) -> dict[str, list[Any]]:
    """The four years' columns as one table: firm after firm, year after year, without the years it was not there."""
    firms = years[BASE].firms
    present = []
    for year in years:
        there = frozenset(year.there)
        present.append([place in there for place in range(len(firms))])
        year.columns["credit_code"] = [firm.code for firm in firms]
        year.columns["year"] = [calendar[year.number]] * len(firms)
    mask = list(chain.from_iterable(zip(*present, strict=True)))
    return {
        column.key: list(
            compress(chain.from_iterable(zip(*(year.columns[column.key] for year in years), strict=True)), mask)
        )
        for column in ANNUAL.columns
    }
