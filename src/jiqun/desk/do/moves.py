"""Making a move of a case: the one act behind every button, form and call of every proceeding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, Effect, make_move
from jiqun.desk.do.applying import examination, recognition
from jiqun.desk.do.changes import moves as changes
from jiqun.desk.do.checks import moves as spot_checks
from jiqun.desk.do.evaluating import moves as evaluations
from jiqun.desk.do.remedies import appeals, objections
from jiqun.desk.do.reports import moves as annual_reports
from jiqun.desk.do.revoking import moves as revocations
from jiqun.desk.may import NotThere, the_case
from jiqun.procedure.tables import procedure

# By kind of proceeding: what each move leaves behind besides the step itself.
EFFECTS: Mapping[str, Mapping[str, Effect]] = {
    "recognition": {**recognition.EFFECTS, **examination.EFFECTS},
    "spot_check": spot_checks.EFFECTS,
    "objection": objections.EFFECTS,
    "appeal": appeals.EFFECTS,
    "revocation": revocations.EFFECTS,
    "annual_report": annual_reports.EFFECTS,
    "change_report": changes.EFFECTS,
    "service_evaluation": evaluations.EFFECTS,
}


def move_case(*, case: int, move: str, version: int, given: Mapping[str, Any], by: Actor, at: datetime) -> Act:
    """Make one move, with what it asks for (`procedure.kit.ASKED`; `declared`: how somebody just proved who they are).

    Raises NotThere (the case, or the move), Overtaken, Refused with all reasons, Wrong by field.
    """
    row = the_case(by, case)
    known = procedure(row.edition, row.kind).by_name.get(move)
    if known is None or known.part_of:
        raise NotThere
    effect = EFFECTS[row.kind].get(move)
    return make_move(case, move, version=version, by=by, at=at, given=given, effect=effect)
