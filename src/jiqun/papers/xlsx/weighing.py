"""One comparison as formulas: both sides as quotients of whole numbers, cross-multiplied, and which way they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod

from jiqun.base.numbers import decimal_value
from jiqun.base.words import Bi
from jiqun.papers.xlsx.cells import Formula, Grid, Value, quoted
from jiqun.papers.xlsx.measures import MeasureSheet
from jiqun.papers.xlsx.words import CODES
from jiqun.rules.finding import yearly_rate
from jiqun.rules.judge import Weighed
from jiqun.rules.question import Comparison, Computed, Outcome, Product, Seen, Threshold

# The products of a mean of yearly rates run to some thirty digits, which no spreadsheet holds: quotients are compared.
DECIMALS = 12
SAFE = 10**15  # spreadsheet programs tell whole numbers apart up to fifteen digits
_LARGEST_WHOLE = 2**53
EXACT = Bi(zh="精确", en="exact")
FIFTEEN = Bi(zh="15位有效数字", en="to 15 digits")
TWELVE = Bi(zh=f"{DECIMALS}位小数", en=f"to {DECIMALS} decimals")
Cells = Iterator[tuple[str, Value]]


@dataclass(frozen=True)
class Line:
    """One comparison and its row; `stop` is the cell that is above zero where nothing can be compared."""

    comparison: Comparison
    otherwise: Outcome
    row: int
    stop: str
    grid: Grid
    sheet: MeasureSheet
    weighed: Weighed | None

    def at(self, key: str) -> str:
        return self.grid.at(key, self.row)

    def formula(self, text: str, result: Fraction | float | str | None) -> Formula:
        """The formula where there is something to compare, else an empty text."""
        shown = "" if result is None or self.weighed is None else result
        return Formula(f'IF({self.stop}>0,"",{text})', _number(shown) if isinstance(shown, int | Fraction) else shown)

    @property
    def figure(self) -> tuple[str, Fraction]:
        """The key and value of the figure on the right."""
        assert isinstance(self.comparison.right, Threshold)
        key = self.comparison.right.figure
        return key, Fraction(self.sheet.paper.edition.figures[key].value)

    @property
    def too_long(self) -> bool:
        """Whether the products have more digits than can be cross-multiplied."""
        return any(len(product.factors) > 2 for product in self.comparison.left.value.over)

    @cached_property
    def worth(self) -> Mapping[str, int]:
        """Our own numbers for the four parts of the two quotients, where there is something to compare."""
        left, right = self.comparison.left.value, self.comparison.right
        parts = {"left_over": self._sum(left.over), "left_under": self._sum(left.under)}
        if isinstance(right, Seen):
            return {**parts, "right_over": self._sum(right.value.over), "right_under": self._sum(right.value.under)}
        over, under = threshold_parts(self.figure[1], right.power)
        return {**parts, "right_over": over, "right_under": under}

    def _sum(self, products: tuple[Product, ...]) -> int:
        numbers = self.sheet.paper.measures
        return sum(product.times * prod(numbers[at.key] or 0 for at in product.factors) for product in products)


def _number(value: int | Fraction) -> int | float:
    """Past what a cell holds exactly, the nearest number it holds."""
    number = decimal_value(value)
    return float(number) if abs(number) > _LARGEST_WHOLE else number


def threshold_parts(value: Fraction, power: int) -> tuple[int, int]:
    """The figure as a fraction; for growth, (1 + figure) to the power."""
    value = (1 + value) ** power if power else value
    return value.numerator, value.denominator


def cells_of(line: Line) -> Mapping[str, Value]:
    """Every cell of a comparison's row, by column."""
    cells: dict[str, Value] = {}
    for part in (_left, _right, _crossed, _decided, _for_reading):
        cells.update(part(line))
    return cells


def _left(line: Line) -> Cells:
    value = line.comparison.left.value
    yield "left_over", line.formula(_written(value.over, line.sheet), line.worth["left_over"])
    yield "left_under", line.formula(_written(value.under, line.sheet), line.worth["left_under"])


def _right(line: Line) -> Cells:
    right = line.comparison.right
    if isinstance(right, Seen):
        yield "op", line.comparison.op
        yield "right_over", line.formula(_written(right.value.over, line.sheet), line.worth["right_over"])
        yield "right_under", line.formula(_written(right.value.under, line.sheet), line.worth["right_under"])
        return
    key, num, den = right.figure, f"fig_{right.figure}_num", f"fig_{right.figure}_den"
    over, under = (f"({den}+{num})^{right.power}", f"{den}^{right.power}") if right.power else (num, den)
    yield "op", Formula(f"fig_{key}_op", line.sheet.paper.edition.figures[key].op)
    yield "right_over", Formula(over, line.worth["right_over"])
    yield "right_under", Formula(under, line.worth["right_under"])


def _crossed(line: Line) -> Cells:
    """Left and right made comparable: `a/b` against `c/d` as `a*d` against `c*b`."""
    at, worth, weighed = line.at, line.worth, line.weighed
    if line.too_long:
        for side, value in (("left", weighed.left if weighed else None), ("right", weighed.right if weighed else None)):
            rounded = None if value is None else round(float(value), DECIMALS)
            yield (
                f"{side}_cross",
                line.formula(f"ROUND({at(f'{side}_over')}/{at(f'{side}_under')},{DECIMALS})", rounded),
            )
        return
    for key, one, other in (
        ("left_cross", "left_over", "right_under"),
        ("right_cross", "right_over", "left_under"),
    ):
        yield key, line.formula(f"{at(one)}*{at(other)}", worth[one] * worth[other])


def _decided(line: Line) -> Cells:
    """Which way they differ, in the operator's direction, the outcome that it makes, and how exactly it is told."""
    at, weighed = line.at, line.weighed
    left, right = at("left_cross"), at("right_cross")
    ahead = None if weighed is None else (weighed.margin > 0) - (weighed.margin < 0)
    yield "ahead", line.formula(f"{_direction(line)}*IF({left}>{right},1,IF({left}<{right},-1,0))", ahead)
    holds = f'OR({at("ahead")}>0,AND({at("ahead")}=0,RIGHT({at("op")},1)="="))'
    code = CODES[weighed.outcome] if weighed else None
    yield "code", line.formula(f"IF({holds},{CODES['met']},{_missed(line)})", code)
    yield "digits", line.formula(*_digits(line))


def _direction(line: Line) -> str:
    return f'IF(LEFT({line.at("op")},1)=">",1,-1)'


def _missed(line: Line) -> str:
    """What a comparison comes to that does not hold; on the figure of an "over", what the reading says."""
    otherwise = str(CODES[line.otherwise])
    if not isinstance(line.comparison.right, Threshold):
        return otherwise
    on_it = str(CODES["boundary"])
    for value, code in (("includes", CODES["met"]), ("excludes", CODES["not_met"])):
        on_it = f'IF(reading_over="{value}",{code},{on_it})'
    return f'IF(AND({line.at("ahead")}=0,{line.at("op")}=">"),{on_it},{otherwise})'


def _digits(line: Line) -> tuple[str, str]:
    say, worth = line.sheet.paper.say, line.worth
    if line.too_long:
        return quoted(say(TWELVE)), say(TWELVE)
    longest = max(worth["left_over"] * worth["right_under"], worth["right_over"] * worth["left_under"])
    text = f"MAX({line.at('left_cross')},{line.at('right_cross')})<1E+15"
    return f"IF({text},{quoted(say(EXACT))},{quoted(say(FIFTEEN))})", say(EXACT if longest < SAFE else FIFTEEN)


def _for_reading(line: Line) -> Cells:
    """What people read: the quantity, what it must be, how much is to spare; growth as a yearly rate."""
    at, weighed, root = line.at, line.weighed, line.comparison.left.root
    ratio = f"{at('left_over')}/{at('left_under')}"
    yield "observed", line.formula(_rooted(ratio, root), _read(weighed.left, root) if weighed else None)
    if isinstance(line.comparison.right, Seen):
        required = f"{at('right_over')}/{at('right_under')}"
        yield "required", line.formula(required, weighed.right if weighed else None)
    else:
        key, value = line.figure
        yield "required", Formula(f"fig_{key}_num/fig_{key}_den", decimal_value(value))
    difference = f"{_direction(line)}*({at('observed')}-{at('required')})"
    yield "margin", line.formula(f"ROUND({difference},{DECIMALS})" if root else difference, _margin(line))


def _rooted(ratio: str, root: int) -> str:
    return f"ROUND(({ratio})^(1/{root})-1,{DECIMALS})" if root else ratio


def _read(value: Fraction, root: int) -> Fraction | float:
    return yearly_rate(value, root) if root else value


def _margin(line: Line) -> Fraction | float | None:
    weighed, root = line.weighed, line.comparison.left.root
    if weighed is None:
        return None
    if not root:
        return weighed.margin
    rates = yearly_rate(weighed.left, root) - float(line.figure[1])
    return round(rates if weighed.op.startswith(">") else -rates, DECIMALS)


def _written(products: tuple[Product, ...], sheet: MeasureSheet) -> str:
    """Sums of products over the cells of the measures."""
    return "+".join("*".join(_factors(product, sheet)) for product in products).replace("+-", "-")


def _factors(product: Product, sheet: MeasureSheet) -> list[str]:
    cells = [sheet.cell(at) for at in product.factors]
    return cells if product.times == 1 and cells else [str(product.times), *cells]


def stops(question: Computed, sheet: MeasureSheet) -> Mapping[str, Formula]:
    """What keeps a question from being compared: numbers absent, no rows at all, zeroes to grow from or divide by."""
    numbers = sheet.paper.measures
    inputs = tuple(dict.fromkeys(question.inputs))
    none = question.rows is not None and not numbers[question.rows.key]
    zeroes = "+".join(f"({sheet.cell(at)}=0)" for at in question.bases)
    return {
        "absent": Formula(
            f"{len(inputs)}-COUNT({','.join(map(sheet.cell, inputs))})", sum(numbers[at.key] is None for at in inputs)
        ),
        "no_rows": Formula(f"({sheet.cell(question.rows)}=0)*1" if question.rows else "0", int(none)),
        "zero": Formula(f"0+{zeroes}" if zeroes else "0", sum(numbers[at.key] == 0 for at in question.bases)),
    }
