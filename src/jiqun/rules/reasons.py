"""Why: a few plain sentences in both languages, written from the clause's record and the numbers.

A reason says what was seen, what is asked, and how that comes out: by how much, in which year, what is missing, or who
decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, is_

from jiqun.base.saying import listed, say, say_figure
from jiqun.base.words import Bi, Lang
from jiqun.facts.reviews import Review
from jiqun.law import Edition, Figure
from jiqun.rules.asks import Clause
from jiqun.rules.enough import enough
from jiqun.rules.finding import yearly_rate
from jiqun.rules.judge import Ruling, Weighed
from jiqun.rules.kit import At, Field
from jiqun.rules.measuring import Measures
from jiqun.rules.question import Comparison, Computed, Declared, Judged, Outcome, Question, Seen, Threshold
from jiqun.rules.words import (
    BOTH_OF_TWO,
    DECLARED,
    EITHER_OF_TWO,
    FLAG_BLANK,
    GROWTH_READINGS,
    JUDGED,
    MUST_BE,
    NONE_ALLOWED,
    ON_THE_LINE,
    REVIEWED,
    UNKNOWN_FIGURE,
    VERDICT_WORDS,
)


@dataclass(frozen=True)
class Told:
    """All that a reason is written from."""

    clause: Clause
    question: Question
    ruling: Ruling
    edition: Edition
    readings: Mapping[str, str]
    measures: Measures
    values: tuple[Fraction, ...]  # of the question's `seen`; none where nothing was compared
    year: int


def reason_of(told: Told) -> Bi:
    """The reason of a finding."""
    match told.question:
        case Judged(unknown=unknown):
            return UNKNOWN_FIGURE if unknown else JUDGED
        case Declared():
            return _declared(told, told.question)
        case Computed():
            return Bi(zh=_computed(told, told.question, "zh"), en=_computed(told, told.question, "en"))


def _declared(told: Told, question: Declared) -> Bi:
    words = DECLARED[told.ruling.outcome]
    if question.flag is None:
        return words
    if told.measures[question.flag.key] is None:
        words = FLAG_BLANK
    flag = question.flag.measure.title
    return Bi(zh=words.zh.format(flag=flag.zh), en=words.en.format(flag=flag.en))


def reviewed(reason: Bi, review: Review, by_numbers: bool) -> Bi:
    """The reason of a clause that a reviewer has decided; what the numbers say stays in front of it."""
    words = REVIEWED.fill(outcome=VERDICT_WORDS[review.outcome], reason=review.reason)
    return Bi(zh=reason.zh + words.zh, en=f"{reason.en} {words.en}") if by_numbers else words


def _computed(told: Told, question: Computed, lang: Lang) -> str:
    if told.ruling.missing:
        return _missing(told, lang)
    if told.ruling.zero:
        return _zero(told, lang)
    seen = _growth(told, lang) if _is_growth(question) else _seen(told, question, lang)
    parts = (seen, _asked(told, question, lang), _comes_out(told, lang))
    return "".join(parts) if lang == "zh" else " ".join(parts)


def _is_growth(question: Computed) -> bool:
    return question.comparisons[0].left.quantity.unit == "per_year"


def _number(at: At, told: Told, lang: Lang) -> str:
    """`output in 2023`, `2023年产值`."""
    title = at.measure.title.say(lang)
    if not at.back:
        return title
    return f"{told.year - at.back}年{title}" if lang == "zh" else f"{title} in {told.year - at.back}"


def _missing(told: Told, lang: Lang) -> str:
    names = listed([_number(at, told, lang) for at in told.ruling.missing], lang)
    if isinstance(told.ruling.missing[0].measure, Field) or not told.ruling.missing[0].back:
        return f"没有填报：{names}。" if lang == "zh" else f"Not reported: {names}."
    if lang == "zh":
        return f"缺少数据：{names}，没有一家企业填报。"
    return f"Missing: {names}; no enterprise reports it."


def _zero(told: Told, lang: Lang) -> str:
    names = listed([_number(at, told, lang) for at in told.ruling.zero], lang)
    if lang == "zh":
        return f"{names}为零，无从计算增长或比值，由审核人员判断。"
    return f"Zero: {names}. There is nothing to grow from or to divide by, so a person decides."


def _seen(told: Told, question: Computed, lang: Lang) -> str:
    """`Output: CNY 3.12 billion in 2023, …`."""
    lines: dict[str, list[str]] = {}
    for seen, value in zip(question.seen, told.values, strict=True):
        lines.setdefault(seen.quantity.title.say(lang), []).append(_one(seen, value, told, lang))
    sep = "：" if lang == "zh" else ": "
    texts = [title + sep + ("，" if lang == "zh" else ", ").join(numbers) for title, numbers in lines.items()]
    return _sentence(("；" if lang == "zh" else "; ").join(texts), lang)


def _one(seen: Seen, value: Fraction, told: Told, lang: Lang) -> str:
    text = _in_unit(value, seen, lang, _nearest(seen, told))
    if seen.back is None:
        return text
    made_of = _made_of(seen, told, lang)
    year = told.year - seen.back
    return f"{year}年{text}{made_of}" if lang == "zh" else f"{text}{made_of} in {year}"


def _nearest(seen: Seen, told: Told) -> Fraction | None:
    """What the number is held against, so that it is not rounded onto it."""
    for same in (is_, eq):  # nearly always the very same record, which is found without looking into any
        for weighed in told.ruling.weighed:
            if same(weighed.comparison.left, seen):
                return weighed.right
            if same(weighed.comparison.right, seen):
                return weighed.left
    return None


def _made_of(seen: Seen, told: Told, lang: Lang) -> str:
    """`(CNY 2.0 billion of CNY 3.2 billion)` behind a share."""
    if seen.quantity.unit != "ratio" or seen.back is None or seen.quantity.over is None:
        return ""
    numbers = (At(seen.quantity.measure, seen.back), At(seen.quantity.over, seen.back))
    part, whole = (say(told.measures[at.key] or 0, at.measure.unit, lang) for at in numbers)
    return f"（{part}／{whole}）" if lang == "zh" else f" ({part} of {whole})"


def _growth(told: Told, lang: Lang) -> str:
    comparison = told.ruling.weighed[0].comparison
    question = told.question
    assert isinstance(question, Computed)
    first, last = question.inputs[0], question.inputs[-1]
    rate = _rate(told.ruling.weighed[0], comparison, lang)
    start, end = (say(told.measures[at.key] or 0, at.measure.unit, lang) for at in (first, last))
    how = GROWTH_READINGS[told.readings["growth"]].say(lang)
    title = first.measure.title.say(lang)
    if lang == "zh":
        went = f"{title}由{told.year - first.back}年的{start}变为{told.year - last.back}年的{end}"
        return f"{went}，年均增速{rate}（{how}）。"
    text = f"{title} went from {start} in {told.year - first.back} to {end} in {told.year - last.back}"
    return _sentence(f"{text}, on average {rate} a year ({how})", lang)


def _rate(weighed: Weighed, comparison: Comparison, lang: Lang) -> str:
    """The yearly rate in per cent; decimals are added until it differs from the figure, as the exact numbers do."""
    root = comparison.left.root
    if not root:
        return say(weighed.left * 100, "percent", lang, weighed.right * 100)
    rate, line = (Fraction(yearly_rate(side, root)) for side in (weighed.left, weighed.right))
    return say(rate * 100, "percent", lang, line * 100)


def _in_unit(value: Fraction, seen: Seen, lang: Lang, against: Fraction | None) -> str:
    if seen.quantity.unit in ("ratio", "per_year"):
        return say(value * 100, "percent", lang, against * 100 if against is not None else None)
    return say(value, seen.quantity.unit, lang, against)


def _asked(told: Told, question: Computed, lang: Lang) -> str:
    first = question.comparisons[0]
    if isinstance(first.right, Seen):
        return _trend_asked(question, lang)
    figures = [told.edition.figures[c.right.figure] for c in question.comparisons if isinstance(c.right, Threshold)]
    texts = list(dict.fromkeys(_must_be(figure, lang) for figure in figures))
    if len(texts) == 2:
        both = EITHER_OF_TWO if question.either else BOTH_OF_TWO
        return both.fill(first=texts[0], second=texts[1]).say(lang)
    if texts[0] == NONE_ALLOWED.say(lang):
        return "不得有。" if lang == "zh" else "There must be none."
    each = len(question.comparisons) > 1
    if lang == "zh":
        return f"{'每年' if each else ''}须{texts[0]}。"
    return f"{'Each' if each else 'It'} must be {texts[0]}."


def _must_be(figure: Figure, lang: Lang) -> str:
    if figure.value == 0 and figure.op == "<=" and figure.override is None:
        return NONE_ALLOWED.say(lang)
    base = MUST_BE[figure.op].say(lang).format(say_figure(figure.value, figure.unit, lang))
    if figure.override is None:
        return base
    was = say_figure(figure.override.article_value, figure.unit, lang)
    document = figure.override.document
    return (
        f"{base}（{document}所定，条文为{was}）"
        if lang == "zh"
        else f"{base} (set by {document}; the article says {was})"
    )


def _trend_asked(question: Computed, lang: Lang) -> str:
    rises = question.comparisons[0].op == ">"
    if len(question.comparisons) > 1:
        zh, en = ("须逐年上升。", "It must rise every year.") if rises else ("须逐年下降。", "It must fall every year.")
    else:
        zh, en = "末年须高于首年。", "The last year must be above the first."
    return zh if lang == "zh" else en


def _comes_out(told: Told, lang: Lang) -> str:
    outcome, deciding = told.ruling.outcome, told.ruling.deciding
    assert deciding is not None
    if outcome == "boundary":
        return ON_THE_LINE.say(lang)
    word = VERDICT_WORDS[outcome].say(lang)
    spare = _spare(told, deciding, outcome, lang)
    return f"{word}{spare}。" if lang == "zh" else f"{word[0].upper()}{word[1:]}{spare}."


def _spare(told: Told, weighed: Weighed, outcome: Outcome, lang: Lang) -> str:
    """By how much, and in which year; nothing where the number stands exactly on the line."""
    comparison = weighed.comparison
    seen = comparison.left
    if weighed.margin == 0:
        equal = "，恰好相等" if lang == "zh" else ": exactly equal"
        return "" if outcome == "met" else equal
    size = _distance(weighed, lang)
    year = ""
    several = len(told.ruling.weighed) > 1 and len({one.margin for one in told.ruling.weighed}) > 1
    if seen.back is not None and several:
        year = f"{told.year - seen.back}年" if lang == "zh" else f" in {told.year - seen.back}"
    if weighed.margin > 0:
        return f"，{year}余量{size}" if lang == "zh" else f", with {size} to spare{year}"
    would_do = _would_do(told, weighed, lang)
    too_much = weighed.op in ("<=", "<")
    if lang == "zh":
        return f"，{year}{'超出' if too_much else '差'}{size}{would_do}"
    return f": {f'over by {size}' if too_much else f'{size} short'}{year}{would_do}"


def _would_do(told: Told, weighed: Weighed, lang: Lang) -> str:
    """What would have been enough, where the distance itself does not say so."""
    assert isinstance(told.question, Computed)
    found = enough(told.question, weighed, told.measures)
    if found is None:
        return ""
    at, number = found
    text = say(number, at.measure.unit, lang, told.measures[at.key])
    name = _number(at, told, lang)
    if _is_growth(told.question):
        year = told.year - at.back
        return f"（{year}年达到{text}即符合）" if lang == "zh" else f" ({text} in {year} would do)"
    if lang == "zh":
        return f"（其他不变，{name}为{text}即符合）"
    return f" (all else as it is, {text} of {name} would do)"


def _distance(weighed: Weighed, lang: Lang) -> str:
    seen = weighed.comparison.left
    if seen.root:
        left, right = (Fraction(yearly_rate(side, seen.root)) for side in (weighed.left, weighed.right))
        return say(abs(left - right) * 100, "points", lang, 0)
    if seen.quantity.unit in ("ratio", "per_year"):
        return say(abs(weighed.margin) * 100, "points", lang, 0)
    return say(abs(weighed.margin), seen.quantity.unit, lang, 0)


def _sentence(text: str, lang: Lang) -> str:
    return f"{text}。" if lang == "zh" else f"{text[0].upper()}{text[1:]}."
