"""What the moves of an objection leave behind: published texts, letters, and what an upheld one does to the case."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.desk.acts import Act, Effect, make_move
from jiqun.desk.do.applying.recognition import due_ahead
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.do.papers.refusals import end_by_objection
from jiqun.desk.post import tell_outside
from jiqun.desk.remedies.objecting import original_of, prepared_reason
from jiqun.desk.wrong import Wrong
from jiqun.procedure.shanghai_2024.objection import ENDINGS, MOVES
from jiqun.procedure.tables import procedure
from jiqun.records.models import ObjectorContact, PublishedText


def publish_text(act: Act, part: str, text: str) -> None:
    """Keep the text of a part as it may be published; the redactor is the one who acts, the original stays."""
    row = PublishedText.objects.create(case=act.case, part=part, text=text, by_id=act.by.person, at=act.at)
    act.rows.append(row)


def _take_up(act: Act) -> None:
    due_ahead(act)
    publish_text(act, "argument", act.given["published_text"])


def _redact(act: Act) -> None:
    part = act.given["part"]
    if not original_of(act.case, part):
        raise Wrong({"part": _PART})
    publish_text(act, part, act.given["published_text"])


def _prepare(act: Act) -> None:
    if act.given["ending"] not in ENDINGS or act.given["ending"] == "not_take_up":
        raise Wrong({"ending": _DECIDE})


def _decide(act: Act) -> None:
    """Publish the reasons, write to both sides; an upheld objection moves the application in the same transaction."""
    reason = prepared_reason(act.case)
    publish_text(act, "decision", reason)
    write_letter(act, "objection_decided")
    write_letter(act, "objection_answered")
    about, move = act.case.about, _MOVES_THE_CASE.get(act.move.name)
    if about is None or move is None:
        return
    # Another objection may have sent it back, or the operator withdrawn it: then nothing is left to be moved.
    if about.stage in procedure(about.edition, about.kind).by_name[move].start:
        effect = end_by_objection if move == "end_by_objection" else None
        given = {"reason": reason}
        make_move(about.pk, move, version=about.version, by=act.by, at=act.at, given=given, effect=effect)


def _and_tell(act: Act) -> None:
    """The effect of a move that is told outside: whoever objected hears of it too, at an address without an account."""
    if effect := _EFFECTS.get(act.move.name):
        effect(act)
    contact = ObjectorContact.objects.filter(case=act.case).first()
    if contact is None:
        return  # erased when its time was over
    cluster = act.case.cluster
    name = Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)
    words = {"number": act.case.number, "cluster": name, "done": act.move.said}
    key = f"objector:{act.case.pk}:{act.case.version + 1}"
    tell_outside(contact, key, _SUBJECT.fill(**words), _BODY.fill(**words), act.at)


_MOVES_THE_CASE = {"uphold_back": "fall_back", "uphold_end": "end_by_objection"}
_EFFECTS: Mapping[str, Effect] = {
    "take_up": _take_up,
    "redact": _redact,
    "extend_answer": due_ahead,
    "prepare_decision": _prepare,
    **dict.fromkeys(ENDINGS, _decide),
}
EFFECTS: Mapping[str, Effect] = {**_EFFECTS, **{move.name: _and_tell for move in MOVES if not move.inside}}
_PART = Bi(zh="请选择异议内容或答复。", en="Choose the objection or the answer.")
_DECIDE = Bi(zh="请选择成立或不成立。", en="Choose whether it is upheld or dismissed.")
_SUBJECT = Bi(zh="您的异议{number}：{done}", en="Your objection {number}: {done}")
_BODY = Bi(
    zh="您对{cluster}的异议（{number}）有新进展：{done}。\n\n请打开下列链接查看；该链接请勿转发。\n",
    en="Your objection to {cluster} ({number}) has moved on: {done}.\n\nSee it at this address; do not pass it on.\n",
)
