"""Writes the sample workbook: a fictional cluster that stands exactly on one line of the law and misses another."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from jiqun.facts.generate import one_cluster
from jiqun.facts.workbook import write_workbook

SEED, INDEX, ENTERPRISES = 1, 10, 120
ON = date(2026, 5, 1)


def main() -> None:
    target = Path(sys.argv[1])
    lang = "zh" if sys.argv[2:] == ["zh"] else "en"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(target, one_cluster(SEED, INDEX, ENTERPRISES, ON), lang=lang)


if __name__ == "__main__":
    main()
