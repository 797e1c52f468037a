"""The page for auditors: its hashes are right, and its verifier, which knows nothing of ours, agrees with ours."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.entry import actor_hash, content_hash, entry_from
from jiqun.ledger.exported import check_lines, write_lines
from jiqun.ledger.key_change import take_into_use
from jiqun.ledger.receipt import read_receipt, receipt_for
from jiqun.ledger.receipt_check import check_receipt
from jiqun.ledger.tree import leaf_hash, node_hash
from tests.ledger.made import KEY, PUBLIC, START, signed_head, stored_entries, tree_over

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```\w+ ([\w-]+)\n(.*?)\n```$", PAGE, flags=re.M | re.S))
EXPORT = BLOCKS["export"].split("\n")
TRUSTED = re.findall(r"the one to trust, is\n`([0-9a-f]{64})`", PAGE)[0]
HEAD_KEY = re.findall(r"The public key of this head is\n`([0-9a-f]{64})`", PAGE)[0]


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def verifier() -> dict[str, Callable[..., None]]:
    names: dict[str, Any] = {}
    exec(BLOCKS["verifier"], names)
    return names


def test_the_entrys_text_and_hash_are_those_of_the_export() -> None:
    assert sha(BLOCKS["entry"]) == BLOCKS["entry-hash"]
    assert entry_from(json.loads(BLOCKS["entry"])).hash == BLOCKS["entry-hash"]
    assert EXPORT[1] == f'{{"entry":{BLOCKS["entry"]},"hash":"{BLOCKS["entry-hash"]}"}}'


def test_the_actor_and_the_content_hash_to_what_the_entry_says() -> None:
    entry, opened = json.loads(BLOCKS["entry"]), json.loads(BLOCKS["content"])
    salt = bytes(range(16))
    assert entry["actor"] == actor_hash(salt, 42) == hmac.new(salt, b"42", "sha256").hexdigest()
    assert entry["content_sha256"] == content_hash(opened["salt"], opened["content"]) == sha(BLOCKS["content"])
    assert f"`{entry['actor']}`" in PAGE
    assert f"`{entry['content_sha256']}`" in PAGE


def test_the_tree_is_that_of_the_entries() -> None:
    table = {name: bytes.fromhex(hashed) for name, hashed in re.findall(r"^(\w+ \d) +(\w{64})$", BLOCKS["tree"], re.M)}
    entries = [bytes.fromhex(json.loads(line)["hash"]) for line in EXPORT[1:4]]
    leaves = [hashlib.sha256(b"\0" + one).digest() for one in entries]
    two = hashlib.sha256(b"\1" + leaves[0] + leaves[1]).digest()
    three = hashlib.sha256(b"\1" + two + leaves[2]).digest()
    assert [*table.values()] == [*entries, *leaves, two, three]
    assert (leaf_hash(entries[0]), node_hash(leaves[0], leaves[1])) == (leaves[0], two)
    assert json.loads(BLOCKS["head"])["root"] == three.hex()


def test_the_head_and_the_key_are_signed_as_the_page_says() -> None:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(HEAD_KEY))
    key.verify(bytes.fromhex(BLOCKS["signature"]), BLOCKS["head"].encode())
    assert json.loads(BLOCKS["head"])["key_id"] == hashlib.sha256(bytes.fromhex(HEAD_KEY)).hexdigest()[:16]
    signed = json.loads(EXPORT[-1])
    assert canonical_json(signed["key"]) == BLOCKS["key"]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(TRUSTED)).verify(
        bytes.fromhex(signed["signature"]), BLOCKS["key"].encode()
    )


def test_our_checks_find_nothing_wrong_with_the_example() -> None:
    report = check_lines(EXPORT, [TRUSTED])
    assert report.trusted
    assert (report.entries, report.covered, report.keys) == (3, 3, 2)
    assert check_receipt(read_receipt(BLOCKS["receipt"]), [HEAD_KEY]) == ()


def test_every_code_that_a_check_answers_is_on_the_page() -> None:
    source = Path(__file__).parents[2] / "src" / "jiqun" / "ledger"
    text = "".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))
    codes = set(re.findall(r'Fault\(\s*"([a-z-]+)"', text)) | set(re.findall(r'_fault\("([a-z-]+)"', text))
    said = set(re.findall(r"`([a-z-]+)`", PAGE.split("## What a check answers")[1].split("## A verifier")[0]))
    assert codes | {"self-consistent"} == said


def test_the_pages_verifier_accepts_the_example_and_a_larger_ledger() -> None:
    names = verifier()
    names["check_export"](EXPORT, TRUSTED)
    names["check_receipt"](json.loads(BLOCKS["receipt"]), HEAD_KEY)
    names["check_export"](larger(), PUBLIC)


def test_the_pages_verifier_climbs_every_path_that_ours_writes() -> None:
    check, entries = verifier()["check_receipt"], stored_entries(13)
    for size in range(1, 14):
        head, tree = signed_head(entries[:size]), tree_over(entries[:size])
        for stored in entries[:size]:
            check(json.loads(receipt_for(stored, tree.node, head, PUBLIC).text), PUBLIC)


@pytest.mark.parametrize("line", range(len(EXPORT)))
def test_the_pages_verifier_and_ours_refuse_the_same_tampering(line: int) -> None:
    figures = [place for place, one in enumerate(EXPORT[line]) if one in "123456789"]
    for place in figures[:: max(1, len(figures) // 12)] if line else figures[-1:]:
        lines = [*EXPORT]
        lines[line] = EXPORT[line][:place] + ("7" if EXPORT[line][place] != "7" else "6") + EXPORT[line][place + 1 :]
        assert not check_lines(lines, [TRUSTED]).consistent
        with pytest.raises((ValueError, IndexError, InvalidSignature)):
            verifier()["check_export"](lines, TRUSTED)


def larger() -> list[str]:
    entries = stored_entries(40)
    heads = [signed_head(entries[:size]) for size in (1, 2, 7, 8, 33, 40)]
    return [*write_lines(entries, heads, [take_into_use(KEY, PUBLIC, START)])]
