"""Reviewers' outcomes from a CSV file: for a clause that waits for a person, met or not met, with the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, cast

from jiqun.base.words import Bi
from jiqun.facts.problems import InputRefused, Problem
from jiqun.law import Edition

_COLUMNS = ("clause", "outcome", "reason")
_OUTCOMES: Mapping[str, str] = {"met": "met", "not_met": "not_met", "符合": "met", "不符合": "not_met"}
_LARGEST = 10_000_000  # bytes


@dataclass(frozen=True)
class Review:
    """A reviewer's outcome for one clause; `row` is its line in the file, the header being line 1."""

    outcome: Literal["met", "not_met"]
    reason: str
    row: int | None = None


def read_reviews(path: str | Path, edition: Edition) -> dict[str, Review]:
    """Read `clause,outcome,reason` (UTF-8, or GB 18030 as Chinese spreadsheet programs save it).

    Raises InputRefused with every error: unknown clauses and outcomes, two rows of a clause, a row without a reason.
    """
    rows = _rows(Path(path))
    errors: list[Problem] = []
    reviews: dict[str, Review] = {}
    for number, row in rows:
        clause = "A" + row["clause"].removeprefix("A").removeprefix("a")
        found = list(_problems(number, row, clause, reviews, edition))
        errors += found
        if not found:
            outcome = cast(Literal["met", "not_met"], _OUTCOMES[row["outcome"].lower()])
            reviews[clause] = Review(outcome, row["reason"], number)
    if errors:
        raise InputRefused(errors)
    return reviews


def ignored(clause: str, review: Review, outcome: Bi) -> Problem:
    """The warning for a row whose clause does not wait for a person."""
    return Problem(
        "review_ignored",
        Bi(
            zh=f"{clause}的结论是“{outcome.zh}”，不在待审核之列，此行不起作用。",
            en=f"{clause} is {outcome.en}, not for review: this row is ignored.",
        ),
        "reviews",
        review.row,
        "clause",
        clause,
    )


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        lines = list(csv.reader(io.StringIO(_text(path), newline="")))
    except (OSError, csv.Error) as error:
        raise _refused("reviews_unreadable", f"无法读取：{error}", f"cannot be read: {error}") from error
    header = [cell.strip().lower() for cell in lines[0]] if lines else []
    if sorted(header) != sorted(_COLUMNS):
        raise _refused(
            "reviews_header",
            "首行须为 clause,outcome,reason 三列。",
            "the first line must name the three columns clause,outcome,reason.",
        )
    width = len(_COLUMNS)
    return [
        (number, dict(zip(header, [*(cell.strip() for cell in line), "", "", ""][:width], strict=True)))
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    ]


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise _refused("reviews_too_large", "文件过大，应不超过10兆字节。", "the file is over 10 MB.")
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(
        "reviews_unreadable", "不是文本文件，请另存为CSV（UTF-8）。", "not a text file: save it as CSV (UTF-8)."
    )


def _refused(code: str, zh: str, en: str) -> InputRefused:
    return InputRefused([Problem(code, Bi(zh=zh, en=f"reviews: {en}"), "reviews")])


def _problems(
    number: int, row: Mapping[str, str], clause: str, known: Mapping[str, Review], edition: Edition
) -> Iterator[Problem]:
    def problem(column: str, code: str, zh: str, en: str) -> Problem:
        return Problem(code, Bi(zh=zh, en=en), "reviews", number, column, row[column] or None)

    if clause not in edition.provisions:
        near = get_close_matches(clause, edition.provisions, n=1, cutoff=0.5)
        hint = Bi(zh=f"，是否应为{near[0]}？", en=f" Did you mean {near[0]}?") if near else Bi(zh="。", en="")
        yield problem("clause", "unknown_clause", f"没有这一条款{hint.zh}", f"There is no such clause.{hint.en}")
    elif clause in known:
        yield problem("clause", "duplicate_review", "同一条款有两行，只能留一行。", "Two rows of one clause: keep one.")
    if row["outcome"].lower() not in _OUTCOMES:
        yield problem("outcome", "unknown_outcome", "结论须为 met 或 not_met。", "The outcome must be met or not_met.")
    if not row["reason"]:
        yield problem("reason", "required", "须写明理由。", "A reason must be given.")
