"""What an inspector does on site, as values: a device makes them, also off line, and sends them later (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.files import Taken

ANSWERS: Mapping[str, Bi] = {
    "yes": Bi(zh="符合", en="Yes"),
    "no": Bi(zh="不符合", en="No"),
    "partly": Bi(zh="部分符合", en="Partly"),
    "na": Bi(zh="不适用", en="Does not apply"),
}


@dataclass(frozen=True)
class Made:
    """What every act has: the mark that the device gave it, when by the device's clock, and the field it came from."""

    uid: str
    made_at: datetime
    field: str


@dataclass(frozen=True)
class Noted(Made):
    """An answer to an item of the checklist, with words."""

    item: str
    answer: str
    text: str


@dataclass(frozen=True)
class Found(Made):
    """A figure of an enterprise as it was found, and by what."""

    firm: int
    year: int
    column: str
    typed: str
    text: str


@dataclass(frozen=True)
class Photographed(Made):
    """A photo; `sha256` is the hash that the device took, empty where it could not."""

    item: str
    file: Taken
    sha256: str = ""
    place: str = ""


@dataclass(frozen=True)
class Signed(Made):
    """A signature over the record that the device showed: drawn, or the scan of a signed print."""

    side: str
    name: str
    record_sha256: str
    drawing: Any = field(default_factory=list)
    scan: Taken | None = None


@dataclass(frozen=True)
class Answer:
    """What became of a device's acts: those that are kept (also those that were already), and why others are not."""

    taken: tuple[str, ...]
    refused: Mapping[str, Bi]
