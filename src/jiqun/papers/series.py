"""The numbers that are drawn: output by year against its line, shares and growth against theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from jiqun.base.numbers import rounded
from jiqun.base.words import Bi, Lang
from jiqun.papers import words as w
from jiqun.papers.figures import must_be, rate
from jiqun.papers.view import Bar, Gauge, Line, Output, Series
from jiqun.rules.finding import Assessment

_MOST_DIGITS = 12
# How output is written in a picture: from how many yuan on, in units of how many, and their name.
_UNITS: Mapping[Lang, tuple[tuple[int, Bi], ...]] = {
    "zh": ((10**8, Bi(zh="亿元", en="")), (10**4, Bi(zh="万元", en="")), (1, Bi(zh="元", en=""))),
    "en": (
        (10**9, Bi(zh="", en="CNY billion")),
        (10**6, Bi(zh="", en="CNY million")),
        (1, Bi(zh="", en="CNY")),
    ),
}


def series_of(assessment: Assessment, lines: Mapping[str, Line], lang: Lang) -> Series:
    """What can be drawn of an assessment; a clause without its numbers is left out."""
    return Series(
        output=_output(assessment, lang),
        shares=tuple(_gauges(assessment, lines, "ratio")),
        growths=tuple(_gauges(assessment, lines, "per_year")),
    )


def _output(assessment: Assessment, lang: Lang) -> Output | None:
    edition, findings = assessment.edition, assessment.findings
    outputs = {
        one.year: one.exact for finding in findings for one in finding.basis if one.measure == "output" and one.year
    }
    figure = edition.figures.get("annual_output")
    if not outputs or figure is None:
        return None
    line = Fraction(figure.value)
    per, unit = _unit(max(*outputs.values(), line), lang)
    bars = (
        _bar(year, outputs[year] / per, line / per, year == assessment.years[0], lang)
        for year in assessment.years
        if year in outputs
    )
    title = w.OUTPUT_IN.say(lang).format(title=w.OUTPUT_BY_YEAR.say(lang), unit=unit)
    return Output(title, tuple(bars), float(line / per), must_be(figure, lang))


def _unit(most: Fraction, lang: Lang) -> tuple[int, str]:
    per, name = next((one for one in _UNITS[lang] if most >= one[0]), _UNITS[lang][-1])
    return per, name.say(lang)


def _bar(year: int, value: Fraction, line: Fraction, base: bool, lang: Lang) -> Bar:
    label = (w.BASE_YEAR if base else w.BAR_YEAR).say(lang).format(year=year)
    return Bar(label, float(value), _short(value, line), base)


def _short(value: Fraction, line: Fraction) -> str:
    """Two decimals, and more while the number would look like the line without being on it."""
    digits = 2
    while digits < _MOST_DIGITS and value != line and rounded(value * 10**digits) == rounded(line * 10**digits):
        digits += 1
    return f"{rounded(value * 10**digits) / 10**digits:,.{digits}f}"


def _gauges(assessment: Assessment, lines: Mapping[str, Line], unit: str) -> Iterator[Gauge]:
    """The latest year's number of every clause that asks a share or a growth of the law's figure."""
    for finding in assessment.findings:
        required, law = finding.required, assessment.edition.provisions[finding.clause]
        if required is None or required.unit != unit or not law.figures or not finding.observed:
            continue
        line = lines[finding.clause]
        yield Gauge(
            clause=finding.clause,
            title=line.title,
            value=float(rate(finding.observed[-1]) * 100),
            text=line.observed[-1].text,
            line=float(required.exact * 100),
            line_text=line.required,
            outcome=finding.outcome,
        )
