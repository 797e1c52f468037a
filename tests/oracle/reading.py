"""An independent reading of Article 6 of the Procedures: slow, and as the text says it.

Written from the rule text alone, to be compared with the program's answers. Money is whole yuan,
energy and CO2 whole 1/10,000 t, dates are dates, yes/no is bool, a blank is None or no key.
Rows that a workbook check would refuse are not looked for here.

`observed` holds what was compared, in year order: yuan; shares and ratios as fractions; CO2 in
tonnes; output per energy in yuan per tce; the area in km2; for A6.3.2 the counts (a) and (b), for
A6.4.3 the segments with rows, for A6.9.3 the kinds covered and the specialists, for A6.9.6 the
aspects with a target or due date. It is empty where an input is missing or there is nothing to
divide by or to grow from, and where the national figure is unknown.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from . import counted, measured
from .figures import Figures, Sheets
from .measured import Demand, Finding
from .size import size_class

__all__ = ["CLAUSES", "KINDS", "NATIONAL", "Reading", "assess", "size_class"]

# "every clause of the table", in its order, with its kind.
KINDS: dict[str, str] = {
    "A6.1.1": "counted",
    "A6.1.2": "counted",
    "A6.1.3": "counted",
    "A6.2.1": "judged",
    "A6.2.2": "judged",
    "A6.2.3": "judged",
    "A6.2.4": "judged",
    "A6.2.5": "measured",
    "A6.2.6": "measured",
    "A6.2.7": "measured",
    "A6.2.8": "measured",
    "A6.2.9": "measured",
    "A6.3.1": "judged",
    "A6.3.2": "counted",
    "A6.4.1": "judged",
    "A6.4.2": "declared",
    "A6.4.3": "counted",
    "A6.4.4": "declared",
    "A6.4.5": "declared",
    "A6.5.1": "measured",
    "A6.5.2": "declared",
    "A6.5.3": "declared",
    "A6.5.4": "counted",
    "A6.5.5": "counted",
    "A6.5.6": "measured",
    "A6.5.7": "measured",
    "A6.6.1": "judged",
    "A6.6.2": "declared",
    "A6.6.3": "measured",
    "A6.6.4": "measured",
    "A6.6.5": "declared",
    "A6.6.6": "declared",
    "A6.6.7": "declared",
    "A6.7.1": "judged",
    "A6.7.2": "measured",
    "A6.7.3": "measured",
    "A6.7.4": "declared",
    "A6.7.5": "declared",
    "A6.7.6": "declared",
    "A6.7.7": "declared",
    "A6.8.1": "declared",
    "A6.8.2": "declared",
    "A6.8.3": "measured",
    "A6.9.1": "counted",
    "A6.9.2": "counted",
    "A6.9.3": "counted",
    "A6.9.4": "declared",
    "A6.9.5": "declared",
    "A6.9.6": "counted",
}
CLAUSES = list(KINDS)

# The national edition has these clauses; of the last five its figure is not known.
UNKNOWN_FIGURE = ["A6.5.1", "A6.5.5", "A6.5.6", "A6.5.7", "A6.6.3"]
NATIONAL = [
    "A6.1.1",
    "A6.1.2",
    "A6.1.3",
    "A6.2.3",
    "A6.2.5",
    "A6.2.6",
    "A6.2.7",
    "A6.2.8",
    "A6.2.9",
    "A6.3.2",
    *UNKNOWN_FIGURE,
]
DEMANDS: dict[str, dict[str, Demand]] = {
    "shanghai-2024": {
        "A6.2.6": ("over", Fraction(3_000_000_000)),
        "A6.2.7": ("over", Fraction(1, 2)),
        "A6.2.8": ("over", Fraction(1, 2)),
        "A6.3.2": ("over", Fraction(10)),
    },
    "national-2022": {
        "A6.2.6": ("at least", Fraction(4_000_000_000)),
        "A6.2.7": ("at least", Fraction(7, 10)),
        "A6.2.8": ("over", Fraction(7, 10)),
        "A6.3.2": ("at least", Fraction(10)),
    },
}
NEVER_BLOCKING = ("A6.2.4", "A6.4.5")

# "Readings (default first)"; those of other articles may be given and change nothing here.
READINGS: dict[str, tuple[str, ...]] = {
    "over": ("strict", "excludes", "includes"),
    "growth": ("geometric_from_base_year", "mean_of_yearly_rates", "geometric_within_window"),
    "share_years": ("latest", "each"),
    "sme_of": ("each_year", "latest_year"),
    "growth_of": ("cluster", "dominant_industry"),
}
OTHER_READINGS = ("report_due", "revocation_rank", "change_report_days")


@dataclass
class Reading:
    """What the text says of one cluster."""

    outcomes: dict[str, str]
    verdict: str
    observed: dict[str, list[Fraction]]


def settled_readings(given: dict[str, str] | None) -> dict[str, str]:
    """The defaults with the given readings in their place."""
    settled = {key: values[0] for key, values in READINGS.items()}
    for key, value in (given or {}).items():
        if key in OTHER_READINGS:
            continue
        if key not in READINGS or value not in READINGS[key]:
            raise ValueError(f"unknown reading {key}={value}")
        settled[key] = value
    return settled


def measured_finding(clause: str, f: Figures, readings: dict[str, str], demands: dict[str, Demand]) -> Finding:
    """The finding of a measured clause."""
    over, share_years = readings["over"], readings["share_years"]
    output = f.output_column
    if clause == "A6.2.5":
        return measured.area(f)
    if clause == "A6.2.6":
        return measured.output_each_year(f, demands[clause], over)
    if clause == "A6.2.7":
        return measured.share_of_output(f, f.of_smes, demands[clause], over, share_years)
    if clause == "A6.2.8":
        part = f.of_dominant_industry
        return measured.share_of_output(f, part, demands[clause], over, share_years)
    if clause == "A6.2.9":
        whose = f.of_all if readings["growth_of"] == "cluster" else f.of_dominant_industry
        return measured.growth(f, output, whose, Fraction(10, 100), readings)
    if clause == "A6.5.1":
        return measured.growth(f, "rd_expenditure", f.of_smes, Fraction(5, 100), readings)
    if clause == "A6.5.6":
        column = "valid_invention_patents"
        return measured.growth(f, column, f.of_smes, Fraction(15, 100), readings)
    if clause == "A6.5.7":
        return measured.patents_per_10000_employees(f)
    if clause == "A6.6.3":
        return measured.cloud_share(f, over)
    if clause == "A6.6.4":
        return measured.software_share_rises(f)
    if clause == "A6.7.2":
        return measured.carbon_falls(f)
    if clause == "A6.7.3":
        return measured.output_per_energy_rises(f)
    if clause == "A6.8.3":
        return measured.exports_grow(f)
    raise KeyError(clause)


def counted_finding(
    clause: str, f: Figures, sheets: Sheets, on: date, over: str, demands: dict[str, Demand]
) -> Finding:
    """The finding of a counted clause."""
    if clause in ("A6.1.1", "A6.1.2", "A6.1.3"):
        return counted.incidents(sheets, on, clause)
    if clause == "A6.3.2":
        return counted.quality_enterprises(f, sheets, on, demands[clause], over)
    if clause == "A6.4.3":
        return counted.chain_map(sheets)
    if clause == "A6.5.4":
        return counted.platforms(sheets, on)
    if clause == "A6.5.5":
        return counted.standards(sheets, on)
    if clause == "A6.9.1":
        return counted.operator(f)
    if clause == "A6.9.2":
        return counted.institutions(sheets)
    if clause == "A6.9.3":
        return counted.seven_services(sheets)
    if clause == "A6.9.6":
        return counted.plan(sheets)
    raise KeyError(clause)


def declared_outcome(clause: str, f: Figures, sheets: Sheets) -> str:
    """The outcome of a declared clause, two of which are conditional."""
    if clause == "A6.7.6":
        return counted.conditional(f, sheets, clause, "energy_intensive")
    if clause == "A6.7.7":
        return counted.conditional(f, sheets, clause, "water_intensive")
    return counted.declared(sheets, clause)


def review_over(outcome: str, clause: str, reviews: dict[str, str]) -> str:
    """A reviewer's outcome "replaces `review` on any clause, and nothing else"."""
    if outcome == "review" and clause in reviews:
        return reviews[clause]
    return outcome


def verdict_of(outcomes: dict[str, str]) -> str:
    """not_eligible before undetermined before eligible, by the blocking clauses alone."""
    blocking = [outcome for clause, outcome in outcomes.items() if clause not in NEVER_BLOCKING]
    if "not_met" in blocking:
        return "not_eligible"
    if "boundary" in blocking or "review" in blocking or "missing" in blocking:
        return "undetermined"
    return "eligible"


def check_reviews(reviews: dict[str, str], clauses: list[str]) -> None:
    """For reviews "an unknown clause or outcome is an error"."""
    for clause, outcome in reviews.items():
        if clause not in clauses or outcome not in ("met", "not_met"):
            raise ValueError(f"unknown review {clause}={outcome}")


def assess(
    sheets: Sheets,
    on: date,
    readings: dict[str, str] | None = None,
    reviews: dict[str, str] | None = None,
    procedures: str = "shanghai-2024",
) -> Reading:
    """Every clause of the edition, in the table's order, and the verdict."""
    settled = settled_readings(readings)
    demands = DEMANDS[procedures]
    national = procedures == "national-2022"
    clauses = NATIONAL if national else CLAUSES
    check_reviews(reviews or {}, clauses)
    f = Figures(sheets, on, settled["sme_of"])
    outcomes: dict[str, str] = {}
    observed: dict[str, list[Fraction]] = {}
    for clause in clauses:
        kind = KINDS[clause]
        if national and clause in UNKNOWN_FIGURE:
            outcome, observed[clause] = "review", []
        elif kind == "measured":
            outcome, observed[clause] = measured_finding(clause, f, settled, demands)
        elif kind == "counted":
            outcome, observed[clause] = counted_finding(clause, f, sheets, on, settled["over"], demands)
        elif kind == "declared":
            outcome = declared_outcome(clause, f, sheets)
        else:
            outcome = "review"  # "judged clauses: `review`"
        outcomes[clause] = review_over(outcome, clause, reviews or {})
    return Reading(outcomes, verdict_of(outcomes), observed)
