"""A visit that is planned, for tests of its pages."""

from __future__ import annotations

import pytest

from jiqun.records.models import Case
from tests.cast import Cast, make_cast
from tests.desk.checked import planned
from tests.desk.filled import submitted


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Case:
    return planned(cast, submitted(cast))
