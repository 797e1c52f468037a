"""An objection of the public to a cluster on notice: taken up, answered, decided by two (Article 9)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term, not_by
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A9 = article("9")
OPERATOR, OFFICER, APPROVER = (Role.OPERATOR,), (Role.MUNICIPAL_OFFICER,), (Role.MUNICIPAL_APPROVER,)

OPEN = Stage("open", Bi(zh="已收到，待受理", en="Objection received"), Role.MUNICIPAL_OFFICER)
ANSWERING = Stage("answering", Bi(zh="待运营管理机构答复", en="Objection to be answered"), Role.OPERATOR)
ANSWERED = Stage("answered", Bi(zh="已答复，待处理", en="Objection answered"), Role.MUNICIPAL_OFFICER)
PREPARED = Stage(
    "decision_prepared", Bi(zh="处理决定待审批", en="Decision to be signed"), Role.MUNICIPAL_APPROVER, behind="answered"
)
REFUSAL_PREPARED = Stage(
    "refusal_prepared",
    Bi(zh="不予受理待审批", en="Not taking it up, to be signed"),
    Role.MUNICIPAL_APPROVER,
    behind="open",
)
UPHELD = Stage("upheld", Bi(zh="异议成立", en="Objection upheld"), ended=True)
DISMISSED = Stage("dismissed", Bi(zh="异议不成立", en="Objection dismissed"), ended=True)
NOT_TAKEN_UP = Stage("not_taken_up", Bi(zh="异议不予受理", en="Objection not taken up"), ended=True)

# What somebody may object to a cluster on notice, and what they may ask for.
GROUNDS = {
    "false_data": Bi(zh="申报数据或材料不实", en="The data or documents are false"),
    "standards": Bi(zh="不符合第六条的认定标准", en="The standards of Article 6 are not met"),
    "incident": Bi(zh="事故、违法或严重失信", en="An accident, a violation of law or serious dishonesty"),
    "procedure": Bi(zh="认定程序违规", en="The proceeding was not as it has to be"),
    "other": Bi(zh="其他", en="Something else"),
}
REMEDIES = {
    "not_recognise": Bi(zh="不予认定", en="That it is not recognised"),
    "examine_again": Bi(zh="重新评审", en="That it is examined again"),
    "correct": Bi(zh="更正公示内容", en="That what is published is corrected"),
    "other": Bi(zh="其他（请在事实和理由中写明）", en="Something else (say so in the argument)"),
}

# How an objection may end, by the move that ends it; one that was never taken up ends in its own way.
ENDINGS = {
    "uphold_back": Bi(zh="成立，退回评审", en="Upheld: the cluster goes back to the evaluation"),
    "uphold_end": Bi(zh="成立，不予认定", en="Upheld: the cluster is not recognised"),
    "dismiss": Bi(zh="不成立", en="Dismissed"),
    "not_take_up": Bi(zh="不予受理", en="Not taken up"),
}


def _lapsed(now: Situation) -> Bi | None:
    return None if now.facts["answer_lapsed"] else Bi(zh="答复期限尚未届满。", en="There is still time to answer.")


def _redacted(now: Situation) -> Bi | None:
    missing: tuple[Bi, ...] = now.facts["not_redacted"]
    if not missing:
        return None
    return Bi(zh="请先拟定对外公布的文本：{what}。", en="Prepare the published text first: {what}.").fill(
        what=Bi(zh="、".join(one.zh for one in missing), en=", ".join(one.en for one in missing))
    )


def _as_prepared(ending: str) -> Need:
    def lack(now: Situation) -> Bi | None:
        if now.facts["prepared_ending"] == ending:
            return None
        return Bi(zh="拟办的是另一种处理结果。", en="Another ending was prepared.")

    return Need("as_prepared", A9, lack)


LAPSED = Need("answer_lapsed", A9, _lapsed)
REDACTED = Need("redacted", A9, _redacted)
_NOT_THE_PREPARER = not_by("take_up", "prepare_decision", "prepare_refusal", under=A9)


def _decide(name: str, start: Stage, end: Stage) -> Move:
    return Move(
        name,
        Bi(zh=f"决定：{ENDINGS[name].zh}", en=f"Decide: {ENDINGS[name].en}"),
        APPROVER,
        (start.name,),
        end.name,
        A9,
        (_NOT_THE_PREPARER, _as_prepared(name)),
        done=Bi(zh=f"决定异议{ENDINGS[name].zh}", en=f"Decided the objection. {ENDINGS[name].en}"),
    )


MOVES = (
    Move(
        "take_up",
        Bi(zh="受理并转运营管理机构答复", en="Take it up and ask for an answer"),
        OFFICER,
        (OPEN.name,),
        ANSWERING.name,
        A9,
        asks=("published_text", "due_on"),
        done=Bi(zh="受理了异议", en="Took the objection up"),
    ),
    Move(
        "redact",
        Bi(zh="拟定公布文本", en="Prepare the published text"),
        OFFICER,
        (ANSWERING.name, ANSWERED.name),
        "",
        A9,
        asks=("part", "published_text"),
        done=Bi(zh="拟定了公布文本", en="Prepared the published text"),
        inside=True,
    ),
    Move(
        "answer",
        Bi(zh="答复异议", en="Answer the objection"),
        OPERATOR,
        (ANSWERING.name,),
        ANSWERED.name,
        A9,
        asks=("text",),
        done=Bi(zh="答复了异议", en="Answered the objection"),
    ),
    Move(
        "extend_answer",
        Bi(zh="延长答复期限", en="Give more time to answer"),
        OFFICER,
        (ANSWERING.name,),
        "",
        A9,
        asks=("reason", "due_on"),
        extends="answer",
        done=Bi(zh="延长了答复期限", en="Gave more time to answer"),
    ),
    Move(
        "decide_unanswered",
        Bi(zh="逾期未答复，继续处理", en="Go on: it was not answered in time"),
        OFFICER,
        (ANSWERING.name,),
        ANSWERED.name,
        A9,
        (LAPSED,),
        asks=("reason",),
        done=Bi(zh="逾期未答复，继续处理", en="Went on without an answer"),
    ),
    Move(
        "prepare_decision",
        Bi(zh="拟办处理决定", en="Prepare the decision"),
        OFFICER,
        (ANSWERED.name,),
        PREPARED.name,
        A9,
        (REDACTED,),
        asks=("ending", "reason"),
        done=Bi(zh="拟办了处理决定", en="Prepared the decision"),
        inside=True,
    ),
    Move(
        "prepare_refusal",
        Bi(zh="拟不予受理", en="Prepare not to take it up"),
        OFFICER,
        (OPEN.name,),
        REFUSAL_PREPARED.name,
        A9,
        asks=("reason",),
        done=Bi(zh="拟办了不予受理", en="Prepared not to take it up"),
        inside=True,
    ),
    Move(
        "return_refusal",
        Bi(zh="退回拟办（不予受理）", en="Send it back: it is to be taken up"),
        APPROVER,
        (REFUSAL_PREPARED.name,),
        OPEN.name,
        A9,
        asks=("reason",),
        done=Bi(zh="退回不予受理拟办", en="Sent back what was prepared"),
        inside=True,
    ),
    Move(
        "return_decision",
        Bi(zh="退回拟办", en="Send it back"),
        APPROVER,
        (PREPARED.name,),
        ANSWERED.name,
        A9,
        asks=("reason",),
        done=Bi(zh="退回拟办", en="Sent the decision back"),
        inside=True,
    ),
    _decide("uphold_back", PREPARED, UPHELD),
    _decide("uphold_end", PREPARED, UPHELD),
    _decide("dismiss", PREPARED, DISMISSED),
    _decide("not_take_up", REFUSAL_PREPARED, NOT_TAKEN_UP),
)

OBJECTION = Procedure(
    "objection",
    EDITION,
    Bi(zh="公示异议", en="Objection"),
    (OPEN, ANSWERING, ANSWERED, PREPARED, REFUSAL_PREPARED, UPHELD, DISMISSED, NOT_TAKEN_UP),
    MOVES,
    (
        Term(
            "objection",
            Bi(zh="异议处理期限", en="Handling of the objection"),
            Role.MUNICIPAL_OFFICER,
            A9,
            frozenset({"open", "answered", "decision_prepared", "refusal_prepared"}),
            frozenset({"answering"}),
            by_round=True,
        ),
        Term("answer", Bi(zh="答复期限", en="Answer"), Role.OPERATOR, A9, frozenset({"answering"})),
    ),
    ("open", "answering", "answered"),
)
