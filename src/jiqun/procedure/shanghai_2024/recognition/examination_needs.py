"""What the moves of the Commission's examination and decision need (Article 9); each need says what is lacking."""

from __future__ import annotations

from datetime import date

from jiqun.base.words import Bi
from jiqun.procedure.kit import Need, Situation
from jiqun.procedure.shanghai_2024 import article

A6, A7, A9 = article("6"), article("7"), article("9")


def _examining(now: Situation) -> Bi | None:
    return None if now.facts["examining"] else Bi(zh="本批尚未开始审查。", en="The round is not being examined yet.")


def _formally_sound(now: Situation) -> Bi | None:
    failing: tuple[Bi, ...] | None = now.facts["formally_failing"]
    if failing is None:
        return Bi(zh="请先填写形式审查表。", en="Fill in the formality check first.")
    if not failing:
        return None
    return Bi(
        zh="形式审查表中有未通过的项目：{items}。", en="The formality check has items that do not pass: {items}."
    ).fill(items=Bi(zh="、".join(one.zh for one in failing), en=", ".join(one.en for one in failing)))


def _challenge_lapsed(now: Situation) -> Bi | None:
    if now.facts["challenge_lapsed"]:
        return None
    return Bi(zh="区答复期限尚未届满。", en="The district still has time to answer.")


def _all_sheets_in(now: Situation) -> Bi | None:
    filed, wanted, waiting = now.facts["sheets"]
    if filed < wanted:
        return Bi(
            zh="至少需要{wanted}位专家提交评分，现有{filed}位。",
            en="At least {wanted} experts have to file their scores; {filed} have.",
        ).fill(wanted=wanted, filed=filed)
    if waiting:
        return Bi(
            zh="还有{n}位专家未提交：请等待、催办或更换。",
            en="{n} expert(s) still to file: wait, remind or replace.",
        ).fill(n=waiting)
    return None


def _panel_held(now: Situation) -> Bi | None:
    if not now.facts["panel_lacking"]:
        return None
    return Bi(
        zh="专家评分分歧超过本批限度，须召开专家会议并记录。",
        en="The experts are further apart than the round allows: a panel has to meet, with minutes.",
    )


def _spot_check_closed(now: Situation) -> Bi | None:
    if not now.facts["spot_check_open"]:
        return None
    return Bi(zh="实地抽查尚未办结。", en="The spot check is not closed yet.")


def _eligible(now: Situation) -> Bi | None:
    verdict: str = now.facts["verdict"]
    if verdict == "eligible":
        return None
    clauses: tuple[str, ...] = now.facts["in_the_way"]
    return Bi(
        zh="只有符合全部必备条件的集群才能认定；尚未符合或未确定的条款：{clauses}。",
        en="Only a cluster that meets every binding clause can be recognised; not met or not settled: {clauses}.",
    ).fill(clauses=Bi(zh="、".join(clauses), en=", ".join(clauses)))


def _unchanged(now: Situation) -> Bi | None:
    changed: tuple[str, ...] = now.facts["changed_since_prepared"]
    if not changed:
        return None
    return Bi(
        zh="拟办之后以下条款的认定依据有变化，须退回重新拟办：{clauses}。",
        en="Since it was prepared these clauses have changed, so it has to go back: {clauses}.",
    ).fill(clauses=Bi(zh="、".join(changed), en=", ".join(changed)))


def _within_quota(now: Situation) -> Bi | None:
    why: Bi | None = now.facts["outside_the_quota"]
    return why


def _notice_over(now: Situation) -> Bi | None:
    last: date | None = now.facts["notice_until"]
    if last is None:
        return Bi(zh="尚未公示。", en="It has not been on public notice.")
    if now.facts["today"] > last:
        return None
    return Bi(zh="公示期至{day}（含当日）。", en="The public notice runs through {day}.").fill(day=last)


def _no_open_objection(now: Situation) -> Bi | None:
    count: int = now.facts["open_objections"]
    if not count:
        return None
    return Bi(zh="有{n}件异议尚未办结。", en="{n} objection(s) to it not decided yet.").fill(n=count)


EXAMINING = Need("examining", A7, _examining)
FORMALLY_SOUND = Need("formally_sound", A9, _formally_sound)
CHALLENGE_LAPSED = Need("challenge_lapsed", A9, _challenge_lapsed)
ALL_SHEETS_IN = Need("all_sheets_in", A9, _all_sheets_in)
PANEL_HELD = Need("panel_held", A9, _panel_held, ours=True)
SPOT_CHECK_CLOSED = Need("spot_check_closed", A9, _spot_check_closed)
ELIGIBLE = Need("eligible", A6, _eligible)
UNCHANGED = Need("unchanged", A9, _unchanged)
WITHIN_QUOTA = Need("within_quota", A7, _within_quota)
NOTICE_OVER = Need("notice_over", A9, _notice_over)
NO_OPEN_OBJECTION = Need("no_open_objection", A9, _no_open_objection)
