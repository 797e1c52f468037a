"""Recognition of a cluster: application, preliminary review, examination, notice, decision (Articles 5 to 9)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Procedure, Term
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article
from jiqun.procedure.shanghai_2024.recognition import application, decision, formality
from jiqun.procedure.shanghai_2024.recognition.stages import STAGES, USUAL

_WITH_DISTRICT = frozenset({"submitted", "under_review"})
_IN_EVALUATION = frozenset({"evaluation", "evaluated", "proposal_prepared", "proposed"})
_IN_REJECTION = frozenset({"rejection_prepared", "rejection_signed"})
_IN_FORMALITY = frozenset({"recommended", "form_rejection_prepared", "form_rejection_signed"})
_ON_NOTICE = frozenset(decision.ON_NOTICE_STAGES)

TERMS = (
    Term(
        "filing",
        Bi(zh="申报截止", en="End of the application period"),
        Role.OPERATOR,
        article("7"),
        frozenset({"draft"}),
    ),
    Term(
        "preliminary_review",
        Bi(zh="区初审期限", en="Preliminary review"),
        Role.DISTRICT_OFFICER,
        article("8"),
        _WITH_DISTRICT,
        frozenset({"in_correction"}),
        by_round=True,
    ),
    Term(
        "correction",
        Bi(zh="补正期限", en="Correction"),
        Role.OPERATOR,
        article("8"),
        frozenset({"in_correction"}),
    ),
    Term(
        "formality",
        Bi(zh="形式审查期限", en="Formality check"),
        Role.MUNICIPAL_OFFICER,
        article("9"),
        _IN_FORMALITY,
        frozenset({"in_city_correction", "challenged"}),
        by_round=True,
    ),
    Term(
        "city_correction",
        Bi(zh="补正期限（市级）", en="Correction for the Commission"),
        Role.OPERATOR,
        article("9"),
        frozenset({"in_city_correction"}),
    ),
    Term(
        "challenge",
        Bi(zh="区答复期限", en="The district’s answer"),
        Role.DISTRICT_OFFICER,
        article("9"),
        frozenset({"challenged"}),
    ),
    Term(
        "evaluation",
        Bi(zh="评审与拟认定期限", en="Evaluation and proposal"),
        Role.MUNICIPAL_OFFICER,
        article("9"),
        _IN_EVALUATION | _IN_REJECTION,
        by_round=True,
    ),
    Term(
        "notice",
        Bi(zh="公示期", en="Public notice"),
        Role.MUNICIPAL_OFFICER,
        article("9"),
        _ON_NOTICE,
        by_round=True,
        window=True,
    ),
    Term(
        "decision",
        Bi(zh="认定决定期限", en="Decision"),
        Role.MUNICIPAL_OFFICER,
        article("9"),
        _ON_NOTICE,
        by_round=True,
    ),
)

RECOGNITION = Procedure(
    "recognition",
    EDITION,
    Bi(zh="集群认定", en="Recognition of a cluster"),
    STAGES,
    (*application.MOVES, *formality.MOVES, *decision.MOVES),
    TERMS,
    USUAL,
)
