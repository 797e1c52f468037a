"""Tests that commit: sealed rows cannot be deleted, so the seals are lifted for the time of clearing up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection

from jiqun.records.guards import seal, unseal

TABLES = tuple(
    table
    for migration in ("0002_seals", "0007_recognition_guards", "0009_dynamic_management_guards", "0010_plan_progress")
    for table in import_module(f"jiqun.records.migrations.{migration}").TABLES
)


@pytest.fixture
def sealed_tables(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        seal(editor, TABLES)
    yield
    with connection.schema_editor() as editor:
        unseal(editor, TABLES)
