"""A receipt: it proves its entry off line, says whose key it hangs on, and meets whatever a stranger sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.base.words import WordedError
from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.fault import SELF_CONSISTENT
from jiqun.ledger.receipt import (
    MOST_CHARACTERS,
    MOST_DOCUMENTS,
    Document,
    Opened,
    Receipt,
    read_receipt,
    receipt_for,
    receipt_from,
)
from jiqun.ledger.receipt_check import check_receipt, check_text
from tests.ledger.made import (
    PUBLIC,
    SALT,
    SECOND_PUBLIC,
    STRANGER,
    STRANGER_PUBLIC,
    changed,
    content,
    signed_head,
    stored_entries,
    tree_over,
)

ENTRIES = stored_entries(11)
TREE = tree_over(ENTRIES)
HEAD = signed_head(ENTRIES)
BARE = receipt_for(ENTRIES[4], TREE.node, HEAD, PUBLIC)
FULL = replace(BARE, opened=Opened(SALT, content(5)), documents=(Document("通知.pdf", f"{5:064x}"),))
DICT = json.loads(FULL.text)


def codes(receipt: Receipt, trusted: tuple[str, ...] | None = (PUBLIC,)) -> list[str]:
    return [fault.code for fault in check_receipt(receipt, trusted)]


@pytest.mark.parametrize("receipt", [receipt_for(one, TREE.node, HEAD, PUBLIC) for one in ENTRIES] + [FULL])
def test_a_receipt_of_any_entry_holds_and_reads_back(receipt: Receipt) -> None:
    assert check_receipt(receipt, {SECOND_PUBLIC, PUBLIC}) == ()
    assert read_receipt(receipt.text) == receipt
    assert read_receipt(json.dumps(receipt.as_dict(), indent=2).encode()) == receipt
    assert check_text(receipt.text, [PUBLIC]) == ()


def test_without_a_trusted_key_it_says_that_it_is_only_self_consistent() -> None:
    assert codes(FULL, None) == [SELF_CONSISTENT]
    assert codes(FULL, ()) == ["key-untrusted"]


def test_a_stranger_can_make_a_consistent_receipt_but_not_a_trusted_one() -> None:
    forged = receipt_for(ENTRIES[4], TREE.node, signed_head(ENTRIES, STRANGER), STRANGER_PUBLIC)
    assert codes(forged, None) == [SELF_CONSISTENT]
    assert codes(forged) == ["key-untrusted"]
    assert codes(replace(forged, public_key=PUBLIC)) == ["head-signature"]


@pytest.mark.parametrize("field", ["role", "act", "subject", "article", "organisation"])
def test_an_entry_altered_is_told(field: str) -> None:
    assert codes(replace(BARE, stored=changed(BARE.stored, **{field: "other"}))) == ["altered", "inclusion"]


def test_another_entry_a_shorter_path_or_another_head_is_told() -> None:
    assert codes(replace(BARE, stored=ENTRIES[5])) == ["inclusion"]
    assert codes(replace(BARE, path=BARE.path[:-1])) == ["inclusion"]
    assert codes(replace(BARE, signed=signed_head(ENTRIES[:10]))) == ["inclusion"]
    assert codes(replace(BARE, signed=replace(HEAD, head=replace(HEAD.head, size=12)))) == ["head-signature"]


def test_an_entry_is_not_receipted_under_a_head_signed_before_it() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        receipt_for(ENTRIES[4], TREE.node, signed_head(ENTRIES[:4]), PUBLIC)


def test_content_or_salt_altered_is_told() -> None:
    other = {**content(5), "decision": "不予受理"}
    assert codes(replace(FULL, opened=Opened(SALT, other))) == ["content"]
    assert codes(replace(FULL, opened=Opened("a5" * 16, content(5)))) == ["content"]


def test_a_document_is_bound_only_by_the_content() -> None:
    assert codes(replace(FULL, documents=(Document("通知.pdf", "f" * 64),))) == ["document-unbound"]
    assert codes(replace(FULL, opened=None)) == ["document-unbound"]


def leaves(document: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    yield at
    for name, value in inner:
        yield from leaves(value, (*at, name))


def put(document: Any, at: tuple[Any, ...], value: Any) -> Any:
    if not at:
        return value
    inner = put(document[at[0]], at[1:], value)
    return [inner if n == at[0] else one for n, one in enumerate(document)] if isinstance(document, list) else {
        **document, at[0]: inner
    }  # fmt: skip


def value_at(document: Any, at: tuple[Any, ...]) -> Any:
    return value_at(document[at[0]], at[1:]) if at else document


PLACES = [*leaves(DICT)]
# The name that a document goes by is a label beside the proof; its hash is what is proved.
LABELS = [("documents", 0, "name")]


STRANGE = [None, True, 0, -1, 2**53 - 1, "", "x", "\ud800", "f" * 64, "f" * 128, [], {}, [{}], "x" * 10_000]


@pytest.mark.parametrize("at", PLACES, ids=str)
def test_whatever_is_put_anywhere_is_told_in_both_languages(at: tuple[Any, ...]) -> None:
    for value in STRANGE:
        faults = check_text(json.dumps(put(DICT, at, value)), [PUBLIC])
        assert all(fault.words.zh and fault.words.en for fault in faults)
        nothing_left_to_bind = at == ("documents",) and value == []
        another_label = at in LABELS and value in ("x", "f" * 64, "f" * 128)
        assert bool(faults) != (nothing_left_to_bind or another_label)


@given(st.sampled_from([at for at in PLACES if isinstance(value_at(DICT, at), str) and at not in LABELS]), st.data())
def test_any_one_character_changed_is_told(at: tuple[Any, ...], drawn: st.DataObject) -> None:
    text = value_at(DICT, at)
    if not text:
        return
    place = drawn.draw(st.integers(0, len(text) - 1))
    other = drawn.draw(st.sampled_from("0123456789abcdef").filter(lambda one: one != text[place]))
    assert check_text(json.dumps(put(DICT, at, text[:place] + other + text[place + 1 :])), [PUBLIC])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(DICT)) | st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_answered_in_words(value: object) -> None:
    faults = check_text(json.dumps(value))
    assert [fault.code for fault in faults] == ["malformed"]
    with pytest.raises(WordedError):
        receipt_from(value)


@given(st.sampled_from(PLACES), json_values)
def test_any_json_in_any_place_is_answered_in_words(at: tuple[Any, ...], value: object) -> None:
    for fault in check_text(json.dumps(put(DICT, at, value))):
        assert fault.words.zh
        assert fault.words.en


@given(st.binary() | st.text())
def test_any_bytes_or_text_are_answered_in_words(text: bytes | str) -> None:
    assert [fault.code for fault in check_text(text)] == ["malformed"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "9" * 100_000,
        "-" + "9" * 5_000,
        "1e999",
        "NaN",
        '{"a":1,"a":1}',
        b"\xff\xfe{",
        "\ufeff{}",
        " " * (MOST_CHARACTERS + 1),
        FULL.text + FULL.text,
        FULL.text.replace('"seq":5', '"seq":5.0', 1),
        FULL.text.replace('"seq":5', '"seq":4,"seq":5', 1),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile_texts_are_answered_in_words(text: str | bytes) -> None:
    assert [fault.code for fault in check_text(text, [PUBLIC])] == ["malformed"]


@pytest.mark.parametrize(
    "change",
    [
        {"path": ["0" * 64] * 65},
        {"documents": [{"name": "a", "sha256": "0" * 64}] * (MOST_DOCUMENTS + 1)},
        {"format": "jiqun-proof-2"},
        {"opened": {"content": json.loads("[" * 40 + "]" * 40), "salt": SALT}},
        {"opened": {"content": {"a": json.loads("[" * 40 + "]" * 40)}, "salt": SALT}},
        {"opened": {"content": {"a": 1}, "salt": "5a"}},
        {"note": "a member that nothing signs"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_too_much_or_unknown_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(WordedError):
        read_receipt(canonical_json({}) if not change else json.dumps({**DICT, **change}))


@pytest.mark.parametrize("change", [{"path": ("zz",)}, {"public_key": "zz"}, {"opened": Opened("zz", {"a": 0.5})}])
def test_a_receipt_made_by_hand_with_fields_out_of_form_is_a_fault_too(change: dict[str, Any]) -> None:
    assert codes(replace(BARE, **change)) == ["malformed"]
