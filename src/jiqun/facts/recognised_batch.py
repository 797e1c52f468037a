"""The city's 2023 batch as a CSV file: one recognition a row, read with every problem told by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jiqun.base.words import Bi
from jiqun.facts.problems import InputRefused, Problem

MOST_ROWS = 500
MOST_BYTES = 512 * 1024
# The columns by key: how the file may call them.
HEADS: Mapping[str, tuple[str, ...]] = {
    "cluster": ("集群编号", "cluster"),
    "number": ("证书编号", "number"),
    "first_day": ("有效期首日", "first_day"),
    "last_day": ("有效期末日", "last_day"),
    "source": ("来源文件", "source"),
}
EXAMPLE = ("C310115001", "沪集群2023-01", "2023-11-01", "2026-10-31", "沪经信企〔2023〕1号")


@dataclass(frozen=True)
class Earlier:
    """A recognition from before the Procedures: of which cluster, its number, its days, the document it stands in."""

    cluster: str
    number: str
    first_day: date
    last_day: date
    source: str


def read_batch(data: bytes) -> tuple[Earlier, ...]:
    """The rows of a file in UTF-8 or GB 18030, with a head. Raises InputRefused with every problem."""
    lines = list(csv.reader(io.StringIO(_text(data))))
    rows = [row for row in lines if any(cell.strip() for cell in row)]
    if not rows or len(rows) > MOST_ROWS + 1:
        raise InputRefused([Problem("rows", _ROWS.fill(n=MOST_ROWS))])
    places = _places(rows[0])
    problems: list[Problem] = []
    found = [_row(number, row, places, problems) for number, row in enumerate(lines[1:], start=2) if any(row)]
    if problems or not found:
        raise InputRefused(problems or [Problem("rows", _ROWS.fill(n=MOST_ROWS))])
    return tuple(one for one in found if one is not None)


def template() -> bytes:
    """A file to be filled in, with one row as an example."""
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow([names[0] for names in HEADS.values()])
    write.writerow(EXAMPLE)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _text(data: bytes) -> str:
    if not data or len(data) > MOST_BYTES:
        raise InputRefused([Problem("size", _SIZE)])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputRefused([Problem("encoding", _ENCODING)])


def _places(head: list[str]) -> dict[str, int]:
    given = [cell.strip().lower() for cell in head]
    places = {key: given.index(name) for key, names in HEADS.items() for name in names if name in given}
    missing = [names[0] for key, names in HEADS.items() if key not in places]
    if missing:
        raise InputRefused([Problem("head", _HEAD.fill(columns="、".join(missing)), row=1)])
    return places


def _row(number: int, row: list[str], places: Mapping[str, int], problems: list[Problem]) -> Earlier | None:
    cells = {key: row[at].strip() if at < len(row) else "" for key, at in places.items()}
    days: dict[str, date] = {}
    before = len(problems)
    for key, text in cells.items():
        column = HEADS[key][0]
        if not text:
            problems.append(Problem("blank", _BLANK.fill(column=column), row=number, column=column))
        elif key.endswith("_day"):
            try:
                days[key] = date.fromisoformat(text.replace("/", "-"))
            except ValueError:
                problems.append(Problem("day", _DAY, row=number, column=column, value=text))
    if len(problems) > before:
        return None
    return Earlier(cells["cluster"], cells["number"], days["first_day"], days["last_day"], cells["source"])


_ROWS = Bi(zh="文件须有表头和1至{n}行。", en="The file needs a head and 1 to {n} rows.")
_SIZE = Bi(zh="文件是空的，或超过512 KB。", en="The file is empty, or over 512 KB.")
_ENCODING = Bi(zh="文件须为UTF-8或GB 18030编码的CSV文本。", en="The file has to be CSV text in UTF-8 or GB 18030.")
_HEAD = Bi(zh="表头缺少：{columns}。", en="The head lacks: {columns}.")
_BLANK = Bi(zh="请填写{column}。", en="Fill in {column}.")
_DAY = Bi(zh="请按2023-11-01的格式填写日期。", en="Write the day as 2023-11-01.")
