"""The register of clusters as its office and its operators work on it (Article 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.registers.clusters import change_cluster, draw_boundary, register_cluster
from jiqun.desk.look.registers.boundaries import boundary_picture
from jiqun.desk.look.registers.clusters import districts_for, list_clusters, look_at_cluster, operators_for
from jiqun.desk.look.registers.rosters import compare_rosters
from jiqun.desk.look.registers.then import cluster_then, clusters_then
from jiqun.desk.wrong import Wrong
from jiqun.facts.boundary import read_boundary
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.problems import InputRefused
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.as_of import asked_time
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.sending import taken_file
from jiqun.web.typed import Typed


@require_GET
def desk_clusters(request: DeskRequest) -> HttpResponse:
    """The clusters that one looks after."""
    by, asked, page = acting_in(request), asked_time(request, clock.now()), whole(request.GET.get("page", ""), 1)
    wanted = {name: request.GET.get(name, "")[:200] for name in ("text", "district")}
    told = {"wanted": wanted, "districts": DISTRICTS, "asked": asked}
    if asked.time.now:
        found = list_clusters(by=by, page=page, **wanted)
        return render(request, "registers/clusters.html", told | {"found": found})
    then = clusters_then(asked.time, by=by, page=page, **wanted)
    return render(request, "registers/clusters_then.html", told | {"found": then})


@require_GET
def desk_cluster(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """One cluster: facts, boundary, rosters, cases."""
    by, at = acting_in(request), clock.now()
    asked = asked_time(request, at)
    if asked.time.now:
        told = {"view": look_at_cluster(cluster_id, by=by, at=at), "asked": asked}
        return render(request, "registers/cluster.html", told)
    told = {"view": cluster_then(cluster_id, asked.time, by=by), "asked": asked, "cluster_id": cluster_id}
    return render(request, "registers/cluster_then.html", told)


@require_GET
def cluster_boundary(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """The picture of a boundary."""
    response = HttpResponse(boundary_picture(cluster_id, by=acting_in(request)), content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def cluster_rosters(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """Two dated states of a cluster's data beside each other."""
    before, after = (whole(request.GET.get(name, "")) for name in ("from", "to"))
    return render(
        request, "registers/rosters.html", {"view": compare_rosters(cluster_id, before, after, by=acting_in(request))}
    )


@require_http_methods(["GET", "POST"])
def cluster_new(request: DeskRequest) -> HttpResponse:
    """Registering a cluster."""
    by, problems = acting_in(request), problems_in(request)
    if request.method == "POST":
        try:
            return redirect("desk_cluster", _registered(request))
        except Wrong as wrong:
            problems = wrong.problems
    told: dict[str, Any] = {"operators": operators_for(by=by), "districts": districts_for(by=by)}
    told |= {"problems": problems, "typed": sent(request) or {"district": by.district}}
    return render(request, "registers/cluster_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def cluster_change(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """Correcting names and declared area; the same page takes the boundary."""
    by, at, typed = acting_in(request), clock.now(), Typed(request)
    if request.method == "POST":
        try:
            values = typed.texts("name_zh", "name_en", "reason") | {"area_m2": typed.square_metres("area_km2")}
            version = whole(typed.text("version"))
            change_cluster(cluster=cluster_id, version=version, **values, unread=typed.problems, by=by, at=at)
            return redirect("desk_cluster", cluster_id)
        except Wrong as wrong:
            return _change_page(request, cluster_id, wrong.problems)
    return _change_page(request, cluster_id, problems_in(request))


@require_http_methods(["GET", "POST"])
def cluster_draw(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """Setting the boundary from a GeoJSON file; every error of the file is shown."""
    by, at, version = acting_in(request), clock.now(), whole(request.POST.get("version", ""))
    look_at_cluster(cluster_id, by=by, at=at)
    if request.method == "GET":
        return _change_page(request, cluster_id, problems_in(request))
    try:
        read = read_boundary(taken_file(request).data)
        reason = request.POST.get("boundary_reason", "")
        draw_boundary(cluster=cluster_id, version=version, boundary=read.boundary, reason=reason, by=by, at=at)
    except Wrong as wrong:
        return _change_page(request, cluster_id, _of_boundary(wrong.problems))
    except InputRefused as refused:
        return _change_page(request, cluster_id, {}, [one.message for one in refused.errors])
    for warning in read.warnings:
        messages.warning(request, warning.message.say(current()))
    return redirect("desk_cluster", cluster_id)


def _of_boundary(problems: Mapping[str, Bi]) -> dict[str, Bi]:
    """What is wrong with the boundary's form, whose reason stands beside that of the other form of the page."""
    return {"boundary_reason" if name == "reason" else name: text for name, text in problems.items()}


def _registered(request: DeskRequest) -> int:
    typed = Typed(request)
    values = typed.texts("name_zh", "name_en", "district") | {"operator": whole(typed.text("operator"))}
    values |= {"dominant_industries": typed.several("dominant_industries"), "area_m2": typed.square_metres("area_km2")}
    return register_cluster(**values, unread=typed.problems, by=acting_in(request), at=clock.now()).pk


def _change_page(request: DeskRequest, cluster: int, problems: object, found: object = ()) -> HttpResponse:
    view = look_at_cluster(cluster, by=acting_in(request), at=clock.now())
    first = {"name_zh": view.name.zh, "name_en": view.name_en, "area_km2": view.area_typed}
    typed = sent(request) if "name_zh" in sent(request) else first
    told = {"view": view, "problems": problems, "found": found, "typed": typed}
    return render(request, "registers/cluster_change.html", told, status=422 if problems or found else 200)
