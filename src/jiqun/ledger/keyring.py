"""Which key may sign when: the keys of a ledger in their order, each vouched for or trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jiqun.base.words import Bi
from jiqun.ledger.fault import Fault
from jiqun.ledger.head import HeadRefused, SignedHead, verify_head
from jiqun.ledger.key_change import KeyChange
from jiqun.ledger.keys import is_signed


@dataclass(frozen=True)
class KeyRing:
    """The keys as they were taken into use, each with the line that it stands on.

    A key is good if it is among `trusted_keys` (raw, in hex) or the good key before it signed for it. With no trusted
    keys at all (None) the first key is taken at its word.
    """

    changes: Sequence[tuple[int, KeyChange]]
    trusted_keys: Collection[str] | None = None

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the keys themselves."""
        before: KeyChange | None = None
        for (line, change), good in zip(self.changes, self._good, strict=True):
            if not self._is_signed(change, before):
                yield Fault("key-signature", _UNSIGNED.fill(key_id=change.key_id), line=line)
            elif before is not None and change.at < before.at:
                yield Fault("key-order", _ORDER.fill(key_id=change.key_id), line=line)
            if not good:
                yield Fault("key-untrusted", untrusted_words(change.key_id), line=line)
            before = change

    def head_fault(self, signed: SignedHead, line: int) -> Fault | None:
        """What is wrong with the signature of a head: forged, or by a key unknown, not trusted, or not then in use."""
        try:
            verify_head({change.public_key for _, change in self.changes}, signed)
        except HeadRefused as refused:
            return Fault("head-signature", refused.words, line=line)
        key_id = signed.head.key_id
        if not any(good for (_, change), good in zip(self.changes, self._good, strict=True) if change.key_id == key_id):
            return Fault("key-untrusted", untrusted_words(key_id), line=line)
        if not self._in_use(signed):
            return Fault("key-not-in-use", _NOT_IN_USE.fill(key_id=key_id), line=line)
        return None

    @cached_property
    def _good(self) -> tuple[bool, ...]:
        judged: list[bool] = []
        before: KeyChange | None = None
        for _, change in self.changes:
            vouched = change.previous != "" and judged[-1:] == [True]
            first = self.trusted_keys is None and before is None
            named = self.trusted_keys is not None and change.public_key in self.trusted_keys
            judged.append(named or ((vouched or first) and self._is_signed(change, before)))
            before = change
        return tuple(judged)

    def _is_signed(self, change: KeyChange, before: KeyChange | None) -> bool:
        if change.previous == "":
            return is_signed(change.public_key, change.signature, change.text)
        return (
            before is not None
            and before.key_id == change.previous
            and is_signed(before.public_key, change.signature, change.text)
        )

    def _in_use(self, signed: SignedHead) -> bool:
        ends = [change.at for _, change in self.changes[1:]]
        return any(
            change.key_id == signed.head.key_id
            and change.at <= signed.head.at
            and (number == len(ends) or signed.head.at <= ends[number])
            for number, (_, change) in enumerate(self.changes)
        )


def untrusted_words(key_id: str) -> Bi:
    """That a key is not one of those known from elsewhere, nor vouched for by one."""
    return _UNTRUSTED.fill(key_id=key_id)


_UNSIGNED = Bi(
    "启用密钥 {key_id} 的签名无效，或不是由其前一密钥签署。",
    "The statement that takes the key {key_id} into use is not signed by the key before it.",
)
_ORDER = Bi("密钥 {key_id} 的启用时间早于前一密钥。", "The key {key_id} is in use earlier than the key before it.")
_UNTRUSTED = Bi(
    "密钥 {key_id} 不在可信公钥之列，也没有可信密钥为其担保。",
    "The key {key_id} is not among the trusted keys, and no trusted key vouches for it.",
)
_NOT_IN_USE = Bi(
    "密钥 {key_id} 在树头所记时间未在使用。",
    "The key {key_id} was not in use at the moment that the head gives.",
)
