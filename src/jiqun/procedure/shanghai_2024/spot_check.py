"""An on-site spot check of a cluster that was drawn: planned, visited, replied to, settled (Article 9)."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Move, Need, Procedure, Situation, Stage, Term
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION, article

A9 = article("9")
OFFICER, INSPECTOR, OPERATOR = (Role.MUNICIPAL_OFFICER,), (Role.INSPECTOR,), (Role.OPERATOR,)

DRAWN = Stage("drawn", Bi(zh="已抽中，待安排", en="Drawn for a spot check"), Role.MUNICIPAL_OFFICER)
PLANNED = Stage("planned", Bi(zh="待现场核查", en="To be visited"), Role.INSPECTOR)
RECORDED = Stage("recorded", Bi(zh="待被查方答复", en="To be replied to"), Role.OPERATOR)
REPLIED = Stage("replied", Bi(zh="待认定核查发现", en="Findings to be settled"), Role.MUNICIPAL_OFFICER)
CLOSED = Stage("closed", Bi(zh="抽查已办结", en="Spot check closed"), ended=True)
CALLED_OFF = Stage("called_off", Bi(zh="抽查已取消", en="Spot check called off"), ended=True)


def _team(now: Situation) -> Bi | None:
    count: int = now.facts["team"]
    if count >= 2:
        return None
    return Bi(zh="须有至少两名抽查人员（现有{n}名）。", en="At least two inspectors have to go; there are {n}.").fill(
        n=count
    )


def _firms_drawn(now: Situation) -> Bi | None:
    if now.facts["firms"]:
        return None
    return Bi(zh="尚未抽取核查企业。", en="The enterprises to be looked at have not been drawn yet.")


def _complete(now: Situation) -> Bi | None:
    items: tuple[Bi, ...] = now.facts["items_open"]
    if not items:
        return None
    return Bi(zh="核查表尚有未填项目：{items}。", en="The checklist has open items: {items}.").fill(
        items=Bi(zh="、".join(one.zh for one in items), en=", ".join(one.en for one in items))
    )


def _signed(now: Situation) -> Bi | None:
    if now.facts["signed"]:
        return None
    return Bi(
        zh="须由抽查人员和被查方双方对现有记录签名。",
        en="Both sides have to sign the record as it stands now: the team and those who were visited.",
    )


def _all_replied(now: Situation) -> Bi | None:
    count: int = now.facts["unreplied"]
    if not count:
        return None
    return Bi(zh="还有{n}项发现未答复。", en="{n} finding(s) without a reply yet.").fill(n=count)


def _reply_lapsed(now: Situation) -> Bi | None:
    return None if now.facts["reply_lapsed"] else Bi(zh="答复期限尚未届满。", en="There is still time to reply.")


def _all_settled(now: Situation) -> Bi | None:
    count: int = now.facts["unsettled"]
    if not count:
        return None
    return Bi(zh="还有{n}项发现未认定。", en="{n} finding(s) not settled yet.").fill(n=count)


TEAM = Need("team", A9, _team)
FIRMS_DRAWN = Need("firms_drawn", A9, _firms_drawn)
CHECKLIST_COMPLETE = Need("checklist_complete", A9, _complete)
SIGNED = Need("signed", A9, _signed)
ALL_REPLIED = Need("all_replied", A9, _all_replied)
REPLY_LAPSED = Need("reply_lapsed", A9, _reply_lapsed)
ALL_SETTLED = Need("all_settled", A9, _all_settled)

MOVES = (
    Move(
        "plan_visit",
        Bi(zh="安排现场核查", en="Plan the visit"),
        OFFICER,
        (DRAWN.name,),
        PLANNED.name,
        A9,
        (TEAM, FIRMS_DRAWN),
        asks=("visit_on",),
        done=Bi(zh="安排了现场核查", en="Planned the visit"),
    ),
    Move(
        "move_visit",
        Bi(zh="改期", en="Move the visit"),
        OFFICER,
        (PLANNED.name,),
        "",
        A9,
        asks=("visit_on", "reason"),
        done=Bi(zh="调整了核查日期", en="Moved the visit"),
    ),
    Move(
        "record_visit",
        Bi(zh="提交核查记录", en="Hand in the record"),
        INSPECTOR,
        (PLANNED.name,),
        RECORDED.name,
        A9,
        (CHECKLIST_COMPLETE, SIGNED),
        done=Bi(zh="提交了核查记录", en="Handed in the record of the visit"),
    ),
    Move(
        "reply_to_check",
        Bi(zh="完成答复", en="Hand in the replies"),
        OPERATOR,
        (RECORDED.name,),
        REPLIED.name,
        A9,
        (ALL_REPLIED,),
        done=Bi(zh="答复了核查发现", en="Replied to the findings"),
    ),
    Move(
        "settle_unreplied",
        Bi(zh="逾期未答复，继续处理", en="Go on: not replied in time"),
        OFFICER,
        (RECORDED.name,),
        REPLIED.name,
        A9,
        (REPLY_LAPSED,),
        asks=("reason",),
        done=Bi(zh="逾期未答复，继续处理", en="Went on without replies"),
    ),
    Move(
        "settle_finding",
        Bi(zh="认定核查发现", en="Settle a finding"),
        OFFICER,
        (REPLIED.name,),
        "",
        A9,
        asks=("finding", "confirmed", "reason"),
        done=Bi(zh="认定了一项核查发现", en="Settled a finding"),
    ),
    Move(
        "close_check",
        Bi(zh="办结抽查", en="Close the spot check"),
        OFFICER,
        (REPLIED.name,),
        CLOSED.name,
        A9,
        (ALL_SETTLED,),
        done=Bi(zh="办结了抽查", en="Closed the spot check"),
    ),
    Move(
        "call_off",
        Bi(zh="取消抽查", en="Call the spot check off"),
        OFFICER,
        (DRAWN.name, PLANNED.name),
        CALLED_OFF.name,
        A9,
        asks=("reason",),
        done=Bi(zh="取消了抽查", en="Called the spot check off"),
    ),
)

SPOT_CHECK = Procedure(
    "spot_check",
    EDITION,
    Bi(zh="实地抽查", en="Spot check"),
    (DRAWN, PLANNED, RECORDED, REPLIED, CLOSED, CALLED_OFF),
    MOVES,
    (
        Term(
            "visit",
            Bi(zh="现场核查期限", en="Visit"),
            Role.INSPECTOR,
            A9,
            frozenset({"drawn", "planned"}),
            by_round=True,
        ),
        Term("reply", Bi(zh="答复期限", en="Reply"), Role.OPERATOR, A9, frozenset({"recorded"}), by_round=True),
    ),
    ("drawn", "planned", "recorded", "replied", "closed"),
)
