"""Numbers as people read them, in both languages, and never rounded onto the line that they are judged against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from jiqun.base.words import Bi, Lang

_MOST_DIGITS = 24


@dataclass(frozen=True)
class Form:
    """How a unit is written: the number is divided by `per`, shown with `digits` decimals, put into `pattern`."""

    per: int
    digits: int
    pattern: str


def say(value: Fraction | int, unit: str, lang: Lang, against: Fraction | int | None = None) -> str:
    """`31.20亿元`, `CNY 3.12 billion`, `50.00%` …

    Where `value` is not `against` but would look the same, decimals are added until it does not: a verdict must be
    plain from the numbers beside it.
    """
    form = _form(value, unit, lang)
    digits, text = form.digits, _number(value, form, form.digits)
    if against is not None and value != against:
        while digits < _MOST_DIGITS and text == _number(against, form, digits):
            digits += 1
            text = _number(value, form, digits)
    return form.pattern.format(text)


def say_both(value: Fraction | int, unit: str, against: Fraction | int | None = None) -> Bi:
    """`say` in both languages."""
    return Bi(zh=say(value, unit, "zh", against), en=say(value, unit, "en", against))


@lru_cache(maxsize=1_000)  # the same few figures in every assessment
def say_figure(value: Fraction | int, unit: str, lang: Lang) -> str:
    """A figure of the law, in full and without empty decimals: `30亿元`, `CNY 3 billion`, `50%`, `2.5%`."""
    share = unit in ("ratio", "per_year")
    value = Fraction(value) * (100 if share else 1)
    form = _form(value, "percent" if share else unit, lang)
    digits = next((n for n in range(_MOST_DIGITS) if (value / form.per * 10**n).denominator == 1), _MOST_DIGITS)
    return form.pattern.format(_number(value, form, digits))


def listed(texts: Sequence[str], lang: Lang) -> str:
    """`a, b and c`; `a、b和c`."""
    if len(texts) < 2:
        return "".join(texts)
    comma, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return comma.join(texts[:-1]) + last + texts[-1]


def _number(value: Fraction | int, form: Form, digits: int) -> str:
    # Half up, in whole numbers: this runs a hundred times an assessment.
    over, under = value.numerator * 10**digits, value.denominator * form.per
    whole = (2 * abs(over) + under) // (2 * under)
    head, tail = divmod(whole, 10**digits)
    sign = "-" if over < 0 and whole else ""
    return f"{sign}{head:,}" + (f".{tail:0{digits}d}" if digits else "")


def _form(value: Fraction | int, unit: str, lang: Lang) -> Form:
    if unit == "CNY":
        return _money(value if value >= 0 else -value, lang)
    forms = _FORMS.get(unit)
    if forms is None:
        digits = 0 if value.denominator == 1 else 2
        return Form(1, digits, "{}" + _COUNTERS.get(unit, "") if lang == "zh" else "{}")
    return forms(value, lang)


def _money(value: Fraction | int, lang: Lang) -> Form:
    steps = _YUAN_ZH if lang == "zh" else _YUAN_EN
    return next(form for least, form in steps if value >= least)


_YUAN_ZH = (
    (10**8, Form(10**8, 2, "{}亿元")),
    (10**4, Form(10**4, 2, "{}万元")),
    (0, Form(1, 0, "{}元")),
)
_YUAN_EN = (
    (10**9, Form(10**9, 2, "CNY {} billion")),
    (10**6, Form(10**6, 2, "CNY {} million")),
    (0, Form(1, 0, "CNY {}")),
)


def _percent(value: Fraction | int, lang: Lang) -> Form:
    return Form(1, 2, "{}%")


def _plain(digits: int, zh: str, en: str) -> Callable[[Fraction | int, Lang], Form]:
    def form(value: Fraction | int, lang: Lang) -> Form:
        least = 0 if value.denominator == 1 else digits
        return Form(1, least, zh if lang == "zh" else en)

    return form


_FORMS: Mapping[str, Callable[[Fraction | int, Lang], Form]] = {
    "percent": _percent,
    "points": lambda value, lang: Form(1, 2, "{}个百分点" if lang == "zh" else "{} percentage points"),
    "km2": _plain(2, "{}平方公里", "{} km²"),
    "t": _plain(1, "{}吨", "{} t"),
    "tce": _plain(1, "{}吨标准煤", "{} tce"),
    "CNY/tce": _plain(2, "{}元/吨标准煤", "CNY {} per tce"),
    "per_10000": _plain(2, "{}件", "{}"),
}
_COUNTERS: Mapping[str, str] = {
    "enterprises": "家",
    "incidents": "起",
    "platforms": "个",
    "standards": "项",
    "segments": "个",
    "institutions": "家",
    "kinds": "类",
    "persons": "人",
    "aspects": "个",
    "patents": "件",
    "statements": "条",
    "rows": "行",
}
