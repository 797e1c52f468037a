"""The exported ledger: written, checked line by line, and every tampering located by entry and line."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.ledger.exported import Report, check_lines, write_lines
from jiqun.ledger.fault import SELF_CONSISTENT
from jiqun.ledger.head import SignedHead
from jiqun.ledger.key_change import KeyChange, take_into_use
from jiqun.ledger.keys import sign_text
from jiqun.ledger.lines import LONGEST_LINE
from tests.ledger.made import (
    KEY,
    PUBLIC,
    SECOND_KEY,
    SECOND_PUBLIC,
    START,
    STRANGER,
    STRANGER_PUBLIC,
    changed,
    resealed,
    signed_head,
    stored_entries,
)

ENTRIES = stored_entries(20)
FIRST = take_into_use(KEY, PUBLIC, START)
SECOND = take_into_use(KEY, SECOND_PUBLIC, START + timedelta(minutes=15))
KEYS = (FIRST, SECOND)
HEADS = (signed_head(ENTRIES[:5]), signed_head(ENTRIES[:10]), signed_head(ENTRIES[:18], SECOND_KEY))
LINES = [*write_lines(ENTRIES, HEADS, KEYS)]


def found(report: Report) -> list[tuple[str, int | None, int | None]]:
    return [(fault.code, fault.seq, fault.line) for fault in report.faults]


def checked(entries: Any = ENTRIES, heads: Any = HEADS, keys: Any = KEYS, trusted: Any = (PUBLIC,)) -> Report:
    return check_lines(write_lines(entries, heads, keys), trusted)


def test_a_sound_export_is_counted_and_trusted() -> None:
    report = check_lines(LINES, [PUBLIC])
    assert (report.entries, report.heads, report.keys) == (20, 3, 2)
    assert (report.heads_verified, report.covered) == (3, 18)
    assert report.root == signed_head(ENTRIES).head.root
    assert report.faults == ()
    assert report.trusted


def test_every_line_is_one_canonical_object() -> None:
    assert all(line.endswith("}\n") and line.count("\n") == 1 for line in LINES)
    rewritten = (
        json.dumps(json.loads(one), sort_keys=True, ensure_ascii=False, separators=(",", ":")) for one in LINES
    )
    assert [line + "\n" for line in rewritten] == LINES


def test_without_a_trusted_key_it_is_only_self_consistent() -> None:
    report = check_lines(LINES)
    assert found(report) == [(SELF_CONSISTENT, None, None)]
    assert (report.consistent, report.trusted) == (True, False)


def test_without_a_head_nothing_is_trusted() -> None:
    report = checked(heads=())
    assert (report.consistent, report.trusted, report.covered) == (True, False, 0)


def test_an_empty_ledger_can_be_exported_and_signed() -> None:
    report = checked((), (signed_head(()),), (FIRST,))
    assert (report.trusted, report.entries, report.covered) == (True, 0, 0)


@pytest.mark.parametrize("place", range(20))
def test_an_entry_altered_is_located_by_number_and_line(place: int) -> None:
    entries = [*ENTRIES]
    entries[place] = changed(ENTRIES[place], act="case.refuse")
    assert found(checked(entries)) == [("altered", place + 1, place + 2)]


@given(st.integers(0, 19), st.data())
def test_any_character_of_an_entry_changed_is_located(place: int, drawn: st.DataObject) -> None:
    line = LINES[place + 1]
    where = drawn.draw(st.integers(0, len(line) - 2))
    other = drawn.draw(st.sampled_from('0a"{}x').filter(lambda one: one != line[where]))
    lines = [*LINES]
    lines[place + 1] = line[:where] + other + line[where + 1 :]
    faults = check_lines(lines, [PUBLIC]).faults
    assert faults
    assert faults[0].line == place + 2
    assert {fault.seq for fault in faults if fault.code != "head-not-checked"} <= {place + 1, None}


def test_a_rewritten_tail_is_found_by_the_heads_and_bounded_by_the_last_that_holds() -> None:
    entries = [*ENTRIES]
    entries[6] = changed(ENTRIES[6], act="case.refuse")
    report = checked(resealed(entries))
    assert found(report) == [("head-root", 6, 23), ("head-root", 6, 24)]
    assert "from entry 6 to 10" in report.faults[0].words.en
    assert (report.covered, report.heads_verified) == (5, 1)


def test_what_was_rewritten_after_the_last_head_is_not_covered() -> None:
    entries = [*ENTRIES]
    entries[18] = changed(ENTRIES[18], act="case.refuse")
    report = checked(resealed(entries))
    assert (report.faults, report.covered) == ((), 18)  # the report says how far the heads reach


def test_a_stored_hash_altered_is_located_and_the_heads_still_hold() -> None:
    entries = [*ENTRIES]
    entries[6] = type(ENTRIES[6])(ENTRIES[6].entry, "f" * 64)
    report = checked(entries)
    assert found(report) == [("altered", 7, 8)]
    assert report.heads_verified == 3


def test_entries_cut_off_the_end_are_missed_by_the_head() -> None:
    assert found(checked(ENTRIES[:16])) == [("missing", 17, 20)]


def test_an_entry_removed_is_located_and_the_heads_over_it_cannot_be_checked() -> None:
    assert found(checked(ENTRIES[:7] + ENTRIES[8:])) == [
        ("missing", 8, 9),
        ("head-not-checked", 8, 22),
        ("head-not-checked", 8, 23),
    ]


def test_an_entry_put_in_is_located_and_the_heads_still_hold() -> None:
    forged = changed(ENTRIES[7], act="case.refuse").entry
    entries = [*ENTRIES[:8], type(ENTRIES[7])(forged, forged.hash), *ENTRIES[8:]]
    report = checked(entries)
    assert found(report) == [("out-of-place", 8, 10)]
    assert report.heads_verified == 3


def test_a_forged_head_and_one_by_a_stranger_are_refused() -> None:
    forged = SignedHead(HEADS[1].head, HEADS[0].signature)
    assert found(checked(heads=(HEADS[0], forged))) == [("head-signature", None, 23)]
    assert found(checked(heads=(signed_head(ENTRIES, STRANGER),))) == [("head-signature", None, 22)]


def test_heads_that_go_back_are_told() -> None:
    assert found(checked(heads=(HEADS[1], HEADS[0]))) == [("head-order", None, 23)]
    assert found(checked(heads=(signed_head(ENTRIES[:5], minutes=8), HEADS[1]))) == [("head-order", None, 23)]


def test_a_key_signs_only_while_it_is_in_use() -> None:
    late, early = signed_head(ENTRIES[:18]), signed_head(ENTRIES[:5], SECOND_KEY)
    assert found(checked(heads=(late,))) == [("key-not-in-use", None, 22)]
    assert found(checked(heads=(early,))) == [("key-not-in-use", None, 22)]


def test_a_later_key_is_trusted_because_the_one_before_signed_for_it() -> None:
    assert checked(trusted=(PUBLIC,)).trusted
    report = checked(trusted=(SECOND_PUBLIC,))
    assert found(report) == [("key-untrusted", None, line) for line in (22, 23, 25)]
    assert report.heads_verified == 1


def test_a_key_that_nobody_vouched_for_is_trusted_only_by_name() -> None:
    fresh = take_into_use(SECOND_KEY, SECOND_PUBLIC, SECOND.at)
    assert found(checked(keys=(FIRST, fresh))) == [("key-untrusted", None, 24), ("key-untrusted", None, 26)]
    assert checked(keys=(FIRST, fresh), trusted=(PUBLIC, SECOND_PUBLIC)).trusted


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        (KeyChange(SECOND_PUBLIC, SECOND.at, FIRST.key_id, FIRST.signature), ["key-signature", "key-untrusted"]),
        (take_into_use(STRANGER, SECOND_PUBLIC, SECOND.at), ["key-signature", "key-untrusted"]),
        (take_into_use(KEY, SECOND_PUBLIC, START - timedelta(days=1)), ["key-order"]),
    ],
)
def test_a_key_change_that_does_not_hold_is_told(second: KeyChange, codes: list[str]) -> None:
    assert [fault.code for fault in checked(heads=HEADS[:0], keys=(FIRST, second)).faults] == codes


def test_a_key_change_that_names_another_key_than_the_one_that_signed_is_told() -> None:
    unsigned = KeyChange(SECOND_PUBLIC, SECOND.at, "0" * 16, FIRST.signature)
    named = KeyChange(SECOND_PUBLIC, SECOND.at, "0" * 16, sign_text(KEY, unsigned.text))
    assert [fault.code for fault in checked(heads=(), keys=(FIRST, named)).faults] == ["key-signature", "key-untrusted"]


def test_a_first_key_signs_for_itself() -> None:
    borrowed = KeyChange(STRANGER_PUBLIC, START, "", FIRST.signature)
    assert [fault.code for fault in checked(heads=(), keys=(borrowed,), trusted=None).faults] == [
        "key-signature",
        "key-untrusted",
        SELF_CONSISTENT,
    ]


def spoiled(change: Callable[[str], str], line: int) -> list[str]:
    return [change(text) if number == line else text for number, text in enumerate(LINES, start=1)]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: "\n",
        lambda text: text.replace("jiqun-ledger", "jiqun-ledger-9"),
        lambda text: text.replace('"version":1', '"version":2'),
        lambda text: text.replace('"version":1', '"version":true'),
        lambda text: text.replace("SHA-256", "MD5"),
    ],
)
def test_another_header_is_told_and_the_rest_still_checked(change: Callable[[str], str]) -> None:
    report = check_lines(spoiled(change, 1), [PUBLIC])
    assert found(report) == [("header", None, 1)]
    assert report.heads_verified == 3


def test_no_lines_at_all_are_told() -> None:
    assert found(check_lines([], [PUBLIC])) == [("header", None, 1)]


@pytest.mark.parametrize("text", ["", "null", "[]", '{"key":1,"signature":2}', '{"head":{}}', "x" * (LONGEST_LINE + 1)])
def test_a_line_that_is_nothing_is_told(text: str) -> None:
    report = check_lines([*LINES, text], [PUBLIC])
    assert found(report) == [("malformed", None, 27)]


@given(st.lists(st.text() | st.sampled_from(LINES), max_size=8))
def test_any_lines_are_reported_never_raised(lines: list[str]) -> None:
    report = check_lines(lines)
    assert report.faults
    assert all(fault.words.zh and fault.words.en for fault in report.faults)


@given(st.permutations(LINES[21:]))
def test_heads_and_keys_out_of_order_never_pass_for_more_than_they_are(last: list[str]) -> None:
    report = check_lines(LINES[:21] + last, [PUBLIC])
    assert report.covered <= 18
    assert report.trusted == (last in in_order())


def in_order() -> list[list[str]]:
    """The orders that say the same: heads among heads, keys among keys."""
    heads, keys = LINES[21:24], LINES[24:]
    return [[*merged] for merged in _merged(heads, keys)]


def _merged(one: list[str], other: list[str]) -> list[list[str]]:
    if not one or not other:
        return [[*one, *other]]
    return [[one[0], *rest] for rest in _merged(one[1:], other)] + [
        [other[0], *rest] for rest in _merged(one, other[1:])
    ]


def test_ten_thousand_entries_are_checked_in_less_than_three_seconds() -> None:
    entries = stored_entries(10_000)
    lines = [*write_lines(entries, (signed_head(entries),), (FIRST,))]
    begun = time.process_time()
    assert check_lines(lines, [PUBLIC]).trusted
    assert time.process_time() - begun < 3  # usually under half of one; a check that grew with the square would not do
