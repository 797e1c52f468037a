"""Boundaries as they are stored: read back, compared with their neighbours', drawn."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jiqun.base.words import Bi, WordedError
from jiqun.desk.actor import Actor
from jiqun.desk.changes.values import boundary_in
from jiqun.desk.may import OFFICE, NotThere, the_cluster
from jiqun.facts.boundary import Boundary, as_svg_path, overlap_m2
from jiqun.papers.palette import ACCENT, ACCENT_PALE
from jiqun.records.models import Cluster

WIDTH, HEIGHT = 480, 320
MOST = 50


@dataclass(frozen=True)
class Overlap:
    """Another cluster whose boundary has an area in common with this one's; `why_not` where that cannot be told."""

    number: str
    name: Bi
    km2: Fraction | None
    why_not: Bi | None


def stored_boundary(row: Cluster) -> Boundary | None:
    """The boundary of a cluster, or None while none is drawn."""
    names = ("boundary", "boundary_m2", "boundary_sha256")
    return boundary_in({name: getattr(row, name) for name in names})


def overlaps_of(row: Cluster, by: Actor) -> tuple[Overlap, ...]:
    """For an office: the clusters whose boundaries overlap this one's, found by their boxes first."""
    own = stored_boundary(row)
    if own is None or by.role not in OFFICE:
        return ()
    west, south, east, north = own.bounds
    near = Cluster.objects.exclude(pk=row.pk).filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
    found = (_overlap(own, other) for other in near.order_by("number")[:MOST])
    return tuple(one for one in found if one is not None)


def boundary_picture(cluster: int, *, by: Actor) -> str:
    """A cluster's boundary as an SVG picture, north up. Raises NotThere, also while none is drawn."""
    boundary = stored_boundary(the_cluster(by, cluster))
    if boundary is None:
        raise NotThere
    margin = 8
    paths = as_svg_path(boundary, WIDTH - 2 * margin, HEIGHT - 2 * margin)
    drawn = "".join(f'<path d="{path}"/>' for path in paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin} {-margin} {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}"><g fill="{ACCENT_PALE}" fill-rule="evenodd" stroke="{ACCENT}"'
        f' stroke-width="1.5" stroke-linejoin="round">{drawn}</g></svg>'
    )


def _overlap(own: Boundary, other: Cluster) -> Overlap | None:
    theirs = stored_boundary(other)
    if theirs is None:
        return None
    name = Bi(zh=other.name_zh, en=other.name_en or other.name_zh)
    try:
        common = overlap_m2(own, theirs)
    except WordedError as error:
        return Overlap(other.number, name, None, error.words)
    return Overlap(other.number, name, Fraction(common, 10**6), None) if common else None
