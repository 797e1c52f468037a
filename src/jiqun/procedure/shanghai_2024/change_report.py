"""Reporting an important change of a recognised cluster: checked by its district, decided by two (Article 19)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term, not_by
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A19 = article("19")
OPERATOR, DISTRICT = (Role.OPERATOR,), (Role.DISTRICT_OFFICER,)
OFFICER, APPROVER = (Role.MUNICIPAL_OFFICER,), (Role.MUNICIPAL_APPROVER,)

SUBMITTED = Stage("submitted", Bi(zh="区核对中", en="With the district"), Role.DISTRICT_OFFICER)
IN_CORRECTION = Stage("in_correction", Bi(zh="退回补正", en="Returned for correction"), Role.OPERATOR)
CHECKED = Stage("checked", Bi(zh="市审核中", en="With the Commission"), Role.MUNICIPAL_OFFICER)
PREPARED = Stage("decision_prepared", Bi(zh="待审批", en="To be signed"), Role.MUNICIPAL_APPROVER, behind="checked")
APPROVED = Stage("approved", Bi(zh="已同意并登记", en="Approved and entered"), ended=True)
REFUSED = Stage("refused", Bi(zh="不予同意", en="Refused"), ended=True)
TAKEN_BACK = Stage("taken_back", Bi(zh="已撤回", en="Taken back"), ended=True)

# What may change, by the id that the report carries; the article names the first three and leaves the last open.
CHANGES = {
    "dominant_industry": Bi(zh="主导产业", en="Dominant industry"),
    "area": Bi(zh="空间范围", en="Spatial area"),
    "operator": Bi(zh="运营管理机构", en="Operator"),
    "other": Bi(zh="其他重要事项", en="Another important matter"),
}
# How it may end, by the move that ends it.
ENDINGS = {
    "approve": Bi(zh="同意，登记变更", en="Approve it and enter it into the register"),
    "refuse": Bi(zh="不予同意", en="Refuse it"),
}


def _as_prepared(ending: str) -> Need:
    def lack(now: Situation) -> Bi | None:
        if now.facts["prepared_ending"] == ending:
            return None
        return Bi(zh="拟办的是另一种处理结果。", en="Another ending was prepared.")

    return Need("as_prepared", A19, lack)


def _decide(name: str, end: Stage) -> Move:
    return Move(
        name,
        Bi(zh=f"决定：{ENDINGS[name].zh}", en=f"Decide: {ENDINGS[name].en}"),
        APPROVER,
        (PREPARED.name,),
        end.name,
        A19,
        (not_by("prepare_decision", under=A19), _as_prepared(name)),
        done=Bi(zh=f"决定：{ENDINGS[name].zh}", en=f"Decided: {ENDINGS[name].en}"),
    )


MOVES = (
    Move(
        "return_for_correction",
        Bi(zh="退回补正", en="Return for correction"),
        DISTRICT,
        (SUBMITTED.name,),
        IN_CORRECTION.name,
        A19,
        asks=("reason", "due_on"),
        done=Bi(zh="退回补正", en="Returned the report for correction"),
    ),
    Move(
        "resubmit",
        Bi(zh="补正后重新报备", en="Report it again"),
        OPERATOR,
        (IN_CORRECTION.name,),
        SUBMITTED.name,
        A19,
        asks=("text",),
        done=Bi(zh="补正后重新报备", en="Reported it again"),
        part_of="correct_change",  # its page asks for the values and the files as well
    ),
    Move(
        "check",
        Bi(zh="核对并报送市", en="Forward to the Commission"),
        DISTRICT,
        (SUBMITTED.name,),
        CHECKED.name,
        A19,
        asks=("opinion",),
        done=Bi(zh="核对并报送市", en="Checked the change and forwarded it"),
    ),
    Move(
        "send_back",
        Bi(zh="退回区重核", en="Send back to the district"),
        OFFICER,
        (CHECKED.name,),
        SUBMITTED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="退回区重核", en="Sent it back to the district"),
    ),
    Move(
        "prepare_decision",
        Bi(zh="拟办处理决定", en="Prepare the decision"),
        OFFICER,
        (CHECKED.name,),
        PREPARED.name,
        A19,
        asks=("ending", "reason"),
        done=Bi(zh="拟办了处理决定", en="Prepared the decision"),
        inside=True,
    ),
    Move(
        "return_decision",
        Bi(zh="退回拟办", en="Send it back"),
        APPROVER,
        (PREPARED.name,),
        CHECKED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="退回拟办", en="Sent the decision back"),
        inside=True,
    ),
    _decide("approve", APPROVED),
    _decide("refuse", REFUSED),
    Move(
        "take_back",
        Bi(zh="撤回变更报备", en="Take the report back"),
        OPERATOR,
        (SUBMITTED.name, IN_CORRECTION.name, CHECKED.name, PREPARED.name),
        TAKEN_BACK.name,
        A19,
        asks=("reason",),
        done=Bi(zh="撤回了变更报备", en="Took the report back"),
    ),
)

CHANGE_REPORT = Procedure(
    "change_report",
    EDITION,
    Bi(zh="重要变更报备", en="Change report"),
    (SUBMITTED, IN_CORRECTION, CHECKED, PREPARED, APPROVED, REFUSED, TAKEN_BACK),
    MOVES,
    (
        # The Procedures set no number of days for the offices: these are our own.
        Term(
            "change_check",
            Bi(zh="区核对变更", en="The district's check"),
            Role.DISTRICT_OFFICER,
            A19,
            frozenset({"submitted"}),
            frozenset({"in_correction"}),
            days=10,
        ),
        Term("correction", Bi(zh="补正", en="Correction"), Role.OPERATOR, A19, frozenset({"in_correction"})),
        Term(
            "change_decision",
            Bi(zh="市审核变更", en="The Commission's decision"),
            Role.MUNICIPAL_OFFICER,
            A19,
            frozenset({"checked", "decision_prepared"}),
            days=20,
        ),
    ),
    ("submitted", "checked", "approved"),
)
