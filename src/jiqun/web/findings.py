"""The findings of Article 6 as pages show them: from an assessment in its JSON form to nine groups of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jiqun.base.saying import say, say_figure
from jiqun.base.words import Bi, Lang
from jiqun.law import Edition, edition
from jiqun.papers.figures import missing_texts, required_text, sentence_case
from jiqun.papers.view import OUTCOME_ORDER, WORST_FIRST
from jiqun.papers.words import BECAUSE, POINTS
from jiqun.rules.finding import Absent
from jiqun.rules.question import Computed, Question
from jiqun.rules.ruleset import questions
from jiqun.rules.words import KINDS, MUST_BE

Json = Mapping[str, Any]
_SHARES = ("ratio", "per_year")
_YEAR = Bi(zh="{year}年", en="{year}")
_OF_ARTICLE = Bi(zh="条文本身为{own}，由{document}改定", en="the article itself says {own}; set by {document}")


@dataclass(frozen=True)
class Number:
    """A number that was compared, with its year or its name where there are several."""

    label: str
    text: str


@dataclass(frozen=True)
class Read:
    """How an open question of the text was read for a clause: by default, or by an interpretation of that number."""

    question: str
    answer: str
    number: str


@dataclass(frozen=True)
class Line:
    """One clause, ready to be shown."""

    clause: str
    title: str
    asks: str
    kind: str
    blocking: bool
    conditional: bool
    outcome: str
    reason: str
    observed: tuple[Number, ...]
    required: str
    note: str
    margin: str
    short: bool
    missing: tuple[str, ...]
    reviewed: bool
    files: tuple[Any, ...]
    holds: str
    statement: str
    read: tuple[Read, ...]

    @property
    def settled(self) -> tuple[Read, ...]:
        """What interpretations have settled of it."""
        return tuple(one for one in self.read if one.number)

    @property
    def in_the_way(self) -> bool:
        return self.blocking and self.outcome in WORST_FIRST


@dataclass(frozen=True)
class Group:
    """One of the nine groups; `state` is the worst outcome among the clauses that count."""

    number: int
    title: str
    state: str
    lines: tuple[Line, ...]

    @property
    def in_the_way(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.in_the_way)


@dataclass(frozen=True)
class Findings:
    """All of it: the verdict and why, how many clauses came out which way, the groups."""

    verdict: str
    because: str
    counts: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]

    @property
    def in_the_way(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.in_the_way)


def findings_of(assessment: Json, lang: Lang, *, files: Iterable[Any] = (), statements: Any = None) -> Findings:
    """The texts of an assessment. `files` have `clauses`; `statements` are (yes or no, text) by clause."""
    law = edition(assessment["procedures"])
    asked = {one.id: one.question for one in questions(law.id, assessment["readings"])}
    bound = _by_clause(files)
    lines = [
        _line(
            one,
            asked.get(one["clause"]),
            law,
            lang,
            (bound.get(one["clause"], ()), (statements or {}), tuple(_read(one, assessment, law, lang))),
        )
        for one in assessment["findings"]
    ]
    outcomes = [line.outcome for line in lines]
    failing = WORST_FIRST[:1] if assessment["verdict"] == "not_eligible" else WORST_FIRST
    return Findings(
        verdict=assessment["verdict"],
        because=BECAUSE[assessment["verdict"]]
        .fill(count=sum(line.blocking and line.outcome in failing for line in lines))
        .say(lang),
        counts=tuple((one, outcomes.count(one)) for one in OUTCOME_ORDER if one in outcomes),
        groups=tuple(_groups(lines, law, lang)),
    )


def _groups(lines: list[Line], law: Edition, lang: Lang) -> Iterable[Group]:
    for number, title in law.groups.items():
        if of_group := tuple(line for line in lines if law.provisions[line.clause].group == number):
            counting = [line.outcome for line in of_group if line.blocking]
            state = min(counting, key=OUTCOME_ORDER.index, default="not_applicable")
            yield Group(number, title.say(lang), state, of_group)


def _by_clause(files: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for file in files:
        for clause in file.clauses:
            found[clause] = (*found.get(clause, ()), file)
    return found


def _line(one: Json, question: Question | None, law: Edition, lang: Lang, beside: tuple[Any, Any, Any]) -> Line:
    provision = law.provisions[one["clause"]]
    files, statements, read = beside
    holds, statement = statements.get(one["clause"], ("", ""))
    margin = one["margin"]
    return Line(
        clause=one["clause"],
        title=one["title"][lang],
        asks=provision.asks.say(lang),
        kind=KINDS[one["kind"]].say(lang),
        blocking=one["blocking"],
        conditional=one["conditional"],
        outcome=one["outcome"],
        reason=one["reason"][lang],
        observed=_observed(one, question, lang),
        required=_required(one, question, law, lang),
        note=_note(one, lang),
        margin=_margin(one, question, lang),
        short=bool(margin) and margin["value"] < 0,
        missing=missing_texts((Absent(**absent) for absent in one["missing"]), lang),
        reviewed="review" in one,
        files=files,
        holds=holds,
        statement=statement,
        read=read,
    )


def _read(one: Json, assessment: Json, law: Edition, lang: Lang) -> Iterable[Read]:
    """The open questions that a finding hangs on, each with its answer in force when it was judged."""
    for key in one["readings"]:
        reading, value = law.readings[key], assessment["readings"][key]
        means = next((option.means for option in reading.options if option.value == value), None)
        answer = means.say(lang) if means else value
        yield Read(reading.question.say(lang), answer, assessment.get("settled_by", {}).get(key, ""))


def _observed(one: Json, question: Question | None, lang: Lang) -> tuple[Number, ...]:
    seen = question.seen if isinstance(question, Computed) else ()
    if len(seen) != len(one["observed"]):
        return ()
    several = len({number["measure"] for number in one["observed"]}) > 1
    line = Fraction(one["required"]["exact"]) if one["required"] else None
    shown = []
    for key, number in zip(seen, one["observed"], strict=True):
        year = _YEAR.fill(year=number["year"]).say(lang) if number["year"] else ""
        label = sentence_case(key.quantity.title.say(lang)) if several else year
        against = line if one["required"] and one["required"]["unit"] == number["unit"] else None
        shown.append(Number(label, _said(number, lang, bool(key.root), against)))
    return tuple(shown)


def _said(number: Json, lang: Lang, root: bool, against: Fraction | None) -> str:
    """Of a growth the yearly rate, of all else the exact number, never rounded onto its line."""
    value = Fraction(number["value"]) if root else Fraction(number["exact"])
    if number["unit"] in _SHARES:
        return say(value * 100, "percent", lang, None if against is None else against * 100)
    return say(value, number["unit"], lang, against)


def _required(one: Json, question: Question | None, law: Edition, lang: Lang) -> str:
    required = one["required"]
    if required and "override" in required:
        return MUST_BE[required["op"]].say(lang).format(say_figure(Fraction(required["exact"]), required["unit"], lang))
    if question is None or not isinstance(question, Computed):
        return ""
    return required_text(question, law, lang)


def _note(one: Json, lang: Lang) -> str:
    made = (one["required"] or {}).get("override")
    if not made:
        return ""
    own = say_figure(Fraction(made["article_exact"]), one["required"]["unit"], lang)
    return _OF_ARTICLE.fill(own=own, document=made["document"]).say(lang)


def _margin(one: Json, question: Question | None, lang: Lang) -> str:
    """`+CNY 1.30 billion` to spare, `−14.00 points` short; empty where nothing was compared, or exactly met."""
    margin = one["margin"]
    if not margin or (margin["exact"] == "0" and one["outcome"] == "met"):
        return ""
    rooted = isinstance(question, Computed) and any(seen.root for seen in question.seen)
    value = Fraction(margin["value"]) if rooted else Fraction(margin["exact"])
    sign = "+" if value > 0 else "−" if value < 0 else ""
    if margin["unit"] in _SHARES:
        return sign + POINTS.say(lang).format(say(abs(value) * 100, "percent", lang, 0).removesuffix("%"))
    return sign + say(abs(value), margin["unit"], lang, 0)
