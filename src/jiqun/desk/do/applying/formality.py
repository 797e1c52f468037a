"""Filling in the formality check (形式审查, Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, make_move
from jiqun.desk.deciding.formality import items_of
from jiqun.desk.judging import latest_submission
from jiqun.desk.wrong import Wrong
from jiqun.records.models import FormalityCheck


def check_formality(
    *, case: int, version: int, seen: Mapping[str, str], notes: Mapping[str, str], by: Actor, at: datetime
) -> Act:
    """Settle every item of the checklist: `seen` says yes or no by its name, `notes` why.

    What contradicts the system needs a note. Raises NotThere, Overtaken, Refused, Wrong by item.
    """

    def keep(act: Act) -> None:
        items = items_of(act.case)
        problems = {}
        for item in items:
            if seen.get(item.name) not in ("yes", "no"):
                problems[item.name] = _SETTLE
            elif seen[item.name] != item.found and not notes.get(item.name, "").strip() and item.found != "look":
                problems[item.name] = _WHY
        if problems:
            raise Wrong(problems)
        settled = [
            {"name": one.name, "found": one.found, "seen": seen[one.name], "note": notes.get(one.name, "").strip()}
            for one in items
        ]
        row = FormalityCheck.objects.create(
            case=act.case, submission=latest_submission(act.case), items=settled, by_id=by.person, at=at
        )
        act.rows.append(row)

    return make_move(case, "check_formality", version=version, by=by, at=at, effect=keep)


_SETTLE = Bi(zh="请选择通过或不通过。", en="Say whether it passes.")
_WHY = Bi(zh="与系统检查结果不同，请说明理由。", en="This is not what the system found: say why.")
