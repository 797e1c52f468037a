"""What the moves of an appeal leave behind; a granted one opens the case again (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect, make_move
from jiqun.desk.wrong import Wrong
from jiqun.procedure.shanghai_2024.appeal import ENDINGS


def _prepare(act: Act) -> None:
    if act.given["ending"] not in ENDINGS:
        raise Wrong({"ending": _CHOOSE})


def _grant(act: Act) -> None:
    """The case that was appealed against goes on where it was decided."""
    about = act.case.about
    assert about is not None
    step = act.case.steps.filter(move="prepare_decision").order_by("-place").first()
    reason = str(step.given["reason"]) if step else ""
    move = {"not_recognised": "reopen_examination", "declined": "reopen_review"}.get(about.stage)
    if move is None:
        raise Wrong({"ending": _CLOSED})
    make_move(about.pk, move, version=about.version, by=act.by, at=act.at, given={"reason": reason})


EFFECTS: Mapping[str, Effect] = {"prepare_decision": _prepare, "grant": _grant}
_CHOOSE = Bi(zh="请选择处理结果。", en="Choose how it ends.")
_CLOSED = Bi(zh="原案现在的阶段不能重新办理。", en="The case cannot be opened again from where it stands.")
