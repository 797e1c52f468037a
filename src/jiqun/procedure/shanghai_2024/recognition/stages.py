"""Where an application can stand, from the draft to the published list (Articles 7 to 9)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Stage
from jiqun.procedure.roles import Role

DRAFT = Stage("draft", Bi(zh="填报中", en="Being filled in"), Role.OPERATOR)
SUBMITTED = Stage("submitted", Bi(zh="已提交，待区受理", en="Submitted"), Role.DISTRICT_OFFICER)
UNDER_REVIEW = Stage("under_review", Bi(zh="区初审中", en="Preliminary review"), Role.DISTRICT_OFFICER)
IN_CORRECTION = Stage("in_correction", Bi(zh="补正中", en="Being corrected"), Role.OPERATOR)
RECOMMENDED = Stage("recommended", Bi(zh="已推荐，形式审查中", en="Formality check"), Role.MUNICIPAL_OFFICER)
IN_CITY_CORRECTION = Stage(
    "in_city_correction", Bi(zh="市级退回补正中", en="Being corrected for the Commission"), Role.OPERATOR
)
CHALLENGED = Stage("challenged", Bi(zh="推荐受质询，待区答复", en="Recommendation questioned"), Role.DISTRICT_OFFICER)
EVALUATION = Stage("evaluation", Bi(zh="专家评审与抽查", en="Evaluation and spot checks"), Role.MUNICIPAL_OFFICER)
EVALUATED = Stage("evaluated", Bi(zh="评审完成，待拟办", en="Evaluated"), Role.MUNICIPAL_OFFICER, behind="evaluation")
PROPOSAL_PREPARED = Stage(
    "proposal_prepared",
    Bi(zh="拟认定待审批", en="Proposal to be approved"),
    Role.MUNICIPAL_APPROVER,
    behind="evaluation",
)
PROPOSED = Stage("proposed", Bi(zh="拟认定，待公示", en="Proposed"), Role.MUNICIPAL_OFFICER, behind="evaluation")
ON_NOTICE = Stage("on_notice", Bi(zh="公示中", en="On public notice"), Role.MUNICIPAL_OFFICER)
RECOGNITION_PREPARED = Stage(
    "recognition_prepared",
    Bi(zh="认定决定待审批", en="Recognition to be signed"),
    Role.MUNICIPAL_APPROVER,
    behind="on_notice",
)
RECOGNITION_SIGNED = Stage(
    "recognition_signed",
    Bi(zh="已签批认定，待公布", en="Recognition signed"),
    Role.MUNICIPAL_OFFICER,
    behind="on_notice",
)


def _rejection(before: Stage, prefix: str = "") -> tuple[Stage, Stage]:
    """A rejection prepared and signed: until it is announced, it shows as the stage that it was prepared at."""
    behind = before.behind or before.name
    return (
        Stage(
            f"{prefix}rejection_prepared",
            Bi(zh="不予认定待审批", en="Rejection to be signed"),
            Role.MUNICIPAL_APPROVER,
            behind=behind,
        ),
        Stage(
            f"{prefix}rejection_signed",
            Bi(zh="已签批不予认定，待公布", en="Rejection signed"),
            Role.MUNICIPAL_OFFICER,
            behind=behind,
        ),
    )


REJECTION_PREPARED, REJECTION_SIGNED = _rejection(EVALUATED)
FORM_REJECTION_PREPARED, FORM_REJECTION_SIGNED = _rejection(RECOMMENDED, "form_")
NOTICE_REJECTION_PREPARED, NOTICE_REJECTION_SIGNED = _rejection(ON_NOTICE, "notice_")
RECOGNISED = Stage("recognised", Bi(zh="已认定", en="Recognised"), ended=True)
NOT_RECOGNISED = Stage("not_recognised", Bi(zh="未予认定", en="Not recognised"), ended=True)
DECLINED = Stage("declined", Bi(zh="未予推荐", en="Not recommended"), ended=True)
WITHDRAWN = Stage("withdrawn", Bi(zh="已撤回", en="Withdrawn"), ended=True)

STAGES = (
    DRAFT,
    SUBMITTED,
    UNDER_REVIEW,
    IN_CORRECTION,
    RECOMMENDED,
    IN_CITY_CORRECTION,
    CHALLENGED,
    EVALUATION,
    EVALUATED,
    PROPOSAL_PREPARED,
    PROPOSED,
    ON_NOTICE,
    RECOGNITION_PREPARED,
    RECOGNITION_SIGNED,
    REJECTION_PREPARED,
    REJECTION_SIGNED,
    FORM_REJECTION_PREPARED,
    FORM_REJECTION_SIGNED,
    NOTICE_REJECTION_PREPARED,
    NOTICE_REJECTION_SIGNED,
    RECOGNISED,
    NOT_RECOGNISED,
    DECLINED,
    WITHDRAWN,
)
# What a case usually passes through, as its track shows it.
USUAL = ("draft", "submitted", "under_review", "recommended", "evaluation", "on_notice", "recognised")
