"""The kit's conditions in two more languages: as a spreadsheet formula, and as words for the reader of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import singledispatch

from jiqun.base.words import Bi, Lang
from jiqun.papers.xlsx.cells import quoted
from jiqun.rules.kit import (
    Always,
    Blank,
    Both,
    Column,
    Condition,
    DayName,
    Either,
    Filled,
    Lists,
    NotAfter,
    NotBefore,
    OneOf,
    Scalar,
    Yes,
)


@dataclass(frozen=True)
class Spelling:
    """How a table is spelt: where a column stands, and how a stored value is written in its cells."""

    lang: Lang
    at: Callable[[str], str]  # column key -> the address of its cell, or of all its cells
    shown: Callable[[str, Scalar], str | int]  # column key, stored value -> what the cell shows
    label: Callable[[str], str]

    def literal(self, column: Column, value: Scalar) -> str:
        shown = self.shown(column.name, value)
        return quoted(shown) if isinstance(shown, str) else str(shown)


def day_name(day: DayName) -> str:
    """The name of the cell that holds a day."""
    return f"day_{day}"


@singledispatch
def factor(condition: Condition, spell: Spelling) -> str:
    """The condition as a factor: 1 or TRUE in a row where it holds, else 0 or FALSE; over ranges, an array of them."""
    raise TypeError(f"the spreadsheet renderer does not know {condition!r}")


@factor.register
def _(condition: Always, spell: Spelling) -> str:
    return "1"


@factor.register
def _(condition: Yes, spell: Spelling) -> str:
    return f"({spell.at(condition.of.name)}={spell.literal(condition.of, True)})"


@factor.register
def _(condition: OneOf, spell: Spelling) -> str:
    at = spell.at(condition.of.name)
    tests = [f"({at}={spell.literal(condition.of, value)})" for value in condition.values]
    return tests[0] if len(tests) == 1 else f"({'+'.join(tests)}>0)"


@factor.register
def _(condition: Lists, spell: Spelling) -> str:
    item = str(spell.shown(condition.of.name, condition.item))
    return f'ISNUMBER(FIND({quoted(f";{item};")},";"&{spell.at(condition.of.name)}&";"))'


@factor.register
def _(condition: Blank, spell: Spelling) -> str:
    return f'({spell.at(condition.of.name)}="")'


@factor.register
def _(condition: Filled, spell: Spelling) -> str:
    return f'({spell.at(condition.of.name)}<>"")'


@factor.register
def _(condition: NotAfter, spell: Spelling) -> str:
    return _by_day(spell.at(condition.of.name), "<=", condition.day)


@factor.register
def _(condition: NotBefore, spell: Spelling) -> str:
    return _by_day(spell.at(condition.of.name), ">=", condition.day)


@factor.register
def _(condition: Both, spell: Spelling) -> str:
    return f"{factor(condition.left, spell)}*{factor(condition.right, spell)}"


@factor.register
def _(condition: Either, spell: Spelling) -> str:
    return f"({factor(condition.left, spell)}+{factor(condition.right, spell)}>0)"


def _by_day(at: str, operator: str, day: DayName) -> str:
    # A blank cell is 0 to a spreadsheet, and so before every day.
    return f'({at}<>"")*({at}{operator}{day_name(day)})'


_DAYS = {"on": Bi(zh="评估日", en="D"), "three_years_before": Bi(zh="评估日前三年", en="D − 3 years")}
_BLANK = Bi(zh="{}为空", en="{} is blank")
_FILLED = Bi(zh="{}已填", en="{} is filled")
_IS = Bi(zh="{}为{}", en="{} is {}")
_LISTS = Bi(zh="{}含{}", en="{} names {}")
_AND, _OR = Bi(zh="，且", en=", and "), Bi(zh="，或", en=", or ")
_LIST = Bi(zh="、", en=" / ")


@singledispatch
def told(condition: Condition, spell: Spelling) -> str:
    """The condition in words, by the labels of the columns."""
    raise TypeError(f"no words for {condition!r}")


@told.register
def _(condition: Always, spell: Spelling) -> str:
    return Bi(zh="每一行", en="every row").say(spell.lang)


@told.register
def _(condition: Yes, spell: Spelling) -> str:
    return _IS.say(spell.lang).format(spell.label(condition.of.name), spell.shown(condition.of.name, True))


@told.register
def _(condition: OneOf, spell: Spelling) -> str:
    values = _LIST.say(spell.lang).join(str(spell.shown(condition.of.name, value)) for value in condition.values)
    return _IS.say(spell.lang).format(spell.label(condition.of.name), values)


@told.register
def _(condition: Lists, spell: Spelling) -> str:
    item = spell.shown(condition.of.name, condition.item)
    return _LISTS.say(spell.lang).format(spell.label(condition.of.name), item)


@told.register
def _(condition: Blank, spell: Spelling) -> str:
    return _BLANK.say(spell.lang).format(spell.label(condition.of.name))


@told.register
def _(condition: Filled, spell: Spelling) -> str:
    return _FILLED.say(spell.lang).format(spell.label(condition.of.name))


@told.register
def _(condition: NotAfter, spell: Spelling) -> str:
    return f"{spell.label(condition.of.name)} ≤ {_DAYS[condition.day].say(spell.lang)}"


@told.register
def _(condition: NotBefore, spell: Spelling) -> str:
    return f"{spell.label(condition.of.name)} ≥ {_DAYS[condition.day].say(spell.lang)}"


@told.register
def _(condition: Both, spell: Spelling) -> str:
    return _AND.say(spell.lang).join(told(part, spell) for part in (condition.left, condition.right))


@told.register
def _(condition: Either, spell: Spelling) -> str:
    parts = _OR.say(spell.lang).join(told(part, spell) for part in (condition.left, condition.right))
    return f"（{parts}）" if spell.lang == "zh" else f"({parts})"


def columns_in(condition: Condition) -> Iterator[str]:
    """The columns that a condition looks at, as often as it does."""
    if isinstance(condition, Both | Either):
        yield from columns_in(condition.left)
        yield from columns_in(condition.right)
    elif isinstance(condition, Yes | OneOf | Lists | Blank | Filled | NotAfter | NotBefore):
        yield condition.of.name
