"""Generated datasets: the same bytes on every run, whole or not there, and the clusters in them as made one by one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jiqun.facts.dataset import Dataset, read_cluster
from jiqun.facts.dataset.manifest import read_manifest
from jiqun.facts.dataset.writing import Written, join_parts
from jiqun.facts.generate import generate, one_cluster
from jiqun.facts.generate.parts import Order, write_parts

ON = date(2026, 5, 1)
_RUN = """
import sys
from datetime import date
from pathlib import Path
from jiqun.facts.generate import generate
generate(Path(sys.argv[1]), clusters=12, enterprises=25, seed=5, on=date(2026, 5, 1), layout=sys.argv[2])
"""


def _bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _told_nothing(written: Written) -> None:
    assert written.rows["cluster"] > 0


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_two_processes_that_hash_differently_write_the_same_bytes(tmp_path: Path, layout: str) -> None:
    for name, hash_seed in (("one", "1"), ("two", "20260501")):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([sys.executable, "-c", _RUN, str(tmp_path / name), layout], env=environment, check=True)
    assert _bytes_of(tmp_path / "one") == _bytes_of(tmp_path / "two")


def test_another_seed_writes_other_bytes(tmp_path: Path) -> None:
    for seed in (1, 2):
        generate(tmp_path / str(seed), clusters=2, enterprises=8, seed=seed, on=ON)
    assert (
        _bytes_of(tmp_path / "1")["annual/part-0000.parquet"] != _bytes_of(tmp_path / "2")["annual/part-0000.parquet"]
    )


def test_files_do_not_depend_on_how_many_processes_write_them(tmp_path: Path) -> None:
    order = Order(clusters=20, enterprises=20, seed=3, on="2026-05-01", layout="long", rows_a_part=400)
    assert order.parts == 4
    for workers in (1, 3):
        folder = tmp_path / str(workers)
        written = write_parts(folder, order, workers, _told_nothing)
        assert [one.number for one in written] == [0, 1, 2, 3]
        assert [(one.part.first, one.part.last) for one in written] == [(0, 4), (5, 9), (10, 14), (15, 19)]
        join_parts(folder, written, order.form)
    assert _bytes_of(tmp_path / "1") == _bytes_of(tmp_path / "3")
    assert "enterprises.parquet" in _bytes_of(tmp_path / "3")


def test_a_process_that_fails_is_told_of(tmp_path: Path) -> None:
    order = Order(clusters=2, enterprises=20, seed=3, on="2026-05-01", layout="long", rows_a_part=80)
    (tmp_path / "parts").write_text("a file where a folder must be")
    with pytest.raises(RuntimeError, match="could not be written"):
        write_parts(tmp_path, order, 2, _told_nothing)


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_a_cluster_read_back_is_the_cluster_made(tmp_path: Path, layout: str) -> None:
    folder = tmp_path / "city"
    generate(folder, clusters=6, enterprises=30, seed=9, on=ON, layout="wide" if layout == "wide" else "long")
    dataset = Dataset.open(folder)
    assert (dataset.layout, dataset.years, dataset.size_class_current) == (layout, (2022, 2023, 2024, 2025), True)
    for index in range(6):
        assert read_cluster(dataset, index).sha256 == one_cluster(9, index, 30, ON).sha256


def test_the_manifest_says_what_there_is_and_that_it_is_made_up(tmp_path: Path) -> None:
    generate(tmp_path / "city", clusters=6, enterprises=30, seed=9, on=ON)
    manifest = read_manifest(tmp_path / "city")
    assert manifest is not None
    assert (manifest.fictional, manifest.seed, manifest.on, manifest.layout) == (True, 9, ON, "long")
    assert manifest.rows["cluster"] == 6
    assert manifest.rows["annual"] == sum(part.rows for part in manifest.parts)
    assert manifest.rows["enterprises"] == sum(one_cluster(9, index, 30, ON).rows("enterprises") for index in range(6))


def test_progress_counts_up_to_all_clusters(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    generate(
        tmp_path / "city",
        clusters=3,
        enterprises=5,
        seed=1,
        on=ON,
        progress=lambda done, of: calls.append((done, of)),
    )
    assert calls == [(3, 3)]


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        generate(tmp_path, clusters=1, enterprises=5, seed=1, on=ON)
    with pytest.raises(FileExistsError):
        generate(tmp_path / "mine.txt", clusters=1, enterprises=5, seed=1, on=ON)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "city"
    folder.mkdir(parents=True)
    generate(folder, clusters=1, enterprises=5, seed=1, on=ON)
    assert (folder / "clusters.parquet").is_file()
    assert list(folder.parent.iterdir()) == [folder]


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(tmp_path / "city", clusters=1, enterprises=5, seed=1, on=ON, progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("clusters", "enterprises"), [(0, 5), (1, 0), (1, 20_001)])
def test_numbers_out_of_range_write_nothing(tmp_path: Path, clusters: int, enterprises: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        generate(tmp_path / "city", clusters=clusters, enterprises=enterprises, seed=1, on=ON)
    assert list(tmp_path.iterdir()) == []
