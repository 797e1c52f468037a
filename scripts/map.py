"""Writes docs/map.md from the living objects: article, code, moves, examples, tests; `--check` fails for a gap."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce
from importlib import import_module
from pathlib import Path

import django

from jiqun.law import edition
from jiqun.law.carried_out import CarriedOut, carried_out
from jiqun.procedure.kit import Move, Procedure
from jiqun.procedure.tables import PROCEDURES
from jiqun.rules.asks import Clause
from jiqun.rules.examples import examples
from jiqun.rules.ruleset import clauses_of

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "map.md"
HEAD = """# Map: what carries out which provision

Written by `make map` from the code itself; `make check` fails when it is out of date, when a provision has neither code
nor a stated reason, when a clause has no example on a side of its line, or when a test cites what does not exist.
"""
# Where a clause cannot be missed: without an operator the workbook is refused; no institution at all is missing data.
OTHER_SIDE = {"A6.9.1": {"refused"}, "A6.9.2": {"missing"}}
Tests = Mapping[str, list[str]]


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    faults: list[str] = []
    tests = cited_by_tests(faults)
    text = HEAD + articles(faults, tests) + "".join(map(proceeding, PROCEDURES.values()))
    for edition_id in ("shanghai-2024", "national-2022"):
        text += clauses(edition_id, faults, tests)
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        faults.append("docs/map.md is out of date: run `make map`")
    print("\n".join(faults) or "map: every provision has code or a reason, every clause its examples")
    return 1 if faults else 0


def articles(faults: list[str], tests: Tests) -> str:
    rows = carried_out("shanghai-2024")
    lines = [
        "\n## Articles of shanghai-2024\n",
        "| article | about | carried out by | tests |",
        "| --- | --- | --- | --- |",
    ]
    for article in edition("shanghai-2024").articles.values():
        row = rows.get(article.number, CarriedOut((), None))
        code, reason = row.code, row.reason.en if row.reason else ""
        faults += [f"A{article.number}: {name} does not exist" for name in code if not exists(name)]
        if not code and not reason:
            faults.append(f"A{article.number}: neither code nor a reason why not")
        by = "<br>".join([*(f"`{name}`" for name in code), *([reason] if reason else [])])
        lines.append(f"| A{article.number} | {article.title.en} | {by} | {listed(tests, article.number)} |")
    return "\n".join(lines) + "\n"


def proceeding(table: Procedure) -> str:
    """Who moves a case of that kind from where to where, and under which article."""
    lines = [
        f"\n## {table.title.en}: moves of `{table.kind}` ({table.edition})\n",
        "| move | under | who | from | to |",
    ]
    lines.append("| --- | --- | --- | --- | --- |")
    return "\n".join([*lines, *(moved(move) for move in table.moves)]) + "\n"


def moved(move: Move) -> str:
    who = ", ".join(role.value for role in move.by)
    end = f"`{move.end}`" if move.end else "stays"
    start = ", ".join(f"`{name}`" for name in move.start)
    return f"| `{move.name}`: {move.title.en} | A{move.under.number} | {who} | {start} | {end} |"


def clauses(edition_id: str, faults: list[str], tests: Tests) -> str:
    lines = [f"\n## Clauses of Article 6: {edition_id}\n", "| clause | about | asks | examples | tests |"]
    lines.append("| --- | --- | --- | --- | --- |")
    outcomes: dict[str, list[str]] = defaultdict(list)
    for example in examples(edition_id):
        outcomes[example.clause].append(example.outcome)
    for clause in clauses_of(edition_id):
        provision, found = clause.cite, outcomes[clause.cite.id]
        if "met" not in found or not OTHER_SIDE.get(provision.id, {"not_met"}) & {*found, "refused"}:
            faults.append(f"{edition_id} {provision.id}: no example on each side of its line ({', '.join(found)})")
        counts = ", ".join(f"{found.count(one)} {one.replace('_', ' ')}" for one in dict.fromkeys(found))
        cited = listed(tests, provision.id.removeprefix("A"))
        lines.append(f"| {provision.id} | {provision.title.en} | {asked(clause)} | {counts} | {cited} |")
    return "\n".join(lines) + "\n"


def asked(clause: Clause) -> str:
    """The record's own word and figures."""
    figures = ", ".join(f"`{key}`" for key in clause.cite.figures)
    return type(clause.asks).__name__ + (f": {figures}" if figures else "")


def exists(name: str) -> bool:
    module, _, path = name.partition(":")
    try:
        reduce(getattr, path.split("."), import_module(module))
    except (ImportError, AttributeError):
        return False
    return True


def cited_by_tests(faults: list[str]) -> Tests:
    """Provision -> the tests marked with it: `@pytest.mark.article("6.2.6")`."""
    known = {*edition("shanghai-2024").articles, *(p.removeprefix("A") for p in edition("shanghai-2024").provisions)}
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for test, number in marked(ast.parse(path.read_text(encoding="utf-8"))):
            found[number].append(f"{path.relative_to(ROOT)}::{test}")
            if number not in known:
                faults.append(f"{path.relative_to(ROOT)}: {test} cites {number}, which does not exist")
    return found


def marked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        for mark in getattr(node, "decorator_list", []):
            for number in re.findall(r"pytest\.mark\.article\('([^']+)'\)", ast.unparse(mark)):
                yield getattr(node, "name", ""), number


def listed(tests: Tests, number: str) -> str:
    return "<br>".join(f"`{test}`" for test in tests.get(number, ()))


if __name__ == "__main__":
    sys.exit(main())
