"""What a dossier says, in one language: sections of blocks, files that are bound in. Nothing in it is markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from jiqun.base.words import Lang


@dataclass(frozen=True)
class Facts:
    """Names and what they are."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """A table; `widths` are shares of the room, 0 for as narrow as can be; the last `numbers` columns hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: int = 0
    kind: str = "table"


@dataclass(frozen=True)
class Entry:
    """Something that somebody wrote or did: a title, when and who, the text as it was written."""

    title: str
    meta: str
    text: str = ""
    kind: str = "entry"


@dataclass(frozen=True)
class Heading:
    """The title of a part of a section; it stands in the contents."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Note:
    """A sentence of ours."""

    text: str
    kind: str = "note"


@dataclass(frozen=True)
class Enclosure:
    """A file of the case. `folder` is where it lies in the bundle; `made` names one that is made with the dossier.

    `key` is its own within the dossier: the same bytes may be enclosed twice.
    """

    key: str
    name: str
    sha256: str
    size: int
    media_type: str
    folder: str
    about: str = ""
    made: str = ""
    kind: str = "enclosure"


Block = Facts | Table | Entry | Heading | Note | Enclosure


@dataclass(frozen=True)
class Section:
    """A part of the dossier; it begins on a new page."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Dossier:
    """The whole dossier in one language."""

    lang: Lang
    number: str
    kind: str
    title: str
    other: str
    facts: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    sections: tuple[Section, ...]

    def enclosures(self) -> Iterator[Enclosure]:
        """Every enclosed file, in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Enclosure))

    def as_dict(self) -> dict[str, Any]:
        """All of it in JSON types."""
        return asdict(self)
