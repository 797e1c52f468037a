"""The frozen views of an application or a report that is being filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.filing.completeness import Gap
from jiqun.desk.look.cases.file import FileView
from jiqun.desk.look.interpreting.reading import Read
from jiqun.facts.columns import Column
from jiqun.facts.problems import Problem
from jiqun.law import Provision


@dataclass(frozen=True)
class Frame:
    """What every part's page shows: which application, whether it can be changed, what is still missing."""

    case: int
    kind: Bi
    number: str
    version: int
    cluster: Bi
    stage: str
    editable: bool
    draft_version: int
    edited_at: datetime
    edited_by: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Task:
    """A part of what is filled in: done, or with so many gaps."""

    section: str
    title: Bi
    gaps: tuple[Gap, ...]
    optional: bool  # to be changed only where something is otherwise now

    @property
    def done(self) -> bool:
        return not self.gaps


@dataclass(frozen=True)
class TasksView:
    """The task list and the findings as they stand."""

    frame: Frame
    tasks: tuple[Task, ...]
    assessment: dict[str, Any] | None
    submit: str  # the move that submits now; empty where nothing can be changed


@dataclass(frozen=True)
class ProfileView:
    """Contact and description."""

    frame: Frame
    values: Mapping[str, str]
    seen: str


@dataclass(frozen=True)
class SheetCount:
    """A sheet and how many rows the draft has in it."""

    key: str
    title: Bi
    rows: int


@dataclass(frozen=True)
class Cell:
    """A cell of a grid, with what is wrong with it."""

    name: str
    text: str
    problems: tuple[Bi, ...]


@dataclass(frozen=True)
class Grid:
    """A page of a sheet's rows."""

    key: str
    title: Bi
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    page: int
    pages: int


@dataclass(frozen=True)
class WrongCell:
    """An error of the waiting upload, and the cell in which it can be corrected."""

    problem: Problem
    sheet: Bi
    column: Bi
    field: str
    text: str


@dataclass(frozen=True)
class DataView:
    """The data of the draft, and an upload that waits beside them."""

    frame: Frame
    sheets: tuple[SheetCount, ...]
    grid: Grid | None
    pending: str
    wrong: tuple[WrongCell, ...]
    more_wrong: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class ClauseText:
    """A clause, what is said of it, and its finding."""

    provision: Provision
    holds: str
    text: str
    seen: str
    finding: dict[str, Any] | None
    files: tuple[FileView, ...]
    read: tuple[Read, ...]  # the open questions of the text that it hangs on, as they are read


@dataclass(frozen=True)
class ClauseGroup:
    """One of the nine groups: its first clause, and how many statements are still missing in it."""

    number: int
    title: Bi
    first: str
    gaps: int


@dataclass(frozen=True)
class ClausesView:
    """The narratives of one group, and the groups that there are."""

    frame: Frame
    groups: tuple[ClauseGroup, ...]
    shown: ClauseGroup
    clauses: tuple[ClauseText, ...]


@dataclass(frozen=True)
class EvidenceView:
    """The files and the clauses that they can be bound to."""

    frame: Frame
    files: tuple[FileView, ...]
    required: tuple[str, ...]
    provisions: tuple[Provision, ...]


@dataclass(frozen=True)
class PlanRow:
    """A row of the plan, its cells in the order of the sheet."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PlanView:
    """The plan by aspect."""

    frame: Frame
    columns: tuple[Column, ...]
    aspects: tuple[tuple[str, Bi, tuple[PlanRow, ...]], ...]
