"""How far the experts of a round are, file by file; and a file's scores, once all of its sheets are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.assigning import STAYS, by_draw
from jiqun.desk.experts.interests import barred, interests
from jiqun.desk.experts.merit import figures_of
from jiqun.desk.look.experts.pool import STATE_WORDS
from jiqun.desk.may import CITY, NotThere, assignments_of, cases_of, only, the_case
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.facts.districts import DISTRICTS
from jiqun.fairness.rubric import rubric_of
from jiqun.records.models import Assignment, Case, Expert, Round

AT_WORK = ("asked", "open")
HOW = {
    "best": Bi(zh="优化分配", en="by the optimiser"),
    "draw": Bi(zh="随机抽取", en="by draw"),
    "picked": Bi(zh="人工选定", en="picked by hand"),
}


@dataclass(frozen=True)
class Judging:
    """An expert on a file. `reason` of one who is gone; `conflict`: one has come to light since."""

    id: int
    expert: int
    name: str
    state: str
    state_words: Bi
    how: Bi
    asked_at: datetime
    due_on: date
    late: bool
    declared_at: datetime | None
    ended_at: datetime | None
    reason: str
    reminded_at: datetime | None
    conflict: bool

    @property
    def at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def gone(self) -> bool:
        return self.state not in (*AT_WORK, "filed")


@dataclass(frozen=True)
class FileProgress:
    """A file: how many sheets it needs, how many are in, who is at it; `known` once all are in."""

    case: int
    number: str
    cluster: Bi
    district: Bi
    stage: str
    wanted: int
    counts: Mapping[str, int]
    experts: tuple[Judging, ...]
    known: bool
    wide: bool
    panel_held: bool
    round: int

    @property
    def gone(self) -> int:
        return sum(one.gone for one in self.experts)

    @property
    def late(self) -> bool:
        return any(one.late for one in self.experts)

    @property
    def here(self) -> int:
        return sum(self.counts.get(state, 0) for state in STAYS)

    @property
    def lacks(self) -> int:
        return max(self.wanted - self.here, 0)


@dataclass(frozen=True)
class RoundProgress:
    """A round's files that are being evaluated."""

    round: int
    title: Bi
    by_draw: bool
    files: tuple[FileProgress, ...]

    @property
    def waiting(self) -> tuple[Judging, ...]:
        """Everybody who has not filed yet."""
        return tuple(one for file in self.files for one in file.experts if one.at_work)

    @property
    def lacking(self) -> int:
        return sum(file.lacks > 0 for file in self.files)

    @property
    def people(self) -> int:
        """How many people a reminder to all of them would reach."""
        return len({one.expert for one in self.waiting})


def round_progress(round_id: int, *, by: Actor, at: datetime) -> RoundProgress:
    """The progress of a round. Raises NotThere."""
    only(by, *CITY)
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None:
        raise NotThere
    cases = cases_of(by).filter(kind="recognition", round=notice, stage="evaluation")
    title = Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh)
    files = _files(list(cases.select_related("cluster", "round").order_by("number")), notice, by, at)
    return RoundProgress(notice.pk, title, by_draw(notice), files)


def file_progress(case: int, *, by: Actor, at: datetime) -> FileProgress:
    """The progress of one file. Raises NotThere."""
    only(by, *CITY)
    row = the_case(by, case)
    if row.round is None or row.kind != "recognition":
        raise NotThere
    return _files([row], row.round, by, at)[0]


def the_judging(assignment: int, *, by: Actor, at: datetime) -> tuple[FileProgress, Judging]:
    """One expert on a file, for the Commission. Raises NotThere."""
    only(by, *CITY)
    row = assignments_of(by).filter(pk=assignment).first()
    if row is None:
        raise NotThere
    file = file_progress(row.case_id, by=by, at=at)
    return file, next(one for one in file.experts if one.id == assignment)


def _files(cases: list[Case], notice: Round, by: Actor, at: datetime) -> tuple[FileProgress, ...]:
    """The same queries for any number of files."""
    rows = assignments_of(by).filter(case__in=[case.pk for case in cases])
    found = list(rows.select_related("expert__person").order_by("asked_at", "pk"))
    judges = Expert.objects.filter(pk__in={row.expert_id for row in found if row.state in STAYS})
    ruled_out = barred(interests(cases, judges, at))
    known = figures_of(notice, [case.pk for case in cases])
    rubric = rubric_of(notice.rubric)
    out = []
    for case in cases:
        own = [row for row in found if row.case_id == case.pk]
        figure = known.get(case.pk)
        out.append(
            FileProgress(
                case=case.pk,
                number=case.number,
                cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
                district=DISTRICTS[case.district],
                stage=case.stage,
                wanted=rubric.experts,
                counts=Counter(row.state for row in own),
                experts=tuple(_judging(row, ruled_out.get(case.pk, set()), day_of(at)) for row in own),
                known=figure is not None,
                wide=figure is not None and figure.scored.wide(rubric.wide),
                panel_held=figure is not None and figure.panel is not None,
                round=notice.pk,
            )
        )
    return tuple(out)


def _judging(row: Assignment, ruled_out: set[int], today: date) -> Judging:
    at_work = row.state in AT_WORK
    return Judging(
        id=row.pk,
        expert=row.expert_id,
        name=row.expert.person.name,
        state=row.state,
        state_words=STATE_WORDS[row.state],
        how=HOW[row.how],
        asked_at=row.asked_at,
        due_on=row.due_on,
        late=at_work and row.due_on < today,
        declared_at=row.declared_at,
        ended_at=row.ended_at,
        reason=row.reason,
        reminded_at=row.reminded_at,
        conflict=row.state in STAYS and row.expert_id in ruled_out,
    )
