"""The cast for tests of background work."""

from __future__ import annotations

import pytest

from tests.cast import Cast, make_cast
from tests.seals import sealed_tables

__all__ = ["sealed_tables"]


@pytest.fixture
def cast(sealed_tables: None) -> Cast:
    return make_cast()
