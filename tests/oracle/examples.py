"""A hand-made cluster for the oracle's own tests, and small changes to it."""

from datetime import date
from fractions import Fraction

from .figures import Sheets
from .reading import KINDS, assess

ON = date(2026, 5, 1)  # base year 2022, past three years 2023 2024 2025


def firm(code: str, dominant: bool, industry: str = "3911") -> dict[str, object]:
    return {"credit_code": code, "industry_code": industry, "in_dominant_industry": dominant}


def annual_rows() -> list[dict[str, object]]:
    """Four years of three small firms and a large one."""
    output = {  # millions of yuan: totals 3200, 3400, 3900, 4500
        "S1": [2400, 2500, 2900, 3400],
        "S2": [0, 0, 0, 0],
        "S3": [0, 0, 0, 0],
        "L1": [800, 900, 1000, 1100],
    }
    # of three SMEs: 0 in 2023, 1 in 2024, 2 in 2025
    software = (("S1", 2024), ("S1", 2025), ("S2", 2025))
    rows: list[dict[str, object]] = []
    for code, outputs in output.items():
        for step, year in enumerate((2022, 2023, 2024, 2025)):
            rows.append(
                {
                    "credit_code": code,
                    "year": year,
                    "employees": 2000 if code == "L1" else 100,
                    "revenue": 5_000_000_000 if code == "L1" else 100_000_000,
                    "total_assets": 1,
                    "output_value": outputs[step] * 1_000_000,
                    "rd_expenditure": 100 + 10 * step,
                    "valid_invention_patents": 2 + 2 * step,
                    "uses_cloud_platform": True,
                    "uses_industrial_software": (code, year) in software,
                    "energy_tce": 10_000,
                    "co2_t": 40_000 - 10_000 * step,
                    "exports": 7 * (step - 1) if step else None,
                }
            )
    return rows


def good_cluster() -> Sheets:
    """A cluster of which every computed clause is met."""
    services = "information entrepreneurship innovation training market financing consulting"
    aspects = "industry innovation digital green opening governance"
    cluster: dict[str, object] = {
        "area_km2": Fraction(50),
        "operator_name": "Operator",
        "operator_credit_code": "91310000MA1FL00001",
        "energy_intensive": False,
        "water_intensive": True,
    }
    return {
        "cluster": [cluster],
        "enterprises": [firm("S1", True), firm("S2", False), firm("S3", False), firm("L1", False)],
        "annual": annual_rows(),
        "honours": [honour("S1", "little_giant")],
        "platforms": [{"name": "P", "level": "district", "recognised_on": ON}],
        "standards": [standard("GB 1"), standard("GB 2", published_on=ON)],
        "services": [{"institution": "I", "kinds": tuple(services.split()), "specialists": 1}],
        "chain": [{"segment": s} for s in ("upstream", "midstream", "downstream")],
        "plan": [{"aspect": aspect, "target_2": 0} for aspect in aspects.split()],
        "statements": [{"clause": c, "holds": True} for c in KINDS if KINDS[c] == "declared"],
    }


def honour(code: str, title: str, until: date | None = None) -> dict[str, object]:
    return {
        "credit_code": code,
        "honour": title,
        "awarded_on": date(2024, 1, 1),
        "valid_until": until,
    }


def standard(number: str, published_on: date | None = None) -> dict[str, object]:
    return {"number": number, "in_dominant_industry": True, "published_on": published_on}


def incident(kind: str, severity: str | None, occurred_on: date) -> dict[str, object]:
    return {
        "credit_code": "S1",
        "kind": kind,
        "severity": severity,
        "occurred_on": occurred_on,
    }


def put(sheets: Sheets, column: str, values: dict[tuple[str, int], object]) -> Sheets:
    """Write cells of `annual`, by firm and year."""
    for row in sheets["annual"]:
        key = (str(row["credit_code"]), int(str(row["year"])))
        if key in values:
            row[column] = values[key]
    return sheets


def clear(sheets: Sheets, column: str, year: int) -> Sheets:
    """Blank a column of `annual` in one year."""
    return put(sheets, column, {(code, year): None for code in ("S1", "S2", "S3", "L1")})


def outcome(sheets: Sheets, clause: str, on: date = ON, **readings: str) -> str:
    return assess(sheets, on, readings).outcomes[clause]


def with_growth(values: list[int]) -> Sheets:
    """All output is S1's, of the given values in 2022 2023 2024 2025."""
    sheets = good_cluster()
    for row in sheets["annual"]:
        row["output_value"] = 0
    years = (2022, 2023, 2024, 2025)
    return put(sheets, "output_value", {("S1", y): v for y, v in zip(years, values, strict=True)})


def many_holders(count: int) -> Sheets:
    sheets = good_cluster()
    sheets["honours"] = []
    for number in range(count):
        sheets["enterprises"].append(firm(f"H{number}", False))
        sheets["honours"].append(honour(f"H{number}", "high_tech", until=ON))
        sheets["honours"].append(honour(f"H{number}", "innovative_sme"))
    return sheets
