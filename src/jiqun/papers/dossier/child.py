"""Run as a process of its own with limits: looks into files that strangers made, and sets the dossier.

A file that is made to exhaust a reader ends this process and nothing else. `python -m jiqun.papers.dossier.child
TASK FOLDER` reads `job.json` in the folder and writes what it finds beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
import resource
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from jiqun.papers.typesetting import own_fonts, printable

MEMORY = 3 * 2**30
SECONDS_A_DOSSIER = 200
_COARSE = 36.0  # points an inch
_PAGES = re.compile(r"only has (\d+) page")


def probe(folder: Path) -> None:
    """How many pages each file has, and whether all of them can be drawn: a line of JSON for each, as it is known."""
    for one in json.loads((folder / "job.json").read_text("utf-8")):
        _allow(one["seconds"])
        found = {"file": one["file"], "pages": 0, "why": "broken"}
        with (folder / "found.jsonl").open("a", encoding="utf-8") as out:
            try:
                pages = _page_count(folder, one["file"]) if one["file"].endswith(".pdf") else 1
                if pages > one["most"]:
                    found["why"] = "long"
                elif pages and _drawn(folder, one["file"], pages):
                    found |= {"pages": pages, "why": ""}
            except typst.TypstError:
                pass
            out.write(json.dumps(found) + "\n")


def bind(folder: Path) -> None:
    """Set the dossier without enclosures, hash its pages, and set it with both."""
    _allow(SECONDS_A_DOSSIER)
    job = json.loads((folder / "job.json").read_text("utf-8"))
    skeleton = _set(folder, job | {"skeleton": True, "hashes": None}, "svg")
    pages: list[bytes] = skeleton if isinstance(skeleton, list) else [skeleton]
    (folder / "pages").mkdir()
    for number, page in enumerate(pages, start=1):
        (folder / "pages" / f"{number:04}.svg").write_bytes(page)
    hashes = [hashlib.sha256(page).hexdigest() for page in pages]
    shown = [one[:16] for one in hashes]
    made = _set(folder, job | {"skeleton": False, "hashes": shown}, "pdf")
    (folder / "dossier.pdf").write_bytes(made)
    (folder / "hashes.json").write_text(json.dumps(hashes), "utf-8")


def _set(folder: Path, data: dict[str, Any], form: Any) -> Any:
    compiler = typst.Compiler(
        folder / "dossier.typ",
        root=folder,
        font_paths=own_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": printable(json.dumps(data, ensure_ascii=False))},
    )
    at = datetime.fromisoformat(data["at"])
    return compiler.compile(format=form, timestamp=at) if form == "pdf" else compiler.compile(format=form)


def _page_count(folder: Path, file: str) -> int:
    """Asked for a page that no file has, Typst says how many there are."""
    try:
        _compile(folder, f'#image("/files/{file}", page: 1000000)')
    except typst.TypstError as refused:
        said = _PAGES.search(" ".join(refused.hints))
        return int(said[1]) if said else 0
    return 0


def _drawn(folder: Path, file: str, pages: int) -> bool:
    numbers = range(1, pages + 1) if file.endswith(".pdf") else ()
    shown = [f'#image("/files/{file}", page: {number}, height: 90%)' for number in numbers]
    source = "\n#pagebreak()\n".join(shown or [f'#image("/files/{file}", height: 90%)'])
    # As points too: what exhausts us would exhaust whoever opens the dossier.
    return bool(_compile(folder, source, "pdf")) and bool(_compile(folder, source, "png"))


def _compile(folder: Path, source: str, form: Any = "pdf") -> Any:
    path = folder / "probe.typ"
    path.write_text(source, "utf-8")
    compiler = typst.Compiler(path, root=folder, font_paths=own_fonts(), ignore_system_fonts=True)
    return compiler.compile(format=form, ppi=_COARSE) if form == "png" else compiler.compile(format=form)


def _allow(seconds: int) -> None:
    """So many seconds of computing from now on, and so much memory."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    {"probe": probe, "bind": bind}[sys.argv[1]](Path(sys.argv[2]))
