"""The vocabulary of proceedings: stages, moves, needs and terms, and the three functions that read a table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from jiqun.base.words import Bi
from jiqun.law import Article
from jiqun.procedure.asked import ASKED
from jiqun.procedure.roles import Role


@dataclass(frozen=True)
class Situation:
    """How things stand when somebody wants to act: plain facts, gathered by the desk.

    `role` and `person` are the actor's; `doers` names who made each earlier move (the latest time); `facts` holds what
    the needs of this kind of proceeding look at, by name; `waived` names the needs of our own that two people have
    lifted for this case until a day that has not passed (`procedure.waivable`).
    """

    stage: str
    at: datetime
    role: Role
    person: int
    doers: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Need:
    """A condition of a move: `lacking` says in both languages why it is not fulfilled, or gives None.

    `ours`: a check or term that the office has set itself, so that it may be waived; what the Procedures ask never is.
    """

    name: str
    under: Article
    lacking: Callable[[Situation], Bi | None]
    ours: bool = False


@dataclass(frozen=True)
class Stage:
    """Where a case can stand, and whose turn it is there (`holder`; None where nobody's is).

    `behind` names the stage as which it shows to those outside of the Commission: what is being prepared there, or was
    signed and is not announced, is told to nobody else.
    """

    name: str
    title: Bi
    holder: Role | None = None
    ended: bool = False  # nothing follows
    behind: str = ""


@dataclass(frozen=True)
class Move:
    """One thing that can be done with a case. An empty `end` is an act that leaves the case where it stands.

    `asks` names what the doer must give with it (a reason, a date), by the names of the form's fields. `inside`: only
    the Commission and auditors see that it was made. `part_of`: made only as a part of that greater act (a list that
    is published, an objection that is decided), and offered nowhere by itself. `offers`: what may be given besides.
    """

    name: str
    title: Bi
    by: tuple[Role, ...]
    start: tuple[str, ...]
    end: str
    under: Article
    needs: tuple[Need, ...] = ()
    asks: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    extends: str = ""  # the term whose day it moves to `due_on`
    done: Bi | None = None  # how the timeline says it
    inside: bool = False
    part_of: str = ""

    @property
    def said(self) -> Bi:
        return self.done or self.title


@dataclass(frozen=True)
class Term:
    """A period that runs in some stages, stands still in others, and ends when the case is in none of them.

    `days` are working days, unless the round sets others; None where the act that starts the term gives the day.
    `window`: the first day counts too, as of a public notice. `by_round`: the round says how many days it has.
    `since`: the day that an act gives under that name starts it, and not the day of the act itself; an act that gives
    none starts nothing. `then`: its holder may act within it and need not, so that nobody is late with it; once it is
    over, it is the turn of that role. `reminded`: so many days ahead its holder is reminded, counted by the calendar;
    without any, a few working days ahead.
    """

    name: str
    title: Bi
    holder: Role
    under: Article
    runs: frozenset[str]
    pauses: frozenset[str] = frozenset()
    days: int | None = None
    by_round: bool = False
    window: bool = False
    since: str = ""
    then: Role | None = None
    reminded: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lack:
    """Why a move cannot be made, and under which provision."""

    name: str
    reason: Bi
    article: Article | None = None


class Refused(Exception):
    """An act that cannot be done now; carries every reason."""

    def __init__(self, title: Bi, lacks: tuple[Lack, ...]) -> None:
        self.title = title
        self.lacks = lacks
        super().__init__("; ".join(lack.reason.en for lack in lacks))


@dataclass(frozen=True)
class Procedure:
    """A kind of proceeding under one edition; `usual` are the stages of the straight way.

    Raises ValueError at import where the table contradicts itself.
    """

    kind: str
    edition: str
    title: Bi
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    terms: tuple[Term, ...] = ()
    usual: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = {stage.name for stage in self.stages}
        if len(known) != len(self.stages) or len(self.by_name) != len(self.moves):
            raise ValueError(f"{self.kind}: a name stands twice")
        if unknown := {name for move in self.moves for name in (*move.asks, *move.offers)} - set(ASKED):
            raise ValueError(f"{self.kind}: nobody knows what is asked by {sorted(unknown)}")
        used = {name for move in self.moves for name in (*move.start, move.end or self.first.name)}
        used |= {name for term in self.terms for name in (*term.runs, *term.pauses)} | set(self.usual)
        if wrong := used - known:
            raise ValueError(f"{self.kind}: no such stage: {sorted(wrong)}")
        if astray := {stage.behind for stage in self.stages if stage.behind} - known:
            raise ValueError(f"{self.kind}: no such stage to stand behind: {sorted(astray)}")
        ended = {stage.name for stage in self.stages if stage.ended}
        if stuck := known - ended - {name for move in self.moves for name in move.start if move.end not in ("", name)}:
            raise ValueError(f"{self.kind}: no way out of {sorted(stuck)}")

    @cached_property
    def by_name(self) -> Mapping[str, Move]:
        return {move.name: move for move in self.moves}

    @cached_property
    def stage_by_name(self) -> Mapping[str, Stage]:
        return {stage.name: stage for stage in self.stages}

    @cached_property
    def has_ours(self) -> bool:
        """Whether a need of some move may be waived."""
        return any(need.ours for move in self.moves for need in move.needs)

    @property
    def first(self) -> Stage:
        return self.stages[0]

    def seen(self, stage: str, *, inside: bool) -> Stage:
        """The stage as somebody of the Commission sees it (`inside`), or everybody else.

        Stages of the same title are one to whoever reads: the first of them stands for all.
        """
        found = self.stage_by_name[stage]
        shown = found if inside or not found.behind else self.stage_by_name[found.behind]
        return next(one for one in self.stages if one.title == shown.title)

    def stages_seen_as(self, stage: str, *, inside: bool) -> tuple[str, ...]:
        """The stages that show as that one."""
        return tuple(one.name for one in self.stages if self.seen(one.name, inside=inside).name == stage)

    def stages_of(self, role: Role) -> tuple[str, ...]:
        """The stages in which it is that role's turn."""
        return tuple(stage.name for stage in self.stages if stage.holder == role)


def open_moves(table: Procedure, situation: Situation) -> tuple[Move, ...]:
    """The moves that this actor's role may make from this stage, whether or not something is lacking."""
    return tuple(
        move for move in table.moves if situation.stage in move.start and situation.role in move.by and not move.part_of
    )


def lacking(move: Move, situation: Situation) -> tuple[Lack, ...]:
    """Every reason why the move cannot be made now; none if it can."""
    lacks = []
    if situation.role not in move.by:
        lacks.append(Lack("role", _ROLE.fill(roles=_titles(move.by)), move.under))
    if situation.stage not in move.start:
        lacks.append(Lack("stage", _STAGE, move.under))
    asked = (need for need in move.needs if not (need.ours and need.name in situation.waived))
    found = ((need, need.lacking(situation)) for need in asked)
    return (*lacks, *(Lack(need.name, why, need.under) for need, why in found if why))


def choose(table: Procedure, name: str, situation: Situation, given: Mapping[str, Any]) -> Move:
    """The move of that name, if it can be made with what is given; one that is part of a greater act is made there.

    Raises Refused with all reasons, things left blank among them; KeyError for an unknown name.
    """
    move = table.by_name[name]
    blank = (Lack(name, _BLANK.fill(what=ASKED[name]), move.under) for name in move.asks if not given.get(name))
    if lacks := (*lacking(move, situation), *blank):
        raise Refused(move.title, lacks)
    return move


def not_by(*moves: str, under: Article) -> Need:
    """Four eyes, counted by person: whoever made one of those moves may not make this one, in whatever role."""

    def lack(situation: Situation) -> Bi | None:
        return _SAME_PERSON if any(situation.doers.get(move) == situation.person for move in moves) else None

    return Need("four_eyes", under, lack)


def _titles(roles: tuple[Role, ...]) -> Bi:
    return Bi(zh="、".join(role.label.zh for role in roles), en=" or ".join(role.label.en for role in roles))


_BLANK = Bi(zh="请填写{what}。", en="Give {what}.")
_ROLE = Bi(zh="只能由{roles}办理。", en="This is for the {roles} to do.")
_STAGE = Bi(zh="案件现在不在可以这样办理的阶段。", en="The case is not at a stage where this can be done.")
_SAME_PERSON = Bi(zh="经办人与审批人不能是同一人。", en="Whoever prepared it cannot also approve it.")
