"""Verifies a receipt off line: its entry, its place under the head, the signature, the content, and whose key it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from jiqun.base.words import Bi
from jiqun.ledger.entry import content_hash
from jiqun.ledger.fault import Fault, self_consistent
from jiqun.ledger.head import HeadRefused, verify_head
from jiqun.ledger.keyring import untrusted_words
from jiqun.ledger.keys import key_id_of
from jiqun.ledger.proofs import verify_inclusion
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.receipt import Document, Receipt, read_receipt
from jiqun.ledger.tree import leaf_hash


def check_text(text: str | bytes, trusted_keys: Collection[str] | None = None) -> tuple[Fault, ...]:
    """`check_receipt` of a JSON text; what cannot be read is a fault too. Raises nothing."""
    try:
        receipt = read_receipt(text)
    except Unreadable as refused:
        return (Fault("malformed", refused.words),)
    return check_receipt(receipt, trusted_keys)


def check_receipt(receipt: Receipt, trusted_keys: Collection[str] | None = None) -> tuple[Fault, ...]:
    """Everything wrong with a receipt; nothing only where it also hangs on one of `trusted_keys` (raw, in hex).

    Without trusted keys (None) a sound receipt is told to be only self-consistent (`fault.SELF_CONSISTENT`): anybody
    could have made it with a key of their own. Raises nothing.
    """
    try:
        return tuple(_faults(receipt, trusted_keys))
    except (ValueError, TypeError):  # made by hand, not read: a field that is not hex, a moment without a time zone
        return (Fault("malformed", _MALFORMED, receipt.stored.entry.seq),)


def _faults(receipt: Receipt, trusted_keys: Collection[str] | None) -> Iterator[Fault]:
    entry, signed, seq = receipt.stored.entry, receipt.signed, receipt.stored.entry.seq
    if entry.hash != receipt.stored.hash:
        yield Fault("altered", _ALTERED, seq)
    leaf, path = leaf_hash(bytes.fromhex(entry.hash)), [bytes.fromhex(one) for one in receipt.path]
    if not verify_inclusion(leaf, seq - 1, signed.head.size, path, bytes.fromhex(signed.head.root)):
        yield Fault("inclusion", _INCLUSION, seq)
    try:
        verify_head([receipt.public_key], signed)
    except HeadRefused as refused:
        yield Fault("head-signature", refused.words, seq)
    yield from _content_faults(receipt)
    if trusted_keys is None:
        yield self_consistent()
    elif receipt.public_key not in trusted_keys:
        yield Fault("key-untrusted", untrusted_words(key_id_of(receipt.public_key)), seq)


def _content_faults(receipt: Receipt) -> Iterator[Fault]:
    entry, opened = receipt.stored.entry, receipt.opened
    texts: frozenset[str] = frozenset()
    if opened is not None:
        if content_hash(opened.salt, opened.content) != entry.content_sha256:
            yield Fault("content", _CONTENT, entry.seq)
        texts = frozenset(_texts(opened.content))
    for document in receipt.documents:
        if document.sha256 not in texts:
            yield _unbound(document, entry.seq)


def _texts(value: object) -> Iterator[str]:
    """Every text in a content; `content_hash` has bounded its depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))


def _unbound(document: Document, seq: int) -> Fault:
    return Fault("document-unbound", _UNBOUND.fill(name=document.name), seq)


_ALTERED = Bi(
    "记录被改动：其内容与回执所载哈希不符。", "The entry was altered: it does not agree with the hash beside it."
)
_INCLUSION = Bi(
    "包含证明不成立：该记录不在此树头之下的相应位置。",
    "The inclusion proof does not hold: this entry does not stand in its place under this head.",
)
_CONTENT = Bi(
    "所附内容与记录中的内容哈希不符：内容或盐值被改动。",
    "The content does not agree with the entry's content hash: the content or its salt was altered.",
)
_UNBOUND = Bi(
    "文件“{name}”的哈希不在所附内容中：回执不能证明它属于该记录。",
    "The hash of the document “{name}” does not stand in the content: the receipt does not bind it to the entry.",
)
_MALFORMED = Bi("回执的某一字段形式有误，无法核验。", "A field of the receipt is out of form; it cannot be verified.")
