"""How far a clause was missed and what would have been enough, in a few words, for those who are not recognised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from jiqun.base.saying import say_both, say_figure
from jiqun.base.words import Bi
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition
from jiqun.rules.enough import enough
from jiqun.rules.finding import Finding, Required
from jiqun.rules.judge import rule
from jiqun.rules.measuring import Tables, measure
from jiqun.rules.question import Computed
from jiqun.rules.ruleset import questions
from jiqun.rules.words import MUST_BE


def short_of(finding: Finding) -> Bi | None:
    """By how much a number misses what is asked; None where no number decides, or it is not missed."""
    margin = finding.margin
    if margin is None or margin.value > 0:
        return None
    if margin.unit in ("ratio", "per_year"):
        return say_both(abs(Fraction(str(margin.value))) * 100, "points", 0)
    return say_both(abs(margin.exact), margin.unit, 0)


def would_do(snapshot: Snapshot, finding: Finding, *, on: date, edition: Edition, readings: Mapping[str, str]) -> Bi:
    """What would have been enough, all else as it is: a number, a statement, what has to be handed in."""
    if finding.outcome == "missing":
        return _MISSING[finding.kind in ("measured", "counted")]
    if finding.outcome in ("review", "boundary") or finding.kind in ("declared", "judged"):
        return _BY_KIND.get(finding.kind, _SETTLED) if finding.outcome == "not_met" else _SETTLED
    return _number(snapshot, finding, on, edition, readings) or _line(finding.required)


def _number(snapshot: Snapshot, finding: Finding, on: date, edition: Edition, readings: Mapping[str, str]) -> Bi | None:
    asked = next(one for one in questions(edition.id, readings) if one.id == finding.clause)
    if not isinstance(asked.question, Computed):
        return None
    measures = measure(Tables(snapshot, on, readings), asked.numbers)
    ruling = rule(asked.question, measures, edition.figures, readings["over"])
    found = enough(asked.question, ruling.deciding, measures) if ruling.deciding else None
    if found is None:
        return None
    at, number = found
    value = say_both(number, at.measure.unit, measures[at.key])
    if at.back:
        return _IN_YEAR.fill(year=on.year - at.back, what=at.measure.title, value=value)
    return _ALL_ELSE.fill(what=at.measure.title, value=value)


def _line(required: Required | None) -> Bi:
    """What the article itself asks."""
    if required is None or required.op not in MUST_BE:
        return _EVERY_YEAR
    if required.exact == 0:
        return _NONE
    said = {lang: say_figure(required.exact, required.unit, lang) for lang in ("zh", "en")}
    words = MUST_BE[required.op]
    return _MUST.fill(line=Bi(zh=words.zh.format(said["zh"]), en=words.en.format(said["en"])))


_MISSING = {
    True: Bi(zh="补报所缺的数据。", en="Report the numbers that are missing."),
    False: Bi(zh="补充该条的专项说明及佐证材料。", en="State how the clause is met, with evidence."),
}
_BY_KIND = {
    "declared": Bi(
        zh="建立该条所要求的机制，并附能够证明其运行的材料。",
        en="Have in place what the clause asks, and hand in evidence that it works.",
    ),
    "judged": Bi(
        zh="针对审核人员所述理由补充说明和佐证。", en="Answer the reviewer’s reason with an account and evidence."
    ),
}
_SETTLED = Bi(zh="由审核人员审定为符合。", en="That a reviewer finds it met.")
_EVERY_YEAR = Bi(zh="按该条要求逐年改善。", en="That it gets better every year, as the clause asks.")
_NONE = Bi(zh="近三年内不得有此类情形。", en="That there is none of the kind in three years.")
_MUST = Bi(zh="须{line}。", en="It has to be {line}.")
_IN_YEAR = Bi(
    zh="其他不变，{year}年{what}达到{value}即符合。", en="All else as it is, {what} of {value} in {year} would do."
)
_ALL_ELSE = Bi(zh="其他不变，{what}为{value}即符合。", en="All else as it is, {what} of {value} would do.")
