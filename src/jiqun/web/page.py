"""What every page shows around its content: language, who is acting, where one can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jiqun.desk.look.office.agenda import unread_messages
from jiqun.web.carried import form_of, is_ours
from jiqun.web.language import current
from jiqun.web.navigation import has_page, places_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The names that the base template needs."""
    actor = getattr(request, "actor", None)
    return {
        "lang": current(),
        "actor": actor,
        "unread": unread_messages(actor.person) if actor else 0,
        # A request refused before anybody looked who asks (a foreign host name) has neither.
        "ways": getattr(request, "ways", ()),
        "places": places_for(actor),
        "can_verify": has_page("/verify/"),
        "demo": settings.DEMO,
        "here": request.get_full_path(),
        "taken_along": form_of(request),
        "may_take_along": is_ours(request),
    }
