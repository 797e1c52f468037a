"""Which sheets a workbook lists, and in which part of the zip each one lies."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.safe_xml import Attributes, SafeParser, Start
from jiqun.facts.workbook.zipped import Part

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class ListedSheet:
    """A sheet as the workbook lists it; `part` is None for a chart sheet or another that holds no table."""

    name: str
    part: Part | None


@dataclass(frozen=True)
class Listing:
    """The workbook's list: its sheets in order, what they share, and which day is day 0."""

    sheets: tuple[ListedSheet, ...]
    styles: Part | None
    strings: Part | None
    from_1904: bool


def read_listing(parts: Mapping[str, Part]) -> Listing:
    """Read the list of sheets. Raises InputRefused where it is damaged."""
    relations = _relations(parts)
    names: list[tuple[str, str]] = []
    from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        local = _local(name)
        if local == "sheet":
            names.append((attributes.get("name", ""), _relation_id(attributes)))
        elif local == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")

    _read(parts[_BOOK], start)
    return Listing(
        tuple(ListedSheet(name, relations.get(("worksheet", key))) for name, key in names),
        _first(relations, "styles"),
        _first(relations, "sharedStrings"),
        from_1904,
    )


def _relations(parts: Mapping[str, Part]) -> dict[tuple[str, str], Part]:
    """The parts that the workbook refers to, by kind (`worksheet`, `styles` …) and id."""
    if _RELATIONS not in parts:
        raise refused("damaged")
    found: dict[tuple[str, str], Part] = {}

    def start(name: str, attributes: Attributes) -> None:
        part = parts.get(_part_name(attributes.get("Target", "")))
        if _local(name) == "Relationship" and part is not None:
            found[posixpath.basename(attributes.get("Type", "")), attributes.get("Id", "")] = part

    _read(parts[_RELATIONS], start)
    return found


def _read(part: Part, start: Start) -> None:
    SafeParser(start, part.allowance).read([part.read()])


def _part_name(target: str) -> str:
    """The part that a target names: absolute, or as seen from `xl/`; Windows programs may write it otherwise."""
    path = target.replace("\\", "/").lower()
    return posixpath.normpath(posixpath.join("/xl", path)).lstrip("/")


def _relation_id(attributes: Attributes) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _first(relations: Mapping[tuple[str, str], Part], kind: str) -> Part | None:
    return next((part for (relation, _), part in relations.items() if relation == kind), None)
