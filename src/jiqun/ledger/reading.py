"""Reads JSON from strangers: strict, bounded, and refusing in words whatever is not exactly of the known form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi, WordedError
from jiqun.ledger.canonical import LARGEST

HASH_DIGITS, SIGNATURE_DIGITS, KEY_ID_DIGITS = 64, 128, 16
_HEX = re.compile(r"[0-9a-f]*")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_LONGEST_NAME = 40


class Unreadable(WordedError):
    """A text or document that is not of the known form; `words` says which part."""


def read_json(text: str | bytes, most: int) -> object:
    """The value of a JSON text of at most `most` characters (or bytes, as UTF-8).

    Raises Unreadable for what is longer, is not JSON, nests too deeply, names a member twice (two readers could see
    two documents), or holds a number that is not whole or lies beyond 2**53 - 1.
    """
    if len(text) > most:
        raise Unreadable(_TOO_LONG.fill(most=most))
    try:
        return _DECODER.decode(text.decode("utf-8") if isinstance(text, bytes) else text)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(_NOT_JSON) from error


@dataclass(frozen=True, slots=True)
class Fields:
    """The members of a JSON object, read one by one; `where` names the object in refusals."""

    where: str
    members: Mapping[str, object]

    def text(self, name: str, least: int = 0, most: int = 200) -> str:
        """A text of `least` to `most` characters that UTF-8 can write; raises Unreadable."""
        value = self.members[name]
        if not isinstance(value, str) or not least <= len(value) <= most or not _utf8(value):
            raise Unreadable(_TEXT.fill(where=self.where, name=name, least=least, most=most))
        return value

    def hex(self, name: str, digits: int = HASH_DIGITS) -> str:
        """Exactly `digits` hex digits in small letters; raises Unreadable."""
        return self.hex_of(self.members[name], name, digits)

    def hex_of(self, value: object, name: str, digits: int = HASH_DIGITS) -> str:
        """`hex` of a value already taken out of member `name`; raises Unreadable."""
        if not isinstance(value, str) or len(value) != digits or not _HEX.fullmatch(value):
            raise Unreadable(_HEX_WORDS.fill(where=self.where, name=name, digits=digits))
        return value

    def whole(self, name: str, least: int = 0) -> int:
        """A whole number from `least` to 2**53 - 1; raises Unreadable."""
        value = self.members[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST:
            raise Unreadable(_WHOLE.fill(where=self.where, name=name, least=least))
        return value

    def moment(self, name: str) -> datetime:
        """A moment written exactly as `2026-05-01T01:30:00.000000Z`; raises Unreadable."""
        value = self.members[name]
        if isinstance(value, str) and _MOMENT.fullmatch(value):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                pass  # the thirteenth month, the sixtieth second
        raise Unreadable(_MOMENT_WORDS.fill(where=self.where, name=name))

    def items(self, name: str, most: int) -> list[object]:
        """An array of at most `most` items; raises Unreadable."""
        value = self.members[name]
        if not isinstance(value, list) or len(value) > most:
            raise Unreadable(_ITEMS.fill(where=self.where, name=name, most=most))
        return value

    def exactly(self, name: str, wanted: str | int) -> None:
        """Raises Unreadable unless the member is this very value."""
        value = self.members[name]
        if value != wanted or type(value) is not type(wanted):
            raise Unreadable(_EXACTLY.fill(where=self.where, name=name, wanted=wanted))


def fields(document: object, where: str, names: frozenset[str]) -> Fields:
    """The members of a document that must have exactly these names; raises Unreadable."""
    if not isinstance(document, dict):
        raise Unreadable(_OBJECT.fill(where=where))
    if document.keys() != names:
        odd = sorted(str(name)[:_LONGEST_NAME] for name in document.keys() ^ names)
        raise Unreadable(_NAMES.fill(where=where, odd=ascii(odd[0])))
    return Fields(where, document)


def _utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Unreadable(_TWICE)
    return members


def _whole_number(digits: str) -> int:
    if len(digits) > len(str(-LARGEST)) or abs(int(digits)) > LARGEST:
        raise Unreadable(_NUMBER)
    return int(digits)


def _no_number(digits: str) -> object:
    raise Unreadable(_NUMBER)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_whole_number, parse_float=_no_number, parse_constant=_no_number
)

_TOO_LONG = Bi("文本过长：最多 {most} 个字符。", "The text is too long: at most {most} characters.")
_NOT_JSON = Bi("不是可读的 JSON 文本。", "This is not readable JSON text.")
_TWICE = Bi("同一成员名出现两次。", "A member is named twice in one object.")
_NUMBER = Bi("只接受不超过 2^53-1 的整数。", "Only whole numbers up to 2^53-1 are accepted.")
_OBJECT = Bi("{where}：应为 JSON 对象。", "{where}: a JSON object is expected.")
_NAMES = Bi("{where}：成员 {odd} 缺失或多余。", "{where}: the member {odd} is missing, or is not known.")
_TEXT = Bi(
    "{where}：{name} 应为 {least} 至 {most} 个字符的文本。",
    "{where}: {name} must be text of {least} to {most} characters.",
)
_HEX_WORDS = Bi(
    "{where}：{name} 应为 {digits} 位小写十六进制数字。",
    "{where}: {name} must be {digits} hex digits in small letters.",
)
_WHOLE = Bi("{where}：{name} 应为不小于 {least} 的整数。", "{where}: {name} must be a whole number, {least} or more.")
_MOMENT_WORDS = Bi(
    "{where}：{name} 应写作 2026-05-01T01:30:00.000000Z 的形式。",
    "{where}: {name} must be written like 2026-05-01T01:30:00.000000Z.",
)
_ITEMS = Bi("{where}：{name} 应为至多 {most} 项的数组。", "{where}: {name} must be an array of at most {most} items.")
_EXACTLY = Bi("{where}：{name} 应为 {wanted}。", "{where}: {name} must be {wanted}.")
