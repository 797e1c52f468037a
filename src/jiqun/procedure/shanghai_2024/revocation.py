"""Revoking a recognition: opened by a person, the operator heard, decided by two; nothing is automatic (Article 19)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term, not_by
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A19 = article("19")
OFFICER, APPROVER, OPERATOR = (Role.MUNICIPAL_OFFICER,), (Role.MUNICIPAL_APPROVER,), (Role.OPERATOR,)
ANSWER_DAYS = 10  # working days from the recorded service of the notice

OPENED = Stage("opened", Bi(zh="已立案，调查核实中", en="Opened, being established"), Role.MUNICIPAL_OFFICER)
NOTIFIED = Stage("notified", Bi(zh="已告知，待登记送达", en="Notice written, to be served"), Role.MUNICIPAL_OFFICER)
SERVED = Stage("served", Bi(zh="已送达，听取陈述申辩", en="Served: the operator may answer"), Role.OPERATOR)
PREPARED = Stage(
    "decision_prepared", Bi(zh="决定待审批", en="Decision to be signed"), Role.MUNICIPAL_APPROVER, behind="served"
)
REVOKED = Stage("revoked", Bi(zh="已撤销认定", en="Revoked"), ended=True)
KEPT = Stage("kept", Bi(zh="不予撤销", en="Not revoked"), ended=True)

# How it may end, by the move that ends it.
ENDINGS = {
    "revoke": Bi(zh="撤销认定", en="Revoke the recognition"),
    "keep": Bi(zh="不予撤销", en="Do not revoke it"),
}


def _found(now: Situation) -> Bi | None:
    if now.facts["findings"]:
        return None
    return Bi(
        zh="尚未记录不利认定：请先写明查实的事实及所依据的情形。",
        en="No adverse finding is recorded: first say what is established, and under which ground.",
    )


def _heard(now: Situation) -> Bi | None:
    if now.facts["answer_is_over"]:
        return None
    return Bi(
        zh="陈述申辩期到{day}届满，期满后方可拟办。", en="The operator may answer through {day}; decide after that day."
    ).fill(day=now.facts["answer_until"] or "—")


def _keeps_may_be_early(now: Situation) -> Bi | None:
    """Not to revoke needs no hearing; to revoke does."""
    ending = now.facts["given_ending"]
    return None if ending == "keep" else _found(now) or _heard(now)


def _as_prepared(ending: str) -> Need:
    def lack(now: Situation) -> Bi | None:
        if now.facts["prepared_ending"] == ending:
            return None
        return Bi(zh="拟办的是另一种处理结果。", en="Another ending was prepared.")

    return Need("as_prepared", A19, lack)


def _in_window(now: Situation) -> Bi | None:
    if not now.facts["answer_is_over"]:
        return None
    return Bi(zh="陈述申辩期已过。", en="The time to answer is over.")


def _service_day(now: Situation) -> Bi | None:
    why: Bi | None = now.facts["service_day_wrong"]
    return why


FOUND, HEARD = Need("adverse_finding", A19, _found), Need("heard", A19, _heard)
FIT_TO_PREPARE = Need("heard", A19, _keeps_may_be_early)

MOVES = (
    Move(
        "record_finding",
        Bi(zh="记录不利认定", en="Record an adverse finding"),
        OFFICER,
        (OPENED.name, SERVED.name),
        "",
        A19,
        asks=("limb", "text"),
        done=Bi(zh="记录了不利认定", en="Recorded an adverse finding"),
        inside=True,
    ),
    Move(
        "notify",
        Bi(zh="制作告知书", en="Write the notice"),
        OFFICER,
        (OPENED.name,),
        NOTIFIED.name,
        A19,
        (FOUND,),
        done=Bi(zh="制作了拟撤销告知书", en="Wrote the notice of the intended revocation"),
    ),
    Move(
        "record_service",
        Bi(zh="登记送达", en="Record its service"),
        OFFICER,
        (NOTIFIED.name,),
        SERVED.name,
        A19,
        (Need("service_day", A19, _service_day),),
        asks=("served_on", "how"),
        done=Bi(zh="登记了告知书的送达", en="Recorded the service of the notice"),
    ),
    Move(
        "answer",
        Bi(zh="陈述申辩", en="Answer"),
        OPERATOR,
        (SERVED.name,),
        "",
        A19,
        (Need("in_window", A19, _in_window),),
        asks=("text",),
        done=Bi(zh="提交了陈述申辩", en="Answered"),
    ),
    Move(
        "prepare_decision",
        Bi(zh="拟办决定", en="Prepare the decision"),
        OFFICER,
        (OPENED.name, SERVED.name),
        PREPARED.name,
        A19,
        (FIT_TO_PREPARE,),
        asks=("ending", "reason"),
        done=Bi(zh="拟办了决定", en="Prepared the decision"),
        inside=True,
    ),
    Move(
        "return_decision",
        Bi(zh="退回拟办", en="Send it back"),
        APPROVER,
        (PREPARED.name,),
        SERVED.name,
        A19,
        (HEARD,),
        asks=("reason",),
        done=Bi(zh="退回拟办", en="Sent the decision back"),
        inside=True,
    ),
    Move(
        "reopen_establishing",
        Bi(zh="退回继续核实", en="Send it back to be established"),
        APPROVER,
        (PREPARED.name,),
        OPENED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="退回继续核实", en="Sent it back to be established further"),
        inside=True,
    ),
    Move(
        "revoke",
        Bi(zh="决定：撤销认定", en="Decide: revoke the recognition"),
        APPROVER,
        (PREPARED.name,),
        REVOKED.name,
        A19,
        (FOUND, HEARD, not_by("prepare_decision", "record_finding", under=A19), _as_prepared("revoke")),
        done=Bi(zh="撤销了认定", en="Revoked the recognition"),
    ),
    Move(
        "keep",
        Bi(zh="决定：不予撤销", en="Decide: do not revoke it"),
        APPROVER,
        (PREPARED.name,),
        KEPT.name,
        A19,
        (not_by("prepare_decision", under=A19), _as_prepared("keep")),
        done=Bi(zh="决定不予撤销", en="Decided not to revoke the recognition"),
    ),
    Move(
        "reopen_revocation",
        Bi(zh="因复核成立重新办理", en="Open it again, an appeal being granted"),
        APPROVER,
        (REVOKED.name,),
        OPENED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="复核成立，撤销决定作废，重新办理", en="An appeal was granted: the revocation is set aside"),
        part_of="grant",
    ),
)

REVOCATION = Procedure(
    "revocation",
    EDITION,
    Bi(zh="撤销认定", en="Revocation"),
    (OPENED, NOTIFIED, SERVED, PREPARED, REVOKED, KEPT),
    MOVES,
    (
        Term(
            "answer",
            Bi(zh="陈述申辩", en="The operator's answer"),
            Role.OPERATOR,
            A19,
            frozenset({"served"}),
            days=ANSWER_DAYS,
            since="served_on",
        ),
    ),
    ("opened", "notified", "served", "revoked"),
)
