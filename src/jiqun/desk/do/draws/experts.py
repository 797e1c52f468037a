"""Drawing the experts of a round's files: the commitments of all of them, then the reveals (Article 9)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from jiqun.desk.actor import Actor
from jiqun.desk.do.batch import Outcome, outcome_of
from jiqun.desk.do.draws.drawing import commit_draw, reveal_draw
from jiqun.desk.draws.populations import Purpose
from jiqun.desk.look.experts.drawing import OPEN, READY, expert_draws
from jiqun.desk.may import only
from jiqun.procedure.roles import Role
from jiqun.records.models import Case


def commit_experts(*, round_id: int, by: Actor, at: datetime) -> tuple[Outcome, ...]:
    """Commit to the draw of each file that has none; each is an act of its own. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    files = [one for one in expert_draws(round_id, by=by, at=at).files if one.state == OPEN]
    rows = Case.objects.select_related("cluster").in_bulk([one.case for one in files])
    commit = partial(commit_draw, round_id=round_id, purpose=Purpose.EXPERTS, by=by, at=at)
    return tuple(outcome_of(rows[one.case], partial(commit, case=one.case)) for one in files)


def reveal_experts(*, round_id: int, by: Actor, at: datetime) -> tuple[Outcome, ...]:
    """Reveal each draw that can be and whose pool has not changed; each is an act of its own. Raises NotThere.

    An expert who has no room left after one file is passed over in the next; that is a change of its pool, so such a
    file is left to be revealed by itself.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    files = [one for one in expert_draws(round_id, by=by, at=at).files if one.state == READY]
    rows = Case.objects.select_related("cluster").in_bulk([one.case for one in files])
    return tuple(outcome_of(rows[one.case], partial(reveal_draw, draw=one.draw or 0, by=by, at=at)) for one in files)
