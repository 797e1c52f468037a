"""Builders of tests: what one has written to the database is written again, statement by statement.

That happens where it is asked for the same on the same state and the same store of files: the acts themselves are done
once a worker, every test gets their rows. The state is told by what the test has written so far, so a test that writes
anything else first has the builder run in full. Outside a transaction that is taken back (tests that commit) nothing is
remembered. `REMEMBER=no` turns it off.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.models import Model

from jiqun.records import store

P = ParamSpec("P")
T = TypeVar("T")
Statement = tuple[str, Any, bool]  # text, parameters, whether they are many
_OFF = os.environ.get("REMEMBER") == "no"
_READS = ("SELECT", "PRAGMA", "EXPLAIN")
_NESTING = ("SAVEPOINT", "RELEASE")
# Where the numbers of new rows stand, by table: they do not go back when a test is taken back.
_POSITIONS = {
    "postgresql": "SELECT replace(sequencename, '_id_seq', ''), coalesce(last_value, 0) FROM pg_sequences",
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
}
_SET = "SELECT setval(%s::regclass, %s, %s)"
_FORGET, _NOTE = (
    "DELETE FROM sqlite_sequence WHERE name = %s",
    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
)


@dataclass
class Journal:
    """What the test has written so far; `loose`: rows that no builder added, whose numbers the state does not tell.

    It is kept from the start of a test to its end, unless the test starts on rows that others left it.
    """

    kept: bool = False
    state: bytes = b""
    depth: int = 0
    loose: bool = False
    written: list[Statement] = field(default_factory=list)

    @contextmanager
    def of_test(self) -> Iterator[None]:
        """Keep it while a test runs."""
        self.kept = not connection.in_atomic_block
        self.state, self.depth, self.loose, self.written = b"", 0, False, []
        if self.note not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.note)
        yield
        self.kept = False

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """As Django calls a wrapper of its statements."""
        if not sql.startswith(_READS) or sql == _SET:
            self.state = hashlib.sha256(self.state + sql.encode() + repr(_plain(params)).encode()).digest()
            if self.depth:
                self.written.append((sql, params, many))
            elif sql.startswith("INSERT"):
                self.loose = True
        return execute(sql, params, many, context)

    @contextmanager
    def building(self) -> Iterator[int]:
        """Keep what is written; the place where it starts."""
        self.depth += 1
        try:
            yield len(self.written)
        finally:
            self.depth -= 1
            if not self.depth:
                self.written = []


@dataclass(frozen=True)
class Memory:
    """What a builder wrote, the numbers of the last rows before by table, the state it left, what it gave back."""

    written: tuple[Statement, ...]
    positions: tuple[tuple[str, int], ...]
    left: bytes
    given: Any

    def again(self) -> Any:
        """Write it again."""
        with connection.cursor() as cursor:
            for table, last in self.positions:
                if connection.vendor == "postgresql":
                    cursor.execute(_SET, (f"{table}_id_seq", max(last, 1), last > 0))
                else:
                    cursor.execute(_FORGET, (table,))
                    cursor.execute(_NOTE, (table, last))
            for sql, params, many in self.written:
                if many:
                    cursor.executemany(sql, params)
                else:
                    cursor.execute(sql, params)
                if "RETURNING" in sql:
                    cursor.fetchall()
        JOURNAL.state = self.left  # the same rows, so what is built upon them is known too
        return deepcopy(self.given)


JOURNAL = Journal()
_KNOWN: dict[Any, Memory] = {}


def remembered(build: Callable[P, T]) -> Callable[P, T]:
    """Declare a builder: it depends on its arguments and the database alone, and gives back what can be copied."""

    @wraps(build)
    def asked(*args: P.args, **named: P.kwargs) -> T:
        if not JOURNAL.kept or not connection.in_atomic_block or _OFF or JOURNAL.loose:
            return build(*args, **named)
        key = (build, JOURNAL.state, store._store, repr(_plain((args, named))))
        with JOURNAL.building() as start:
            if key in _KNOWN:
                again: T = _KNOWN[key].again()
                return again
            positions = _positions()
            given = build(*args, **named)
            written = _needed(JOURNAL.written[start:])
            _KNOWN[key] = Memory(written, _touched(positions, written), JOURNAL.state, deepcopy(given))
            return given

    return asked


def _needed(written: list[Statement]) -> tuple[Statement, ...]:
    """Marks of nested transactions matter only where one was taken back."""
    if any(sql.startswith("ROLLBACK") for sql, *_ in written):
        return tuple(written)
    return tuple(one for one in written if not one[0].startswith(_NESTING))


def _positions() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_POSITIONS[connection.vendor])
        return dict(cursor.fetchall())


def _touched(positions: dict[str, int], written: tuple[Statement, ...]) -> tuple[tuple[str, int], ...]:
    """The positions of those tables that rows were added to."""
    tables = {sql.split('"', 2)[1] for sql, *_ in written if sql.startswith('INSERT INTO "')}
    known = tables & set(positions) if connection.vendor == "postgresql" else tables
    return tuple((table, positions.get(table, 0)) for table in sorted(known))


def _plain(value: Any) -> Any:
    """Something whose text tells all of it."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, Model):
        return (type(value).__name__, value.pk)
    return _plain(value.obj) if hasattr(value, "obj") else value
