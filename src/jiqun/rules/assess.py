"""From a snapshot to an assessment: measure once, judge every clause, say why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypedDict, Unpack

from jiqun.base.days import years_looked_at
from jiqun.base.words import Bi
from jiqun.facts.incident_register import Merged, RegisterRow, merged
from jiqun.facts.problems import Problem
from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import Snapshot
from jiqun.law import Edition
from jiqun.rules.finding import (
    Absent,
    Assessment,
    Finding,
    Margin,
    Observed,
    Required,
    verdict_of,
    yearly_rate,
)
from jiqun.rules.judge import Ruling, Weighed, rule, value_of
from jiqun.rules.kit import At, Field
from jiqun.rules.measuring import Measures, Tables, measure
from jiqun.rules.notes import notes_of, register_notes
from jiqun.rules.question import Computed, Question, Seen, Threshold
from jiqun.rules.reasons import Told, reason_of, reviewed
from jiqun.rules.ruleset import Asked, questions


class Beside(TypedDict, total=False):
    """What may be known besides the data.

    `reviews` maps clause ids to reviewers' outcomes, which replace `review` and nothing else. `register` holds the
    officers' own entries of incidents: those of enterprises of the roster are judged together with the reported ones,
    and what differs is noted. `warnings` are those that reading the workbook gave.
    """

    reviews: Mapping[str, Review] | None
    register: Iterable[RegisterRow] | None
    warnings: tuple[Problem, ...]


def assess_snapshot(
    snapshot: Snapshot, *, on: date, edition: Edition, readings: Mapping[str, str], **beside: Unpack[Beside]
) -> Assessment:
    """Judge one cluster on a day.

    `readings` must be complete (`Edition.settle`). The assessment's `dataset_sha256` names the snapshot alone, also
    with a register. Raises nothing that a checked snapshot can cause.
    """
    asked = questions(edition.id, readings)
    register = beside.get("register")
    known = Merged(snapshot, ()) if register is None else merged(snapshot, register)
    tables = Tables(known.snapshot, on, readings)
    measures = measure(tables, (at for one in asked for at in one.numbers))
    judge = ClauseJudge(edition, readings, measures, on, snapshot.cluster["output_measure"] or "output_value")
    reviews = beside.get("reviews") or {}
    findings = tuple(_with_review(judge.finding(one), reviews.get(one.id)) for one in asked)
    name = snapshot.cluster
    return Assessment(
        edition=edition,
        assessed_on=on,
        years=years_looked_at(on),
        cluster_name=Bi(zh=name["name_zh"], en=name["name_en"] or ""),
        district=name["district"],
        dataset_sha256=snapshot.sha256,
        readings=readings,
        verdict=verdict_of([(finding.outcome, finding.blocking) for finding in findings]),
        findings=findings,
        notes=(*notes_of(tables, edition), *register_notes(known.disagreements, on)),
        warnings=beside.get("warnings", ()),
    )


def _with_review(finding: Finding, review: Review | None) -> Finding:
    if review is None or finding.outcome != "review":
        return finding
    reason = reviewed(finding.reason, review, by_numbers=finding.kind in ("measured", "counted"))
    return replace(finding, outcome=review.outcome, review=review, reason=reason)


class ClauseJudge:
    """One cluster's measures under one edition and its readings: makes the finding of a clause."""

    def __init__(
        self, edition: Edition, readings: Mapping[str, str], measures: Measures, on: date, output_measure: str
    ) -> None:
        self.edition, self.readings, self.measures, self.on = edition, readings, measures, on
        self.output_measure = output_measure

    def ruling(self, question: Question, measures: Measures | None = None) -> Ruling:
        """The outcome by these measures, or by others in their place."""
        return rule(question, measures or self.measures, self.edition.figures, self.readings["over"])

    def finding(self, asked: Asked) -> Finding:
        provision, question = asked.clause.cite, asked.question
        ruling = self.ruling(question)
        required, margin = self._line(question, ruling)
        values = self._values(question, ruling)
        told = Told(asked.clause, question, ruling, self.edition, self.readings, self.measures, values, self.on.year)
        return Finding(
            clause=provision.id,
            article=provision.article,
            group=provision.group,
            title=provision.title,
            kind=provision.kind,
            blocking=provision.blocking,
            conditional=provision.conditional,
            outcome=ruling.outcome,
            reason=reason_of(told),
            observed=self._observed(question, values),
            basis=self._basis(asked),
            required=required,
            margin=margin,
            missing=tuple(self._absent(at) for at in ruling.missing),
            readings=asked.readings_used,
        )

    def _values(self, question: Question, ruling: Ruling) -> tuple[Fraction, ...]:
        if not isinstance(question, Computed) or not ruling.weighed:
            return ()
        return tuple(value_of(seen.value, self.measures) for seen in question.seen)

    def _observed(self, question: Question, values: tuple[Fraction, ...]) -> tuple[Observed, ...]:
        if not values or not isinstance(question, Computed):
            return ()
        return tuple(self._seen(seen, value) for seen, value in zip(question.seen, values, strict=True))

    def _seen(self, seen: Seen, value: Fraction) -> Observed:
        year = self.on.year - seen.back if seen.back else None
        quantity = seen.quantity
        key = self.output_measure if quantity.key == "output" else quantity.key
        return Observed(key, quantity.title, year, value, quantity.unit, seen.root)

    def _basis(self, asked: Asked) -> tuple[Observed, ...]:
        """The whole numbers behind the comparison, where it is of more than the numbers themselves."""
        if not isinstance(asked.question, Computed):
            return ()
        return tuple(
            Observed(at.measure.key, at.measure.title, self._year(at), Fraction(value), at.measure.unit)
            for at in asked.numbers
            if (value := self.measures[at.key]) is not None
        )

    def _line(self, question: Question, ruling: Ruling) -> tuple[Required | None, Margin | None]:
        """What was asked and how far off it is: of the deciding comparison, or of the first where none was made."""
        if not isinstance(question, Computed):
            return None, None
        deciding = ruling.deciding
        comparison = deciding.comparison if deciding else question.comparisons[0]
        margin = _margin(deciding) if deciding else None
        if isinstance(comparison.right, Threshold):
            figure = self.edition.figures[comparison.right.figure]
            return Required(figure.op, Fraction(figure.value), figure.unit, figure.override), margin
        if deciding is None:
            return None, None
        return Required(deciding.op, deciding.right, comparison.left.quantity.unit), margin

    def _absent(self, at: At) -> Absent:
        source = at.measure
        if isinstance(source, Field):
            return Absent("cluster", source.column, None)
        column = self.output_measure if source.column == "output" else source.column
        return Absent(source.table, column, self._year(at))

    def _year(self, at: At) -> int | None:
        return self.on.year - at.back if at.back else None


def _margin(weighed: Weighed) -> Margin:
    """The distance; for growth in yearly rates, its `exact` in ratios."""
    seen, right = weighed.comparison.left, weighed.comparison.right
    if seen.root and isinstance(right, Threshold):
        rates = yearly_rate(weighed.left, seen.root) - yearly_rate(weighed.right, seen.root)
        return Margin(round(rates, 12), weighed.margin, seen.quantity.unit)
    from_exact = weighed.margin
    value = from_exact.numerator if from_exact.denominator == 1 else float(from_exact)
    return Margin(value, from_exact, seen.quantity.unit)
