"""What the moves of an objection leave behind: published texts, and what an upheld one does to the application."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect, make_move
from jiqun.desk.do.recognition import due_ahead
from jiqun.desk.wrong import Wrong
from jiqun.procedure.shanghai_2024.objection import ENDINGS
from jiqun.records.models import PublishedText

PARTS = ("argument", "answer")


def publish_text(act: Act, part: str, text: str) -> None:
    """Keep the text of a part as it may be published; the redactor is the one who acts, the original stays."""
    row = PublishedText.objects.create(case=act.case, part=part, text=text, by_id=act.by.person, at=act.at)
    act.rows.append(row)


def _take_up(act: Act) -> None:
    due_ahead(act)
    publish_text(act, "argument", act.given["published_text"])


def _redact(act: Act) -> None:
    if act.given["part"] not in PARTS:
        raise Wrong({"part": _PART})
    publish_text(act, act.given["part"], act.given["published_text"])


def _prepare(act: Act) -> None:
    """A case that was not taken up can only end so; one that was has to be decided."""
    ending, untouched = act.given["ending"], act.case.stage == "open"
    if ending not in ENDINGS or (ending == "not_take_up") != untouched:
        raise Wrong({"ending": _NOT_TAKEN_UP if untouched else _DECIDE})


def _decide(act: Act) -> None:
    """Publish the reasons; an upheld objection moves the application in the same transaction."""
    reason = str(act.given.get("reason") or _prepared_reason(act))
    publish_text(act, "decision", reason)
    about, move = act.case.about, _MOVES_THE_CASE.get(act.move.name)
    if about is not None and move is not None:
        make_move(about.pk, move, version=about.version, by=act.by, at=act.at, given={"reason": reason})


def _prepared_reason(act: Act) -> str:
    step = act.case.steps.filter(move="prepare_decision").order_by("-place").first()
    return str(step.given["reason"]) if step else ""


_MOVES_THE_CASE = {"uphold_back": "fall_back", "uphold_end": "end_by_objection"}
EFFECTS: Mapping[str, Effect] = {
    "take_up": _take_up,
    "redact": _redact,
    "extend_answer": due_ahead,
    "prepare_decision": _prepare,
    **dict.fromkeys(ENDINGS, _decide),
}
_PART = Bi(zh="请选择异议内容或答复。", en="Choose the objection or the answer.")
_NOT_TAKEN_UP = Bi(zh="尚未受理的异议只能不予受理，或先受理。", en="Take it up first, or decide not to.")
_DECIDE = Bi(zh="请选择成立或不成立。", en="Choose whether it is upheld or dismissed.")
