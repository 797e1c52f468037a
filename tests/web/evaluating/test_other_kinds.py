"""What belongs to applications and their rounds is not there for an evaluation and its programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER
from tests.cast import Cast, at
from tests.desk.evaluating import received
from tests.web.test_access import _names, signed_in

assert PAGES  # the register of routes is filled as the pages are read
NAMES = {"lang": "zh", "which": "draft", "clause": "A6.4.2", "key": "output", "move": "withdraw", "form": "csv"}
NAMES |= {"switch": "examine", "step": "notice"}
OURS = {
    *("case", "dossier", "dossier_file", "evidence_file", "letter", "letter_page", "progress"),
    *("desk_programme", "contract_end", "assessment", "assessment_download", "evaluation_programme"),
}


@pytest.mark.article("17")
@pytest.mark.parametrize("who", ["operator", "municipal", "evaluator"])
def test_pages_of_applications_and_rounds_are_not_there_for_an_evaluation(
    cast: Cast, now: Callable[[datetime], None], who: str
) -> None:
    case = received(cast)
    now(at(4, 21))
    client = signed_in(getattr(cast, who))
    ids = {"case_id": case.pk, "round_id": case.round_id}
    looked, found = 0, []
    for route in REGISTER.values():
        names = _names(route.address)
        if not set(names) & set(ids) or route.name in OURS:
            continue
        where = reverse(route.name, kwargs={name: ids.get(name) or NAMES.get(name, 1) for name in names})
        looked += 1
        if client.get(where).status_code not in (404, 405):
            found.append(where)
    assert looked > 30
    assert found == []
