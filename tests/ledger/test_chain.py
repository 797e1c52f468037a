"""The chain: whatever is altered, removed, inserted or moved is found, and found where it is."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.ledger.chain import check_chain
from jiqun.ledger.entry import GENESIS, Stored
from jiqun.ledger.fault import MOST_FAULTS
from tests.ledger.made import changed, resealed, stored_entries

COUNT = 12
WHOLE = stored_entries(COUNT)
OTHER: dict[str, Any] = {
    "seq": 77,
    "at": datetime(2026, 5, 1, tzinfo=UTC),
    "actor": "b" * 64,
    "role": "city_reviewer",
    "organisation": "9",
    "act": "case.refuse",
    "subject": "case:999",
    "article": "9",
    "content_sha256": "c" * 64,
    "previous": "d" * 64,
}
places = st.integers(0, COUNT - 1)


def found(entries: list[Stored]) -> list[tuple[str, int | None]]:
    return [(fault.code, fault.seq) for fault in check_chain(entries)]


def rehashed(stored: Stored, **fields: Any) -> Stored:
    entry = changed(stored, **fields).entry
    return Stored(entry, entry.hash)


def test_a_whole_chain_has_no_faults() -> None:
    assert check_chain(WHOLE, size=COUNT) == ()
    assert check_chain([]) == ()


def test_a_part_is_checked_after_the_entry_that_was_checked_before() -> None:
    assert check_chain(WHOLE[5:], size=COUNT, after=(5, WHOLE[4].hash)) == ()
    assert [fault.code for fault in check_chain(WHOLE[5:], after=(5, WHOLE[3].hash))] == ["replaced"]


@pytest.mark.parametrize("field", OTHER)
@pytest.mark.parametrize("place", range(COUNT))
def test_any_field_altered_is_located(field: str, place: int) -> None:
    entries = [*WHOLE]
    entries[place] = changed(WHOLE[place], **{field: OTHER[field]})
    assert found(entries) == [("altered", place + 1)]


@given(places, st.integers(1, 90))
def test_any_other_number_is_located_where_the_entry_stands(place: int, seq: int) -> None:
    entries = [*WHOLE]
    entries[place] = changed(WHOLE[place], seq=seq)
    assert found(entries) == ([] if seq == place + 1 else [("altered", place + 1)])


@given(places)
def test_a_stored_hash_altered_is_located(place: int) -> None:
    entries = [*WHOLE]
    entries[place] = Stored(WHOLE[place].entry, "e" * 64)
    assert found(entries) == [("altered", place + 1)]


@pytest.mark.parametrize("value", [datetime(2026, 5, 1), None, "yesterday"])  # noqa: DTZ001  # without a zone on purpose
def test_an_entry_that_cannot_even_be_written_is_located(value: Any) -> None:
    entries = [*WHOLE]
    entries[4] = changed(WHOLE[4], at=value)
    assert found(entries) == [("altered", 5)]


@given(st.integers(0, COUNT - 2), st.sampled_from(sorted(OTHER.keys() - {"seq", "previous"})))
def test_an_entry_replaced_with_its_hash_is_located_by_the_next(place: int, field: str) -> None:
    entries = [*WHOLE]
    entries[place] = rehashed(WHOLE[place], **{field: OTHER[field]})
    assert found(entries) == [("replaced", place + 1)]


def test_the_first_entry_must_name_64_zeros() -> None:
    assert found(stored_entries(1, previous="d" * 64)) == [("not-first", 1)]


@given(places, st.integers(1, COUNT))
def test_entries_removed_are_located_and_counted(first: int, count: int) -> None:
    entries = WHOLE[:first] + WHOLE[first + count :]
    faults = check_chain(entries, size=COUNT)
    last = min(first + count, COUNT)
    assert [(fault.code, fault.seq) for fault in faults] == [("missing", first + 1)]
    assert faults[0].words.en == f"Entries {first + 1} to {last} are missing."


def test_without_its_size_a_chain_cut_off_at_the_end_looks_whole() -> None:
    assert check_chain(WHOLE[:-3]) == ()


@given(places, places)
def test_two_entries_swapped_are_both_located_and_no_other(one: int, other: int) -> None:
    first, second = sorted((one, other))
    entries = [*WHOLE]
    entries[first], entries[second] = entries[second], entries[first]
    seqs = {fault.seq for fault in check_chain(entries, size=COUNT)}
    if 0 < second - first <= 2:  # which of two or three neighbours was moved past which cannot be told
        assert seqs
        assert seqs <= {*range(first + 1, second + 2)}
    else:
        assert seqs == ({first + 1, second + 1} if first != second else set())


@given(places, places)
def test_an_entry_repeated_is_located(which: int, where: int) -> None:
    entries = [*WHOLE]
    entries.insert(where, WHOLE[which])
    if where == COUNT - 1:
        return  # at the end there is no next entry to tell a copy from a gap
    assert {fault.seq for fault in check_chain(entries, size=COUNT)} == {which + 1}


@given(st.integers(0, COUNT - 2))
def test_a_forged_entry_put_in_is_located(place: int) -> None:
    forged = rehashed(WHOLE[place], act="case.refuse")  # the right previous, the right number, a hash of its own
    before, after = WHOLE[:place], WHOLE[place:]
    assert {fault.seq for fault in check_chain([*before, forged, *after])} == {place + 1}
    later = [*WHOLE[: place + 1], forged, *WHOLE[place + 1 :]]
    assert found(later) == [("out-of-place", place + 1)]


def test_entries_renumbered_after_one_was_put_in_are_all_altered() -> None:
    renumbered = [changed(stored, seq=stored.entry.seq + 1) for stored in WHOLE[5:]]
    forged = rehashed(WHOLE[5], act="case.refuse")
    assert [seq for _, seq in found([*WHOLE[:5], forged, *renumbered])] == [7, 8, 9, 10, 11, 12, 13]


def test_a_tail_rewritten_as_a_whole_agrees_with_itself() -> None:
    entries = [*WHOLE]
    entries[6] = changed(WHOLE[6], act="case.refuse")
    assert check_chain(resealed(entries)) == ()  # which is why heads are signed


def test_faults_are_capped_and_the_rest_counted() -> None:
    broken = [changed(stored, act="case.refuse") for stored in stored_entries(MOST_FAULTS + 5)]
    faults = check_chain(broken)
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].words.en == "5 more faults are not listed."


@given(st.lists(places, max_size=COUNT))
def test_any_order_and_choice_but_the_whole_is_faulted(order: list[int]) -> None:
    faults = check_chain([WHOLE[place] for place in order], size=COUNT)
    assert bool(faults) == (order != list(range(COUNT)))


def test_memory_stays_flat_however_long_the_chain() -> None:
    def endless(count: int) -> Iterator[Stored]:
        previous = GENESIS
        for seq in range(1, count + 1, 50):
            for stored in stored_entries(50, seq, previous):
                previous = stored.hash
                yield stored

    def peak(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        assert check_chain(endless(count)) == ()
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)
    assert peak(1_000) < 2 * peak(200)
