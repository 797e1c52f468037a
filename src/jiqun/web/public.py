"""The public portal: home, register, a cluster, notices, the Procedures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.desk.look.deciding.lists import notices_of_cluster, open_notices
from jiqun.desk.look.draws.draws import draws_in_round
from jiqun.desk.look.evaluating.assessment import bands_of_cluster
from jiqun.desk.look.interpreting.reading import reads_by_clause, reads_of_article
from jiqun.desk.look.interpreting.register import interpretations_of
from jiqun.desk.look.recognised.figures import public_figures
from jiqun.desk.look.recognised.open_data import open_data as look_at_open_data
from jiqun.desk.look.recognised.open_data import open_file
from jiqun.desk.look.recognised.public import (
    Sought,
    live_figures,
    open_rounds,
    public_cluster,
    register_of_clusters,
    the_round,
)
from jiqun.desk.look.recognised.standing import certificate_paper, history_of, years_of_recognition
from jiqun.desk.look.registers.documents import (
    document_file,
    documents_for,
    documents_in_force,
    kinds_of_document,
    list_documents,
    look_at_document,
)
from jiqun.desk.look.rounds.board import notice_file, notice_versions
from jiqun.desk.look.rounds.notice import all_rounds
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import divisions
from jiqun.law import edition
from jiqun.rules.examples import examples as examples_of
from jiqun.web.asked import whole
from jiqun.web.sending import download

EDITION = "shanghai-2024"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What this is, the open round, the register."""
    at = clock.now()
    told = {
        "notices": open_notices(at),
        "rounds": open_rounds(at),
        "register": register_of_clusters(today=day_of(at)),
        "documents": documents_in_force(at),
    }
    return render(request, "public/home.html", told)


@require_GET
def clusters(request: HttpRequest) -> HttpResponse:
    """The register of clusters."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "district", "industry", "recognised", "year")}
    sought = Sought(
        text=asked["q"],
        district=asked["district"],
        industry=asked["industry"] if asked["industry"] in divisions() else "",
        recognised=asked["recognised"] == "yes",
        year=whole(asked["year"]) or None,
    )
    found = register_of_clusters(sought, today=day_of(clock.now()), page=whole(request.GET.get("page", ""), 1))
    told = {"found": found, "sought": sought, "districts": DISTRICTS, "industries": divisions()}
    told |= {"years": years_of_recognition()}
    return render(request, "public/clusters.html", told)


@require_GET
def cluster(request: HttpRequest, number: str) -> HttpResponse:
    """One cluster."""
    at = clock.now()
    found, history = public_cluster(number, day_of(at)), history_of(number, day_of(at))
    told = {"cluster": found, "history": history, "figures": public_figures(found.id)}
    told |= {"lists": notices_of_cluster(number, at), "bands": bands_of_cluster(number)}
    return render(request, "public/cluster.html", told | {"documents": documents_for(number, at)})


@require_GET
def certificate(request: HttpRequest, recognition_id: int) -> HttpResponse:
    """The certificate of a recognition."""
    file = certificate_paper(recognition_id)
    return download(file.data, file.name, file.media_type)


@require_GET
def open_data(request: HttpRequest) -> HttpResponse:
    """The register as files, and what stands in them."""
    return render(request, "public/open_data.html", {"data": look_at_open_data()})


@require_GET
def open_data_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files."""
    file = open_file(name)
    return download(file.data, file.name, file.media_type)


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """Plans and policies."""
    wanted: dict[str, Any] = {name: request.GET.get(name, "")[:200] for name in ("text", "kind", "district")}
    found = list_documents(clock.now(), page=whole(request.GET.get("page", ""), 1), **wanted)
    told = {"found": found, "wanted": wanted, "kinds": kinds_of_document(), "districts": DISTRICTS}
    return render(request, "public/documents.html", told)


@require_GET
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """One plan or policy as it was published."""
    return render(request, "public/document.html", {"one": look_at_document(document_id, clock.now())})


@require_GET
def document_download(request: HttpRequest, document_id: int) -> HttpResponse:
    """Its file, to be saved."""
    file = document_file(document_id)
    return download(file.data, file.name, file.media_type)


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of all rounds."""
    return render(request, "public/notices.html", {"rounds": all_rounds(clock.now())})


@require_GET
def notice(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round's notice."""
    found, versions = the_round(round_id, clock.now()), notice_versions(round_id)
    provisions = edition(EDITION).provisions
    materials = [provisions[one] for one in found.materials]
    told = {"round": found, "materials": materials, "versions": versions, "draws": draws_in_round(round_id)}
    return render(request, "public/notice.html", told)


@require_GET
def notice_download(request: HttpRequest, round_id: int, sha256: str) -> HttpResponse:
    """An attachment of a published notice, to be saved."""
    file = notice_file(round_id, sha256)
    return download(file.data, file.name, file.media_type)


@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """The 21 articles, and what happens under each right now."""
    live = {one.article: one.said for one in live_figures(clock.now())}
    return render(request, "public/procedures.html", {"book": edition(EDITION), "live": live})


@require_GET
def provision(request: HttpRequest, number: str) -> HttpResponse:
    """An article (`8`), or a clause of Article 6 (`6.2.6`) with its figures and lawyers' examples."""
    book, today = edition(EDITION), day_of(clock.now())
    if number in book.articles:
        own = [one for one in book.provisions.values() if one.article == number]
        reads = reads_of_article(book, number, today)
        live = {one.article: one.said for one in live_figures(clock.now())}
        told = {"book": book, "article": book.articles[number], "clauses": own, "live": live.get(number)}
        told |= {"reads": reads, "laid": interpretations_of(article=number, day=today)}
        return render(request, "public/article.html", told)
    clause = book.provisions.get(f"A{number.removeprefix('A')}")
    if clause is None:
        raise Http404
    figures = [book.figures[key] for key in clause.figures]
    examples = [one for one in examples_of(EDITION) if one.clause == clause.id]
    told = {"book": book, "clause": clause, "figures": figures, "examples": examples}
    told |= {"reads": reads_by_clause(book, today)[clause.id], "laid": interpretations_of(clause=clause.id, day=today)}
    return render(request, "public/clause.html", told)
