"""What every test starts from: an English terminal, whatever the machine's is; a database that was migrated once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests import tables
from tests.remembered import JOURNAL
from tests.served import Installation


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _journal() -> Iterator[None]:
    with JOURNAL.of_test():
        yield


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers have in common."""
    place = tmp_path_factory.getbasetemp()
    return place.parent if "PYTEST_XDIST_WORKER" in os.environ else place


@pytest.fixture(scope="session")
def migrated(common: Path) -> Installation:
    """A database with every table and no row, the same one for all workers."""
    return tables.migrated(common)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    migrated: Installation,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The worker's own database is a copy."""
    own = settings.DATABASES["default"]["TEST"]
    if tables.on_postgres():
        own["TEMPLATE"] = tables.database_of(migrated)
    else:
        own["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        shutil.copy(tables.database_of(migrated), own["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What was copied is used as it is; the folder, or the thrown-away server, goes as a whole."""
    return True


_LONGEST = (
    "tests/browser/test_the_whole_way.py",
    "tests/web/test_killed.py",
    "tests/web/test_constant_queries.py",
    "tests/web/experts/test_two_worlds.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda one: not one.nodeid.startswith(_LONGEST))
