"""Evidence is scanned by a real clamd, with a database of one signature: the EICAR test file's."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jiqun.desk.files import Taken, keep_file
from jiqun.desk.installation.clamd import ScannerFailed, scan_bytes
from jiqun.desk.wrong import Wrong
from jiqun.records.models import Blob, Scan
from jiqun.records.store import store
from tests.cast import at
from tests.desk.filled import PDF
from tests.served import free_port

pytestmark = pytest.mark.peers
# The industry's harmless test string (eicar.org), in two parts so that no scanner takes offence at this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
INFECTED = PDF + b"\n" + EICAR


@contextmanager
def clamd(folder: Path, port: int) -> Iterator[str]:
    """The daemon on a port, until it answers."""
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    if not Path(program).exists():
        pytest.fail("clamd is missing: apt-get install clamav-daemon")
    signatures = folder / "signatures"
    signatures.mkdir(exist_ok=True)
    (signatures / "eicar.ndb").write_text(f"Jiqun.Test.Eicar:0:*:{EICAR.hex()}\n", encoding="ascii")
    config = folder / "clamd.conf"
    lines = ["Foreground yes", f"DatabaseDirectory {signatures}", f"TCPSocket {port}", "TCPAddr 127.0.0.1"]
    lines += [f"TemporaryDirectory {folder}", "StreamMaxLength 40M", f"LogFile {folder / 'clamd.log'}"]
    if os.geteuid() == 0:
        lines.append("User root")
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    process = subprocess.Popen([program, "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    address = f"tcp://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                scan_bytes(address, b"")
            except ScannerFailed:
                assert process.poll() is None, (folder / "clamd.log").read_text(encoding="utf-8")
                time.sleep(0.1)
            else:
                break
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.mark.django_db
@pytest.mark.article("8")
def test_a_virus_is_refused_what_is_clean_is_kept_and_a_dead_scanner_lets_nothing_in(
    tmp_path: Path, settings: Any
) -> None:
    before = store().names()
    with clamd(tmp_path, free_port()) as settings.CLAMD:
        with pytest.raises(Wrong) as refused:
            keep_file(Taken("机制.pdf", INFECTED), at(3, 10))
        assert "Jiqun.Test.Eicar" in refused.value.problems["file"].zh
        kept = keep_file(Taken("机制.pdf", PDF + b"%clean"), at(3, 10))
        assert kept.scan == Scan.CLEAN
        large = keep_file(Taken("大.pdf", PDF + os.urandom(29 * 2**20)), at(3, 10))
        assert large.scan == Scan.CLEAN
    with pytest.raises(Wrong) as down:
        keep_file(Taken("机制.pdf", PDF + b"%later"), at(3, 10))
    assert "could not be scanned" in down.value.problems["file"].en
    assert set(Blob.objects.values_list("sha256", flat=True)) == {kept.sha256, large.sha256}
    assert store().names() - before == {kept.sha256, large.sha256}
