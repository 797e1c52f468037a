"""Binds a dossier: which enclosed files can be set page by page, and the PDF with the hash of every page."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jiqun.papers import palette as p
from jiqun.papers.dossier import words as w
from jiqun.papers.dossier.child import SECONDS_A_DOSSIER
from jiqun.papers.dossier.text import Block, Dossier, Enclosure, Entry

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent.parent
_ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
MOST_PAGES_OF_ONE = 60
SECONDS_A_FILE = 20
MOST_PAGES = 300
MOST_BYTES = 64 * 2**20

Load = Callable[[str], bytes | None]


class NotBound(RuntimeError):
    """The dossier could not be set within its limits, even without enclosures."""


@dataclass(frozen=True)
class Bound:
    """The PDF; SHA-256 of every page in hex and the pages as they were hashed (SVG); by key, the pages bound in."""

    pdf: bytes
    hashes: tuple[str, ...]
    drawings: tuple[bytes, ...]
    pages: Mapping[str, int]


def bind_dossier(dossier: Dossier, load: Load, at: datetime) -> Bound:
    """Set it. `load` gives the bytes of a file by its SHA-256, None where they are gone.

    Enclosed files are looked into by a process of its own, with limits; what cannot be set stands as a sheet with its
    name and hash. Raises NotBound.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for source in ("dossier.typ", "office.typ"):
            shutil.copy(_HERE / "typst" / source, folder)
        fates = _fates(dossier, load, folder)
        if not _set(dossier, fates, folder, at):
            _log.error("dossier %s could not be bound with its enclosures", dossier.number)
            fates = {one.key: (0, "broken" if one.media_type in _ENDINGS else "kind") for one in dossier.enclosures()}
            if not _set(dossier, fates, folder, at):
                raise NotBound(dossier.number)
        return Bound(
            pdf=(folder / "dossier.pdf").read_bytes(),
            hashes=tuple(json.loads((folder / "hashes.json").read_text("utf-8"))),
            drawings=tuple(path.read_bytes() for path in sorted((folder / "pages").iterdir())),
            pages={key: pages for key, (pages, _) in fates.items()},
        )


def file_name(one: Enclosure) -> str:
    """What an enclosed file is called while the dossier is set: its hash, never its own name."""
    return one.sha256 + _ENDINGS.get(one.media_type, "")


def _fates(dossier: Dossier, load: Load, folder: Path) -> dict[str, tuple[int, str]]:
    """By key of an enclosure: how many of its pages are bound in, or why none."""
    stored, left = _stored(dossier, load, folder)
    found = _probed(folder, [name for name, why in stored.items() if not why]) if left < MOST_BYTES else {}
    fates, room = {}, MOST_PAGES
    for one in dossier.enclosures():
        name = file_name(one)
        pages, why = found.get(name, (0, stored[name]))
        if pages > room:
            pages, why = 0, "long"
        room -= pages
        fates[one.key] = (pages, why)
    return fates


def _stored(dossier: Dossier, load: Load, folder: Path) -> tuple[dict[str, str], int]:
    """Every file that has pages, written to the folder; why not, by name; the bytes that are left."""
    stored, left = {}, MOST_BYTES
    for one in dossier.enclosures():
        name = file_name(one)
        if name in stored:
            continue
        stored[name] = "kind" if one.media_type not in _ENDINGS else "long" if one.size > left else ""
        data = load(one.sha256) if not stored[name] else b""
        if data is None:
            stored[name] = "gone"
        elif not stored[name]:
            (folder / "files" / name).write_bytes(data)
            left -= len(data)
    return stored, left


def _probed(folder: Path, names: list[str]) -> dict[str, tuple[int, str]]:
    """What the child finds in each file. A file that ends the child is passed over, and the child begun again."""
    found: dict[str, tuple[int, str]] = {}
    while waiting := [name for name in names if name not in found]:
        (folder / "found.jsonl").write_text("", "utf-8")
        job = [{"file": name, "most": MOST_PAGES_OF_ONE, "seconds": SECONDS_A_FILE} for name in waiting]
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        _run("probe", folder, SECONDS_A_FILE * len(waiting) + 60)
        lines = (folder / "found.jsonl").read_text("utf-8").splitlines()
        found |= {one["file"]: (one["pages"], one["why"]) for one in map(json.loads, lines)}
        if len(lines) < len(waiting):
            found[waiting[len(lines)]] = (0, "broken")
    return found


def _set(dossier: Dossier, fates: Mapping[str, tuple[int, str]], folder: Path, at: datetime) -> bool:
    shutil.rmtree(folder / "pages", ignore_errors=True)
    (folder / "job.json").write_text(json.dumps(_data(dossier, fates, at), ensure_ascii=False), "utf-8")
    return _run("bind", folder, 2 * SECONDS_A_DOSSIER)


def _run(task: str, folder: Path, seconds: int) -> bool:
    """Whether the child did its task. It gets none of our surroundings but where to find the program."""
    command = [sys.executable, "-m", "jiqun.papers.dossier.child", task, str(folder)]
    surroundings = {"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module, a folder of our own
            command, env=surroundings, cwd=folder, timeout=seconds, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode:
        _log.warning("setting a dossier, %s: %s", task, done.stderr[-500:].decode("utf-8", "replace"))
    return done.returncode == 0


def _data(dossier: Dossier, fates: Mapping[str, tuple[int, str]], at: datetime) -> dict[str, Any]:
    """All that the template prints."""
    lang = dossier.lang
    blocks = [[_block(block, fates, dossier) for block in section.blocks] for section in dossier.sections]
    titles = [section.title for section in dossier.sections]
    enclosed = [block for section in blocks for block in section if block["kind"] == "enclosure"]
    return {
        "lang": lang,
        "at": at.replace(microsecond=0).isoformat(),
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.ACCENT, "surface": p.SURFACE},
        "words": {name: words.say(lang) for name, words in w.LABELS.items()},
        **{name: getattr(dossier, name) for name in ("number", "kind", "title", "other", "facts", "about")},
        "sections": [{"title": title, "blocks": of} for title, of in zip(titles, blocks, strict=True)],
        "files": [{name: one[name] for name in ("key", "name", "sha256", "pages")} for one in enclosed],
    }


def _block(block: Block, fates: Mapping[str, tuple[int, str]], dossier: Dossier) -> dict[str, Any]:
    data = dict(vars(block))
    if isinstance(block, Entry):
        data["text"] = block.text.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(block, Enclosure):
        lang, (pages, why) = dossier.lang, fates[block.key]
        kind = w.KINDS.get(block.media_type)
        data |= {
            "file": file_name(block),
            "pages": pages,
            "why": w.WHY[why].say(lang) if why else "",
            "what": kind.say(lang) if kind else block.media_type,
            "size": w.BYTES.fill(n=f"{block.size:,}").say(lang),
        }
    return data
