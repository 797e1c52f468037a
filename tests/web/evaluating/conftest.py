"""The cast in the database, and the doors' clock put to a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from jiqun.base import clock
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Put the clock to a moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)
