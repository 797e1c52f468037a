"""What every test starts from: the language of the terminal is English, whatever the machine's is."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
