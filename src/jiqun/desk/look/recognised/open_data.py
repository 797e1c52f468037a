"""The files of the public register: which there are, since when, and each to be given out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.words import Bi
from jiqun.desk.installation.settings import OPEN_DATA
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import NotThere
from jiqun.desk.published.open_data import COLUMNS
from jiqun.records.models import Blob, Setting


@dataclass(frozen=True)
class OpenFile:
    """One file: its name, size and hash."""

    name: str
    form: str
    size: int
    sha256: str


@dataclass(frozen=True)
class OpenData:
    """The files as they were made last; none before the first time."""

    files: tuple[OpenFile, ...]
    rows: int
    made_at: datetime | None
    columns: tuple[tuple[str, str, Bi], ...]


def open_data() -> OpenData:
    """What can be downloaded."""
    columns = tuple((name, one.kind, one.about) for name, one in COLUMNS.items())
    row = Setting.objects.filter(pk=OPEN_DATA).first()
    if row is None:
        return OpenData((), 0, None, columns)
    files = tuple(OpenFile(one["name"], _FORMS[one["name"]], one["size"], one["sha256"]) for one in row.value["files"])
    return OpenData(files, row.value["rows"], row.changed_at, columns)


def open_file(name: str) -> Paper:
    """One of the files. Raises NotThere, also before they were made."""
    found = next((one for one in open_data().files if one.name == name), None)
    if found is None:
        raise NotThere
    return paper_of(Blob.objects.get(pk=found.sha256), name)


_FORMS = {
    "clusters.csv": "CSV",
    "clusters.json": "JSON",
    "clusters.geojson": "GeoJSON",
    "clusters.parquet": "Parquet",
}
