"""A whole installation in a folder of its own: the real server and worker as processes, on a port of this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_IN_DJANGO = """
import json, sys
import django
django.setup()
from tests import served_acts
print(json.dumps(getattr(served_acts, sys.argv[1])(*json.loads(sys.argv[2]))))
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Installation:
    """Settings come only from `settings`; nothing of the tests' own Django reaches it."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder, self.port = folder, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JIQUN_", "DJANGO_", "DATABASE", "PYTEST"))
        }
        self.env = {
            **clean,
            "DJANGO_SETTINGS_MODULE": "jiqun.site.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
            "JIQUN_VAR": str(folder / "var"),
            "JIQUN_SECRET_KEY": "for the tests alone, fifty characters or more are needed",
            "JIQUN_BASE_URL": self.base,
            **(settings or {}),
        }
        self.server: subprocess.Popen[bytes] | None = None

    def start(self, workers: int = 2, *, secure: bool = False) -> None:
        """Serve, in a process group of its own, until it answers."""
        command = [sys.executable, "-m", "jiqun", "serve", "--address", f"127.0.0.1:{self.port}"]
        self.log = (self.folder / "log").open("ab")
        self.server = subprocess.Popen(
            [*command, "--workers", str(workers)],
            env=self.env,
            cwd=self.folder,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        for _ in range(300):
            assert self.server.poll() is None, self.said()
            try:
                # The proxy before a secure installation says that it was asked by https.
                asked = {"X-Forwarded-Proto": "https", "Host": "127.0.0.1"} if secure else {}
                urllib.request.urlopen(urllib.request.Request(f"{self.base}/procedures/8/", headers=asked), timeout=10)
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.said())

    def kill(self) -> None:
        """Kill server, its processes and the worker at once, as a power cut would."""
        if self.server is None:
            return
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = None
        self.log.close()

    def said(self) -> str:
        """What the server wrote."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def do(self, act: str, *args: object) -> Any:
        """Call a function of `tests.served_acts` in a process of the installation's."""
        command = [sys.executable, "-c", _IN_DJANGO, act, json.dumps(args)]
        done = subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def run(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run one of our own commands there."""
        command = [sys.executable, "-m", "jiqun", *args]
        return subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False)
