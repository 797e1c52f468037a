"""Draws on the desk: what can be committed to and revealed, and who is who, for those who may know (Article 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.draws.drawing import not_yet, urn_for
from jiqun.desk.draws.populations import Changes, Purpose, changes_since, subjects_by_id
from jiqun.desk.draws.records import commitment_entry, first_head, lines_in, reveal_of
from jiqun.desk.experts.assigning import by_draw
from jiqun.desk.look.draws.draws import (
    DrawItem,
    DrawView,
    Stratum,
    cluster_names,
    draws_in_round,
    stratum_title,
    the_draw,
    view_of,
)
from jiqun.desk.may import NotThere, cases_of, draws_of, only
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.fairness.population import Line, population_in
from jiqun.papers.draw_words import PURPOSES
from jiqun.procedure.kit import Lack
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Enterprise, Person, Round

CITY = (Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
MOST_SHOWN = 500


@dataclass(frozen=True)
class Chance:
    """A draw that has not been committed to: of the round's clusters, or for one spot check."""

    purpose: str
    title: Bi
    case: int | None
    case_number: str
    cluster: Bi | None


@dataclass(frozen=True)
class RoundDraws:
    """The draws of a round, and those that are still to be made."""

    round_id: int
    round_title: Bi
    draws: tuple[DrawItem, ...]
    chances: tuple[Chance, ...]
    experts: bool  # the notice has experts drawn, which has a board of its own


@dataclass(frozen=True)
class Preview:
    """What would be committed to: whom from, how many, what stands in the way."""

    purpose: str
    title: Bi
    round_id: int
    round_title: Bi
    case: int | None
    case_number: str
    cluster: Bi | None
    size: int
    count: int
    free_count: bool  # the officer says how many
    strata: tuple[Stratum, ...]
    people: tuple[tuple[Bi, Bi], ...]  # who can be drawn: stratum, and who it is
    more: int
    coming: int
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class Named:
    """A line of the population and whom it means."""

    stratum: Bi
    id: str
    who: Bi
    place: int


@dataclass(frozen=True)
class DrawOnDesk:
    """A draw for those who may know who is who. `lacks`: why it cannot be revealed now; None for who may not."""

    view: DrawView
    named: tuple[Named, ...]
    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    lacks: tuple[Lack, ...] | None


def round_draws(round_id: int, *, by: Actor) -> RoundDraws:
    """The draws of a round, and what is still to be drawn. Raises NotThere."""
    only(by, *CITY)
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None:
        raise NotThere
    draws = draws_in_round(round_id)
    made = {(one.purpose, one.case) for one in draws}
    checks = cases_of(by).filter(round=notice, kind="spot_check", stage="drawn").select_related("cluster")
    wanted: list[tuple[str, Case | None]] = [(Purpose.CLUSTERS, None)] if notice.spot_share else []
    wanted += [(one, case) for case in checks.order_by("pk") for one in (Purpose.ENTERPRISES, Purpose.INSPECTORS)]
    chances = tuple(_chance(one, case) for one, case in wanted if (one, case and case.pk) not in made)
    return RoundDraws(notice.pk, _title(notice), draws, chances, by_draw(notice))


def preview_draw(
    round_id: int, purpose: str, case: int | None, *, count: int | None = None, by: Actor, at: datetime
) -> Preview:
    """What committing would publish, with who is who. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    urn = urn_for(round_id, purpose, case, count=count, by=by, at=at)
    found = urn.asked.case
    shown = sorted(urn.subjects)[:MOST_SHOWN]
    names = _names(purpose, [key for _, key in shown])
    sizes = Counter(stratum for stratum, _ in urn.subjects)
    one = _chance(purpose, found)
    return Preview(
        purpose=purpose,
        title=one.title,
        round_id=urn.asked.round.pk,
        round_title=_title(urn.asked.round),
        case=one.case,
        case_number=one.case_number,
        cluster=one.cluster,
        size=len(urn.subjects),
        count=urn.count,
        free_count=urn.free,
        strata=tuple(Stratum(stratum_title(purpose, name), size, None) for name, size in sorted(sizes.items()) if name),
        people=tuple((stratum_title(purpose, stratum), names[key]) for stratum, key in shown),
        more=max(len(urn.subjects) - MOST_SHOWN, 0),
        coming=urn.coming,
        lacks=urn.lacks,
    )


def draw_on_desk(draw: int, *, by: Actor, at: datetime) -> DrawOnDesk:
    """One draw with who is who. Raises NotThere for those who may not know."""
    row = the_draw(draw)
    if not knows_whom(draw, by):
        raise NotThere
    reveal, officer = reveal_of(row), by.role == Role.MUNICIPAL_OFFICER
    drawn = lines_in(reveal.drawn) if reveal else ()
    places = {line: place for place, line in enumerate(drawn, start=1)}
    changes = Changes((), ()) if reveal or by.role not in CITY else changes_since(row, at)
    population = population_in(row.population).lines
    shown = (*drawn, *(line for line in population[:MOST_SHOWN] if line not in places))
    known = subjects_by_id(row) | {line.id: line.id for line in changes.added if row.purpose == Purpose.CLUSTERS}
    names = _names(row.purpose, [known[line.id] for line in (*shown, *changes.added) if line.id in known])

    def named(lines: Collection[Line]) -> tuple[Named, ...]:
        whom = ((line, names.get(known.get(line.id, ""), _UNKNOWN)) for line in lines)
        return tuple(
            Named(stratum_title(row.purpose, line.stratum), line.id, who, places.get(line, 0)) for line, who in whom
        )

    head = first_head(commitment_entry(row))
    lacks = not_yet(row, head, at) if officer and reveal is None else None
    return DrawOnDesk(view_of(row), named(shown), named(changes.added), named(changes.removed), lacks)


def knows_whom(draw: int, by: Actor | None) -> bool:
    """Whether there is a page of the draw on the desk for that actor; not for a visitor."""
    return by is not None and draws_of(by).filter(pk=draw).exists()


def _chance(purpose: str, case: Case | None) -> Chance:
    cluster = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh) if case else None
    return Chance(purpose, PURPOSES[purpose], case.pk if case else None, case.number if case else "", cluster)


def _names(purpose: str, keys: Collection[str]) -> Mapping[str, Bi]:
    """Whom the keys of subjects name."""
    if purpose == Purpose.CLUSTERS:
        found = cluster_names(keys).items()
        return {number: Bi(zh=f"{number} {name.zh}", en=f"{number} {name.en}") for number, name in found}
    if purpose == Purpose.ENTERPRISES:
        firms = Enterprise.objects.filter(credit_code__in=keys)
        return {row.credit_code: _plain(f"{row.name} {row.credit_code}") for row in firms}
    people = Person.objects.filter(pk__in=[int(key.removeprefix("person:")) for key in keys])
    return {f"person:{row.pk}": _plain(row.name) for row in people}


def _title(notice: Round) -> Bi:
    return Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh)


def _plain(text: str) -> Bi:
    return Bi(zh=text, en=text)


_UNKNOWN = Bi(zh="（已不在系统中）", en="(no longer known here)")
