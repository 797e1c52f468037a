"""Keeps files and functions small: 300 lines a file, 40 a function, and none of the names that gather everything.

A function's lines are those of its body: its signature and docstring, what it takes and what it promises, may be as
long as they need. Migrations are written by Django.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

FILE, FUNCTION = 300, 40
FORBIDDEN = {"utils", "helpers", "common", "misc", "manager", "handler"}


def main() -> int:
    """Print what is too large or badly named; the exit code says whether anything is."""
    root = Path(__file__).parent.parent
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"], cwd=root, capture_output=True, check=True
    )
    names = [name for name in listed.stdout.decode().split() if "/migrations/" not in name]
    paths = [root / name for name in names if (root / name).exists()]
    faults = [fault for path in paths for fault in faults_of(path.relative_to(root), path.read_text(encoding="utf-8"))]
    lines = [len(path.read_text(encoding="utf-8").splitlines()) for path in paths if "src" in path.parts]
    print("\n".join(faults) or f"sizes: {len(paths)} files, median {median(lines):.0f} lines, {max(lines)} at most")
    return 1 if faults else 0


def faults_of(path: Path, text: str) -> list[str]:
    faults = []
    lines = len(text.splitlines())
    if lines > FILE:
        faults.append(f"{path}: {lines} lines, {FILE} at most")
    if FORBIDDEN & {*path.parts, path.stem}:
        faults.append(f"{path}: the name says nothing; call it by what it does")
    tree = ast.parse(text)
    if text.strip() and ast.get_docstring(tree) is None:
        faults.append(f"{path}: opens without a sentence on what it is for")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
            length = (node.end_lineno or node.lineno) - body[0].lineno + 1
            if length > FUNCTION:
                faults.append(f"{path}:{node.lineno}: {node.name} has {length} lines, {FUNCTION} at most")
    return faults


if __name__ == "__main__":
    sys.exit(main())
