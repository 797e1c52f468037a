"""Revoking a recognition: opened by a person, the operator heard, decided by two; nothing is automatic (Article 19).

What counts are the findings, the notice and its service since the case was opened, or sent back to be established: a
finding that no served notice names has not been heard, and nothing is decided upon it.
"""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term, not_by
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A19 = article("19")
OFFICER, APPROVER, OPERATOR = (Role.MUNICIPAL_OFFICER,), (Role.MUNICIPAL_APPROVER,), (Role.OPERATOR,)
ANSWER_DAYS = 10  # working days from the recorded service of the notice

OPENED = Stage("opened", Bi(zh="已立案，调查核实中", en="Opened, being established"), Role.MUNICIPAL_OFFICER)
CLOSING = Stage(
    "closing_prepared",
    Bi(zh="结案待审批", en="Closing it, to be signed"),
    Role.MUNICIPAL_APPROVER,
    behind="opened",
)
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


def _told(now: Situation) -> Bi | None:
    if now.facts["served"]:
        return None
    return Bi(
        zh="告知书尚未送达，或送达之后又退回核实：不利认定须全部告知运营管理机构。",
        en="The notice is not served, or the case was sent back after it: the operator is told every finding first.",
    )


def _heard(now: Situation) -> Bi | None:
    if now.facts["answer_is_over"]:
        return None
    if not now.facts["served"]:
        return _told(now)
    return Bi(
        zh="陈述申辩期到{day}届满，期满后方可拟办。", en="The operator may answer through {day}; decide after that day."
    ).fill(day=now.facts["answer_until"] or "—")


def _something_to_revoke(now: Situation) -> Bi | None:
    if now.facts["can_be_revoked"]:
        return None
    return Bi(
        zh="该集群没有可以撤销的认定：有效期已过（仅第一项情形可以撤销到期的认定），或已被撤销。",
        en="There is no recognition to revoke: its term is over (which only ground 1 reaches), or it was revoked.",
    )


def _keeps_may_be_early(now: Situation) -> Bi | None:
    """Not to revoke needs no hearing; to revoke does."""
    ending = now.facts["given_ending"]
    return None if ending == "keep" else _found(now) or _heard(now) or _something_to_revoke(now)


def _as_prepared(ending: str) -> Need:
    def lack(now: Situation) -> Bi | None:
        if now.facts["prepared_ending"] == ending:
            return None
        return Bi(zh="拟办的是另一种处理结果。", en="Another ending was prepared.")

    return Need("as_prepared", A19, lack)


def _in_window(now: Situation) -> Bi | None:
    if not now.facts["answer_is_over"]:
        return None
    return Bi(zh="陈述申辩期已于{day}届满。", en="The time to answer ended on {day}.").fill(
        day=now.facts["answer_until"]
    )


def _service_day(now: Situation) -> Bi | None:
    why: Bi | None = now.facts["service_day_wrong"]
    return why


def _another_decides(now: Situation) -> Bi | None:
    """Four eyes over the whole case: who raised, opened, established or prepared it does not decide to revoke."""
    involved: frozenset[int] = now.facts["prosecutors"]
    if now.person not in involved:
        return None
    return Bi(
        zh="您提出过线索，或立案、认定、告知、拟办过本案，撤销须由另一人决定。",
        en="You raised, opened, established or prepared the case: somebody else decides whether to revoke.",
    )


FOUND, TOLD, HEARD = Need("adverse_finding", A19, _found), Need("served", A19, _told), Need("heard", A19, _heard)
FIT_TO_PREPARE = Need("fit_ending", A19, _keeps_may_be_early)
REVOCABLE = Need("something_to_revoke", A19, _something_to_revoke)
ANOTHER = Need("four_eyes", A19, _another_decides)
NOT_PREPARED_BY = not_by("prepare_decision", "prepare_closing", under=A19)

MOVES = (
    Move(
        "record_finding",
        Bi(zh="记录不利认定", en="Record an adverse finding"),
        OFFICER,
        (OPENED.name,),
        "",
        A19,
        asks=("limb", "text"),
        offers=("alert",),
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
        done=Bi(zh="制作了拟撤销认定告知书", en="Wrote the notice of the intended revocation"),
    ),
    Move(
        "prepare_closing",
        Bi(zh="拟结案（不予撤销）", en="Prepare to close it without revoking"),
        OFFICER,
        (OPENED.name,),
        CLOSING.name,
        A19,
        asks=("reason",),
        done=Bi(zh="拟结案，不予撤销", en="Prepared to close it without revoking"),
        inside=True,
    ),
    Move(
        "return_closing",
        Bi(zh="退回继续核实", en="Send it back to be established further"),
        APPROVER,
        (CLOSING.name,),
        OPENED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="退回继续核实", en="Sent it back to be established further"),
        inside=True,
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
        (SERVED.name, PREPARED.name),
        "",
        A19,
        (Need("in_window", A19, _in_window),),
        asks=("text",),
        offers=("files",),
        done=Bi(zh="提交了陈述申辩", en="Answered"),
    ),
    Move(
        "prepare_decision",
        Bi(zh="拟办决定", en="Prepare the decision"),
        OFFICER,
        (SERVED.name,),
        PREPARED.name,
        A19,
        (FIT_TO_PREPARE,),
        asks=("ending", "reason"),
        done=Bi(zh="拟办了决定", en="Prepared the decision"),
        inside=True,
    ),
    Move(
        "establish_further",
        Bi(zh="重新核实并另行告知", en="Establish further and notify anew"),
        OFFICER,
        (NOTIFIED.name, SERVED.name),
        OPENED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="重新核实，将另行告知", en="Sent it back to be established; a new notice follows"),
    ),
    Move(
        "revoke",
        Bi(zh="决定：撤销认定", en="Decide: revoke the recognition"),
        APPROVER,
        (PREPARED.name,),
        REVOKED.name,
        A19,
        (FOUND, TOLD, HEARD, REVOCABLE, ANOTHER, _as_prepared("revoke")),
        done=Bi(zh="撤销了认定", en="Revoked the recognition"),
    ),
    Move(
        "keep",
        Bi(zh="决定：不予撤销", en="Decide: do not revoke it"),
        APPROVER,
        (PREPARED.name, CLOSING.name),
        KEPT.name,
        A19,
        (NOT_PREPARED_BY, _as_prepared("keep")),
        done=Bi(zh="决定不予撤销", en="Decided not to revoke the recognition"),
    ),
    Move(
        "return_decision",
        Bi(zh="退回拟办", en="Send it back"),
        APPROVER,
        (PREPARED.name,),
        SERVED.name,
        A19,
        asks=("reason",),
        done=Bi(zh="退回拟办", en="Sent the decision back"),
        inside=True,
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
    (OPENED, CLOSING, NOTIFIED, SERVED, PREPARED, REVOKED, KEPT),
    MOVES,
    (
        Term(
            "answer",
            Bi(zh="陈述申辩", en="The operator's answer"),
            Role.OPERATOR,
            A19,
            # It runs on while a decision is being prepared: what is returned starts no second one.
            frozenset({"served", "decision_prepared"}),
            days=ANSWER_DAYS,
            since="served_on",
            then=Role.MUNICIPAL_OFFICER,
        ),
    ),
    # How it ends is open: the track of a case does not go ahead of its decision.
    ("opened", "notified", "served"),
)
