"""One's own calendar and messages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.desk.do.daily.agenda import make_feed, read_message, withdraw_feed
from jiqun.desk.look.office.agenda import agenda_of, calendar_feed, list_messages
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.limits import limited


@require_http_methods(["GET", "POST"])
def calendar(request: DeskRequest) -> HttpResponse:
    """What is due, and the feed for one's own calendar; its address is shown once, when it is made."""
    by, at, address = acting_in(request), clock.now(), ""
    if "withdraw" in request.POST:
        withdraw_feed(by=by)
        return redirect("calendar")
    if request.method == "POST":
        address = f"{settings.BASE_URL}/calendar/{make_feed(by=by, at=at)}.ics"
    return render(request, "agenda/calendar.html", {"view": agenda_of(by=by, at=at), "address": address})


@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed of a secret address; a calendar program signs in nowhere."""
    limited(request, "feed")
    response = HttpResponse(calendar_feed(secret, clock.now()), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response


@require_GET
def desk_messages(request: DeskRequest) -> HttpResponse:
    """The messages to the person."""
    found = list_messages(by=acting_in(request), page=whole(request.GET.get("page", ""), 1))
    return render(request, "agenda/messages.html", {"found": found})


@require_POST
def message(request: DeskRequest, message_id: int) -> HttpResponse:
    """Opening a message: it is read, and on to the page that it is about."""
    return redirect(read_message(message=message_id, by=acting_in(request), at=clock.now()))
