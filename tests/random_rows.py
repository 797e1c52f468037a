"""Random clusters of a few enterprises, with numbers on and beside every line, blanks, and missing columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from jiqun.facts.choices import ASPECTS, HONOURS, INCIDENT_KINDS, RANKED_KINDS, SEGMENTS, SERVICE_KINDS, SEVERITIES
from jiqun.law import edition

Row = dict[str, Any]
Sheets = dict[str, list[Row]]
INDUSTRIES = ("3921", "3921", "3921", "6520", "7452", "5910", "5920", "6610", "5310", "0111", "4710", "7040")
OPTIONAL = ("rd_expenditure", "valid_invention_patents", "uses_cloud_platform", "uses_industrial_software")
GREEN = ("energy_tce", "co2_t", "exports")


def random_sheets(seed: int, on: date) -> Sheets:
    """Sheets of one cluster in whole units, as `snapshot_of` and the oracle read them."""
    rng = Random(seed)
    firms = [_firm(rng, i) for i in range(rng.randint(1, 9))]
    annual = [_figures(rng, firm, on.year - back) for firm in firms for back in (5, 4, 3, 2, 1) if rng.random() < 0.93]
    _blank_columns(rng, annual, on)
    _put_on_lines(rng, annual, firms, on)
    sheets: Sheets = {"cluster": [_cluster(rng)], "enterprises": firms, "annual": annual}
    for name, make in _REGISTERS.items():
        sheets[name] = make(rng, firms, on) if rng.random() < 0.85 else []
    for rows in sheets.values():
        rng.shuffle(rows)
    return sheets


def _firm(rng: Random, index: int) -> Row:
    return {
        "credit_code": f"9131000000000{index:05d}",
        "name": f"虚构企业{index}",
        "industry_code": rng.choice(INDUSTRIES),
        "in_dominant_industry": rng.random() < 0.6,
    }


def _cluster(rng: Random) -> Row:
    return {
        "name_zh": "虚构集群",
        "name_en": rng.choice([None, "Fictional cluster"]),
        "district": "310115",
        "dominant_industries": ("39",),
        "area_km2": rng.choice([1, 99_999_999, 100_000_000, 100_000_001, 250_000_000]),
        "operator_name": "虚构运营机构",
        "operator_credit_code": "913100000000000000",
        "output_measure": rng.choice([None, "output_value", "revenue"]),
        "energy_intensive": rng.choice([None, True, False]),
        "water_intensive": rng.choice([None, True, False]),
    }


def _figures(rng: Random, firm: Row, year: int) -> Row:
    """One firm's year; sizes jump about the class limits."""

    def some(value: Any, often: float = 0.85) -> Any:
        return value if rng.random() < often else None

    def money() -> int:
        whole = rng.choice([0, 1_000_000, 20_000_000, 399_999_999, 400_000_000, 10**9])
        return whole + rng.choice([0, 0, 1, rng.randrange(10**8)])

    return {
        "credit_code": firm["credit_code"],
        "year": year,
        "employees": rng.choice([0, 9, 10, 99, 100, 299, 300, 999, 1000, 5000]),
        "revenue": money(),
        "total_assets": money(),
        "output_value": money(),
        "rd_expenditure": some(rng.choice([0, 100_000, 105_000, 1_157_625, rng.randrange(10**7)])),
        "valid_invention_patents": some(rng.choice([0, 1, 2, 3, 5, rng.randrange(40)])),
        "uses_cloud_platform": some(rng.random() < 0.3),
        "uses_industrial_software": some(rng.random() < 0.2 * (year % 5)),
        "energy_tce": some(rng.choice([0, 10_000, rng.randrange(10**9)])),
        "co2_t": some(rng.choice([0, 5_000, rng.randrange(10**9)])),
        "exports": some(rng.choice([0, 10_000, rng.randrange(10**9)])),
    }


def _blank_columns(rng: Random, annual: list[Row], on: date) -> None:
    """Sometimes nobody fills a column in a year: it is absent, not zero."""
    for column in OPTIONAL + GREEN:
        if rng.random() < 0.15:
            year = on.year - rng.randint(1, 4)
            for row in annual:
                if row["year"] == year:
                    row[column] = None


def _put_on_lines(rng: Random, annual: list[Row], firms: list[Row], on: date) -> None:
    """Sometimes a total is set exactly on its line, one above or one below, by changing one firm's figure."""
    for column in ("output_value", "revenue"):
        if rng.random() < 0.5:
            for back in (3, 2, 1):
                _set_total(annual, column, on.year - back, 3_000_000_000 + rng.choice([-1, 0, 0, 1, 10**9]))
        if rng.random() < 0.4:
            _set_total(annual, column, on.year - 4, 2_000_000_000)
            _set_total(annual, column, on.year - 1, 2_662_000_000 + rng.choice([-1, 0, 0, 1]))
    if rng.random() < 0.4:
        _set_total(annual, "rd_expenditure", on.year - 4, 8_000_000)
        _set_total(annual, "rd_expenditure", on.year - 1, 9_261_000 + rng.choice([-1, 0, 0, 1]))
    if rng.random() < 0.4:
        _set_total(annual, "valid_invention_patents", on.year - 4, 8000)
        _set_total(annual, "valid_invention_patents", on.year - 1, 12167 + rng.choice([-1, 0, 0, 1]))
    if rng.random() < 0.3 and len(firms) > 1:
        _halve(annual, firms, on.year - 1, rng.choice([-1, 0, 0, 1]))


def _set_total(annual: list[Row], column: str, year: int, total: int) -> None:
    rows = [row for row in annual if row["year"] == year]
    if not rows:
        return
    for row in rows[1:]:
        row[column] = (row[column] or 0) % (total // len(rows))
    rows[0][column] = total - sum(row[column] for row in rows[1:])


def _halve(annual: list[Row], firms: list[Row], year: int, off: int) -> None:
    """The dominant industry's output exactly half of the cluster's, or one yuan off."""
    dominant = {firm["credit_code"] for firm in firms if firm["in_dominant_industry"]}
    rows = [row for row in annual if row["year"] == year]
    ours = [row for row in rows if row["credit_code"] in dominant]
    others = [row for row in rows if row["credit_code"] not in dominant]
    if ours and others:
        for column in ("output_value", "revenue"):
            rest = sum(row[column] for row in ours[1:])
            all_others = sum(row[column] for row in others)
            if all_others > rest + 1:
                ours[0][column] = all_others - rest + off


def _day(rng: Random, on: date) -> date:
    exact = [on, date(on.year - 3, on.month, min(on.day, 28)), on + timedelta(days=1), on - timedelta(days=1)]
    around = date(on.year - 3, on.month, min(on.day, 28)) + timedelta(days=rng.choice([-2, -1, 1, 2]))
    return rng.choice([*exact, around, on - timedelta(days=rng.randrange(3000))])


def _honours(rng: Random, firms: list[Row], on: date) -> list[Row]:
    """Few leaders, and often about ten honoured firms would need more firms: so ten titles over the firms."""
    kinds = list(HONOURS)[2:] if rng.random() < 0.6 else list(HONOURS)
    return [
        {
            "credit_code": rng.choice(firms)["credit_code"],
            "honour": rng.choice(kinds),
            "awarded_on": _day(rng, on),
            "valid_until": rng.choice([None, _day(rng, on)]),
        }
        for _ in range(rng.randint(0, 12))
    ]


def _incidents(rng: Random, firms: list[Row], on: date) -> list[Row]:
    rows = []
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        kind = rng.choice(list(INCIDENT_KINDS))
        severity = rng.choice(list(SEVERITIES)) if kind in RANKED_KINDS or rng.random() < 0.3 else None
        code = rng.choice(firms)["credit_code"]
        rows.append({"credit_code": code, "kind": kind, "severity": severity, "occurred_on": _day(rng, on)})
    return rows


def _platforms(rng: Random, firms: list[Row], on: date) -> list[Row]:
    return [{"name": f"平台{i}", "level": "district", "recognised_on": _day(rng, on)} for i in range(rng.randint(0, 2))]


def _standards(rng: Random, firms: list[Row], on: date) -> list[Row]:
    return [
        {
            "number": f"T/XG {rng.randint(1, 3)}-2024",
            "title": "虚构标准",
            "role": "lead",
            "published_on": rng.choice([None, _day(rng, on)]),
            "in_dominant_industry": rng.random() < 0.8,
        }
        for _ in range(rng.randint(0, 4))
    ]


def _services(rng: Random, firms: list[Row], on: date) -> list[Row]:
    return [
        {
            "institution": f"机构{i}",
            "kinds": tuple(kind for kind in SERVICE_KINDS if rng.random() < 0.8) or ("training",),
            "specialists": rng.choice([None, 0, 1, 3]),
        }
        for i in range(rng.randint(0, 3))
    ]


def _chain(rng: Random, firms: list[Row], on: date) -> list[Row]:
    return [
        {"supplier": "甲", "customer": "乙", "product": "丙", "segment": rng.choice(list(SEGMENTS))}
        for _ in range(rng.randint(0, 6))
    ]


def _plan(rng: Random, firms: list[Row], on: date) -> list[Row]:
    aspects = list(ASPECTS) if rng.random() < 0.5 else rng.sample(list(ASPECTS), rng.randint(0, 6))
    full = rng.random() < 0.6
    return [
        {
            "aspect": aspect,
            "goal": "目标",
            "measure": "措施",
            rng.choice(["target_1", "target_2", "target_3"]): "10" if full or rng.random() < 0.8 else None,
            "due": rng.choice([None, on + timedelta(days=400)]),
        }
        for aspect in aspects
    ]


def _statements(rng: Random, firms: list[Row], on: date) -> list[Row]:
    declared = [p.id for p in edition("shanghai-2024").provisions.values() if p.kind == "declared"]
    return [{"clause": clause, "holds": rng.random() < 0.8} for clause in declared if rng.random() < 0.8]


_REGISTERS: dict[str, Callable[[Random, list[Row], date], list[Row]]] = {
    "honours": _honours,
    "incidents": _incidents,
    "platforms": _platforms,
    "standards": _standards,
    "services": _services,
    "chain": _chain,
    "plan": _plan,
    "statements": _statements,
}
