"""What the yearly rows say: totals, shares' parts, who is an SME, what is absent."""

from datetime import date

from .size import size_class

Row = dict[str, object]
Sheets = dict[str, list[Row]]


def amount(row: Row, column: str) -> int:
    """A whole number of a row: "a blank in a column that other rows ... fill counts as zero"."""
    value = row.get(column)
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{column}: a whole number is wanted, not {value!r}")
    return value


def yes(row: Row, column: str) -> bool:
    """A yes/no cell: a blank counts 'as "no" for a yes/no column'."""
    value = row.get(column)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise TypeError(f"{column}: yes or no is wanted, not {value!r}")
    return value


def text(row: Row, column: str) -> str:
    """A filled text cell."""
    value = row[column]
    if not isinstance(value, str):
        raise TypeError(f"{column}: a text is wanted, not {value!r}")
    return value


class Figures:
    """The sheets `cluster`, `enterprises` and `annual` (they "must exist") of one cluster."""

    def __init__(self, sheets: Sheets, on: date, sme_of: str) -> None:
        # "`D` is the assessment date, `Y` its year. The past three years are Y-3, Y-2, Y-1;
        # the base year is Y-4; "latest" is Y-1."
        self.latest = on.year - 1
        self.past_three = [on.year - 3, on.year - 2, on.year - 1]
        self.base = on.year - 4
        self.sme_of = sme_of
        self.cluster = sheets["cluster"][0]
        self.enterprises = sheets["enterprises"]
        self.annual = sheets["annual"]
        # "`output` is the cluster's `output_measure` column."
        self.output_column = str(self.cluster.get("output_measure") or "output_value")

    def rows(self, year: int) -> list[Row]:
        """The rows of a year."""
        found = []
        for row in self.annual:
            if row["year"] == year:
                found.append(row)
        return found

    def enterprise(self, credit_code: str) -> Row:
        """The enterprise of a code."""
        for row in self.enterprises:
            if row["credit_code"] == credit_code:
                return row
        raise KeyError(credit_code)

    def in_dominant_industry(self, credit_code: str) -> bool:
        """The enterprise's own flag."""
        return yes(self.enterprise(credit_code), "in_dominant_industry")

    def is_sme(self, credit_code: str, year: int) -> bool:
        """An SME "if its size class that year is `medium`, `small` or `micro`"."""
        if self.sme_of == "latest_year":
            # "its class of the latest year stands for all years (no row in the latest year:
            # not an SME)"
            year = self.latest
        for row in self.rows(year):
            if row["credit_code"] == credit_code:
                size = size_class(
                    text(self.enterprise(credit_code), "industry_code"),
                    amount(row, "employees"),
                    amount(row, "revenue"),
                    amount(row, "total_assets"),
                )
                return size in ("medium", "small", "micro")
        return False

    def absent(self, column: str, year: int) -> bool:
        """A measure is "absent if no row of that year (SME or not) fills its column"."""
        return all(row.get(column) is None for row in self.rows(year))

    def any_absent(self, column: str, years: list[int]) -> bool:
        """Whether the measure is absent in any of the years."""
        return any(self.absent(column, year) for year in years)

    def of_all(self, column: str, year: int) -> int:
        """The sum over all enterprises."""
        total = 0
        for row in self.rows(year):
            total += amount(row, column)
        return total

    def of_smes(self, column: str, year: int) -> int:
        """The sum over the SMEs of that year."""
        total = 0
        for row in self.rows(year):
            if self.is_sme(text(row, "credit_code"), year):
                total += amount(row, column)
        return total

    def of_dominant_industry(self, column: str, year: int) -> int:
        """The sum over "enterprises with in_dominant_industry"."""
        total = 0
        for row in self.rows(year):
            if self.in_dominant_industry(text(row, "credit_code")):
                total += amount(row, column)
        return total

    def smes(self, year: int) -> int:
        """'"SMEs" in a share of firms are the SMEs with a row that year.'"""
        count = 0
        for row in self.rows(year):
            if self.is_sme(text(row, "credit_code"), year):
                count += 1
        return count

    def smes_with(self, column: str, year: int) -> int:
        """The SMEs that say yes in a column."""
        count = 0
        for row in self.rows(year):
            if self.is_sme(text(row, "credit_code"), year) and yes(row, column):
                count += 1
        return count
