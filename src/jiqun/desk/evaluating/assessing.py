"""The overall assessment of a year: every recognised cluster with its parts, score and place (Article 17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.evaluating.parts import Found, Source, parts_of
from jiqun.desk.evaluating.programme import rules_of
from jiqun.desk.recognised import holding_on
from jiqun.fairness.merit import Standing, order_of_merit
from jiqun.fairness.programme import Part, overall_of
from jiqun.records.models import OverallAssessment, PreparedAssessment, Recognition, Round


@dataclass(frozen=True)
class Line:
    """A cluster in a year. Without a score and place while a part waits."""

    cluster: int
    weights: Mapping[str, int]
    parts: Mapping[str, Found]
    score: Fraction | None
    place: int | None = None

    @property
    def waits(self) -> tuple[str, ...]:
        """The parts that are not there yet."""
        return tuple(name for name, one in self.parts.items() if one.waits and self.weights[name])


def lines_of(notice: Round, on: date) -> tuple[Line, ...]:
    """Every cluster recognised on the last day of the year and not revoked by `on`, those with a place first.

    Clusters that were assessed before are not assessed again: places count them.
    """
    done = dict(OverallAssessment.objects.filter(round=notice).values_list("cluster", "score"))
    rows = [row for row in assessed_in(notice, on) if row.cluster_id not in done]
    found = [_line(row, notice, on) for row in rows]
    standing = [Standing(one.cluster, one.score) for one in found if one.score is not None]
    standing += [Standing(cluster, Fraction(score)) for cluster, score in done.items()]
    places = {one.file: one.place for one in order_of_merit(standing)}
    placed = [Line(one.cluster, one.weights, one.parts, one.score, places.get(one.cluster)) for one in found]
    return tuple(sorted(placed, key=lambda one: (one.place or len(rows) + len(done) + 1, one.cluster)))


def assessed_in(notice: Round, on: date) -> Iterable[Recognition]:
    """The recognitions that held on the year's last day and were not revoked by `on`; one a cluster."""
    last = date(notice.year, 12, 31)
    rows = holding_on(last).select_related("cluster", "case__round").order_by("cluster__number", "first_day")
    later = holding_on(max(on, last)).values("pk")
    revoked = {row.pk for row in rows if row.last_day >= on} - {one["pk"] for one in later}
    return {row.cluster_id: row for row in rows if row.pk not in revoked}.values()


def as_stored(line: Line) -> dict[str, Any]:
    """A line as rows keep it."""
    return {
        "cluster": line.cluster,
        "parts": {name: _part_stored(one, line.weights[name]) for name, one in line.parts.items()},
        "score": _text(line.score),
        "place": line.place or 0,
    }


def from_stored(stored: Mapping[str, Any]) -> Line:
    """The line that a row keeps."""
    parts = stored["parts"]
    return Line(
        stored["cluster"],
        {name: one["weight"] for name, one in parts.items()},
        {name: _part_read(one) for name, one in parts.items()},
        Fraction(stored["score"]) if stored["score"] else None,
        stored["place"] or None,
    )


def of_row(row: OverallAssessment) -> Line:
    """The line of an assessment that was approved."""
    return from_stored({"cluster": row.cluster_id, "parts": row.parts, "score": row.score, "place": row.place})


def latest_prepared(notice: Round) -> PreparedAssessment | None:
    """What was prepared last, and not approved since."""
    row = PreparedAssessment.objects.filter(round=notice).select_related("by").order_by("place").last()
    approved = OverallAssessment.objects.filter(round=notice).order_by("at").last()
    return None if row is None or (approved is not None and approved.at >= row.at) else row


def _line(row: Recognition, notice: Round, on: date) -> Line:
    weights, parts = rules_of(notice).weights, parts_of(row, notice, on)
    score = overall_of(Part(name, weights[name], one.score, one.waits) for name, one in parts.items())
    return Line(row.cluster_id, weights, parts, score)


def _part_stored(one: Found, weight: int) -> dict[str, Any]:
    sources = [{"table": each.table, "keys": list(each.keys), "case": each.case} for each in one.sources]
    return {
        "weight": weight,
        "score": _text(one.score),
        "waits": one.waits,
        "why": one.why.as_dict(),
        "sources": sources,
    }


def _part_read(one: Mapping[str, Any]) -> Found:
    sources = tuple(Source(each["table"], tuple(each["keys"]), each["case"]) for each in one["sources"])
    score = Fraction(one["score"]) if one["score"] else None
    return Found(score, Bi(**one["why"]), one["waits"], sources)


def _text(score: Fraction | None) -> str:
    return "" if score is None else str(score)
