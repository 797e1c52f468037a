"""People and organisations: lists, invitations, roles, stand-ins, one's own account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.do.people.erasing import erase_person
from jiqun.desk.do.people.invitations import invite, resend_invitation, withdraw_invitation
from jiqun.desk.do.people.organisations import close_organisation, found_organisation
from jiqun.desk.do.people.people import end_appointment
from jiqun.desk.do.people.stand_ins import arrange_stand_in, end_stand_in
from jiqun.desk.look.office.people import (
    kinds_founded,
    list_bodies,
    look_at_account,
    look_at_body,
    look_at_stand_ins,
    past_holder,
)
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import OFFICE_TITLES, Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.typed import Typed


@require_GET
def people(request: DeskRequest) -> HttpResponse:
    """The organisations that one looks after."""
    wanted = {name: request.GET.get(name, "")[:200] for name in ("text", "kind")}
    found = list_bodies(by=acting_in(request), page=whole(request.GET.get("page", ""), 1), **wanted)
    return render(request, "people/list.html", {"found": found, "wanted": wanted, "kinds": OFFICE_TITLES})


@require_GET
def organisation(request: DeskRequest, organisation_id: int) -> HttpResponse:
    """One organisation and its people."""
    return _organisation_page(request, organisation_id)


@require_http_methods(["GET", "POST"])
def invitation_new(request: DeskRequest, organisation_id: int) -> HttpResponse:
    """Inviting somebody to a role in an organisation."""
    if request.method == "GET":
        return _organisation_page(request, organisation_id, problems_in(request))
    by, at, typed = acting_in(request), clock.now(), Typed(request)
    lang = "en" if typed.text("lang") == "en" else "zh"
    try:
        invite(**typed.texts("email", "name", "role"), lang=lang, organisation=organisation_id, by=by, at=at)
    except Wrong as wrong:
        return _organisation_page(request, organisation_id, wrong.problems)
    return _told(request, _INVITED, redirect("organisation", organisation_id))


@require_POST
def invitation_waiting(request: DeskRequest, organisation_id: int, invitation_id: int) -> HttpResponse:
    """Sending an invitation again, or taking it back."""
    again = request.POST.get("do") == "resend"
    change, said = (resend_invitation, _INVITED) if again else (withdraw_invitation, _WITHDRAWN)
    change(invitation=invitation_id, by=acting_in(request), at=clock.now())
    return _told(request, said, redirect("organisation", organisation_id))


@require_http_methods(["GET", "POST"])
def role_end(request: DeskRequest, organisation_id: int, appointment_id: int) -> HttpResponse:
    """Ending a role, with the reason."""
    by = acting_in(request)
    view = look_at_body(organisation_id, by=by, at=clock.now())
    held = next((one for one in view.held if one.id == appointment_id and one.may_end), None)
    if held is None:
        raise NotThere
    problems = problems_in(request)
    if request.method == "POST":
        try:
            end_appointment(appointment=appointment_id, reason=request.POST.get("reason", ""), by=by, at=clock.now())
            return redirect("organisation", organisation_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "held": held, "problems": problems, "typed": sent(request)}
    return render(request, "people/role_end.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def organisation_new(request: DeskRequest) -> HttpResponse:
    """Entering an organisation."""
    by, typed, problems = acting_in(request), Typed(request), problems_in(request)
    if request.method == "POST":
        values = typed.texts("kind", "name_zh", "name_en", "district", "credit_code")
        try:
            row = found_organisation(**values, by=by, at=clock.now())
            return redirect("organisation", row.pk)
        except Wrong as wrong:
            problems = wrong.problems
    told: dict[str, Any] = {"kinds": kinds_founded(by), "districts": DISTRICTS, "typed": sent(request)}
    told |= {"problems": problems, "anywhere": by.role != Role.DISTRICT_OFFICER}
    return render(request, "people/organisation_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def organisation_close(request: DeskRequest, organisation_id: int) -> HttpResponse:
    """Closing an organisation, with the reason."""
    by, problems = acting_in(request), problems_in(request)
    view = look_at_body(organisation_id, by=by, at=clock.now())
    if request.method == "POST":
        try:
            close_organisation(
                organisation=organisation_id, reason=request.POST.get("reason", ""), by=by, at=clock.now()
            )
            return redirect("organisation", organisation_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "people/organisation_close.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def person_erase(request: DeskRequest, organisation_id: int, appointment_id: int) -> HttpResponse:
    """Erasing a person whose role is over."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    held = past_holder(organisation_id, appointment_id, by=by, at=at)
    if request.method == "POST":
        try:
            erase_person(person=held.person, confirmed=request.POST.get("confirmed") == "yes", by=by, at=at)
            return _told(request, _GONE, redirect("organisation", organisation_id))
        except Wrong as wrong:
            problems = wrong.problems
    told = {"held": held, "organisation": organisation_id, "problems": problems}
    return render(request, "people/person_erase.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def stand_ins(request: DeskRequest, appointment_id: int = 0) -> HttpResponse:
    """Who stands in for an official: one's own arrangements, for an administrator anybody's."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    view = look_at_stand_ins(appointment_id, by=by, today=day_of(at))
    if request.method == "POST":
        try:
            if "end" in request.POST:
                end_stand_in(stand_in=whole(request.POST["end"]), by=by, at=at)
            else:
                values: dict[str, Any] = {name: typed.day(name) for name in ("first_day", "last_day")}
                values |= {"person": whole(typed.text("person")), "reason": typed.text("reason")}
                arrange_stand_in(appointment=view.appointment, **values, unread=typed.problems, by=by, at=at)
            return redirect(request.path)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "people/stand_ins.html", told, status=422 if problems else 200)


@require_GET
def account(request: DeskRequest) -> HttpResponse:
    """One's own account: roles, stand-ins, and where to change what."""
    view = look_at_account(user=request.user, today=day_of(clock.now()))
    return render(request, "people/account.html", {"view": view, "single_sign_on": settings.SIGN_ON is not None})


def _organisation_page(
    request: DeskRequest, organisation: int, problems: Mapping[str, Bi] | None = None
) -> HttpResponse:
    view = look_at_body(organisation, by=acting_in(request), at=clock.now())
    told = {"view": view, "problems": problems or {}, "typed": sent(request)}
    return render(request, "people/organisation.html", told, status=422 if problems else 200)


def _told(request: DeskRequest, said: Bi, response: HttpResponse) -> HttpResponse:
    messages.success(request, said.say(current()))
    return response


_GONE = Bi(zh="人员信息已删除。", en="The person has been erased.")
_INVITED = Bi(zh="邀请已发送，14天内有效。", en="The invitation is on its way, and holds for 14 days.")
_WITHDRAWN = Bi(zh="邀请已撤回。", en="The invitation has been taken back.")
