"""What the README shows is what the program says."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from jiqun.cli.main import run
from jiqun.facts.generate import one_cluster
from jiqun.facts.workbook import write_workbook

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"^```\n\$ jiqun (.+)\n((?:.*\n)*?)```$", README, re.MULTILINE)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook, as `make run` writes it (scripts/sample.py)."""
    target = tmp_path_factory.mktemp("readme") / "sample.xlsx"
    write_workbook(target, one_cluster(1, 10, 120, date(2026, 5, 1)), lang="en")
    return target


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command[-20:] for command, _ in SESSIONS])
def test_a_session_of_the_readme_is_what_the_program_says(
    sample: Path, command: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    arguments = [str(sample) if one == "var/sample.xlsx" else one for one in shlex.split(command)]
    assert run(arguments) == 0
    said = capsys.readouterr().out
    place = 0
    for passage in re.split(r"^ *…\n", shown, flags=re.MULTILINE):
        found = said.find(passage.strip("\n"), place)
        assert found >= 0, passage
        place = found + len(passage.strip("\n"))


def test_the_readme_has_sessions_to_hold_against_the_program() -> None:
    assert len(SESSIONS) == 2
