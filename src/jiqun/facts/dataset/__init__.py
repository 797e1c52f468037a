"""Many clusters in a folder of Parquet files: written in parts, opened with checks, rewritten in another layout."""

from jiqun.facts.dataset.arranging import arrange
from jiqun.facts.dataset.complete import complete_annual_sql, complete_honours_sql
from jiqun.facts.dataset.engine import literal_id, parquet, text
from jiqun.facts.dataset.layout import Id, Layout
from jiqun.facts.dataset.manifest import Manifest, Part
from jiqun.facts.dataset.one_cluster import read_cluster
from jiqun.facts.dataset.opened import Dataset
from jiqun.facts.dataset.size_sql import size_class_sql
from jiqun.facts.dataset.writing import write_dataset

__all__ = [
    "Dataset",
    "Id",
    "Layout",
    "Manifest",
    "Part",
    "arrange",
    "complete_annual_sql",
    "complete_honours_sql",
    "literal_id",
    "parquet",
    "read_cluster",
    "size_class_sql",
    "text",
    "write_dataset",
]
