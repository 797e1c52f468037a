"""What every test starts from: the language of the terminal is English, whatever the machine's is."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


_LONGEST = ("tests/browser/test_every_page.py", "tests/web/test_killed.py", "tests/web/test_constant_queries.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda one: not one.nodeid.startswith(_LONGEST))
