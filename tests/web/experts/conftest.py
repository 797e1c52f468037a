"""The same two files for tests of pages."""

from __future__ import annotations

from tests.desk.experts.conftest import case, cast, second, world

__all__ = ["case", "cast", "second", "world"]
