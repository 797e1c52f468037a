"""What axe finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# All rules run; what they have nothing against does not come back, which takes as long as finding it.
_RUN = "axe.run({resultTypes: ['violations'], reporter: 'no-passes'}).then(found => found.violations)"


def violations(page: Page) -> list[str]:
    """Each violation: its id, what it means, where it is."""
    page.evaluate(Axe().axe_script)
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in page.evaluate(_RUN)
    ]
