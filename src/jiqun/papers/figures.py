"""The numbers of a finding as texts: what was observed, what is asked, how far off it is, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from jiqun.base.saying import listed, say, say_figure
from jiqun.base.words import Bi, Lang
from jiqun.facts.sheets import SHEETS
from jiqun.law import Edition, Figure
from jiqun.papers import words as w
from jiqun.papers.view import Basis, BasisRow, Number
from jiqun.rules.finding import Absent, Finding, Observed
from jiqun.rules.question import Comparison, Computed, Question, Seen, Threshold
from jiqun.rules.words import MUST_BE

_PARTS = ("ratio", "per_year")
# Stored units that people read in another: the unit shown, and how many stored units make one.
_READ_AS: Mapping[str, tuple[str, int]] = {
    "1/10000 t": ("t", 10_000),
    "1/10000 tce": ("tce", 10_000),
    "m2": ("km2", 1_000_000),
}


def observed_numbers(finding: Finding, question: Question, edition: Edition, lang: Lang) -> tuple[Number, ...]:
    """The numbers compared, each with its year or name, never rounded onto what they are held against."""
    if not isinstance(question, Computed) or not finding.observed:
        return ()
    seen = dict(zip(question.seen, finding.observed, strict=True))
    several = len({one.title for one in finding.observed}) > 1
    return tuple(
        Number(_label(one, several, lang), _text(one, _held_against(key, question, seen, edition), lang))
        for key, one in seen.items()
    )


def rate(observed: Observed) -> Fraction:
    """The number as people read it: of a growth the yearly rate, of all else the exact number."""
    return Fraction(observed.value) if observed.root else observed.exact


def _label(one: Observed, several: bool, lang: Lang) -> str:
    if several:
        return sentence_case(one.title.say(lang))
    return w.YEAR.say(lang).format(year=one.year) if one.year else ""


def _text(one: Observed, against: Fraction | None, lang: Lang) -> str:
    if one.unit in _PARTS:
        return say(rate(one) * 100, "percent", lang, None if against is None else against * 100)
    return say(one.exact, one.unit, lang, against)


def _held_against(key: Seen, question: Computed, seen: Mapping[Seen, Observed], edition: Edition) -> Fraction | None:
    for comparison in question.comparisons:
        if comparison.left == key:
            return _right(comparison, seen, edition)
        if comparison.right == key:
            return seen[comparison.left].exact
    return None


def _right(comparison: Comparison, seen: Mapping[Seen, Observed], edition: Edition) -> Fraction:
    right = comparison.right
    return seen[right].exact if isinstance(right, Seen) else Fraction(edition.figures[right.figure].value)


def required_text(question: Question, edition: Edition, lang: Lang) -> str:
    """`over CNY 3 billion`, `at least 1, or over 10`, `falls every year`; empty where no number is asked."""
    if not isinstance(question, Computed):
        return ""
    first = question.comparisons[0]
    if isinstance(first.right, Seen):
        return _trend(first, len(question.comparisons) > 1).say(lang)
    texts = list(dict.fromkeys(must_be(figure, lang) for figure in figures_of(question, edition)))
    if len(question.comparisons) > 1 and len(texts) == 1:
        return w.EACH_YEAR.say(lang).format(what=texts[0])
    return (w.OR if question.either else w.AND).say(lang).join(texts)


def _trend(first: Comparison, every_year: bool) -> Bi:
    rises = first.op == ">"
    if every_year:
        return w.RISES if rises else w.FALLS
    return w.LAST_ABOVE_FIRST if rises else w.LAST_BELOW_FIRST


def figures_of(question: Question, edition: Edition) -> tuple[Figure, ...]:
    """The figures of the law that a question compares with, each once."""
    if not isinstance(question, Computed):
        return ()
    keys = [one.right.figure for one in question.comparisons if isinstance(one.right, Threshold)]
    return tuple(edition.figures[key] for key in dict.fromkeys(keys))


def must_be(figure: Figure, lang: Lang) -> str:
    """`over 10%`, `none`: a figure with its operator."""
    if figure.value == 0 and figure.op == "<=":
        return w.NONE_ALLOWED.say(lang)
    return MUST_BE[figure.op].say(lang).format(say_figure(figure.value, figure.unit, lang))


def overrides_text(question: Question, edition: Edition, lang: Lang) -> str:
    """Which notice set the figure, on what basis, and what the article itself says; empty where none did."""
    texts = []
    for figure in figures_of(question, edition):
        if made := figure.override:
            own = say_figure(made.article_value, figure.unit, lang)
            texts.append(w.OVERRIDE.say(lang).format(document=made.document, basis=made.legal_basis, own=own))
    return ("" if lang == "zh" else " ").join(texts)


def margin_text(finding: Finding, lang: Lang) -> str:
    """`+CNY 1.30 billion` to spare, `−14.00 points` short; empty where nothing was compared."""
    margin = finding.margin
    if margin is None or (margin.exact == 0 and finding.outcome == "met"):
        return ""
    value = Fraction(margin.value) if any(one.root for one in finding.observed) else margin.exact
    sign = "+" if value > 0 else "−" if value < 0 else ""
    if margin.unit in _PARTS:
        return sign + w.POINTS.say(lang).format(say(abs(value) * 100, "percent", lang, 0).removesuffix("%"))
    return sign + say(abs(value), margin.unit, lang, 0)


def missing_texts(missing: Iterable[Absent], lang: Lang) -> tuple[str, ...]:
    """Each absent input once, by the words of the template, with all its years."""
    years: dict[tuple[str, str | None], list[int]] = {}
    for one in missing:
        found = years.setdefault((one.sheet, one.column), [])
        if one.year:
            found.append(one.year)
    return tuple(_absent(sheet, column, found, lang) for (sheet, column), found in years.items())


def _absent(sheet_key: str, column_key: str | None, years: list[int], lang: Lang) -> str:
    sheet = SHEETS[sheet_key]
    if column_key is None:
        what = w.AS_SHEET.say(lang).format(sheet=sheet.label.say(lang))
    else:
        column = sheet.column(column_key).label.say(lang)
        what = w.AS_COLUMN.say(lang).format(sheet=sheet.label.say(lang), column=column)
    if not years:
        return what
    texts = [w.YEAR.say(lang).format(year=year) for year in sorted(set(years))]
    return w.IN_YEAR.say(lang).format(what=what, year=listed(texts, lang))


def basis_of(findings: Iterable[Finding], years: tuple[int, ...], lang: Lang) -> Basis:
    """The whole numbers behind the findings, each once, with a column for every year that has any."""
    return _basis([one for finding in findings for one in finding.basis], years, lang)


def _basis(numbers: Iterable[Observed], years: tuple[int, ...], lang: Lang) -> Basis:
    found: dict[tuple[str, Bi, str], dict[int | None, Fraction]] = {}
    for one in numbers:
        found.setdefault((one.measure, one.title, one.unit), {})[one.year] = one.exact
    used = {year for cells in found.values() for year in cells}
    columns: list[int | None] = [year for year in years if year in used] + ([None] if None in used else [])
    head = (w.YEAR.say(lang).format(year=year) if year else w.AS_OF_DATE.say(lang) for year in columns)
    rows = (
        BasisRow(sentence_case(title.say(lang)), tuple(_stored(cells.get(year), unit, lang) for year in columns))
        for (_, title, unit), cells in found.items()
    )
    return Basis(tuple(head), tuple(rows))


def basis_tables(findings: Iterable[Finding], years: tuple[int, ...], lang: Lang) -> tuple[Basis, ...]:
    """The whole numbers behind all findings in two tables: those of years, and those of the assessment date."""
    every = [one for finding in findings for one in finding.basis]
    parts = ([one for one in every if one.year], [one for one in every if not one.year])
    return tuple(_basis(part, years, lang) for part in parts if part)


def _stored(value: Fraction | None, unit: str, lang: Lang) -> str:
    if value is None:
        return ""
    shown, per = _READ_AS.get(unit, (unit, 1))
    return say(value / per, shown, lang)


def sentence_case(text: str) -> str:
    """The text with its first letter large; an ellipsis or a Chinese character stays as it is."""
    return text[:1].upper() + text[1:]
