"""An appeal against a decision, by the operator or an enterprise; decided by people not involved before (Article 9)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term, not_by
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A9 = article("9")
OFFICER, APPROVER = (Role.MUNICIPAL_OFFICER,), (Role.MUNICIPAL_APPROVER,)

LODGED = Stage("lodged", Bi(zh="已提出，待受理", en="Appeal lodged"), Role.MUNICIPAL_OFFICER)
UNDER_REVIEW = Stage("under_review", Bi(zh="复核中", en="Appeal under review"), Role.MUNICIPAL_OFFICER)
PREPARED = Stage(
    "decision_prepared",
    Bi(zh="复核决定待审批", en="Decision to be signed"),
    Role.MUNICIPAL_APPROVER,
    behind="under_review",
)
GRANTED = Stage("granted", Bi(zh="复核成立", en="Appeal granted"), ended=True)
DISMISSED = Stage("dismissed", Bi(zh="复核不成立", en="Appeal dismissed"), ended=True)
NOT_TAKEN_UP = Stage("not_taken_up", Bi(zh="复核不予受理", en="Appeal not taken up"), ended=True)
TAKEN_BACK = Stage("taken_back", Bi(zh="复核已撤回", en="Appeal taken back"), ended=True)

# The decisions that may be appealed against, by the stage that they led to; the move that opens the case again.
REOPENED_BY = {
    "declined": "reopen_review",
    "not_recognised": "reopen_examination",
    "revoked": "reopen_revocation",
}

GROUNDS = {
    "facts": Bi(zh="认定事实不清或有误", en="The facts were established wrongly"),
    "figures": Bi(zh="数据或指标计算有误", en="Figures were counted or computed wrongly"),
    "standard": Bi(zh="适用条款有误", en="A clause was applied wrongly"),
    "procedure": Bi(zh="违反规定程序", en="The procedure was not followed"),
    "impartial": Bi(zh="应当回避而未回避", en="Somebody with a conflict of interest took part"),
    "new_evidence": Bi(zh="有新的证据材料", en="There is new evidence"),
}
REMEDIES = {
    "reopen": Bi(zh="撤销原决定，重新办理", en="Set the decision aside and open the case again"),
    "correct_reasons": Bi(zh="更正决定所写的事实或理由", en="Correct the facts or reasons that the decision gives"),
    "explain": Bi(zh="对决定的理由作出说明", en="Explain the reasons of the decision"),
}
# How an appeal may end, by the move that ends it.
ENDINGS = {
    "grant": Bi(zh="成立，原案重新办理", en="Granted: the case is opened again"),
    "dismiss": Bi(zh="不成立，维持原决定", en="Dismissed: the decision stands"),
    "not_take_up": Bi(zh="不予受理", en="Not taken up"),
}


def _not_involved(now: Situation) -> Bi | None:
    involved: frozenset[int] = now.facts["involved"]
    if now.person not in involved:
        return None
    return Bi(
        zh="您办理过原案，复核须由未参与过的人员办理。",
        en="You took part in the case; an appeal is decided by somebody who did not.",
    )


def _as_prepared(ending: str) -> Need:
    def lack(now: Situation) -> Bi | None:
        if now.facts["prepared_ending"] == ending:
            return None
        return Bi(zh="拟办的是另一种处理结果。", en="Another ending was prepared.")

    return Need("as_prepared", A9, lack)


def _reopens(now: Situation) -> Bi | None:
    why: Bi | None = now.facts["cannot_reopen"]
    return why


NOT_INVOLVED = Need("not_involved", A9, _not_involved)
REOPENS = Need("reopens", A9, _reopens)


def _decide(name: str, end: Stage, *more: Need) -> Move:
    return Move(
        name,
        Bi(zh=f"决定：{ENDINGS[name].zh}", en=f"Decide: {ENDINGS[name].en}"),
        APPROVER,
        (PREPARED.name,),
        end.name,
        A9,
        (NOT_INVOLVED, not_by("prepare_decision", under=A9), _as_prepared(name), *more),
        done=Bi(zh=f"决定复核{ENDINGS[name].zh}", en=f"Decided the appeal. {ENDINGS[name].en}"),
    )


MOVES = (
    Move(
        "take_up",
        Bi(zh="受理", en="Take it up"),
        OFFICER,
        (LODGED.name,),
        UNDER_REVIEW.name,
        A9,
        (NOT_INVOLVED,),
        done=Bi(zh="受理了复核申请", en="Took the appeal up"),
    ),
    Move(
        "prepare_decision",
        Bi(zh="拟办复核决定", en="Prepare the decision"),
        OFFICER,
        (LODGED.name, UNDER_REVIEW.name),
        PREPARED.name,
        A9,
        (NOT_INVOLVED,),
        asks=("ending", "reason"),
        done=Bi(zh="拟办了复核决定", en="Prepared the decision"),
        inside=True,
    ),
    Move(
        "return_decision",
        Bi(zh="退回拟办", en="Send it back"),
        APPROVER,
        (PREPARED.name,),
        UNDER_REVIEW.name,
        A9,
        asks=("reason",),
        done=Bi(zh="退回拟办", en="Sent the decision back"),
        inside=True,
    ),
    _decide("grant", GRANTED, REOPENS),
    _decide("dismiss", DISMISSED),
    _decide("not_take_up", NOT_TAKEN_UP),
    Move(
        "take_back",
        Bi(zh="撤回复核申请", en="Take the appeal back"),
        (Role.OPERATOR, Role.ENTERPRISE),
        (LODGED.name, UNDER_REVIEW.name, PREPARED.name),
        TAKEN_BACK.name,
        A9,
        asks=("reason",),
        done=Bi(zh="撤回了复核申请", en="Took the appeal back"),
    ),
)

APPEAL = Procedure(
    "appeal",
    EDITION,
    Bi(zh="复核申请", en="Appeal"),
    (LODGED, UNDER_REVIEW, PREPARED, GRANTED, DISMISSED, NOT_TAKEN_UP, TAKEN_BACK),
    MOVES,
    (
        Term(
            "appeal",
            Bi(zh="复核期限", en="Handling of the appeal"),
            Role.MUNICIPAL_OFFICER,
            A9,
            frozenset({"lodged", "under_review", "decision_prepared"}),
            by_round=True,
        ),
    ),
    ("lodged", "under_review", "dismissed"),
)
