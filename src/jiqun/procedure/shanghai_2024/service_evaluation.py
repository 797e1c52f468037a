"""The yearly service evaluation of an operator by a third party, with the operator's reply (Article 17)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A17 = article("17")
EVALUATOR, OPERATOR, OFFICER = (Role.EVALUATOR,), (Role.OPERATOR,), (Role.MUNICIPAL_OFFICER,)

IN_EVALUATION = Stage("in_evaluation", Bi(zh="评价中", en="Being evaluated"), Role.EVALUATOR)
WITH_OPERATOR = Stage("with_operator", Bi(zh="待运营机构答复", en="With the operator for its reply"), Role.OPERATOR)
REPLIED = Stage("replied", Bi(zh="待定级", en="Reply received, to be graded"), Role.EVALUATOR)
GRADED = Stage("graded", Bi(zh="已定级，待市收存", en="Graded, with the Commission"), Role.MUNICIPAL_OFFICER)
RECEIVED = Stage("received", Bi(zh="市已收存", en="Received"), ended=True)
CALLED_OFF = Stage("called_off", Bi(zh="已终止", en="Called off"), ended=True)


def _scored(now: Situation) -> Bi | None:
    left: tuple[Bi, ...] = now.facts["unscored"]
    if not left:
        return None
    zh, en = "；".join(one.zh for one in left), "; ".join(one.en for one in left)
    return Bi(zh=f"以下指标尚未评分或未写明依据：{zh}。", en=f"Not scored yet, or without saying on what: {en}.")


def _explained(now: Situation) -> Bi | None:
    left: tuple[Bi, ...] = now.facts["unexplained"]
    if not left:
        return None
    zh, en = "；".join(one.zh for one in left), "; ".join(one.en for one in left)
    return Bi(
        zh=f"以下指标的分值与提交时不同，请写明理由：{zh}。",
        en=f"Changed since they were filed, without a reason: {en}.",
    )


def _contract_stands(now: Situation) -> Bi | None:
    if now.facts["contract_stands"]:
        return None
    return Bi(zh="委托已终止。", en="The contract has ended.")


def _reply_is_over(now: Situation) -> Bi | None:
    if now.facts["reply_is_over"]:
        return None
    return Bi(zh="答复期尚未届满。", en="The operator may still reply.")


SCORED, CONTRACT = Need("scored", A17, _scored), Need("contract", A17, _contract_stands)
EXPLAINED = Need("explained", A17, _explained)

MOVES = (
    Move(
        "file_evaluation",
        Bi(zh="提交评分", en="File the scores"),
        EVALUATOR,
        (IN_EVALUATION.name,),
        WITH_OPERATOR.name,
        A17,
        (SCORED, CONTRACT),
        done=Bi(zh="提交了评分", en="Filed the scores"),
    ),
    Move(
        "reply",
        Bi(zh="答复评价", en="Reply to the evaluation"),
        OPERATOR,
        (WITH_OPERATOR.name,),
        REPLIED.name,
        A17,
        asks=("text",),
        done=Bi(zh="答复了评价", en="Replied to the evaluation"),
    ),
    Move(
        "go_on_without_reply",
        Bi(zh="期满未答复，继续", en="Go on: no reply came"),
        EVALUATOR,
        (WITH_OPERATOR.name,),
        REPLIED.name,
        A17,
        (Need("reply_is_over", A17, _reply_is_over), CONTRACT),
        done=Bi(zh="期满未答复", en="No reply came in time"),
    ),
    Move(
        "grade",
        Bi(zh="定级并报送市", en="Grade it and send it to the Commission"),
        EVALUATOR,
        (REPLIED.name,),
        GRADED.name,
        A17,
        (SCORED, EXPLAINED, CONTRACT),
        asks=("reason",),
        done=Bi(zh="定级并报送市", en="Graded the operator"),
    ),
    Move(
        "return_evaluation",
        Bi(zh="退回评价机构", en="Send back to the evaluator"),
        OFFICER,
        (GRADED.name,),
        REPLIED.name,
        A17,
        asks=("reason",),
        done=Bi(zh="退回评价机构", en="Sent it back to the evaluator"),
    ),
    Move(
        "receive",
        Bi(zh="收存", en="Receive it"),
        OFFICER,
        (GRADED.name,),
        RECEIVED.name,
        A17,
        done=Bi(zh="收存了服务评价", en="Received the evaluation"),
    ),
    Move(
        "call_off",
        Bi(zh="终止评价", en="Call it off"),
        OFFICER,
        (IN_EVALUATION.name, WITH_OPERATOR.name, REPLIED.name, GRADED.name),
        CALLED_OFF.name,
        A17,
        asks=("reason",),
        done=Bi(zh="终止了评价", en="Called the evaluation off"),
    ),
)

SERVICE_EVALUATION = Procedure(
    "service_evaluation",
    EDITION,
    Bi(zh="服务评价", en="Service evaluation"),
    (IN_EVALUATION, WITH_OPERATOR, REPLIED, GRADED, RECEIVED, CALLED_OFF),
    MOVES,
    (
        # The last day of the programme: the round of the year holds it.
        Term(
            "filing",
            Bi(zh="评价期限", en="The evaluation"),
            Role.EVALUATOR,
            A17,
            frozenset({"in_evaluation", "replied"}),
            # What the Commission sends back goes on with the days that were left.
            frozenset({"with_operator", "graded"}),
        ),
        Term(
            "evaluation_reply",
            Bi(zh="答复评价", en="The operator's reply"),
            Role.OPERATOR,
            A17,
            frozenset({"with_operator"}),
            by_round=True,
        ),
    ),
    ("in_evaluation", "with_operator", "replied", "graded", "received"),
)
