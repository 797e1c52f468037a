"""What would be drawn if it were committed to now, and everything that stands in the way of it (Article 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.draws.populations import Asked, Changes, Purpose, Subject, subjects_of, usual_count
from jiqun.desk.draws.records import reveal_of
from jiqun.desk.experts.assigning import by_draw
from jiqun.desk.may import NotThere, the_case
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.fairness.population import MOST
from jiqun.procedure.kit import Lack
from jiqun.procedure.shanghai_2024 import article
from jiqun.records.models import Case, Draw, Round, TreeHead

A9 = article("9")
# Which kind of case a draw is about, and at which stage that has to stand.
_ABOUT = {
    Purpose.ENTERPRISES: ("spot_check", "drawn"),
    Purpose.INSPECTORS: ("spot_check", "drawn"),
    Purpose.EXPERTS: ("recognition", "evaluation"),
}
_FREE = (Purpose.INSPECTORS,)
_ON_THE_WAY = ("submitted", "under_review", "in_correction", "recommended", "in_city_correction", "challenged")


@dataclass(frozen=True)
class Urn:
    """Whom a draw would be made from, how many of them, and why it cannot be committed to (nothing: it can).

    `free`: how many is for the officer to say, and `wrong` what cannot be with that. `coming`: applications of the
    round that could still reach the evaluation, and then would not be among them.
    """

    asked: Asked
    subjects: tuple[Subject, ...]
    count: int
    lacks: tuple[Lack, ...]
    free: bool
    wrong: Bi | None
    coming: int


def urn_for(  # which draw, and what its officer has to say
    round_id: int,
    purpose: str,
    case: int | None,
    *,
    count: int | None = None,
    by: Actor,
    at: datetime,
) -> Urn:
    """Raises NotThere where there is no such round, purpose or case, or the case is none of this round and kind."""
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None or purpose not in Purpose.values:
        raise NotThere
    asked = Asked(purpose, notice, _case(purpose, notice, case, by), count)
    subjects = subjects_of(asked, at)
    usual, free = usual_count(asked, len(subjects)), purpose in _FREE
    many = count if free and count is not None else usual
    wrong = None if not subjects or 1 <= many <= len(subjects) else _COUNT.fill(most=len(subjects))
    lacks = tuple(_lacks(asked, len(subjects), None if free else wrong))
    return Urn(asked, subjects, many, lacks, free, wrong if free else None, _coming(asked))


def committed(notice: Round, purpose: str, case: Case | None) -> bool:
    """Whether that draw has been committed to already."""
    return Draw.objects.filter(round=notice, purpose=purpose, case=case).exists()


def not_yet(row: Draw, head: TreeHead | None, at: datetime) -> tuple[Lack, ...]:
    """Why the seed of a draw cannot be revealed now; `head`: the first signed one that covers its commitment."""
    if reveal_of(row):
        return (Lack("once", _REVEALED, A9),)
    lacks = []
    if at <= row.at:
        lacks.append(Lack("later", _SAME_MOMENT, A9))
    if head is None:
        lacks.append(Lack("head", _NO_HEAD, A9))
    return tuple(lacks)


def changes_told(changes: Changes) -> Bi:
    """Which lines came and which went."""
    added, removed = ("、".join(line.id for line in part) or "–" for part in (changes.added, changes.removed))
    return _CHANGED.fill(added=added, removed=removed)


def _case(purpose: str, notice: Round, case: int | None, by: Actor) -> Case | None:
    if purpose == Purpose.CLUSTERS:
        return None
    if case is None:
        raise NotThere
    row = the_case(by, case)
    if row.round_id != notice.pk or row.kind != _ABOUT[Purpose(purpose)][0]:
        raise NotThere
    return row


def _lacks(asked: Asked, among: int, wrong: Bi | None) -> Iterator[Lack]:
    if committed(asked.round, asked.purpose, asked.case):
        yield Lack("once", _TWICE, A9)
    no_checks = asked.purpose == Purpose.CLUSTERS and not asked.round.spot_share
    if no_checks:
        yield Lack("share", _NO_CHECKS, A9)
    if asked.case is not None and asked.case.stage != _ABOUT[Purpose(asked.purpose)][1]:
        yield Lack("stage", _STAGE, A9)
    if asked.purpose == Purpose.EXPERTS and not by_draw(asked.round):
        yield Lack("by", _NOT_BY_DRAW, A9)
    if not among:
        yield Lack("population", _NOBODY, A9)
    elif wrong and not no_checks:
        yield Lack("count", wrong, A9)
    if among > MOST:
        yield Lack("many", _MANY.fill(most=MOST), A9)


def _coming(asked: Asked) -> int:
    if asked.purpose != Purpose.CLUSTERS:
        return 0
    return Case.objects.filter(round=asked.round, kind="recognition", stage__in=_ON_THE_WAY).count()


_TWICE = Bi(zh="该项抽签已经公布承诺，不能再做一次。", en="This draw has been committed to; it is made once.")
_NO_CHECKS = Bi(zh="本批通知未规定抽查比例。", en="The round's notice provides for no spot checks.")
_STAGE = Bi(zh="案件现在不在可以抽签的阶段。", en="The case is not at the stage at which this is drawn.")
_NOT_BY_DRAW = Bi(
    zh="本批通知规定的专家分配方式不是抽签。", en="Under the round's notice experts are not assigned by draw."
)
_NOBODY = Bi(zh="没有可抽取的对象。", en="There is nobody to draw from.")
_COUNT = Bi(zh="抽取数须为1至{most}。", en="From 1 to {most} can be drawn.")
_MANY = Bi(zh="对象超过{most}个，浏览器无法重做。", en="There are more than {most}; a browser could not repeat it.")
_REVEALED = Bi(zh="该项抽签已经揭示。", en="This draw has been revealed.")
_SAME_MOMENT = Bi(
    zh="揭示必须晚于承诺，不能在同一时刻办理。",
    en="It is revealed later than it was committed to, not in the same moment.",
)
_NO_HEAD = Bi(
    zh="覆盖该承诺的存证树头尚未签署，签署后才能揭示；通常在一分钟内由后台签署。",
    en="No head of the ledger that covers the commitment has been signed yet; in the background that takes a minute.",
)
_CHANGED = Bi(
    zh="承诺后对象有变化：增加 {added}；减少 {removed}。抽签仍按承诺时的名单进行，须写明继续的理由，随结果一并公布。",
    en="Since the commitment, added: {added}; removed: {removed}. It is drawn from the list that was committed to; say "
    "why it goes on, which is published with it.",
)
