"""Made-up clusters: calibrated, valid, marked as fictional, and where they are said to be at the law's lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from statistics import mean

import pytest

from jiqun.facts.credit_code import ALPHABET, credit_code_problem
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.generate import one_cluster
from jiqun.facts.generate.lines import COUNTED, MEASURED, PERIOD, Side, places
from jiqun.facts.generate.topics import OTHERS, TOPICS, UNCLASSIFIED
from jiqun.facts.industries import covers, industry_problem
from jiqun.facts.sheets import SHEETS
from jiqun.facts.size_classes import SizeClass, group_of
from jiqun.facts.snapshot import Snapshot
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment, Finding

ON = date(2026, 5, 1)
SHANGHAI = edition("shanghai-2024")
CITY = range(200)

Findings = Mapping[str, Finding]


@pytest.fixture(scope="module")
def city() -> list[Snapshot]:
    return [one_cluster(7, index, 217, ON) for index in CITY]


@pytest.fixture(scope="module")
def assessments(city: list[Snapshot]) -> list[Assessment]:
    return [_assessed(snapshot) for snapshot in city]


def _assessed(snapshot: Snapshot, on: date = ON) -> Assessment:
    return assess_snapshot(snapshot, on=on, edition=SHANGHAI, readings=SHANGHAI.default_readings)


def _total(snapshot: Snapshot, column: str, year: int) -> int:
    annual = snapshot.annual
    return sum(value for value, of in zip(annual[column], annual["year"], strict=True) if of == year)


def _findings(assessment: Assessment) -> Findings:
    return {finding.clause: finding for finding in assessment.findings}


def _basis(finding: Finding, key: str, year: int | None = None) -> Fraction:
    return next(one.exact for one in finding.basis if one.measure == key and year in (None, one.year))


def test_a_cluster_is_the_same_whenever_it_is_made() -> None:
    assert one_cluster(3, 5, 40, ON).sha256 == one_cluster(3, 5, 40, ON).sha256
    others = [one_cluster(4, 5, 40, ON), one_cluster(3, 6, 40, ON), one_cluster(3, 5, 40, date(2027, 5, 1))]
    assert len({snapshot.sha256 for snapshot in [*others, one_cluster(3, 5, 40, ON)]}) == 4


def test_the_averages_are_those_of_the_citys_national_clusters(city: list[Snapshot]) -> None:
    output = [_total(snapshot, "output", 2025) for snapshot in city]
    base = [_total(snapshot, "output", 2022) for snapshot in city]
    growth = [(latest / first) ** (1 / 3) - 1 for latest, first in zip(output, base, strict=True)]
    assert mean(snapshot.rows("enterprises") for snapshot in city) == pytest.approx(217, rel=0.06)
    assert mean(output) == pytest.approx(21e9, rel=0.15)
    assert mean(snapshot.cluster["area_km2"] for snapshot in city) == pytest.approx(10e6, rel=0.3)
    assert mean(growth) == pytest.approx(0.14, abs=0.015)
    assert mean(map(_sme_share, city)) == pytest.approx(0.96, abs=0.02)


def _sme_share(snapshot: Snapshot) -> float:
    classes = [
        kind for kind, year in zip(snapshot.annual["size_class"], snapshot.annual["year"], strict=True) if year == 2025
    ]
    return sum(kind in (1, 2, 3) for kind in classes) / len(classes)


def test_clusters_grow_with_the_number_of_enterprises() -> None:
    made = [one_cluster(1, index, 434, ON) for index in range(40)]
    assert mean(snapshot.rows("enterprises") for snapshot in made) == pytest.approx(434, rel=0.15)
    assert mean(_total(snapshot, "output", 2025) for snapshot in made) == pytest.approx(42e9, rel=0.25)


def test_firms_differ_widely_and_change_little_from_year_to_year(city: list[Snapshot]) -> None:
    annual = city[3].annual
    revenue: dict[str, dict[int, int]] = {}
    for code, year, value in zip(annual["credit_code"], annual["year"], annual["revenue"], strict=True):
        revenue.setdefault(code, {})[year] = value
    latest = sorted(values[2025] for values in revenue.values() if 2025 in values)
    assert latest[len(latest) * 9 // 10] > 5 * latest[len(latest) // 10] > 0
    stayed = [values for values in revenue.values() if len(values) == 4]
    assert 0.8 < len(stayed) / len(revenue) < 1
    assert all(0.6 < values[2025] / values[2024] < 1.8 for values in stayed)


def test_half_of_the_clusters_are_plausible_candidates(assessments: list[Assessment]) -> None:
    unmet = [sum(one.outcome == "not_met" for one in made.findings) for made in assessments]
    assert all(count <= 2 for count in unmet[::2])
    assert mean(unmet[1::2]) > 3
    assert min(unmet[1::2]) < 3


@pytest.mark.parametrize("slot", [(line, side) for line in (*MEASURED, *COUNTED) for side in Side], ids=str)
def test_two_clusters_in_144_stand_at_each_side_of_each_line(slot: tuple[str, Side]) -> None:
    line, side = slot
    assert sum(places(index).get(line) is side for index in range(2 * PERIOD)) == 2


def test_every_measured_and_counted_clause_has_a_line() -> None:
    lines = {line.split()[0] for line in (*MEASURED, *COUNTED)}
    computed = {one.id for one in SHANGHAI.provisions.values() if one.kind in ("measured", "counted")}
    assert computed - lines == {"A6.9.1"}  # an operator is required in every input


def test_clusters_are_on_the_side_they_are_said_to_be(assessments: list[Assessment]) -> None:
    seen: Counter[tuple[str, Side]] = Counter()
    for index, assessment in zip(CITY, assessments, strict=True):
        findings = _findings(assessment)
        for line, side in places(index).items():
            assert _is_on(findings[line.split()[0]], side), (index, line, side)
            seen[line, side] += 1
    assert set(seen) == {(line, side) for line in (*MEASURED, *COUNTED) for side in Side}


def _is_on(finding: Finding, side: Side) -> bool:
    if side is Side.SHORT:
        return finding.outcome in ("not_met", "review", "missing")
    on_it = finding.margin is not None and finding.margin.exact == 0
    return on_it if side is Side.ON else finding.outcome == "met"


def test_candidates_clear_every_line_that_they_do_not_stand_at(assessments: list[Assessment]) -> None:
    for index, assessment in zip(CITY[::2], assessments[::2], strict=True):
        at = {line.split()[0] for line in places(index)}
        # Without any institution there are no kinds of service either.
        at |= {"A6.9.3"} if "A6.9.2" in at else set()
        for finding in assessment.findings:
            if finding.kind in ("measured", "counted") and finding.clause not in at:
                assert finding.outcome == "met", (index, finding.clause)


@pytest.mark.parametrize(("enterprises", "on"), [(20, ON), (60, date(2028, 2, 29))])
def test_lines_hold_for_small_clusters_and_on_a_leap_day(enterprises: int, on: date) -> None:
    for index in range(0, PERIOD, 2):
        findings = _findings(_assessed(one_cluster(11, index, enterprises, on), on))
        for line, side in places(index).items():
            assert _is_on(findings[line.split()[0]], side), (index, line, side)


def test_who_is_beside_a_line_misses_or_passes_it_by_the_least_there_is(assessments: list[Assessment]) -> None:
    for index, assessment in zip(CITY, assessments, strict=True):
        findings = _findings(assessment)
        for line, side in places(index).items():
            finding = findings[line.split()[0]]
            if side is not Side.ON and finding.margin is not None and line in _LEAST:
                assert 0 < abs(finding.margin.exact) <= _LEAST[line](finding), (index, line)


_LEAST: Mapping[str, Callable[[Finding], Fraction | int]] = {
    "A6.2.5": lambda finding: Fraction(1, 1_000_000),
    "A6.2.6": lambda finding: 1,
    "A6.2.7": lambda finding: 1 / _basis(finding, "output", 2025),
    "A6.2.8": lambda finding: 1 / _basis(finding, "output", 2025),
    "A6.2.9": lambda finding: 1 / _basis(finding, "output", 2022),
    "A6.3.2 leaders": lambda finding: 1,
    "A6.3.2 honoured": lambda finding: 1,
    "A6.5.1": lambda finding: 1 / _basis(finding, "sme_rd_expenditure", 2022),
    "A6.5.4": lambda finding: 1,
    "A6.5.5": lambda finding: 1,
    "A6.5.6": lambda finding: 1 / _basis(finding, "sme_patents", 2022),
    "A6.5.7": lambda finding: 10_000 / _basis(finding, "sme_employees", 2025),
    "A6.6.3": lambda finding: 1 / _basis(finding, "smes", 2025),
    "A6.6.4": lambda finding: 1 / _basis(finding, "smes", 2024),
    "A6.7.2": lambda finding: Fraction(1, 10_000),
    "A6.8.3": lambda finding: 1,
    "A6.9.2": lambda finding: 1,
}


@pytest.mark.parametrize("enterprises", [1, 2, 3, 7])
def test_very_small_clusters_are_made_too(enterprises: int) -> None:
    for index in range(PERIOD):
        snapshot = one_cluster(1, index, enterprises, ON)
        assert snapshot.rows("enterprises") >= 1
        assert all(value is None or value >= 0 for value in snapshot.annual["output"])


@pytest.mark.parametrize(("index", "enterprises"), [(-1, 10), (0, 0), (0, 20_001), (31**5, 10)])
def test_numbers_out_of_range_are_refused(index: int, enterprises: int) -> None:
    with pytest.raises(ValueError, match="from"):
        one_cluster(1, index, enterprises, ON)


def test_cells_are_what_a_workbook_could_hold(city: list[Snapshot]) -> None:
    for snapshot in city[:80]:
        for sheet in SHEETS.values():
            for column in sheet.columns:
                values = snapshot.tables[sheet.key][column.key]
                assert not (column.required and None in values)
                filled = [value for value in values if value is not None]
                if column.kind == "choice":
                    assert set(filled) <= set(column.choices)
                if column.kind == "choices":
                    assert all(value and set(value) <= set(column.choices) for value in filled)
                if column.kind in ("whole", "amount"):
                    assert all(type(value) is int and value >= 0 for value in filled)
        assert snapshot.cluster["district"] in DISTRICTS
        for table in snapshot.tables.values():
            rows = list(zip(*table.values(), strict=True))
            assert len(set(rows)) == len(rows)
        _keys_fit(snapshot)
        _days_fit(snapshot)


def _keys_fit(snapshot: Snapshot) -> None:
    codes = snapshot.tables["enterprises"]["credit_code"]
    assert len(set(codes)) == len(codes)
    rows = list(zip(snapshot.annual["credit_code"], snapshot.annual["year"], strict=True))
    assert rows == sorted(set(rows))
    for sheet in ("annual", "honours", "incidents"):
        assert set(snapshot.tables[sheet]["credit_code"]) <= set(codes)


def _days_fit(snapshot: Snapshot) -> None:
    dated = (("honours", "awarded_on"), ("incidents", "occurred_on"), ("platforms", "recognised_on"))
    for sheet, column in (*dated, ("standards", "published_on")):
        assert all(day is None or day <= ON for day in snapshot.tables[sheet][column])
    honours = snapshot.tables["honours"]
    spans = zip(honours["awarded_on"], honours["valid_until"], strict=True)
    assert all(until is None or until > awarded for awarded, until in spans)


def test_what_is_made_up_says_so(city: list[Snapshot]) -> None:
    for snapshot in city[:40]:
        assert "虚构" in snapshot.cluster["name_zh"]
        assert "(fictional)" in snapshot.cluster["name_en"]
        assert all("虚构" in name for name in snapshot.tables["enterprises"]["name"])
        codes = [*snapshot.tables["enterprises"]["credit_code"], snapshot.cluster["operator_credit_code"]]
        assert all(code[2:8] == "990000" and credit_code_problem(code) is None for code in codes)
        assert all(_organisation_check(code[8:16]) == code[16] for code in codes)
    assert len({snapshot.cluster["name_zh"] for snapshot in city}) == len(city)


def _organisation_check(characters: str) -> str:
    """GB 11714, written out here a second time."""
    assert set(characters) <= set(ALPHABET)
    weighted = sum(int(c, 36) * weight for c, weight in zip(characters, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return {10: "X", 11: "0"}.get(11 - weighted % 11, str(11 - weighted % 11))


def test_codes_exist_and_the_flag_of_the_dominant_industry_fits_them(city: list[Snapshot]) -> None:
    codes = {code for topic in TOPICS for code in topic.codes} | {code for code, _ in OTHERS}
    assert all(industry_problem(code, None) is None and group_of(code) for code in codes)
    assert group_of(UNCLASSIFIED[0]) is None
    for snapshot in city:
        firms, inside = snapshot.tables["enterprises"], snapshot.cluster["dominant_industries"]
        for code, flag in zip(firms["industry_code"], firms["in_dominant_industry"], strict=True):
            assert any(covers(prefix, code) for prefix in inside) == flag


def test_there_is_something_of_every_kind(city: list[Snapshot]) -> None:
    assert Counter(one.cluster["output_measure"] for one in city)["revenue"] in range(10, 80)
    assert {one.cluster["energy_intensive"] for one in city} == {True, False}
    assert len({one.cluster["district"] for one in city}) == 16
    assert len({kind for one in city for kind in one.tables["incidents"]["kind"]}) >= 4
    classes = {kind for one in city for kind in one.annual["size_class"]}
    assert classes == set(map(int, SizeClass))
    assert any(one.rows("enterprises") > len(_codes_in(one, 2025)) for one in city)
    assert any(_codes_in(one, 2025) - _codes_in(one, 2022) for one in city)
    blanks = Counter(key for one in city for key, column in one.tables["annual"].items() if None in column)
    assert set(blanks) == {column.key for column in SHEETS["annual"].columns if not column.required}


def _codes_in(snapshot: Snapshot, year: int) -> set[str]:
    annual = snapshot.annual
    return {code for code, of in zip(annual["credit_code"], annual["year"], strict=True) if of == year}


def test_a_few_clusters_lack_a_column_for_a_whole_year(city: list[Snapshot]) -> None:
    lacking = []
    for index, snapshot in zip(CITY, city, strict=True):
        annual = snapshot.annual
        for column in SHEETS["annual"].columns:
            for year in (2022, 2023, 2024, 2025):
                values = [value for value, of in zip(annual[column.key], annual["year"], strict=True) if of == year]
                if all(value is None for value in values):
                    lacking.append((index, column.key, year))
    assert [index for index, _, _ in lacking] == [7, 57, 107, 157]
    assert len({column for _, column, _ in lacking}) == 4
