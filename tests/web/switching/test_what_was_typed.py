"""The language switch of a page that answers a form: the same form in the other language, with all that was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils.html import escape

from jiqun.desk.do.applying.fill import save_profile, save_statement
from jiqun.records.models import Case, HolidayNotice, Incident, LedgerEntry, Person
from tests.cast import Cast, at, make_cluster
from tests.desk.filled import PROFILE, move, submitted
from tests.web.administration.test_administration import NOTICE as DAYS
from tests.web.registers.rosters import account_of, firm_on, freeze, small
from tests.web.switching.forms import fields, switched
from tests.web.switching.pages import FORMS, NOTICE, OTHERS, a_draft, a_page_of_the_wizard
from tests.web.test_access import signed_in

PASSWORD = "a secret that was typed"


def mark_in(answer: Any) -> str:
    found = re.search(r'id="A6.4.2-seen" value="(\w+)"', answer.content.decode())
    assert found
    return found[1]


def acts() -> int:
    return LedgerEntry.objects.count()


def same(shown: dict[str, list[str]], typed: dict[str, Any]) -> None:
    for name, value in typed.items():
        wanted = value if isinstance(value, list) else [value]
        if any(wanted) and name != "step":  # the name of the button that was pressed
            assert (name, [one for one in shown[name] if one in wanted]) == (name, wanted)


@pytest.mark.parametrize("name", FORMS)
def test_the_form_comes_in_the_other_language_with_all_that_was_typed_and_what_is_wrong(cast: Cast, name: str) -> None:
    form = replace(FORMS[name])
    client, answer = form.sent(cast)
    assert (answer.status_code, fields(answer).lang, form.wrong in answer.context["problems"]) == (422, "zh-CN", True)
    before = acts()

    english = switched(client, answer)
    page = fields(english)

    assert (english.status_code, english["Content-Language"], page.lang) == (422, "en", "en")
    same(page.shown, form.typed)
    assert answer.context["problems"][form.wrong].en in english.context["problems"][form.wrong].en
    chinese = fields(switched(client, english, "zh"))
    assert chinese.lang == "zh-CN"
    same(chinese.shown, form.typed)
    assert acts() == before


@pytest.mark.parametrize("name", FORMS | OTHERS)
def test_what_was_not_sent_yet_comes_as_the_scripts_send_it_and_nothing_is_said_of_it(cast: Cast, name: str) -> None:
    form = (FORMS | OTHERS)[name]
    form = replace(form, typed={name: value for name, value in form.typed.items() if name != "step"})
    _, english = form.sent(cast, speak="en")
    assert (english.status_code, fields(english).lang, english.context.get("problems") or {}) == (200, "en", {})
    same(fields(english).shown, form.typed)


@pytest.mark.article("8")
def test_a_notice_keeps_its_days_and_says_again_what_is_wrong_with_them(cast: Cast) -> None:
    client, answer = OTHERS["notice"].sent(cast, step="publish")
    english = switched(client, answer)
    assert (answer.status_code, english.status_code, fields(english).lang) == (422, 422, "en")
    same(fields(english).shown, NOTICE)
    assert [one.en for one in answer.context["found"] if escape(one.en) not in english.content.decode()] == []


def test_a_dispute_is_kept_under_the_report_that_it_is_about(cast: Cast) -> None:
    roster = freeze(cast.operator, make_cluster(cast), small())
    client = signed_in(account_of(firm_on(roster), cast.operator))
    long = "应为3200万元。" * 600
    answer = client.post(f"/desk/my-enterprise/{roster.pk}/reply/", {"reply": "dispute", "text": long})
    english = switched(client, answer)
    assert (english.status_code, fields(english).shown["text"]) == (422, [long])


@pytest.mark.article("8")
def test_what_a_colleague_wrote_meanwhile_stands_beside_what_was_typed(cast: Cast) -> None:
    path = a_draft(cast, "clauses/A6.4.2")
    client = signed_in(cast.operator)
    seen = mark_in(client.get(path))
    case = Case.objects.get().pk
    save_statement(case=case, clause="A6.4.2", holds="是", text="同事写的", by=cast.operator_colleague, at=at(3, 10))
    typed = {"holds": "否", "text": "我写的", "seen": seen}
    english = switched(client, client.post(path, typed))
    page = english.content.decode()
    assert ("我写的" in fields(english).shown["text"], "同事写的" in page) == (True, True)
    assert "否" in fields(english).shown["holds"]
    assert client.post(path, typed | {"seen": mark_in(english)}).status_code == 302


@pytest.mark.article("8")
def test_a_profile_that_a_colleague_changed_shows_both(cast: Cast) -> None:
    path = a_draft(cast, "profile")
    client = signed_in(cast.operator)
    seen = fields(client.get(path)).shown["seen"][0]
    save_profile(case=Case.objects.get().pk, values=PROFILE, by=cast.operator_colleague, at=at(3, 10))
    typed = PROFILE | {"summary": "我写的概况。", "seen": seen}
    answer = client.post(path, typed)
    for one in (answer, switched(client, answer)):
        assert one.status_code == 409
        assert fields(one).shown["summary"] == ["我写的概况。"]
        assert PROFILE["summary"] in one.content.decode()


@pytest.mark.article("8")
def test_a_preview_is_shown_in_the_other_language_and_publishes_nothing(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    english = switched(client, client.post("/desk/working-days/", DAYS | {"step": "preview"}))
    assert (english.status_code, english.context["effect"].notice.number) == (200, DAYS["number"])
    same(fields(english).shown, DAYS)
    assert not HolidayNotice.objects.exists()


@pytest.mark.article("7")
def test_a_page_of_the_wizard_that_a_colleague_changed_is_still_as_it_was_typed(cast: Cast) -> None:
    path = a_page_of_the_wizard(cast, "period")
    client = signed_in(cast.municipal)
    typed = {"opens_at": "soon", "days_preliminary_review": "many"}
    answer = client.post(path, typed | {"version": "99"})
    english = switched(client, answer)
    assert (answer.status_code, english.status_code, fields(english).lang) == (409, 409, "en")
    same(fields(english).shown, typed)
    assert client.post(path, typed | {"version": fields(english).shown["version"][0]}).status_code == 302


@pytest.mark.article("8")
def test_a_refusal_says_its_reasons_in_the_other_language_and_what_was_typed(cast: Cast) -> None:
    path = a_draft(cast, "plan")
    client = signed_in(cast.operator)
    typed = {"aspect": "主导产业", "goal": "目标" * 40_000}
    answer = client.post(path, typed)
    assert answer.status_code == 422
    english = switched(client, answer)
    assert (english.status_code, fields(english).lang) == (422, "en")
    assert typed["goal"] in english.content.decode()
    assert [one["reason"].en for one in answer.context["lacks"]] == [
        one["reason"].en for one in english.context["lacks"]
    ]
    assert english.context["lacks"][0]["reason"].en in english.content.decode()


@pytest.mark.article("8")
def test_an_overtaken_move_stays_overtaken_and_shows_no_password(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    person = Person.objects.get(pk=cast.operator.person)
    person.set_password(PASSWORD)
    person.save()
    client = signed_in(cast.operator)
    typed = {"version": "0", "proof": PASSWORD, "reason": "已补正"}
    answer = client.post(f"/desk/cases/{case.pk}/move/resubmit/", typed)
    english = switched(client, answer)
    for one in (answer, english, switched(client, english, "zh")):
        assert (one.status_code, PASSWORD in one.content.decode(), "已补正" in one.content.decode()) == (
            409,
            False,
            True,
        )
    assert "Somebody has acted" in english.content.decode()


def test_a_long_text_and_many_fields_are_carried_as_they_are_sent(cast: Cast) -> None:
    client = signed_in(cast.district)
    long = "汉" * 400_000  # over a megabyte, and three times that where every byte is written as %E6
    typed = {"credit_code": "9", "description": long}
    answer = client.post("/desk/incidents/new/", typed)
    assert fields(answer).switch["enctype"] == "multipart/form-data"
    assert fields(switched(client, answer)).shown["description"] == [long]
    assert not Incident.objects.exists()
