"""The look holds together: vendored files are those noted, and templates keep to what a strict policy allows."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.template import engines

from jiqun.papers import palette
from tests.web.conftest import UnknownVariable

WEB = Path(__file__).resolve().parents[2] / "src" / "jiqun" / "web"
STATIC, TEMPLATES = WEB / "static", WEB / "templates"
OURS = [*sorted(TEMPLATES.rglob("*.html")), *sorted(Path(__file__).parent.rglob("gallery/templates/*.html"))]
SHEETS = [*sorted(STATIC.glob("*.css")), STATIC / "vendor" / "tabler" / "tabler.min.css"]
BUDGET = 60_000  # bytes of style and script of a page, compressed, with htmx left out


def test_the_vendored_files_are_those_of_the_manifest() -> None:
    packages = json.loads((STATIC / "vendor" / "manifest.json").read_text(encoding="utf-8"))

    noted = {name: sha256 for package in packages for name, sha256 in package["files"].items()}
    found = {
        path.relative_to(STATIC / "vendor").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (STATIC / "vendor").rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }

    assert found == noted
    assert all(package["licence"] == "MIT" and package["version"] for package in packages)


def test_style_and_script_stay_small() -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in [*SHEETS, *STATIC.glob("*.js")]}

    assert sum(sizes.values()) < BUDGET, sizes


def test_the_sheets_name_no_address_outside() -> None:
    for sheet in SHEETS:
        addresses = re.findall(r"url\((.*?)\)", sheet.read_text(encoding="utf-8"))
        assert all(address.strip("\"'").startswith("data:image/svg+xml") for address in addresses), sheet.name


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(path.parents[1]).as_posix())
def test_templates_keep_to_the_content_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:|https?://", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script
    assert len(text.splitlines()) <= 120


def test_every_icon_that_is_named_is_there() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "vendor" / "icons" / "icons.svg").read_text("utf-8")))
    named = {name for path in OURS for name in re.findall(r'{% icon "([^"]+)" %}', path.read_text("utf-8"))}

    assert named <= drawn, named - drawn


def test_every_class_of_a_template_is_known_to_a_sheet() -> None:
    known = {name for sheet in SHEETS for name in re.findall(r"\.([a-z][\w-]*)", sheet.read_text(encoding="utf-8"))}
    known |= {"list"}  # says what it is, needs no style
    used = {(path.name, name) for path in OURS for name in _classes(path.read_text(encoding="utf-8"))}

    assert {pair for pair in used if pair[1] not in known} == set()


def _classes(text: str) -> set[str]:
    found: set[str] = set()
    for value in re.findall(r'class="((?:{%.*?%}|{{.*?}}|[^"])*)"', text):
        plain = re.sub(r"[\w-]*{{.*?}}", " ", value)
        found |= {word for word in re.sub(r"{%.*?%}", " ", plain).split() if not word.endswith("-")}
    return found


def test_screens_and_papers_share_their_colours() -> None:
    sheet = (STATIC / "jiqun.css").read_text(encoding="utf-8")
    names = {"met": "ok", "not_met": "bad", "missing": "warn", "review": "wait", "boundary": "border"}

    assert f"--accent: {palette.ACCENT};" in sheet
    assert f"--ink: {palette.INK};" in sheet
    for outcome, name in names.items():
        tone = palette.TONES[outcome]
        assert f"--{name}: {tone.dark}; --{name}-pale: {tone.pale};" in sheet


def test_a_variable_that_nobody_set_is_a_fault() -> None:
    with pytest.raises(UnknownVariable, match="nobody"):
        engines["django"].from_string("{{ nobody.set }}").render({})
