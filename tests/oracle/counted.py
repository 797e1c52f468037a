"""The clauses computed from registers and from what the applicant declares."""

from datetime import date
from fractions import Fraction

from .figures import Figures, Row, Sheets, amount, text, yes
from .measured import Demand, Finding, compare, missing

SEGMENTS = ("upstream", "midstream", "downstream")
ASPECTS = ("industry", "innovation", "digital", "green", "opening", "governance")
SEVEN_SERVICES = (
    "information",
    "entrepreneurship",
    "innovation",
    "training",
    "market",
    "financing",
    "consulting",
)
INCIDENT_KINDS = {
    "A6.1.1": ("safety", "quality", "environment"),
    "A6.1.2": ("cyber", "data"),
    "A6.1.3": ("tax_evasion", "illegal", "severe_dishonesty", "other"),
}
INCIDENT_SEVERITIES = {
    "A6.1.1": ("larger", "major", "especially_major"),
    "A6.1.2": ("major", "especially_major"),
    "A6.1.3": None,  # "any severity"
}


def sheet(sheets: Sheets, name: str) -> list[Row]:
    """The rows; "any other sheet that is absent is empty"."""
    return sheets.get(name) or []


def day(row: Row, column: str) -> date | None:
    """A date cell, None when blank."""
    value = row.get(column)
    if value is not None and not isinstance(value, date):
        raise TypeError(f"{column}: a date is wanted, not {value!r}")
    return value


def on_or_before(row: Row, column: str, limit: date) -> bool:
    """Whether a date is filled and not after the limit."""
    value = day(row, column)
    return value is not None and value <= limit


def three_years_before(on: date) -> date:
    """The day three years earlier; "from 29 February [it] is 28 February"."""
    if on.month == 2 and on.day == 29:
        return date(on.year - 3, 2, 28)
    return date(on.year - 3, on.month, on.day)


def incidents(sheets: Sheets, on: date, clause: str) -> Finding:
    """A6.1.1-3: "D - 3 years <= occurred_on <= D: none is `met`, else `not_met`"."""
    count = 0
    for row in sheet(sheets, "incidents"):
        if row["kind"] not in INCIDENT_KINDS[clause]:
            continue
        severities = INCIDENT_SEVERITIES[clause]
        if severities is not None and row.get("severity") not in severities:
            continue
        occurred_on = day(row, "occurred_on")
        if occurred_on is not None and three_years_before(on) <= occurred_on <= on:
            count += 1
    return ("met" if count == 0 else "not_met", [Fraction(count)])


def holders(sheets: Sheets, on: date, wanted: tuple[str, ...]) -> list[str]:
    """The enterprises with a wanted honour "valid on D", each "counted once"."""
    codes: list[str] = []
    for row in sheet(sheets, "honours"):
        valid_until = day(row, "valid_until")
        # "(awarded_on <= D, valid_until blank or >= D)"
        valid = on_or_before(row, "awarded_on", on) and (valid_until is None or valid_until >= on)
        code = text(row, "credit_code")
        if valid and row["honour"] in wanted and code not in codes:
            codes.append(code)
    return codes


def quality_enterprises(f: Figures, sheets: Sheets, on: date, demand_of_b: Demand, over: str) -> Finding:
    """A6.3.2: "`met` if (a) holds, else (b)'s outcome"."""
    a = 0
    for code in holders(sheets, on, ("municipal_champion", "national_champion", "little_giant")):
        if f.in_dominant_industry(code):
            a += 1
    b = len(holders(sheets, on, ("specialised_sme", "innovative_sme", "high_tech")))
    outcome = "met" if a >= 1 else compare(Fraction(b), demand_of_b, over)
    return outcome, [Fraction(a), Fraction(b)]


def chain_map(sheets: Sheets) -> Finding:
    """A6.4.3: "chain rows in all three segments is `met`, in some `review`, none `missing`"."""
    present = []
    for segment in SEGMENTS:
        for row in sheet(sheets, "chain"):
            if row["segment"] == segment and segment not in present:
                present.append(segment)
    if not present:
        return missing()
    return ("met" if len(present) == 3 else "review", [Fraction(len(present))])


def platforms(sheets: Sheets, on: date) -> Finding:
    """A6.5.4: "platforms with recognised_on <= D, at least 1"."""
    count = 0
    for row in sheet(sheets, "platforms"):
        if on_or_before(row, "recognised_on", on):
            count += 1
    return ("met" if count >= 1 else "not_met", [Fraction(count)])


def standards(sheets: Sheets, on: date) -> Finding:
    """A6.5.5: "distinct numbers of standards in the dominant industry ... at least 2"."""
    numbers: list[str] = []
    for row in sheet(sheets, "standards"):
        # "published_on blank or <= D"
        counts = day(row, "published_on") is None or on_or_before(row, "published_on", on)
        number = text(row, "number")
        if counts and yes(row, "in_dominant_industry") and number not in numbers:
            numbers.append(number)
    return ("met" if len(numbers) >= 2 else "not_met", [Fraction(len(numbers))])


def operator(f: Figures) -> Finding:
    """A6.9.1: "(both required in the workbook, so `met`)"."""
    if f.cluster.get("operator_name") is None or f.cluster.get("operator_credit_code") is None:
        return missing()
    return "met", [Fraction(1)]


def institutions(sheets: Sheets) -> Finding:
    """A6.9.2: "services rows, at least 1; none is `missing`"."""
    count = len(sheet(sheets, "services"))
    return ("met", [Fraction(count)]) if count >= 1 else missing()


def seven_services(sheets: Sheets) -> Finding:
    """A6.9.3: "kinds cover all seven and specialists add up to at least 1, else `not_met`"."""
    rows = sheet(sheets, "services")
    if not rows:
        return missing()
    covered = []
    for kind in SEVEN_SERVICES:
        for row in rows:
            kinds = row["kinds"]
            if not isinstance(kinds, tuple | list):
                raise TypeError(f"kinds: a list is wanted, not {kinds!r}")
            if kind in kinds and kind not in covered:
                covered.append(kind)
    specialists = 0
    for row in rows:
        specialists += amount(row, "specialists")
    holds = len(covered) == 7 and specialists >= 1
    return ("met" if holds else "not_met", [Fraction(len(covered)), Fraction(specialists)])


def plan(sheets: Sheets) -> Finding:
    """A6.9.6: "every one of the six aspects has a plan row with a target or a due date"."""
    rows = sheet(sheets, "plan")
    if not rows:
        return missing()
    covered = []
    for aspect in ASPECTS:
        for row in rows:
            dated = False
            for column in ("target_1", "target_2", "target_3", "due"):
                if row.get(column) is not None:
                    dated = True
            if row["aspect"] == aspect and dated and aspect not in covered:
                covered.append(aspect)
    # "rows, but not so: `review`"
    return ("met" if len(covered) == 6 else "review", [Fraction(len(covered))])


def declared(sheets: Sheets, clause: str) -> str:
    """Declared: "no statement row `missing`; holds = no `not_met`; holds = yes `review`"."""
    for row in sheet(sheets, "statements"):
        if row["clause"] == clause:
            return "review" if yes(row, "holds") else "not_met"
    return "missing"


def conditional(f: Figures, sheets: Sheets, clause: str, column: str) -> str:
    """A6.7.6, A6.7.7: "no `not_applicable`, blank `missing`, yes: as a declared clause"."""
    if f.cluster.get(column) is None:
        return "missing"
    if not yes(f.cluster, column):
        return "not_applicable"
    return declared(sheets, clause)
