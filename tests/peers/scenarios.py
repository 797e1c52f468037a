"""Clusters on a line, beside it or short of a number, and random ones: what a spreadsheet must get right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from jiqun.base.words import LANGS, Lang
from jiqun.facts.choices import ASPECTS, SEGMENTS, SERVICE_KINDS
from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.law import Edition, edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment
from tests.random_rows import random_sheets

Row = dict[str, Any]
Sheets = dict[str, list[Row]]
ON = date(2026, 5, 1)
YEARS = (2022, 2023, 2024, 2025)
DAYS = (ON, date(2024, 2, 29), date(2028, 12, 31))
OPTIONS = {reading.key: [o.value for o in reading.options] for reading in edition("shanghai-2024").readings.values()}
OF_ARTICLE_6 = ("over", "growth", "share_years", "sme_of", "growth_of")


@dataclass(frozen=True)
class Case:
    """One cluster, and under what it is assessed."""

    name: str
    sheets: Sheets
    readings: Mapping[str, str] = field(default_factory=dict)
    on: date = ON
    procedures: str = "shanghai-2024"
    lang: Lang = "zh"
    reviews: Mapping[str, Review] = field(default_factory=dict)
    book: Edition | None = None

    @property
    def snapshot(self) -> Snapshot:
        return snapshot_of(self.sheets)

    def assess(self) -> Assessment:
        book = self.book or edition(self.procedures)
        readings = book.settle(self.readings)
        return assess_snapshot(self.snapshot, on=self.on, edition=book, readings=readings, reviews=self.reviews)


def good_cluster() -> Sheets:
    """Twelve firms of the dominant industry; every computed clause is met, with room to spare."""
    firms = [_firm(number) for number in range(12)]
    return {
        "cluster": [
            {
                "name_zh": "示例集群",
                "name_en": "Example cluster",
                "district": "310115",
                "dominant_industries": ("39",),
                "area_km2": 50_000_000,
                "operator_name": "示例运营机构",
                "operator_credit_code": "913100000000000000",
                "energy_intensive": True,
                "water_intensive": False,
            }
        ],
        "enterprises": firms,
        "annual": [_year(firm, year) for firm in firms for year in YEARS],
        "honours": [_honour(firm, "high_tech") for firm in firms[:11]],
        "platforms": [{"name": "技术中心", "level": "municipal", "recognised_on": ON}],
        "standards": [_standard("GB/T 1"), _standard("GB/T 2")],
        "services": [{"institution": "服务站", "kinds": tuple(SERVICE_KINDS), "specialists": 2}],
        "chain": [{"supplier": "甲", "customer": "乙", "product": "丙", "segment": one} for one in SEGMENTS],
        "plan": [{"aspect": one, "goal": "目标", "measure": "措施", "target_1": "10%"} for one in ASPECTS],
        "statements": [{"clause": "A6.4.2", "holds": True}, {"clause": "A6.4.4", "holds": False}],
    }


def _firm(number: int) -> Row:
    return {
        "credit_code": f"91310000{number:010d}",
        "name": f"示例企业{number}",
        "industry_code": "3911",
        "in_dominant_industry": True,
    }


def _year(firm: Row, year: int) -> Row:
    step = year - YEARS[0]
    return {
        "credit_code": firm["credit_code"],
        "year": year,
        "employees": 100,
        "revenue": 350_000_000,
        "total_assets": 100_000_000,
        "output_value": 300_000_000 + step * 60_000_000,
        "rd_expenditure": 10_000_000 + step * 1_000_000,
        "valid_invention_patents": 2 + 2 * step,
        "uses_cloud_platform": True,
        "uses_industrial_software": int(firm["credit_code"][-2:]) <= step * 3,
        "energy_tce": 10_000_000 + step,
        "co2_t": 9_000_000 - step,
        "exports": 1_000_000 + step,
    }


def _honour(firm: Row, honour: str) -> Row:
    return {"credit_code": firm["credit_code"], "honour": honour, "awarded_on": date(2024, 1, 1), "valid_until": ON}


def _standard(number: str) -> Row:
    return {"number": number, "title": "示例标准", "role": "lead", "in_dominant_industry": True}


def put_total(sheets: Sheets, column: str, totals: Mapping[int, int]) -> Sheets:
    """Make a column add up to a total in each year: the first firm has all of it."""
    for row in sheets["annual"]:
        if row["year"] in totals:
            first = row["credit_code"] == sheets["enterprises"][0]["credit_code"]
            row[column] = totals[row["year"]] if first else 0
    return sheets


def _output_on_the_line(off: int = 0) -> Sheets:
    return put_total(good_cluster(), "output_value", dict.fromkeys(YEARS[1:], 3_000_000_000 + off))


def _growth_of_ten_per_cent(off: int = 0) -> Sheets:
    return put_total(good_cluster(), "output_value", {2022: 30_000_000_000, 2025: 39_930_000_000 + off})


def _rates_of_ten_per_cent_on_average() -> Sheets:
    """5 %, 15 % and 10 %: the mean is a tenth, the geometric mean is less."""
    return put_total(
        good_cluster(),
        "output_value",
        {2022: 4_000_000_000, 2023: 4_200_000_000, 2024: 4_830_000_000, 2025: 5_313_000_000},
    )


def _growth_within_the_window() -> Sheets:
    return put_total(good_cluster(), "output_value", {2023: 4_000_000_000, 2025: 4_840_000_000})


def _all_growth_on_the_line() -> Sheets:
    sheets = put_total(good_cluster(), "rd_expenditure", {2022: 8_000_000, 2025: 9_261_000})
    return put_total(sheets, "valid_invention_patents", {2022: 8_000, 2025: 12_167})


def _halves(off: int = 0) -> Sheets:
    """Half of the output is a large firm's, outside the dominant industry."""
    sheets = put_total(good_cluster(), "output_value", dict.fromkeys(YEARS, 4_000_000_000))
    sheets["enterprises"].append({**_firm(99), "in_dominant_industry": False})
    for year in YEARS:
        row = _year(sheets["enterprises"][-1], year)
        sheets["annual"].append(
            {**row, "employees": 5000, "revenue": 10**10, "output_value": 4_000_000_000 - off * (year - 2021)}
        )
    return sheets


def _ten_honoured(count: int = 10) -> Sheets:
    """Firms with two honours each count once; expired and future ones do not count."""
    sheets = good_cluster()
    firms = sheets["enterprises"]
    sheets["honours"] = [_honour(firm, kind) for firm in firms[:count] for kind in ("high_tech", "specialised_sme")]
    sheets["honours"].append({**_honour(firms[11], "high_tech"), "valid_until": date(2026, 4, 30)})
    sheets["honours"].append({**_honour(firms[11], "high_tech"), "awarded_on": date(2026, 5, 2), "valid_until": None})
    return sheets


def _shares_of_firms_on_the_line() -> Sheets:
    """One SME in ten uses a platform; exactly 15 patents per 10,000 employees."""
    sheets = good_cluster()
    sheets["enterprises"] = sheets["enterprises"][:10]
    codes = {firm["credit_code"] for firm in sheets["enterprises"]}
    sheets["annual"] = [row for row in sheets["annual"] if row["credit_code"] in codes]
    sheets["honours"] = []
    for row in sheets["annual"]:
        row["uses_cloud_platform"] = row["credit_code"] == sheets["enterprises"][0]["credit_code"]
        row["employees"] = 200
    return put_total(sheets, "valid_invention_patents", {2025: 3})


def _absent_columns() -> Sheets:
    sheets = good_cluster()
    for row in sheets["annual"]:
        row["rd_expenditure"] = None if row["year"] == 2022 else row["rd_expenditure"]
        row["co2_t"] = None if row["year"] == 2024 else row["co2_t"]
        row["exports"] = None
        row["uses_industrial_software"] = None if row["year"] == 2023 else row["uses_industrial_software"]
        row["energy_tce"] = None if row["credit_code"].endswith("3") else row["energy_tce"]
    sheets["cluster"][0]["energy_intensive"] = None
    return sheets


def _nothing_to_grow_from() -> Sheets:
    sheets = put_total(good_cluster(), "output_value", dict.fromkeys(YEARS, 0))
    for column in ("rd_expenditure", "valid_invention_patents", "energy_tce", "exports"):
        put_total(sheets, column, {2022: 0, 2023: 0})
    return sheets


def _unclassified() -> Sheets:
    """No firm's industry is in the classification: there are no SMEs to divide by."""
    sheets = good_cluster()
    for firm, code in zip(sheets["enterprises"], ("6610", "5310", "8310", "7040") * 3, strict=True):
        firm["industry_code"] = code
    return sheets


def _sizes_that_change() -> Sheets:
    """Firms of many industries on the limits of their class, some grown large in the latest year, some gone by then."""
    sheets = good_cluster()
    codes = ("3911", "5911", "5920", "6510", "7010", "4710", "7210", "0111", "7452", "6110", "5112", "5211")
    for number, firm in enumerate(sheets["enterprises"]):
        firm["industry_code"] = codes[number]
        rows = [row for row in sheets["annual"] if row["credit_code"] == firm["credit_code"]]
        for row in rows:
            row["employees"] = (300, 299, 1000, 100)[(number + row["year"]) % 4]
            row["revenue"] = (400_000_000, 399_999_999, 20_000_000, 800_000_000)[(number * 3 + row["year"]) % 4]
        rows[-1]["employees"] = 3000 if number % 3 == 0 else rows[-1]["employees"]
    gone = sheets["enterprises"][4]["credit_code"]
    sheets["annual"] = [row for row in sheets["annual"] if not (row["credit_code"] == gone and row["year"] == 2025)]
    return sheets


def _by_revenue() -> Sheets:
    sheets = put_total(good_cluster(), "revenue", dict.fromkeys(YEARS, 3_000_000_000))
    sheets["cluster"][0]["output_measure"] = "revenue"
    return sheets


def hostile() -> Sheets:
    """Names and numbers that a spreadsheet would like to take for something else."""
    sheets = good_cluster()
    names = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "http://example.org", "1e5", "'x", "{=1}")
    for firm, name in zip(sheets["enterprises"], names, strict=False):
        firm["name"] = name
    # To a spreadsheet's own lookups these four are one: capitals and wildcards. They are four.
    sheets["standards"] = [_standard(number) for number in ("=A1", "t/x*", "T/X*", "T/X~?", "=A1")]
    sheets["cluster"][0]["name_zh"] = '=cmd|" /C calc"!A0'
    sheets["statements"][0]["text"] = "=1/0"
    return sheets


_SCENARIOS: tuple[tuple[str, Callable[[], Sheets], Mapping[str, str]], ...] = (
    ("good", good_cluster, {}),
    ("output on the line", _output_on_the_line, {}),
    ("output on the line, left out", _output_on_the_line, {"over": "excludes"}),
    ("output on the line, taken in", _output_on_the_line, {"over": "includes"}),
    ("output a yuan over", lambda: _output_on_the_line(1), {}),
    ("output a yuan short", lambda: _output_on_the_line(-1), {}),
    ("growth of ten per cent", _growth_of_ten_per_cent, {}),
    ("growth a yuan over", lambda: _growth_of_ten_per_cent(1), {}),
    ("growth a yuan short", lambda: _growth_of_ten_per_cent(-1), {"growth_of": "dominant_industry"}),
    ("mean of the rates a tenth", _rates_of_ten_per_cent_on_average, {"growth": "mean_of_yearly_rates"}),
    ("growth within the window", _growth_within_the_window, {"growth": "geometric_within_window"}),
    ("all growth on the line", _all_growth_on_the_line, {"over": "includes"}),
    ("halves", _halves, {}),
    ("halves, each year", _halves, {"share_years": "each"}),
    ("a yuan over the half", lambda: _halves(1), {"share_years": "each"}),
    ("ten honoured", _ten_honoured, {}),
    ("eleven honoured", lambda: _ten_honoured(11), {}),
    ("shares of firms on the line", _shares_of_firms_on_the_line, {}),
    ("absent columns", _absent_columns, {}),
    ("nothing to grow from", _nothing_to_grow_from, {}),
    ("unclassified", _unclassified, {}),
    ("sizes that change", _sizes_that_change, {}),
    ("sizes of the latest year", _sizes_that_change, {"sme_of": "latest_year"}),
    ("by revenue", _by_revenue, {}),
    ("hostile", hostile, {}),
)


def cases(random: int) -> Iterator[Case]:
    """The scenarios, and so many random clusters with random readings, days, editions and languages."""
    for number, (name, make, readings) in enumerate(_SCENARIOS):
        yield Case(name, make(), readings, lang=LANGS[number % 2])
    yield Case("ten honoured, national", _ten_honoured(), procedures="national-2022", lang="en")
    reviews = {"A6.2.1": Review("met", "="), "A6.2.2": Review("not_met", "否")}
    yield Case("reviewed", good_cluster(), reviews=reviews)
    for seed in range(random):
        yield random_case(seed)


def random_case(seed: int) -> Case:
    rng = Random(seed)
    on = rng.choice(DAYS)
    readings = {key: rng.choice(OPTIONS[key]) for key in OF_ARTICLE_6} if rng.random() < 0.7 else {}
    procedures = "national-2022" if rng.random() < 0.2 else "shanghai-2024"
    return Case(f"seed {seed}", random_sheets(seed, on), readings, on, procedures, rng.choice(LANGS))
