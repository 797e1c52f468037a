"""Asking clamd whether bytes hold a virus, by its INSTREAM command."""

from __future__ import annotations

import socket
import struct
from urllib.parse import urlsplit

_CHUNK = 64 * 1024
_SECONDS = 30


class ScannerFailed(Exception):
    """The scanner cannot be reached or did not answer as its protocol says; nothing is taken unscanned."""


def scan_bytes(address: str, data: bytes) -> str | None:
    """The name of the virus found, or None. `address` is `tcp://host:port` or `unix:///path`. Raises ScannerFailed."""
    try:
        with _connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), _CHUNK):
                chunk = data[start : start + _CHUNK]
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = _all_of(line).rstrip(b"\0").decode("utf-8", "replace")
    except OSError as error:
        raise ScannerFailed(f"{address}: {error}") from error
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer == "stream: OK":
        return None
    raise ScannerFailed(f"{address}: {answer}")


def _connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_SECONDS)
        line.connect(parts.path)
        return line
    return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 3310), _SECONDS)


def _all_of(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(4096):
        parts.append(part)
        if part.endswith(b"\0"):
            break
    return b"".join(parts)
