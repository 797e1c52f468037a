"""The sheet of an evaluation: points and what they rest on; what it lacks; what was filed (Article 17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.programme import rules_of
from jiqun.desk.evaluation_parties import EVALUATION
from jiqun.fairness.programme import Programme, read_points
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, EvaluationSheet, Evidence, FiledEvaluation

LONGEST = 4_000  # letters of what points rest on
MOST_FILES = 10  # of a criterion
EDITABLE = ("in_evaluation", "replied")


@dataclass(frozen=True)
class Said:
    """What is said of one criterion: points, what they rest on, and why they changed since they were filed."""

    points: Fraction | None = None
    basis: str = ""
    why: str = ""


def stored(scores: Mapping[str, Mapping[str, Any]]) -> dict[str, Said]:
    """By criterion, what stands on a sheet or was filed."""
    return {key: _said(one) for key, one in scores.items()}


def written(
    programme: Programme, typed: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, dict[str, str]], dict[str, Bi | None]]:
    """What was typed, as it is stored, and by field what cannot be taken; a blank is nothing yet."""
    kept: dict[str, dict[str, str]] = {}
    problems: dict[str, Bi | None] = {}
    for one in programme.criteria:
        fields = {name: typed.get(one.key, {}).get(name, "").strip() for name in ("points", "basis", "why")}
        points = read_points(fields["points"])
        if fields["points"] and points is None:
            problems[f"points-{one.key}"] = _POINTS
        for name in ("basis", "why"):
            if len(fields[name]) > LONGEST:
                problems[f"{name}-{one.key}"] = _LONG.fill(n=LONGEST)
        kept[one.key] = fields | {"points": "" if points is None else str(points)}
    return kept, problems


def unscored(case: Case) -> tuple[Bi, ...]:
    """The criteria without points, or without what they rest on."""
    assert case.round is not None
    said = stored(sheet_of(case).scores)
    return tuple(
        one.title
        for one in rules_of(case.round).criteria
        if (found := said.get(one.key, Said())).points is None or not found.basis
    )


def unexplained(case: Case) -> tuple[Bi, ...]:
    """The criteria whose points differ from those that were filed last, without a reason."""
    assert case.round is not None
    said, filed = stored(sheet_of(case).scores), latest_filed(case)
    before = stored(filed.scores) if filed else {}
    return tuple(
        one.title
        for one in rules_of(case.round).criteria
        if one.key in before and (found := said.get(one.key, Said())).points != before[one.key].points and not found.why
    )


def sheet_of(case: Case, *, to_change: bool = False) -> EvaluationSheet:
    """The sheet of a case."""
    rows = EvaluationSheet.objects.select_for_update() if to_change else EvaluationSheet.objects.all()
    return rows.get(case=case)


def latest_filed(case: Case) -> FiledEvaluation | None:
    """What was filed last; None before the first filing."""
    return FiledEvaluation.objects.filter(case=case).order_by("place").last()


def files_on(case: Case) -> dict[str, list[Evidence]]:
    """By criterion, the files that are on the sheet now."""
    found: dict[str, list[Evidence]] = {}
    for row in Evidence.objects.filter(case=case, removed_at=None).select_related("blob").order_by("pk"):
        found.setdefault(row.clauses, []).append(row)
    return found


def filed_files(case: Case) -> frozenset[int]:
    """The files that were filed with any place of the evaluation: what others than the evaluator may read."""
    rows = FiledEvaluation.objects.filter(case=case).values_list("scores", flat=True)
    return frozenset(file["id"] for scores in rows for one in scores.values() for file in one["files"])


def may_read(file: Evidence, by: Actor) -> bool:
    """Whether a file is there for somebody who sees its case: of an evaluation, for others once it was filed."""
    return file.case.kind != EVALUATION or by.role == Role.EVALUATOR or file.pk in filed_files(file.case)


def _said(one: Mapping[str, Any]) -> Said:
    points = Fraction(one["points"]) if one.get("points") else None
    return Said(points, str(one.get("basis", "")), str(one.get("why", "")))


_POINTS = Bi(zh="请填写0至100的分值，最多两位小数。", en="Points from 0 to 100, with two decimals at most.")
_LONG = Bi(zh="最长{n}字，更多内容请作为附件。", en="At most {n} characters: attach what is longer.")
