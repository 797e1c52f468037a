"""On what and with what a run was made: processor, memory, versions, how busy the machine was."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("jiqun", "duckdb", "python-calamine", "openpyxl", "pandas", "numpy", "pyarrow", "openfisca-core")


def described() -> str:
    """One paragraph."""
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{os.cpu_count()} cores ({processor[1] if processor else platform.machine()}), {memory:.0f} GB, "
        f"{platform.system()} {platform.release()}; Python {platform.python_version()}, {versions}."
    )


def load() -> str:
    """How many processes wanted the processor, over the last minute and the last quarter of an hour."""
    minute, _, quarter = os.getloadavg()
    return f"{minute:.1f} in the last minute, {quarter:.1f} in the last quarter of an hour"
