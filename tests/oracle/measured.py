"""The clauses computed from enterprise figures. Each answers (outcome, compared quantities)."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from .figures import Figures

Finding = tuple[str, list[Fraction]]
Demand = tuple[str, Fraction]  # ("over" or "at least", the figure)
TONNE_PARTS = 10000  # energy and CO2 come as whole 1/10,000 t


def missing() -> Finding:
    """The first of the order: "any input absent is `missing`"."""
    return "missing", []


def nothing_to_divide_by() -> Finding:
    """Nothing to grow from or to divide by "is `review`"."""
    return "review", []


def compare(x: Fraction, demand: Demand, over: str) -> str:
    """By "**over** F" x = F is settled by the reading; by "**at least** F" x >= F is met."""
    how, figure = demand
    if how == "at least":
        return "met" if x >= figure else "not_met"
    if x > figure:
        return "met"
    if x < figure:
        return "not_met"
    return {"strict": "boundary", "excludes": "not_met", "includes": "met"}[over]


def all_together(outcomes: list[str]) -> str:
    """The last steps of the order: "any year `not_met` is `not_met`; else any `boundary` ..."."""
    if "not_met" in outcomes:
        return "not_met"
    if "boundary" in outcomes:
        return "boundary"
    return "met"


def area(f: Figures) -> Finding:
    """A6.2.5: "area_km2 <= 100 is `met`, else `review`"."""
    value = f.cluster.get("area_km2")
    if value is None:
        return missing()
    if not isinstance(value, int | Fraction | Decimal):
        raise TypeError(f"area_km2: an exact number is wanted, not {value!r}")
    km2 = Fraction(value)
    return ("met" if km2 <= 100 else "review", [km2])


def output_each_year(f: Figures, demand: Demand, over: str) -> Finding:
    """A6.2.6: "output of each of the past three years"."""
    if f.any_absent(f.output_column, f.past_three):
        return missing()
    observed = [Fraction(f.of_all(f.output_column, year)) for year in f.past_three]
    return all_together([compare(x, demand, over) for x in observed]), observed


def share_of_output(
    f: Figures, part: Callable[[str, int], int], demand: Demand, over: str, share_years: str
) -> Finding:
    """A6.2.7, A6.2.8: "latest year ... (reading `share_years=each`: each of the past three)"."""
    years = f.past_three if share_years == "each" else [f.latest]
    if f.any_absent(f.output_column, years):
        return missing()
    for year in years:
        if f.of_all(f.output_column, year) == 0:
            return nothing_to_divide_by()
    observed = []
    for year in years:
        observed.append(Fraction(part(f.output_column, year), f.of_all(f.output_column, year)))
    return all_together([compare(x, demand, over) for x in observed]), observed


def growth(
    f: Figures,
    column: str,
    who: Callable[[str, int], int],
    rate: Fraction,
    readings: dict[str, str],
) -> Finding:
    """A6.2.9, A6.5.1, A6.5.6: 'Growth "over r" in three years', under the growth reading."""
    how, over = readings["growth"], readings["over"]
    if how == "mean_of_yearly_rates":
        return mean_of_yearly_rates(f, column, who, rate, over)
    if how == "geometric_within_window":
        # "V(Y-1) against V(Y-3) * (1+r)^2 (no base year needed)"
        first, power = f.past_three[0], 2
    else:
        # "V(Y-1) against V(Y-4) * (1+r)^3"
        first, power = f.base, 3
    if f.any_absent(column, [first, f.latest]):
        return missing()
    start, end = who(column, first), who(column, f.latest)
    if start == 0:
        return nothing_to_divide_by()
    asked = start * (1 + rate) ** power
    return compare(Fraction(end), ("over", asked), over), [Fraction(end, start)]


def mean_of_yearly_rates(f: Figures, column: str, who: Callable[[str, int], int], rate: Fraction, over: str) -> Finding:
    """Reading mean_of_yearly_rates: "the mean of the three yearly rates against r"."""
    years = [f.base, *f.past_three]
    if f.any_absent(column, years):
        return missing()
    values = [Fraction(who(column, year)) for year in years]
    if values[0] == 0 or values[1] == 0 or values[2] == 0:
        return nothing_to_divide_by()
    first_rate = values[1] / values[0] - 1
    second_rate = values[2] / values[1] - 1
    third_rate = values[3] / values[2] - 1
    mean = (first_rate + second_rate + third_rate) / 3
    return compare(mean, ("over", rate), over), [mean]


def patents_per_10000_employees(f: Figures) -> Finding:
    """A6.5.7: "SMEs' valid_invention_patents * 10,000 / SMEs' employees, ... at least 15"."""
    year = f.latest
    if f.absent("valid_invention_patents", year) or f.absent("employees", year):
        return missing()
    employees = f.of_smes("employees", year)
    if employees == 0:
        return nothing_to_divide_by()
    density = Fraction(f.of_smes("valid_invention_patents", year) * 10000, employees)
    return compare(density, ("at least", Fraction(15)), ""), [density]


def cloud_share(f: Figures, over: str) -> Finding:
    """A6.6.3: "SMEs with uses_cloud_platform / SMEs, latest year, over 10%"."""
    year = f.latest
    if f.absent("uses_cloud_platform", year):
        return missing()
    if f.smes(year) == 0:
        return nothing_to_divide_by()
    share = Fraction(f.smes_with("uses_cloud_platform", year), f.smes(year))
    return compare(share, ("over", Fraction(10, 100)), over), [share]


def software_share_rises(f: Figures) -> Finding:
    """A6.6.4: "s(Y-3) < s(Y-2) < s(Y-1), else `not_met`; the base year is not looked at"."""
    if f.any_absent("uses_industrial_software", f.past_three):
        return missing()
    for year in f.past_three:
        if f.smes(year) == 0:
            return nothing_to_divide_by()
    s = []
    for year in f.past_three:
        s.append(Fraction(f.smes_with("uses_industrial_software", year), f.smes(year)))
    return ("met" if s[0] < s[1] and s[1] < s[2] else "not_met", s)


def carbon_falls(f: Figures) -> Finding:
    """A6.7.2: "c(Y-3) > c(Y-2) > c(Y-1), else `not_met`", in tonnes."""
    if f.any_absent("co2_t", f.past_three):
        return missing()
    c = [Fraction(f.of_all("co2_t", year), TONNE_PARTS) for year in f.past_three]
    return ("met" if c[0] > c[1] and c[1] > c[2] else "not_met", c)


def output_per_energy_rises(f: Figures) -> Finding:
    """A6.7.3: "output / energy_tce: Y-1 above Y-3", in yuan per tonne of coal equivalent."""
    years = [f.past_three[0], f.latest]
    if f.any_absent(f.output_column, years) or f.any_absent("energy_tce", years):
        return missing()
    for year in years:
        # "energy of zero is `review`; output may be zero"
        if f.of_all("energy_tce", year) == 0:
            return nothing_to_divide_by()
    ratios = []
    for year in years:
        energy_tce = Fraction(f.of_all("energy_tce", year), TONNE_PARTS)
        ratios.append(f.of_all(f.output_column, year) / energy_tce)
    return ("met" if ratios[1] > ratios[0] else "not_met", ratios)


def exports_grow(f: Figures) -> Finding:
    """A6.8.3: "exports of all enterprises: Y-1 above Y-3 ... (may start from zero)"."""
    years = [f.past_three[0], f.latest]
    if f.any_absent("exports", years):
        return missing()
    e = [Fraction(f.of_all("exports", year)) for year in years]
    return ("met" if e[1] > e[0] else "not_met", e)
