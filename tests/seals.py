"""Tests that commit: sealed rows cannot be deleted, so the seals are lifted for the time of clearing up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection

from jiqun.records.guards import seal, unseal

TABLES = import_module("jiqun.records.migrations.0002_seals").TABLES


@pytest.fixture
def sealed_tables(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        seal(editor, TABLES)
    yield
    with connection.schema_editor() as editor:
        unseal(editor, TABLES)
