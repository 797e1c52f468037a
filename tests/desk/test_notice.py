"""The public notice: its exact text, its days, its correction; and every list made again from what is sealed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from jiqun.base.words import Bi
from jiqun.desk.calendar import working_calendar
from jiqun.desk.deciding.notice_plan import plan_notice, reached
from jiqun.desk.do.deciding.lists import correct_list, publish_notice
from jiqun.desk.do.registers.days import publish_holidays
from jiqun.desk.look.deciding.lists import list_file, look_at_list, notices_of_cluster, open_notices
from jiqun.desk.may import NotThere
from jiqun.desk.proving.replay import list_faults, rebuilt
from jiqun.desk.wrong import Wrong
from jiqun.facts.day_notice import day_notice_dict
from jiqun.ledger.canonical import sha256_hex
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, CaseTerm, EntryContent, LedgerEntry, ListLine, Message, PublishedList
from tests.cast import Cast, at
from tests.desk.at_stage import evaluated, proposed
from tests.desk.filled import move
from tests.desk.on_notice import FIRST, LAST, TITLE, published, the_case_of


def codes() -> list[str]:
    return [one.code for one in list_faults()]


def run(sql: str, *values: object) -> None:
    """What somebody could do who holds the database: the guards are taken away first."""
    table = next(word for word in sql.split() if word.startswith("records_"))
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for act in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")
        cursor.execute(sql, values)


@pytest.mark.article("9")
def test_the_notice_says_who_why_and_how_long_and_nothing_of_any_enterprise(cast: Cast) -> None:
    case = proposed(cast)
    plan = plan_notice(case.round_id or 0, [case.pk], TITLE, by=cast.municipal, at=at(5, 26))
    assert reached(case.round_id or 0, [case.pk], by=cast.municipal) == 5  # two of each side, and a colleague
    row = published(cast, case)
    assert row.text == plan.text.text  # what was looked at is what was published
    head, line = (json.loads(one) for one in row.text.split("\n")[:-1])
    assert head == {
        "format": "jiqun-list-1",
        "kind": "notice",
        "edition": "shanghai-2024",
        "round": 2026,
        "round_number": "沪经信集群〔2026〕1号",
        "number": "沪经信企集群〔2026〕1号",
        "title": {"zh": TITLE.zh, "en": TITLE.en},
        "first_day": "2026-05-26",
        "days": 5,
        "lines": 1,
    }
    assert set(line) == {"place", "cluster", "name", "district", "operator", "industries", "area_m2", "reasons"}
    assert (line["cluster"], line["reasons"]) == (case.cluster.number, "符合全部条件。")
    assert row.sha256 == sha256_hex(row.text) == content_of(row)["sha256"]
    assert the_case_of(row).stage == "on_notice"
    assert Message.objects.filter(subject__contains="列入公示", to=cast.operator.person).count() == 1
    assert list_file(row.pk, "jsonl", "zh", at(5, 27)).data.decode() == row.text
    assert list_file(row.pk, "pdf", "en", at(5, 27)).data[:5] == b"%PDF-"


def content_of(row: PublishedList) -> dict[str, Any]:
    found = EntryContent.objects.get(entry__subject=f"list:{row.pk}")
    return dict(found.content["what"])


@pytest.mark.article("9")
def test_first_and_last_day_are_counted_and_the_page_counts_down(cast: Cast) -> None:
    row = published(cast)
    term = CaseTerm.objects.get(name="notice")
    assert (term.started_on, term.due_on) == (FIRST, LAST)
    views = {day: look_at_list(row.pk, day).item.until for day in (at(5, 26), at(6, 1, 23), at(6, 2, 0))}
    assert [(one.left, one.open) for one in views.values() if one] == [(4, True), (0, True), (0, False)]
    first = views[at(5, 26)]
    assert first is not None
    assert first.ends_at == at(6, 2, 0)
    assert [one.id for one in open_notices(at(6, 1, 23))] == [row.pk]
    assert open_notices(at(6, 2, 0)) == ()
    assert [one.id for one in notices_of_cluster(the_case_of(row).cluster.number, at(6, 2))] == [row.pk]


@pytest.mark.article("9")
def test_a_holiday_that_is_announced_late_moves_the_last_day_everywhere(cast: Cast) -> None:
    row = published(cast)
    known = working_calendar().in_force[2026]
    more = replace(known, number="国办发明电〔2026〕9号", published_on=at(5, 28).date())
    more = replace(more, off=known.off | {at(5, 29).date(), at(6, 1).date()})
    notice = day_notice_dict(more)
    assert publish_holidays(notice=notice, by=cast.municipal, at=at(5, 28)) > 0
    item = look_at_list(row.pk, at(6, 2)).item
    assert item.until is not None
    assert (item.until.day, item.until.open) == (at(6, 3).date(), True)
    assert PublishedList.objects.get().text == row.text  # what was published stays as it was
    case = the_case_of(row)
    with pytest.raises(Refused) as refused:
        move(case, "prepare_recognition", cast.municipal, at(6, 3), reason="公示期满。")
    assert [one.name for one in refused.value.lacks] == ["notice_over"]


@pytest.mark.article("9")
def test_a_cluster_that_is_eligible_no_more_stops_the_whole_notice(cast: Cast) -> None:
    case = proposed(cast)
    move(case, "return_proposal", cast.approver, at(5, 25, 10), reason="退回。")
    with pytest.raises(NotThere):
        published(cast, case)
    for who in (cast.approver, cast.district, cast.operator, cast.auditor):
        with pytest.raises(NotThere):
            publish_notice(
                round_id=case.round_id or 0, chosen={case.pk: case.version}, title=TITLE, by=who, at=at(5, 26)
            )
    with pytest.raises(Wrong) as wrong:
        publish_notice(round_id=case.round_id or 0, chosen={}, title=Bi(zh="", en=""), by=cast.municipal, at=at(5, 26))
    assert set(wrong.value.problems) == {"case", "title_zh"}
    assert not PublishedList.objects.exists()


@pytest.mark.article("9")
def test_a_corrected_list_takes_the_place_of_one_that_stays_readable(cast: Cast) -> None:
    row = published(cast)
    number = the_case_of(row).cluster.number
    changes = {number: {"reasons": "符合全部必备条件。"}}
    new = correct_list(
        published=row.pk, title=TITLE, changes=changes, reason="理由有误。", by=cast.municipal, at=at(5, 27)
    )
    old, now = look_at_list(row.pk, at(5, 28)), look_at_list(new.pk, at(5, 28))
    assert (old.item.replaced_by, old.replaced_by_number, old.item.open) == (new.pk, new.number, False)
    assert (now.replaces, now.reason, now.item.open) == (row.pk, "理由有误。", True)
    assert (old.lines[0].reasons, now.lines[0].reasons) == ("符合全部条件。", "符合全部必备条件。")
    assert now.item.until == old.item.until  # the days of the notice go on
    assert list(ListLine.objects.filter(published=new).values_list("case", "place")) == [(the_case_of(row).pk, 1)]
    assert [one.id for one in open_notices(at(5, 28))] == [new.pk]
    with pytest.raises(NotThere):
        correct_list(published=row.pk, title=TITLE, changes=changes, reason="又", by=cast.municipal, at=at(5, 28))
    with pytest.raises(Wrong) as wrong:
        correct_list(published=new.pk, title=TITLE, changes=changes, reason="", by=cast.municipal, at=at(5, 28))
    assert set(wrong.value.problems) == {"reason", ""}
    assert (rebuilt(new).text, codes()) == (new.text, [])


@pytest.mark.article("9")
def test_every_list_is_made_again_and_an_altered_byte_is_found_where_it_stands(cast: Cast) -> None:
    row = published(cast)
    assert (rebuilt(row).text, codes()) == (row.text, [])
    changed = row.text.replace("符合全部条件。", "符合大部条件。")
    run("UPDATE records_publishedlist SET text = %s", changed)
    faults = list(list_faults())
    seq = LedgerEntry.objects.get(subject=f"list:{row.pk}").seq
    assert [(one.code, one.seq) for one in faults] == [("list-hash", seq), ("list-altered", seq)]
    assert "line 2" in faults[1].words.en
    run("UPDATE records_publishedlist SET text = %s", row.text)
    assert codes() == []
    run("UPDATE records_preparation SET reason = %s", "另一理由。")
    assert codes() == ["list-altered"]
    run("UPDATE records_preparation SET reason = %s", "符合全部条件。")
    ListLine.objects.update(place=2)
    assert codes() == ["list-lines"]
    ListLine.objects.update(place=1)
    EntryContent.objects.filter(entry__subject=f"list:{row.pk}").delete()
    assert codes() == ["list-not-rebuilt"]


@pytest.mark.article("9")
def test_what_is_only_evaluated_is_on_no_notice(cast: Cast) -> None:
    case = evaluated(cast)
    with pytest.raises(NotThere):
        published(cast, case)
    assert Case.objects.get(pk=case.pk).stage == "evaluated"
