"""A database with every table and no row: migrated once by whichever worker needs it first, then copied."""

from __future__ import annotations

import os
import shutil
import urllib.parse
from pathlib import Path

import psycopg

from tests.once import made_once
from tests.served import Installation

_NAME = "jiqun_migrated"
_ADDRESS = os.environ.get("DATABASE_URL", "")


def on_postgres() -> bool:
    """Whether the tests run on PostgreSQL."""
    return _ADDRESS.startswith("postgres")


def migrated(place: Path) -> Installation:
    """The installation whose database is copied; `place` is the same for all workers."""
    made = Installation(place / "migrated", _settings(_NAME))
    with made_once(made.folder) as empty:
        if empty:
            if on_postgres():
                _create(_NAME, "template1")
            made.do("make_tables")
    return made


def copied(made: Installation, folder: Path, name: str) -> Installation:
    """An installation in the folder with a copy of the database, which has that name on PostgreSQL."""
    if on_postgres():
        _create(name, _NAME)
    else:
        (folder / "var").mkdir()
        shutil.copy(database_of(made), folder / "var")
    return Installation(folder, _settings(name))


def database_of(made: Installation) -> Path | str:
    """The file of the database, or its name on PostgreSQL."""
    return _NAME if on_postgres() else made.folder / "var" / "jiqun.sqlite3"


def _settings(name: str) -> dict[str, str]:
    return {"DATABASE_URL": _ADDRESS.rsplit("/", 1)[0] + f"/{name}"} if on_postgres() else {}


def _create(name: str, template: str) -> None:
    parts = urllib.parse.urlsplit(_ADDRESS)
    where = {"host": urllib.parse.unquote(parts.hostname or ""), "user": parts.username, "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as line:  # type: ignore[arg-type]  # psycopg declares each keyword by itself
        line.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[arg-type]  # the name is made here, of letters and digits
        line.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]  # both are made here, of letters and digits
