"""Applying for recognition and the district's preliminary review (Articles 5 and 8)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Procedure, Stage, Term
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article
from jiqun.procedure.shanghai_2024.recognition_needs import (
    COMPLETE,
    DECLARED,
    LAPSED,
    NO_OPEN_QUESTIONS,
    NOT_RULED_OUT,
    OPEN_CLAUSES_NAMED,
    RANK_FREE,
    ROUND_OPEN,
    UNLOCK_ASKED,
    UNLOCK_NOT_ASKED,
)

OPERATOR, DISTRICT = (Role.OPERATOR,), (Role.DISTRICT_OFFICER,)
A7, A8 = article("7"), article("8")

DRAFT = Stage("draft", Bi(zh="填报中", en="Being filled in"), Role.OPERATOR)
SUBMITTED = Stage("submitted", Bi(zh="已提交，待区受理", en="Submitted"), Role.DISTRICT_OFFICER)
UNDER_REVIEW = Stage("under_review", Bi(zh="区初审中", en="Preliminary review"), Role.DISTRICT_OFFICER)
IN_CORRECTION = Stage("in_correction", Bi(zh="补正中", en="Being corrected"), Role.OPERATOR)
RECOMMENDED = Stage("recommended", Bi(zh="已推荐至市级", en="Recommended to the Commission"), Role.MUNICIPAL_OFFICER)
DECLINED = Stage("declined", Bi(zh="未予推荐", en="Not recommended"), ended=True)
WITHDRAWN = Stage("withdrawn", Bi(zh="已撤回", en="Withdrawn"), ended=True)

_WITH_DISTRICT = (SUBMITTED.name, UNDER_REVIEW.name)


MOVES = (
    Move(
        "submit",
        Bi(zh="提交申报", en="Submit the application"),
        OPERATOR,
        (DRAFT.name,),
        SUBMITTED.name,
        A8,
        (ROUND_OPEN, COMPLETE, DECLARED),
        done=Bi(zh="提交了申报", en="Submitted the application"),
    ),
    Move(
        "accept",
        Bi(zh="受理", en="Accept for review"),
        DISTRICT,
        (SUBMITTED.name,),
        UNDER_REVIEW.name,
        A8,
        done=Bi(zh="受理了申报", en="Accepted the application for review"),
    ),
    Move(
        "return_for_correction",
        Bi(zh="退回补正", en="Return for correction"),
        DISTRICT,
        _WITH_DISTRICT,
        IN_CORRECTION.name,
        A8,
        asks=("reason", "due_on"),
        done=Bi(zh="退回补正", en="Returned the application for correction"),
    ),
    Move(
        "resubmit",
        Bi(zh="补正后重新提交", en="Submit again"),
        OPERATOR,
        (IN_CORRECTION.name,),
        SUBMITTED.name,
        A8,
        (COMPLETE, DECLARED),
        done=Bi(zh="补正后重新提交", en="Submitted the corrected application"),
    ),
    Move(
        "ask_unlock",
        Bi(zh="申请解锁修改", en="Ask to unlock it"),
        OPERATOR,
        _WITH_DISTRICT,
        "",
        A8,
        (UNLOCK_NOT_ASKED,),
        asks=("reason",),
        done=Bi(zh="申请解锁修改", en="Asked to unlock the application"),
    ),
    Move(
        "unlock",
        Bi(zh="同意解锁", en="Unlock it"),
        DISTRICT,
        _WITH_DISTRICT,
        IN_CORRECTION.name,
        A8,
        (UNLOCK_ASKED,),
        asks=("reason", "due_on"),
        done=Bi(zh="同意解锁修改", en="Unlocked the application"),
    ),
    Move(
        "refuse_unlock",
        Bi(zh="不同意解锁", en="Keep it locked"),
        DISTRICT,
        _WITH_DISTRICT,
        "",
        A8,
        (UNLOCK_ASKED,),
        asks=("reason",),
        done=Bi(zh="未同意解锁", en="Did not unlock the application"),
    ),
    Move(
        "judge_clause",
        Bi(zh="审定条款", en="Settle a clause"),
        DISTRICT,
        (UNDER_REVIEW.name,),
        "",
        article("6"),
        asks=("clause", "outcome", "reason"),
        done=Bi(zh="审定条款", en="Settled a clause"),
    ),
    Move(
        "ask_question",
        Bi(zh="提出问题", en="Ask a question"),
        DISTRICT,
        (UNDER_REVIEW.name,),
        "",
        A8,
        asks=("clause", "text"),
        done=Bi(zh="提出问题", en="Asked a question"),
    ),
    Move(
        "answer_question",
        Bi(zh="答复问题", en="Answer a question"),
        OPERATOR,
        (SUBMITTED.name, UNDER_REVIEW.name, IN_CORRECTION.name),
        "",
        A8,
        asks=("question", "text"),
        done=Bi(zh="答复问题", en="Answered a question"),
    ),
    Move(
        "take_back_question",
        Bi(zh="撤回问题", en="Take a question back"),
        DISTRICT,
        (UNDER_REVIEW.name, IN_CORRECTION.name),
        "",
        A8,
        asks=("question",),
        done=Bi(zh="撤回问题", en="Took a question back"),
    ),
    Move(
        "extend_review",
        Bi(zh="延长初审期限", en="Extend the review"),
        DISTRICT,
        _WITH_DISTRICT,
        "",
        A8,
        asks=("reason", "due_on"),
        extends="preliminary_review",
        done=Bi(zh="延长了初审期限", en="Extended the time for review"),
    ),
    Move(
        "extend_correction",
        Bi(zh="延长补正期限", en="Extend the correction"),
        DISTRICT,
        (IN_CORRECTION.name,),
        "",
        A8,
        asks=("reason", "due_on"),
        extends="correction",
        done=Bi(zh="延长了补正期限", en="Extended the time for correction"),
    ),
    Move(
        "review_as_filed",
        Bi(zh="逾期未补正，按原材料审查", en="Review it as it was filed"),
        DISTRICT,
        (IN_CORRECTION.name,),
        UNDER_REVIEW.name,
        A8,
        (LAPSED,),
        asks=("reason",),
        done=Bi(zh="逾期未补正，按原材料审查", en="Went on with the application as it was filed"),
    ),
    Move(
        "decline_lapsed",
        Bi(zh="逾期未补正，不予推荐", en="Decline: not corrected in time"),
        DISTRICT,
        (IN_CORRECTION.name,),
        DECLINED.name,
        A8,
        (LAPSED,),
        asks=("reason",),
        done=Bi(zh="逾期未补正，不予推荐", en="Declined: not corrected in time"),
    ),
    Move(
        "recommend",
        Bi(zh="推荐", en="Recommend"),
        DISTRICT,
        (UNDER_REVIEW.name,),
        RECOMMENDED.name,
        A8,
        (NOT_RULED_OUT, OPEN_CLAUSES_NAMED, NO_OPEN_QUESTIONS, RANK_FREE),
        asks=("opinion", "rank"),
        done=Bi(zh="推荐至市经济信息化委", en="Recommended the cluster to the Commission"),
    ),
    Move(
        "decline",
        Bi(zh="不予推荐", en="Decline to recommend"),
        DISTRICT,
        (UNDER_REVIEW.name,),
        DECLINED.name,
        A8,
        asks=("reason",),
        done=Bi(zh="决定不予推荐", en="Declined to recommend the cluster"),
    ),
    Move(
        "withdraw",
        Bi(zh="撤回申报", en="Withdraw the application"),
        OPERATOR,
        (DRAFT.name, SUBMITTED.name, UNDER_REVIEW.name, IN_CORRECTION.name, RECOMMENDED.name),
        WITHDRAWN.name,
        A7,
        asks=("reason",),
        done=Bi(zh="撤回了申报", en="Withdrew the application"),
    ),
)

TERMS = (
    Term("filing", Bi(zh="申报截止", en="End of the application period"), Role.OPERATOR, A7, frozenset({DRAFT.name})),
    Term(
        "preliminary_review",
        Bi(zh="区初审期限", en="Preliminary review"),
        Role.DISTRICT_OFFICER,
        A8,
        frozenset(_WITH_DISTRICT),
        frozenset({IN_CORRECTION.name}),
    ),
    Term("correction", Bi(zh="补正期限", en="Correction"), Role.OPERATOR, A8, frozenset({IN_CORRECTION.name})),
)

RECOGNITION = Procedure(
    "recognition",
    EDITION,
    Bi(zh="集群认定", en="Recognition of a cluster"),
    (DRAFT, SUBMITTED, UNDER_REVIEW, IN_CORRECTION, RECOMMENDED, DECLINED, WITHDRAWN),
    MOVES,
    TERMS,
)
