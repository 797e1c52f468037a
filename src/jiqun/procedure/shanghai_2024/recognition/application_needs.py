"""What the moves of an application need (Articles 5 to 8); each need says in both languages what is lacking."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.procedure.kit import Need, Situation
from jiqun.procedure.shanghai_2024 import article

A7, A8 = article("7"), article("8")


def _round_open(now: Situation) -> Bi | None:
    opens, closes = now.facts["opens_at"], now.facts["may_file_until"]
    if now.at < opens:
        return Bi(zh="申报期尚未开始。", en="The application period has not begun.")
    if now.at >= closes:
        return Bi(zh="申报期已于{day}截止。", en="The application period ended on {day}.").fill(day=closes.date())
    return None


def _completing(now: Situation) -> Bi | None:
    if now.facts["completing"]:
        return None
    return Bi(zh="本批已不再接收补正材料。", en="The round takes no corrections any more.")


def _complete(now: Situation) -> Bi | None:
    gaps: tuple[Bi, ...] = now.facts["gaps"]
    if not gaps:
        return None
    zh, en = "；".join(gap.zh for gap in gaps), "; ".join(gap.en for gap in gaps)
    return Bi(zh=f"材料尚不完整：{zh}。", en=f"Not complete yet: {en}.")


def _declared(now: Situation) -> Bi | None:
    if now.facts["declared"]:
        return None
    return Bi(
        zh="须由被授权人声明材料真实、完整，并再次验证身份。",
        en="The authorised person has to declare that everything is true and complete, and prove who they are again.",
    )


def _not_ruled_out(now: Situation) -> Bi | None:
    clauses: tuple[str, ...] = now.facts["not_met"]
    if not clauses:
        return None
    return Bi(
        zh="下列必备条件不符合，不能推荐：{clauses}。",
        en="These binding clauses are not met, so the cluster cannot be recommended: {clauses}.",
    ).fill(clauses=Bi(zh="、".join(clauses), en=", ".join(clauses)))


def _open_clauses_named(now: Situation) -> Bi | None:
    left: tuple[str, ...] = now.facts["open_not_named"]
    if not left:
        return None
    return Bi(
        zh="推荐意见须写明尚待确定的条款：{clauses}。",
        en="The opinion has to name the clauses that are still open: {clauses}.",
    ).fill(clauses=Bi(zh="、".join(left), en=", ".join(left)))


def _no_open_questions(now: Situation) -> Bi | None:
    count: int = now.facts["open_questions"]
    if not count:
        return None
    return Bi(
        zh="还有{n}个问题未答复：请等待答复，或撤回问题。",
        en="{n} question(s) without an answer yet: wait for it, or take the question back.",
    ).fill(n=count)


def _unlock_asked(now: Situation) -> Bi | None:
    return None if now.facts["unlock_asked"] else Bi(zh="没有待处理的解锁申请。", en="Nobody has asked to unlock it.")


def _unlock_not_asked(now: Situation) -> Bi | None:
    return (
        Bi(zh="解锁申请已提出，等待区里答复。", en="It has been asked; the district will answer.")
        if (now.facts["unlock_asked"])
        else None
    )


def _lapsed(now: Situation) -> Bi | None:
    return None if now.facts["correction_lapsed"] else Bi(zh="补正期限尚未届满。", en="There is still time to correct.")


def _rank_free(now: Situation) -> Bi | None:
    taken: bool = now.facts["rank_taken"]
    if not taken:
        return None
    return Bi(zh="本区已有集群使用这一推荐名次。", en="Another cluster of the district already has this rank.")


ROUND_OPEN = Need("round_open", A7, _round_open)
COMPLETING = Need("completing", A7, _completing, ours=True)
COMPLETE = Need("complete", A8, _complete)
DECLARED = Need("declared", A8, _declared)
NOT_RULED_OUT = Need("not_ruled_out", article("6"), _not_ruled_out)
OPEN_CLAUSES_NAMED = Need("open_clauses_named", A8, _open_clauses_named, ours=True)
NO_OPEN_QUESTIONS = Need("no_open_questions", A8, _no_open_questions)
UNLOCK_ASKED = Need("unlock_asked", A8, _unlock_asked)
UNLOCK_NOT_ASKED = Need("unlock_not_asked", A8, _unlock_not_asked)
LAPSED = Need("lapsed", A8, _lapsed)
RANK_FREE = Need("rank_free", A8, _rank_free, ours=True)
