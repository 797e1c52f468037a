"""Draws as anybody may see them: whom from, what was fixed before, what was revealed after (Article 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Value
from django.db.models.functions import Length, Replace

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.draws.records import commitment_entry, first_head, lines_in, record_of, reveal_of
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.may import NotThere, draws_of
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.size_classes import SizeClass
from jiqun.fairness.population import Line, population_in
from jiqun.ledger.canonical import canonical_json
from jiqun.papers.draw_words import PURPOSES
from jiqun.records.models import Cluster, Draw, DrawReveal

MOST_SHOWN = 500  # lines of a population; the rest stand in its file
_CLASSES = {one.name.lower(): one.label for one in SizeClass}


@dataclass(frozen=True)
class DrawItem:
    """A draw on a list. `cluster`: whose enterprises, inspectors or experts are drawn; None for the clusters of all."""

    id: int
    purpose: str
    title: Bi
    round_id: int
    round_title: Bi
    case: int | None
    case_number: str
    cluster: Bi | None
    size: int
    count: int
    at: datetime
    revealed_at: datetime | None


@dataclass(frozen=True)
class Stratum:
    """A part of the population: how many stand in it, and how many of them were drawn (None before)."""

    title: Bi
    size: int
    drawn: int | None


@dataclass(frozen=True)
class DrawnLine:
    """A line, and its place in the order of the draw (0 where it was not drawn); a cluster's has its `name`."""

    stratum: Bi
    id: str
    place: int
    name: Bi | None


@dataclass(frozen=True)
class RevealView:
    """What was revealed. `added`, `removed`: how the population had changed, and `reason` why it was drawn anyhow."""

    seed: str
    head_size: int
    root: str
    value: str
    at: datetime
    drawn: tuple[DrawnLine, ...]
    added: tuple[DrawnLine, ...]
    removed: tuple[DrawnLine, ...]
    reason: str


@dataclass(frozen=True)
class DrawView:
    """A draw with everything published of it; `seq` and `entry` name its entry of the ledger."""

    item: DrawItem
    population_sha256: str
    seed_sha256: str
    beacon: str
    seq: int
    entry: str
    head_size: int | None
    head_root: str
    head_at: datetime | None
    reveal: RevealView | None
    strata: tuple[Stratum, ...]
    lines: tuple[DrawnLine, ...]
    more: int


def list_draws(page: int = 1) -> Page[DrawItem]:
    """Every draw, the newest first."""
    return page_of(_counted(Draw.objects.order_by("-at", "-pk")), page, _item)


def draws_in_round(round_id: int) -> tuple[DrawItem, ...]:
    """The draws of a round, the newest first."""
    return tuple(_item(row) for row in _counted(Draw.objects.filter(round=round_id).order_by("-at", "-pk")))


def draws_about(case: int, *, by: Actor) -> tuple[DrawItem, ...]:
    """The draws for one case of which the actor may know who is who."""
    return tuple(_item(row) for row in _counted(draws_of(by).filter(case=case).order_by("pk")))


def look_at_draw(draw: int) -> DrawView:
    """One draw. Raises NotThere."""
    return view_of(the_draw(draw))


def population_text(draw: int) -> str:
    """The population's text. Raises NotThere."""
    return the_draw(draw).population


def draw_json(draw: int) -> str:
    """The record that `jiqun verify draw` and the page's own script read. Raises NotThere."""
    return canonical_json(record_of(the_draw(draw)).as_dict()) + "\n"


def the_draw(draw: int) -> Draw:
    """One draw as it is stored. Raises NotThere."""
    row = _with_all(Draw.objects.filter(pk=draw)).first()
    if row is None:
        raise NotThere
    return row


def view_of(row: Draw) -> DrawView:
    """A stored draw as pages show it."""
    entry, lines, reveal = commitment_entry(row), population_in(row.population).lines, reveal_of(row)
    drawn = lines_in(reveal.drawn) if reveal else ()
    head = first_head(entry)
    places = {line: place for place, line in enumerate(drawn, start=1)}
    return DrawView(
        item=_shown(row, len(lines)),
        population_sha256=row.population_sha256,
        seed_sha256=row.seed_sha256,
        beacon=row.beacon,
        seq=entry.seq,
        entry=entry.hash,
        head_size=head.size if head else None,
        head_root=head.root if head else "",
        head_at=head.at if head else None,
        reveal=_revealed(reveal, row.purpose, places) if reveal else None,
        strata=_strata(row.purpose, lines, drawn if reveal else None),
        lines=shown_lines(row.purpose, lines[:MOST_SHOWN], places),
        more=max(len(lines) - MOST_SHOWN, 0),
    )


def shown_lines(purpose: str, lines: tuple[Line, ...], places: Mapping[Line, int]) -> tuple[DrawnLine, ...]:
    """Lines with their stratum in words and their place in the draw."""
    names = cluster_names(line.id for line in lines) if purpose == Draw.Purpose.CLUSTERS else {}
    return tuple(
        DrawnLine(stratum_title(purpose, line.stratum), line.id, places.get(line, 0), names.get(line.id))
        for line in lines
    )


def cluster_names(numbers: Iterable[str]) -> dict[str, Bi]:
    """The names of clusters by their public numbers."""
    found = Cluster.objects.filter(number__in=list(numbers)).values_list("number", "name_zh", "name_en")
    return {number: Bi(zh=zh, en=en or zh) for number, zh, en in found}


def stratum_title(purpose: str, stratum: str) -> Bi:
    """What a stratum is: a district, one or more size classes; empty where there are none."""
    if purpose == Draw.Purpose.CLUSTERS:
        return DISTRICTS.get(stratum, Bi(zh=stratum, en=stratum))
    names = [_CLASSES.get(one, Bi(zh=one, en=one)) for one in stratum.split("+") if one]
    return Bi(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))


def _revealed(row: DrawReveal, purpose: str, places: Mapping[Line, int]) -> RevealView:
    changes = {name: lines_in(row.changes.get(name, [])) for name in ("added", "removed")}
    return RevealView(
        seed=row.seed,
        head_size=row.head_size,
        root=row.root,
        value=row.value,
        at=row.at,
        drawn=shown_lines(purpose, tuple(places), places),
        added=shown_lines(purpose, changes["added"], places),
        removed=shown_lines(purpose, changes["removed"], places),
        reason=str(row.changes.get("reason", "")),
    )


def _strata(purpose: str, lines: tuple[Line, ...], drawn: tuple[Line, ...] | None) -> tuple[Stratum, ...]:
    sizes = Counter(line.stratum for line in lines)
    chosen = None if drawn is None else Counter(line.stratum for line in drawn)
    if set(sizes) == {""}:
        return ()
    return tuple(
        Stratum(stratum_title(purpose, one), size, None if chosen is None else chosen[one])
        for one, size in sorted(sizes.items())
    )


def _with_all(found: QuerySet[Draw]) -> QuerySet[Draw]:
    return found.select_related("round", "case__cluster", "case__about", "reveal", "secret")


def _counted(found: QuerySet[Draw]) -> QuerySet[Draw]:
    """Without the populations' texts, which may be long; how many lines each has, counted by the database."""
    lines = Length("population") - Length(Replace("population", Value("\n"), Value("")))
    return _with_all(found).defer("population", "reveal__drawn", "reveal__changes").annotate(lines=lines)


def _item(row: Draw) -> DrawItem:
    return _shown(row, row.lines)  # type: ignore[attr-defined]  # annotated by `_counted`


def _shown(row: Draw, size: int) -> DrawItem:
    reveal, case = reveal_of(row), row.case
    return DrawItem(
        id=row.pk,
        purpose=row.purpose,
        title=PURPOSES[row.purpose],
        round_id=row.round_id,
        round_title=Bi(zh=row.round.title_zh, en=row.round.title_en or row.round.title_zh),
        case=row.case_id,
        case_number=case.number if case else "",
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh) if case else None,
        size=size,
        count=row.count,
        at=row.at,
        revealed_at=reveal.at if reveal else None,
    )
