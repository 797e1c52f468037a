"""Proposing, approving, publishing the notice, correcting a list: the Commission's pages about a round (Article 9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi, Lang
from jiqun.desk.deciding.notice_plan import plan_notice, reached
from jiqun.desk.do.deciding.lists import correct_list, publish_notice
from jiqun.desk.do.deciding.proposals import Ticked, move_each
from jiqun.desk.look.deciding.lists import CorrectableLine, look_to_correct
from jiqun.desk.look.deciding.proposals import Proposals, evaluated_files, prepared_files, proposed_files
from jiqun.desk.look.remedies.objections import objection_file
from jiqun.desk.wrong import Wrong
from jiqun.papers.list_pdf import list_pdf
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed

_NONE = Bi(zh="请勾选案件。", en="Tick the cases first.")
_NO_REASON = Bi(zh="请填写理由。", en="Give the reason.")
_DONE = Bi(zh="已发布", en="Published")
PDF = "application/pdf"


@require_http_methods(["GET", "POST"])
def round_proposals(request: DeskRequest, round_id: int) -> HttpResponse:
    """The evaluated files by merit; those ticked are looked at once more, then proposed."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = evaluated_files(round_id, by=by, at=at)
    chosen = _chosen(request)
    if request.method == "POST":
        reasons = {case: _reason(request, case) for case in chosen}
        problems = {} if chosen else {"case": _NONE}
        problems |= {f"reason-{case}": _NO_REASON for case, text in reasons.items() if not text}
        if not problems and request.POST.get("step") == "make":
            ticked = tuple(Ticked(case, version, {"reason": reasons[case]}) for case, version in chosen.items())
            outcomes = move_each("prepare_proposal", ticked, by=by, at=at)
            return render(request, "offices/outcomes.html", {"view": view, "outcomes": outcomes, "back": "proposals"})
        if not problems and request.POST.get("step") == "preview":
            files = [(one, reasons[one.case]) for one in view.files if one.case in chosen]
            return render(
                request, "offices/proposals_preview.html", {"view": view, "files": files, "sent": _sent(request)}
            )
    return _page(request, "offices/proposals.html", view, chosen, problems)


@require_http_methods(["GET", "POST"])
def round_approvals(request: DeskRequest, round_id: int) -> HttpResponse:
    """What is prepared, with what changed since; those ticked are approved, or sent back with a reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = prepared_files(round_id, by=by, at=at)
    chosen, back = _chosen(request), request.POST.get("step") == "return"
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()
        problems = {} if chosen else {"case": _NONE}
        if back and not reason:
            problems["reason"] = _NO_REASON
        if not problems:
            given = {"reason": reason} if back else {}
            ticked = tuple(Ticked(case, version, given) for case, version in chosen.items())
            outcomes = move_each("return_proposal" if back else "approve_proposal", ticked, by=by, at=at)
            return render(request, "offices/outcomes.html", {"view": view, "outcomes": outcomes, "back": "approvals"})
    return _page(request, "offices/approvals.html", view, chosen, problems)


@require_http_methods(["GET", "POST"])
def notice_new(request: DeskRequest, round_id: int) -> HttpResponse:
    """The proposed files; the notice as it would be; its paper; publishing it."""
    by, at, step, problems = acting_in(request), clock.now(), request.POST.get("step", ""), problems_in(request)
    view = proposed_files(round_id, by=by, at=at)
    chosen, title = _chosen(request), Typed(request).both("title")
    if step:
        try:
            if step == "publish":
                row = publish_notice(round_id=round_id, chosen=chosen, title=title, by=by, at=at)
                messages.success(request, _DONE.say(current()))
                return redirect("published_list", row.pk)
            plan = plan_notice(round_id, chosen, title, by=by, at=at)
            if step in ("paper-zh", "paper-en"):
                lang: Lang = "en" if step == "paper-en" else "zh"
                return download(list_pdf(plan.paper, plan.text, lang), f"preview-{lang}.pdf", PDF)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            if step == "preview":
                told = {"view": view, "plan": plan, "sent": _sent(request), "people": reached(round_id, chosen, by=by)}
                return render(request, "offices/notice_preview.html", told)
    return _page(request, "offices/notice_new.html", view, chosen, problems)


@require_http_methods(["GET", "POST"])
def list_correct(request: DeskRequest, list_id: int) -> HttpResponse:
    """The corrected version of a published list, with its reason."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    view = look_to_correct(list_id, at, by=by)
    if request.method == "POST":
        changes = {one.cluster: _line(typed, one) for one in view.lines}
        title, reason = typed.both("title"), typed.text("reason")
        try:
            row = correct_list(published=list_id, title=title, changes=changes, reason=reason, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _DONE.say(current()))
            return redirect("published_list", row.pk)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "offices/list_correct.html", told, status=422 if problems else 200)


@require_GET
def objection_evidence(request: DeskRequest, case_id: int, place: int) -> HttpResponse:
    """A file that came with an objection."""
    paper = objection_file(case_id, place, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


def _page(
    request: DeskRequest, template: str, view: Proposals, chosen: dict[int, int], problems: dict[str, Bi]
) -> HttpResponse:
    told: dict[str, Any] = {"view": view, "chosen": chosen, "problems": problems, "typed": sent(request)}
    return render(request, template, told, status=422 if problems else 200)


def _chosen(request: DeskRequest) -> dict[int, int]:
    """The cases that are ticked, with the version that the page showed."""
    pairs = (text.partition(":") for text in sent(request).getlist("case"))
    return {whole(case): whole(version) for case, _, version in pairs if whole(case)}


def _reason(request: DeskRequest, case: int) -> str:
    """A case's own reason, else the one for all."""
    own = request.POST.get(f"reason-{case}", "").strip()
    return own or request.POST.get("reason", "").strip()


def _sent(request: DeskRequest) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in request.POST.lists() for text in texts if name not in _NOT_KEPT]


def _line(typed: Typed, line: CorrectableLine) -> dict[str, Any]:
    """The fields of a line as they were typed: a text, or one in both languages."""
    found: dict[str, Any] = {}
    for field in line.fields:
        column, _, lang = field.name.replace(f"-{line.cluster}", "").partition("_")
        text = typed.text(field.name).replace("\r\n", "\n")
        if lang:
            found.setdefault(column, {})[lang] = text
        else:
            found[column] = text
    return found


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "step"})
_OFFICER, _APPROVER = roles(Role.MUNICIPAL_OFFICER), roles(Role.MUNICIPAL_APPROVER)
_CITY = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
ROUTES: list[URLPattern] = [
    page("desk/rounds/<int:round_id>/proposals/", round_proposals, _OFFICER),
    page("desk/rounds/<int:round_id>/approvals/", round_approvals, _APPROVER),
    page("desk/rounds/<int:round_id>/public-notice/", notice_new, _OFFICER),
    page("desk/lists/<int:list_id>/correct/", list_correct, _OFFICER),
    page("desk/cases/<int:case_id>/objection/files/<int:place>/", objection_evidence, _CITY),
]
