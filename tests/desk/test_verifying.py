"""Whatever is altered, removed or put in behind the desk's back is found and located; an untouched city is sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from jiqun.base import clock
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.tree import proven, signed_head_of
from jiqun.jobs.worker import work_off
from jiqun.ledger.receipt_check import check_receipt
from jiqun.records import store
from jiqun.records.models import Blob, EntryContent, LedgerEntry, Letter, Receipt, Step, Submission, TreeHead
from jiqun.records.store import Folder
from tests.cast import Cast, at
from tests.desk.filled import move, submitted
from tests.remembered import remembered

Opening = Callable[[str], Folder]


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Opening:
    """A store of these tests' own, as the desk opens it."""
    folder = Folder(tmp_path_factory.mktemp("store"))
    return lambda address: folder


@pytest.fixture
def kept(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The store; whoever changes a file of it puts it back."""
    monkeypatch.setattr(store, "_store", opening)
    return opening("")


@pytest.fixture
def city(cast: Cast, kept: Folder) -> None:
    filed_and_returned(cast)


@remembered
def filed_and_returned(cast: Cast) -> None:
    """A filed and returned application with its receipt, letters and moved terms, under a signed head."""
    case = submitted(cast)
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    due = at(4, 10).date()
    move(case, "extend_correction", cast.district, at(3, 18), reason="延期。", due_on=due)
    work_off(clock.now)
    sign_present_head(at=clock.now())


def run(sql: str, *values: object) -> None:
    """What somebody could do who holds the database: the guards are taken away first."""
    table = next(word for word in sql.split() if word.startswith("records_"))
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for act in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")
        cursor.execute(sql, values)


def codes() -> list[tuple[str, int | None]]:
    return [(one.code, one.seq) for one in verify_everything().faults]


def entry_of(table: str, key: int | str) -> int:
    """The number of the entry that seals a row."""
    rows = EntryContent.objects.order_by("pk")
    return next(one.pk for one in rows if [table, key] in [named[:2] for named in one.content["rows"]])


def test_an_untouched_city_is_sound_and_everything_was_looked_at(city: None) -> None:
    found = verify_everything()
    assert found.faults == ()
    assert found.entries == LedgerEntry.objects.count() == found.contents
    assert (found.erased, found.receipts, found.files) == (0, 2, Blob.objects.count())
    assert found.rows >= Step.objects.count() + Letter.objects.count() + Submission.objects.count()
    assert found.heads == TreeHead.objects.count() > 0


def test_an_altered_root_of_a_subtree_is_found_in_its_place(city: None) -> None:
    run("UPDATE records_ledgerentry SET subtree = %s WHERE seq = 3", "ab" * 32)
    assert codes() == [("subtree-altered", 3)]


def test_every_entry_is_proved_from_the_kept_subtrees(city: None) -> None:
    head = TreeHead.objects.select_related("key").latest("size")
    for entry in LedgerEntry.objects.all():
        proof = proven(entry, signed_head_of(head), head.key.public)
        assert check_receipt(proof, [head.key.public]) == ()


def test_an_altered_entry_is_found_in_its_place(city: None) -> None:
    run("UPDATE records_ledgerentry SET act = %s WHERE seq = 3", "withdraw")
    assert ("altered", 3) in codes()


def test_a_removed_entry_is_found_in_its_place(city: None) -> None:
    run("DELETE FROM records_entrycontent WHERE entry_id = 4")
    run("DELETE FROM records_ledgerentry WHERE seq = 4")
    assert ("missing", 4) in codes()


def test_an_altered_content_is_found(city: None) -> None:
    row = EntryContent.objects.order_by("-pk")[0]
    EntryContent.objects.filter(pk=row.pk).update(content=row.content | {"what": {"outcome": "met"}})
    assert ("content-altered", row.pk) in codes()


def test_an_erased_content_is_counted_and_is_no_fault_of_the_chain(city: None) -> None:
    row = next(one for one in EntryContent.objects.order_by("pk") if not one.content["rows"])
    row.delete()
    found = verify_everything()
    assert (found.erased, found.faults) == (1, ())


def test_an_altered_row_is_found_with_the_entry_that_sealed_it(city: None) -> None:
    letter = Letter.objects.get()
    run("UPDATE records_letter SET number = %s WHERE id = %s", "伪造〔2026〕1号", letter.pk)
    assert codes() == [("row-altered", entry_of("records_letter", letter.pk))]


def test_a_removed_row_is_found_with_the_entry_that_sealed_it(city: None) -> None:
    letter = Letter.objects.get()
    run("DELETE FROM records_letter WHERE id = %s", letter.pk)
    assert codes() == [("row-removed", entry_of("records_letter", letter.pk))]


def test_an_added_row_is_found(city: None) -> None:
    step = Step.objects.order_by("pk")[0]
    step.pk, step.place = None, 90
    step.save()
    assert codes() == [("row-added", None)]


def test_a_forged_head_is_found(city: None) -> None:
    run("UPDATE records_treehead SET root = %s", "0" * 64)
    assert {code for code, _ in codes()} >= {"head-signature"}


@pytest.mark.parametrize("change", ["altered", "gone"])
def test_a_stored_file_that_was_changed_or_removed_is_found(city: None, kept: Folder, change: str) -> None:
    letter = Letter.objects.get()
    path = kept._path(letter.zh_id)
    whole = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(b"%PDF-1.4 another")
    found = verify_everything().faults
    path.write_bytes(whole)
    assert [one.code for one in found] == ["file"]
    assert letter.zh_id in found[0].words.en


def test_a_receipt_of_another_ledger_is_found(city: None, kept: Folder) -> None:
    receipt = Receipt.objects.get()
    run("UPDATE records_receipt SET zh_id = %s", Letter.objects.get().zh_id)
    found = verify_everything().faults
    assert [one.code for one in found] == ["receipt"]
    assert str(receipt.pk) in found[0].words.en


def test_the_report_says_all_of_it_in_both_languages(city: None) -> None:
    run("UPDATE records_letter SET number = %s", "伪造〔2026〕1号")
    fault: Any = verify_everything().faults[0]
    assert "records_letter" in fault.words.zh
    assert "was altered" in fault.words.en
