"""The lines of an exported ledger: one JSON object each, a header, entries with their hashes, keys and signed heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiqun.base.words import Bi
from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.entry import Stored, entry_from
from jiqun.ledger.head import SignedHead, signed_head_from
from jiqun.ledger.key_change import KeyChange, key_change_from
from jiqun.ledger.reading import Unreadable, fields, read_json

FORMAT = "jiqun-ledger"
VERSION = 1
LONGEST_LINE = 16 * 1024
HEADER: dict[str, object] = {
    "algorithms": {
        "chain": "SHA-256 over RFC 8785 JSON",
        "key": "Ed25519, RFC 8032",
        "tree": "SHA-256, RFC 9162 section 2.1, over the entries' hashes",
    },
    "format": FORMAT,
    "version": VERSION,
}


def write_lines(
    entries: Iterable[Stored], heads: Iterable[SignedHead] = (), keys: Iterable[KeyChange] = ()
) -> Iterator[str]:
    """The whole ledger as JSON Lines, each line canonical and ended by `\\n`: header, entries, heads, keys.

    Entries by number, heads by size and then time, keys by the time they were taken into use: the caller gives them so.
    """
    yield canonical_json(HEADER) + "\n"
    for stored in entries:
        yield canonical_json({"entry": stored.entry.as_dict(), "hash": stored.hash}) + "\n"
    for signed in heads:
        yield canonical_json(signed.as_dict()) + "\n"
    for change in keys:
        yield canonical_json(change.as_dict()) + "\n"


def read_header(text: str) -> None:
    """Raises Unreadable unless the line is the header of a version that is known."""
    read = fields(read_json(text, LONGEST_LINE), "header", frozenset(HEADER))
    read.exactly("format", FORMAT)
    read.exactly("version", VERSION)
    if read.members["algorithms"] != HEADER["algorithms"]:
        raise Unreadable(_ALGORITHMS)


def read_line(text: str) -> Stored | SignedHead | KeyChange:
    """What a line after the header holds; raises Unreadable for anything else."""
    document = read_json(text, LONGEST_LINE)
    names = document.keys() if isinstance(document, dict) else ()
    if "head" in names:
        return signed_head_from(document)
    if "key" in names:
        return key_change_from(document)
    read = fields(document, "line", _ENTRY_NAMES)
    return Stored(entry_from(read.members["entry"]), read.hex("hash"))


_ENTRY_NAMES = frozenset({"entry", "hash"})
_ALGORITHMS = Bi("header：algorithms 与本版本不符。", "header: these are not the algorithms of this version.")
