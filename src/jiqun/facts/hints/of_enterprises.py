"""Hints about single enterprises: jumps, figures that do not go together, years that repeat each other."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.facts.hints.hint import Hint
from jiqun.facts.hints.years import LARGE_YUAN, SIZES, Years, is_large, label_of, said
from jiqun.facts.sheets import ANNUAL

# In a year of boom a firm may double; beyond three times it was merged, moved, or mistyped.
MOST_TIMES_A_YEAR = 3
# Output is what was made and revenue what was sold: stocks and work on others' material explain some, not three times.
MOST_OUTPUT_OF_REVENUE = 3
# Three sums to the last yuan are not the same twice by chance.
_NEVER_TWICE = ("revenue", "total_assets", "output_value")


def jumps(years: Years) -> Iterator[Hint]:
    """A size that is more than three times, or less than a third, of the year before."""
    for code, year, index, before in years.and_before():
        for column in SIZES:
            now, was = years.table[column][index], years.table[column][before]
            small, large = sorted((now, was))
            if large > MOST_TIMES_A_YEAR * small and is_large(column, large):
                message = _JUMP.fill(
                    firm=years.firm(code),
                    column=label_of(column),
                    year=year,
                    before=year - 1,
                    now=said(column, now),
                    was=said(column, was),
                    times=MOST_TIMES_A_YEAR,
                )
                weight = max(years.weight(index), years.weight(before))
                yield Hint("jump", message, weight, ANNUAL.key, column, year, enterprises=(code,))


def output_without_revenue(years: Years) -> Iterator[Hint]:
    """An output of more than three times the revenue."""
    for (code, year), index in years.at.items():
        output, revenue = years.table["output_value"][index], years.table["revenue"][index]
        if output >= LARGE_YUAN and output > MOST_OUTPUT_OF_REVENUE * revenue:
            message = _ABOVE_REVENUE.fill(
                firm=years.firm(code),
                year=year,
                output=say_both(output, "CNY"),
                revenue=say_both(revenue, "CNY"),
                times=MOST_OUTPUT_OF_REVENUE,
            )
            weight = years.weight(index)
            yield Hint("output_above_revenue", message, weight, ANNUAL.key, "output_value", year, enterprises=(code,))


def output_without_staff(years: Years) -> Iterator[Hint]:
    """An output made by nobody."""
    for (code, year), index in years.at.items():
        output = years.table["output_value"][index]
        if output and not years.table["employees"][index]:
            message = _NOBODY.fill(firm=years.firm(code), year=year, output=say_both(output, "CNY"))
            weight = years.weight(index)
            yield Hint("no_employees", message, weight, ANNUAL.key, "employees", year, enterprises=(code,))


def repeated_years(years: Years) -> Iterator[Hint]:
    """Revenue, assets and output that are those of the year before, to the yuan."""
    repeated: dict[str, list[tuple[int, int]]] = {}
    for code, year, index, before in years.and_before():
        same = all(years.table[column][index] == years.table[column][before] for column in _NEVER_TWICE)
        if same and years.table["revenue"][index]:
            repeated.setdefault(code, []).append((year, index))
    for code, found in repeated.items():
        listed = [str(year) for year, _ in sorted(found)]
        message = _REPEATED.fill(
            firm=years.firm(code), years=Bi(zh="、".join(listed), en=", ".join(listed)), **_column_words()
        )
        newest, index = max(found)
        yield Hint("repeated_year", message, years.weight(index), ANNUAL.key, None, newest, enterprises=(code,))


def _column_words() -> dict[str, Bi]:
    return {column: label_of(column) for column in _NEVER_TWICE}


_JUMP = Bi(
    zh="{firm}：{year}年{column}为{now}，{before}年为{was}，相差{times}倍以上。",
    en="{firm}: {column} of {year} is {now} and of {before} {was}, more than {times} times apart.",
)
_ABOVE_REVENUE = Bi(
    zh="{firm}：{year}年产值{output}，营业收入{revenue}，产值超过营业收入的{times}倍。",
    en="{firm}: output of {year} is {output}, more than {times} times the revenue of {revenue}.",
)
_NOBODY = Bi(
    zh="{firm}：{year}年产值{output}，从业人员为0。",
    en="{firm}: output of {year} is {output}, with no employees.",
)
_REPEATED = Bi(
    zh="{firm}：{years}年的“{revenue}”“{total_assets}”“{output_value}”均与上一年完全相同。",
    en="{firm}: {revenue}, {total_assets} and {output_value} of {years} are exactly those of the year before.",
)
