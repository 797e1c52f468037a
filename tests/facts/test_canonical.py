"""The canonical text is read back into the same snapshot, and nothing else is read at all."""

from __future__ import annotations

import json
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.facts.canonical import snapshot_of_text
from jiqun.facts.generate import one_cluster
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.facts.workbook import example
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from tests.random_rows import random_sheets

ON = date(2026, 5, 1)
EXAMPLE = example(ON)
TEXT = EXAMPLE.canonical_text()
LINES = TEXT.splitlines()


def rows_of(snapshot: Snapshot, sheet: str) -> list[tuple[object, ...]]:
    return sorted(zip(*snapshot.tables[sheet].values(), strict=True), key=str)


@pytest.mark.parametrize("seed", range(40))
def test_a_random_snapshot_is_read_back_whatever_the_order_of_its_rows(seed: int) -> None:
    snapshot = snapshot_of(random_sheets(seed, ON))
    again = snapshot_of_text(snapshot.canonical_text())
    assert again.sha256 == snapshot.sha256
    assert again.canonical_text() == snapshot.canonical_text()
    for sheet in SHEETS:
        assert rows_of(again, sheet) == rows_of(snapshot, sheet)


def test_the_hash_that_comes_with_the_text_is_that_of_the_text_written_again() -> None:
    again = snapshot_of_text(TEXT)
    assert again.sha256 == Snapshot(again.tables).sha256 == EXAMPLE.sha256


@given(st.text(st.characters(exclude_categories=["Cs"])), st.none() | st.lists(st.text('ab "\\\u2028é', min_size=1)))
def test_any_text_survives(text: str, names: list[str] | None) -> None:
    rows = {
        sheet: [dict(zip(table, values, strict=True)) for values in zip(*EXAMPLE.tables[sheet].values(), strict=True)]
        for sheet, table in EXAMPLE.tables.items()
    }
    rows["incidents"][0]["description"] = text
    rows["statements"][0]["evidence"] = tuple(names) if names else None
    snapshot = snapshot_of(rows)
    again = snapshot_of_text(snapshot.canonical_text())
    assert {sheet: rows_of(again, sheet) for sheet in SHEETS} == {sheet: rows_of(snapshot, sheet) for sheet in SHEETS}


def test_what_was_read_back_is_judged_the_same() -> None:
    book = edition("shanghai-2024")
    before, after = (
        assess_snapshot(one, on=ON, edition=book, readings=book.default_readings)
        for one in (EXAMPLE, snapshot_of_text(TEXT))
    )
    assert after.as_dict() == before.as_dict()


def altered(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "line end"),
        ("\n", "sheets or columns"),
        (TEXT[:-1], "line end"),
        (TEXT + "\n", "statements"),
        ("x\n" + TEXT, "sheets or columns"),
        (TEXT.replace("\n", "\r\n"), "sheets or columns"),
        (altered("# annual", "# yearly"), "sheets or columns"),
        (altered("# honours", "#  honours"), "sheets or columns"),
        (altered(" exports\n", "\n"), "sheets or columns"),
        (altered("true", "1"), "another type"),
        (altered(",true,", ", true,"), "canonical way"),
        (altered("310115", "\\u0033310115"), "canonical way"),
        (altered(",2022,", ",2022.0,"), "another type"),
        (altered(",2025,", ",true,"), "another type"),
        (altered(",2025,", ",[2025],"), "another type"),
        (altered(",2022,", ",-2022,"), "out of range"),
        (altered(",2025,", f",{2**63},"), "out of range"),
        (altered(",2022,", ",2022,2022,"), "13 values"),
        (altered(",2025,", ",NaN,"), "another type"),
        (altered(",2025,", ",null,"), "a blank"),
        (altered('"little_giant"', '"largest_giant"'), "a choice"),
        (altered("information;training", "information;gossip"), "a choice"),
        (altered('"2025-07-01"', '"2025-02-30"'), "honours.awarded_on"),
        (altered('"2025-07-01"', '"20250701"'), "YYYY-MM-DD"),
        (altered('"output_value"', '"profit"'), "a choice"),
        (altered(",2022,", ",\n2022,"), "annual"),
        (altered("[", "[" * 100_000), "no JSON array"),
        (altered("[", "[" + "9" * 5_000 + ","), "no JSON array"),
        (TEXT.replace("虚构", "\ud800"), "surrogates"),
    ],
)
def test_an_altered_text_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        snapshot_of_text(text)


def test_rows_out_of_order_are_refused() -> None:
    place = next(number for number, line in enumerate(LINES) if line.startswith("# annual")) + 1
    swapped = [*LINES[:place], LINES[place + 1], LINES[place], *LINES[place + 2 :]]
    with pytest.raises(ValueError, match="out of order"):
        snapshot_of_text("\n".join(swapped) + "\n")


def test_a_row_broken_over_two_lines_is_refused_though_the_number_of_lines_fits() -> None:
    first, second = LINES[3:5] if LINES[2].startswith("# enterprises") else LINES[2:4]
    head, tail = first.split(",", 1)
    for one, other in ((head + ",[" + "0]", tail + "," + second), (head, "[0]," + tail + "," + second)):
        with pytest.raises(ValueError, match="enterprises"):
            snapshot_of_text(TEXT.replace(first, one).replace(second, other))


def test_two_clusters_or_none_are_refused() -> None:
    cluster = LINES[1]
    assert json.loads(cluster)[0] == "示例精密仪器产业集群（虚构）"
    for changed in (altered(cluster + "\n", ""), altered(cluster, f"{cluster}\n{cluster}")):
        with pytest.raises(ValueError, match="one row describes the cluster"):
            snapshot_of_text(changed)


def test_enterprises_that_are_listed_twice_or_not_at_all_are_refused() -> None:
    firm = next(line for line in LINES if '"4011"' in line)
    with pytest.raises(ValueError, match="listed twice"):
        snapshot_of_text(altered(firm, f"{firm}\n{firm}"))
    with pytest.raises(ValueError, match="annual: an enterprise that is not listed"):
        snapshot_of_text(altered(firm + "\n", ""))


@given(st.integers(0, len(TEXT) - 1), st.characters(exclude_categories=["Cs"]))
def test_whatever_character_is_altered_no_other_snapshot_is_taken_for_the_text(place: int, character: str) -> None:
    changed = TEXT[:place] + character + TEXT[place + 1 :]
    try:
        snapshot = snapshot_of_text(changed)
    except ValueError:
        return
    assert snapshot.canonical_text() == changed


def test_a_cluster_of_250_enterprises_is_read_in_some_ten_milliseconds() -> None:
    text = one_cluster(7, 1, 250, ON).canonical_text()
    times = []
    for _ in range(5):
        start = perf_counter()
        snapshot_of_text(text)
        times.append(perf_counter() - start)
    assert min(times) < 0.05  # some 4 ms, and room for a busy machine
