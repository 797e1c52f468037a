"""The yearly report of a recognised cluster: by its operator, through the district, to the Commission (Article 16)."""

from __future__ import annotations

from dataclasses import replace

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article
from jiqun.procedure.shanghai_2024.recognition import application_needs

A16 = article("16")
COMPLETE, DECLARED = (replace(need, under=A16) for need in (application_needs.COMPLETE, application_needs.DECLARED))
OPERATOR, DISTRICT, OFFICER = (Role.OPERATOR,), (Role.DISTRICT_OFFICER,), (Role.MUNICIPAL_OFFICER,)

DRAFT = Stage("draft", Bi(zh="填报中", en="Being filled in"), Role.OPERATOR)
SUBMITTED = Stage("submitted", Bi(zh="区核对中", en="With the district"), Role.DISTRICT_OFFICER)
IN_CORRECTION = Stage("in_correction", Bi(zh="退回补正", en="Returned for correction"), Role.OPERATOR)
FORWARDED = Stage("forwarded", Bi(zh="区已报送市", en="Forwarded to the Commission"), Role.MUNICIPAL_OFFICER)
RECEIVED = Stage("received", Bi(zh="市已收存", en="Received"), ended=True)
LEFT = Stage("left", Bi(zh="不再需要报送", en="No longer due"), ended=True)


def _still_due(now: Situation) -> Bi | None:
    if not now.facts["recognised"]:
        return None
    return Bi(zh="集群仍在认定有效期内，须报送年度报告。", en="The cluster is recognised: the report is due.")


NO_LONGER_RECOGNISED = Need("no_longer_recognised", A16, _still_due)

MOVES = (
    Move(
        "submit",
        Bi(zh="报送年度报告", en="Send in the report"),
        OPERATOR,
        (DRAFT.name,),
        SUBMITTED.name,
        A16,
        (COMPLETE, DECLARED),
        done=Bi(zh="报送了年度报告", en="Sent in the report"),
    ),
    Move(
        "resubmit",
        Bi(zh="补正后重新报送", en="Send it in again"),
        OPERATOR,
        (IN_CORRECTION.name,),
        SUBMITTED.name,
        A16,
        (COMPLETE, DECLARED),
        done=Bi(zh="补正后重新报送", en="Sent in the corrected report"),
    ),
    Move(
        "forward",
        Bi(zh="核对并报送市", en="Forward to the Commission"),
        DISTRICT,
        (SUBMITTED.name,),
        FORWARDED.name,
        A16,
        asks=("opinion",),
        done=Bi(zh="核对并报送市", en="Checked the report and forwarded it"),
    ),
    Move(
        "return_for_correction",
        Bi(zh="退回补正", en="Return for correction"),
        DISTRICT,
        (SUBMITTED.name,),
        IN_CORRECTION.name,
        A16,
        asks=("reason", "due_on"),
        done=Bi(zh="退回补正", en="Returned the report for correction"),
    ),
    Move(
        "receive",
        Bi(zh="收存", en="Receive it"),
        OFFICER,
        (FORWARDED.name,),
        RECEIVED.name,
        A16,
        done=Bi(zh="收存了年度报告", en="Received the report"),
    ),
    Move(
        "send_back",
        Bi(zh="退回区重核", en="Send back to the district"),
        OFFICER,
        (FORWARDED.name,),
        SUBMITTED.name,
        A16,
        asks=("reason",),
        done=Bi(zh="退回区重核", en="Sent the report back to the district"),
    ),
    Move(
        "leave",
        Bi(zh="不再需要报送", en="Close it: no longer due"),
        OPERATOR,
        (DRAFT.name, IN_CORRECTION.name),
        LEFT.name,
        A16,
        (NO_LONGER_RECOGNISED,),
        done=Bi(zh="集群已不在认定名单，报告不再需要", en="Closed the report: the cluster is no longer recognised"),
    ),
)

ANNUAL_REPORT = Procedure(
    "annual_report",
    EDITION,
    Bi(zh="年度发展情况报告", en="Annual report"),
    (DRAFT, SUBMITTED, IN_CORRECTION, FORWARDED, RECEIVED, LEFT),
    MOVES,
    (
        # The last day of the period, by the reading in force: the round of the year holds it.
        Term(
            "filing",
            Bi(zh="报送年度报告", en="Annual report"),
            Role.OPERATOR,
            A16,
            frozenset({"draft"}),
            reminded=(30, 14, 7, 1),
        ),
        Term(
            "report_check",
            Bi(zh="区核对年度报告", en="The district's check"),
            Role.DISTRICT_OFFICER,
            A16,
            frozenset({"submitted"}),
            frozenset({"in_correction"}),
            by_round=True,
        ),
        Term("correction", Bi(zh="补正", en="Correction"), Role.OPERATOR, A16, frozenset({"in_correction"})),
        Term(
            "report_receipt",
            Bi(zh="市收存年度报告", en="The Commission's receipt"),
            Role.MUNICIPAL_OFFICER,
            A16,
            frozenset({"forwarded"}),
            by_round=True,
        ),
    ),
    ("draft", "submitted", "forwarded", "received"),
)
