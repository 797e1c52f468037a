"""How wide rows are read once into measures: one step, only the columns and years that a clause looks at.

Wide rows have no NULL among their numbers and a word of bits for each year (`facts.dataset.wide_annual`). A condition
becomes a factor of 0 or 1, which multiplies: half the time of a CASE, as nothing branches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiqun.facts.dataset import wide_annual, wide_honours
from jiqun.facts.dataset.wide_honours import Places
from jiqun.rules.kit import Always, Both, Column, Condition, Count, Measure, OneOf, Sum, Yes
from jiqun.rules.measures import DOMINANT, SME
from jiqun.rules.nation.plans import Years
from jiqun.rules.nation.sql import Days, Name, condition_sql, literal


def annual_sql(years: Years, source: str, sme_of: str) -> str:
    """A query over wide annual rows that gives `cluster_id` and every wanted number by its key, NULL where absent."""
    rows: dict[str, str] = {}  # what is taken of each row, by name
    numbers, added = [], []
    for at in years.wanted:
        measure, year = at.measure, years.year(at)
        assert isinstance(measure, Measure)
        rows |= dict(_taken(measure, year, years.on.year - 1, sme_of))
        added.append(f"SUM({_product(measure, year)}) AS {at.key}")
        filled = wide_annual.is_filled(measure.column, year) if measure.column else wide_annual.has_row(year)
        numbers.append(f"CASE WHEN {filled} THEN CAST({at.key} AS BIGINT) END AS {at.key}")
    words = [wide_annual.marks(year) for year in sorted({years.year(at) for at in years.wanted})]
    added += [f"BIT_OR({word}) AS {word}" for word in words]
    taken = ", ".join(dict.fromkeys([*words, *(f"{sql} AS {name}" for name, sql in rows.items())]))
    return (
        f"SELECT cluster_id, {', '.join(numbers)} FROM (SELECT cluster_id, {', '.join(added)} "
        f"FROM (SELECT cluster_id, {taken} FROM {source}) r GROUP BY cluster_id) s"
    )


def honours_sql(measures: Sequence[Measure], source: str, places: Places, days: Days) -> str:
    """A query over wide honours that gives `cluster_id` and every measure: enterprises, each counted once.

    Raises TypeError for a measure that counts anything else.
    """
    numbers = ", ".join(f"{_holders(measure, places, days)} AS {measure.key}" for measure in measures)
    return f"SELECT cluster_id, {numbers} FROM {source} GROUP BY cluster_id"


def _holders(measure: Measure, places: Places, days: Days) -> str:
    """How many enterprises hold an honour that counts, in whichever of its places."""
    if not isinstance(measure.by, Count) or measure.by.distinct != Column("credit_code"):
        raise TypeError(f"no question to wide honours: {measure.by!r}")
    where = measure.by.where
    held = " OR ".join(
        condition_sql(where, _in_place(honour, place), days)
        for honour, many in places.items()
        if _may_be(where, honour)
        for place in range(many)
    )
    return f"COUNT(CASE WHEN {held} THEN 1 END)" if held else "CAST(0 AS BIGINT)"


def _in_place(honour: str, place: int) -> Name:
    names = {
        "honour": literal(honour),
        "awarded_on": wide_honours.awarded_on(honour, place),
        "valid_until": wide_honours.valid_until(honour, place),
    }
    return lambda column: names.get(column, column)


def _may_be(where: Condition, honour: str) -> bool:
    """Whether a condition can hold for an honour: what cannot is not worth asking in every row."""
    if isinstance(where, Both):
        return _may_be(where.left, honour) and _may_be(where.right, honour)
    return not (isinstance(where, OneOf) and where.of == Column("honour") and honour not in where.values)


def _taken(measure: Measure, year: int, latest: int, sme_of: str) -> Iterator[tuple[str, str]]:
    """The number that a measure adds up, and its factors, by the names that `_product` gives them."""
    if isinstance(measure.by, Sum):
        column = wide_annual.of_year(measure.by.of.name, year)
        yield column, column
    for factor in _factors(_where(measure)):
        yield _named(factor, year), f"CASE WHEN {_holds(factor, year, latest, sme_of)} THEN 1 ELSE 0 END"


def _product(measure: Measure, year: int) -> str:
    added = [wide_annual.of_year(measure.by.of.name, year)] if isinstance(measure.by, Sum) else []
    return " * ".join([*added, *(_named(factor, year) for factor in _factors(_where(measure)))]) or "1"


def _where(measure: Measure) -> Condition:
    assert isinstance(measure.by, Sum | Count)
    return measure.by.where


def _factors(where: Condition) -> list[Condition]:
    """A condition taken apart. Raises TypeError for what wide rows cannot answer by themselves."""
    if isinstance(where, Always):
        return []
    if where == SME or isinstance(where, Yes):
        return [where]
    if isinstance(where, Both):
        return [*_factors(where.left), *_factors(where.right)]
    raise TypeError(f"no question to wide rows: {where!r}")


def _named(factor: Condition, year: int) -> str:
    if factor == SME:
        return f"is_sme_{year}"
    if factor == DOMINANT:
        return "is_dominant"
    assert isinstance(factor, Yes)
    return f"says_{wide_annual.of_year(factor.of.name, year)}"


def _holds(factor: Condition, year: int, latest: int, sme_of: str) -> str:
    if factor == SME:
        own_year = wide_annual.is_sme(year)
        return own_year if sme_of == "each_year" else f"{wide_annual.is_sme(latest)} AND {wide_annual.has_row(year)}"
    assert isinstance(factor, Yes)
    return factor.of.name if factor == DOMINANT else wide_annual.says_yes(factor.of.name, year)
