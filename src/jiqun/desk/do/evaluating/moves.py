"""What the moves of a service evaluation leave behind: the scores as filed, the letter with the grade (A17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiqun.desk.acts import Act, Effect
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.evaluating.programme import rules_of
from jiqun.desk.evaluating.sheets import files_on, latest_filed, sheet_of, stored
from jiqun.fairness.programme import total_of
from jiqun.records.models import EvaluationSheet, FiledEvaluation


def _file(act: Act) -> None:
    """Seal the sheet as it stands; the needs of the move have looked whether it is whole."""
    assert act.case.round is not None
    sheet = sheet_of(act.case, to_change=True)
    programme = rules_of(act.case.round)
    points = {key: one.points for key, one in stored(sheet.scores).items() if one.points is not None}
    total = total_of(programme, points)
    before = latest_filed(act.case)
    row = FiledEvaluation.objects.create(
        case=act.case,
        place=before.place + 1 if before else 1,
        scores=_scores(act, sheet),
        summary=sheet.summary,
        total=str(total),
        grade=programme.grade_of(total),
        by_id=act.by.person,
        at=act.at,
    )
    act.rows.append(row)
    act.content |= {"place": row.place, "total": row.total, "grade": row.grade}


def _scores(act: Act, sheet: EvaluationSheet) -> dict[str, dict[str, Any]]:
    files = files_on(act.case)
    return {
        key: {**one, "files": [{"id": row.pk, "name": row.name, "sha256": row.blob_id} for row in files.get(key, ())]}
        for key, one in sheet.scores.items()
    }


def _receive(act: Act) -> None:
    """Tell the operator its total and grade by letter."""
    write_letter(act, "service_evaluation")


EFFECTS: Mapping[str, Effect] = {"file_evaluation": _file, "grade": _file, "receive": _receive}
