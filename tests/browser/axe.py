"""What is wrong on a page to whoever needs help to read it, or reads it on a telephone."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# All rules run; what they have nothing against does not come back, which takes as long as finding it.
_RUN = """contrast => axe.run({
    resultTypes: ["violations"], reporter: "no-passes", rules: {"color-contrast": {enabled: contrast}},
}).then(found => found.violations)"""


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """Each violation: its id, what it means, where it is. Measuring contrast takes most of the time."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_SCRIPT)
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in page.evaluate(_RUN, contrast)
    ]


def too_wide(page: Page) -> list[str]:
    """By how much the page is wider than the screen, if it is."""
    wide = page.evaluate(_TOO_WIDE)
    return [f"{wide} pixels wider than the screen"] if wide > 0 else []


def faults(page: Page, *, contrast: bool | None = None) -> list[str]:
    """Everything that axe finds, and whether the page is too wide.

    Contrast is measured in Chinese unless told otherwise: the colours are the same in English.
    """
    if contrast is None:
        contrast = str(page.evaluate("document.documentElement.lang")).startswith("zh")
    return [*violations(page, contrast=contrast), *too_wide(page)]
