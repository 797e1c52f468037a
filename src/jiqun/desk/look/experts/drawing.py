"""Experts by draw: for each file of a round whether its draw is to be committed to, revealed, or made (Article 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.draws.drawing import not_yet
from jiqun.desk.draws.populations import Asked, Purpose, changes_since, subjects_of, usual_count
from jiqun.desk.draws.records import covered, reveal_of
from jiqun.desk.each import looking_at
from jiqun.desk.experts.assigning import by_draw
from jiqun.desk.look.experts.progress import round_progress
from jiqun.desk.may import CITY, NotThere, cases_of, only
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.records.models import Case, Draw, Round, TreeHead

OPEN, SHORT, WAITING, READY, CHANGED, DRAWN = "open", "short", "waiting", "ready", "changed", "drawn"
STATES = {
    OPEN: Bi(zh="待公布承诺", en="To be committed to"),
    SHORT: Bi(zh="可抽取的专家不足", en="Too few experts to draw from"),
    WAITING: Bi(zh="已承诺，待存证树头签署", en="Committed to; waits for a signed head"),
    READY: Bi(zh="可以揭示", en="Can be revealed"),
    CHANGED: Bi(
        zh="承诺后对象有变化，须逐件揭示并写明理由", en="The pool has changed: reveal it by itself, with a reason"
    ),
    DRAWN: Bi(zh="已抽取", en="Drawn"),
}


@dataclass(frozen=True)
class FileDraw:
    """A file and the draw of its experts: from how many, how many of them, how far it is."""

    case: int
    number: str
    cluster: Bi
    wanted: int
    here: int
    among: int
    count: int
    draw: int | None
    state: str

    @property
    def words(self) -> Bi:
        """How far it is, in words."""
        return STATES[self.state]


@dataclass(frozen=True)
class ExpertDraws:
    """The files of a round whose experts are drawn."""

    round: int
    title: Bi
    files: tuple[FileDraw, ...]

    def number(self, state: str) -> int:
        """How many files are that far."""
        return sum(one.state == state for one in self.files)

    @property
    def to_commit(self) -> int:
        return self.number(OPEN)

    @property
    def to_reveal(self) -> int:
        return self.number(READY)


def expert_draws(round_id: int, *, by: Actor, at: datetime) -> ExpertDraws:
    """The draws of a round's experts. Raises NotThere, also where the notice does not have them drawn."""
    only(by, *CITY)
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None or not by_draw(notice):
        raise NotThere
    progress = round_progress(round_id, by=by, at=at)
    here = {one.case: (one.wanted, one.here) for one in progress.files}
    cases = list(cases_of(by).filter(pk__in=here).select_related("round", "cluster").order_by("number"))
    draws = Draw.objects.filter(case__in=cases, purpose=Purpose.EXPERTS).select_related("reveal", "secret", "round")
    heads, made = covered(draws), {row.case_id: row for row in draws}
    with looking_at(cases):
        files = []
        for case in cases:
            draw, (wanted, of_it) = made.get(case.pk), here[case.pk]
            how_far = _made(case, draw, heads[draw.pk], at) if draw else _open(case, notice, wanted, at)
            files.append(_file(case, wanted, of_it, draw, how_far))
    return ExpertDraws(notice.pk, progress.title, tuple(files))


def _file(case: Case, wanted: int, here: int, draw: Draw | None, how_far: tuple[int, int, str]) -> FileDraw:
    cluster = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
    return FileDraw(case.pk, case.number, cluster, wanted, here, *how_far[:2], draw.pk if draw else None, how_far[2])


def _open(case: Case, notice: Round, wanted: int, at: datetime) -> tuple[int, int, str]:
    """From how many how many would be drawn, if it were committed to now."""
    asked = Asked(Purpose.EXPERTS, notice, case)
    among = len(subjects_of(asked, at))
    return among, usual_count(asked, among), OPEN if among >= wanted else SHORT


def _made(case: Case, draw: Draw, head: TreeHead | None, at: datetime) -> tuple[int, int, str]:
    """From how many how many are drawn, and whether that can be revealed."""
    draw.case = case  # as the list has read it, with its round and cluster
    sizes = draw.population.count("\n"), draw.count
    if reveal_of(draw):
        return *sizes, DRAWN
    if not_yet(draw, head, at):
        return *sizes, WAITING
    return *sizes, CHANGED if changes_since(draw, at) else READY
