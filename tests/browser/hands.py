"""How a visitor works a page: with a mouse, or with the keyboard alone and the focus in sight at every stop."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import FilePayload, Locator, Page
from playwright.sync_api import TimeoutError as TookTooLong

_MOST_STOPS = 400  # of one page; more means that the thing cannot be reached
_HERE = "one => one === document.activeElement"
# How many stops lie before it at the least, by their order on the page; looking at each where one is takes its time.
_NEAR = 2
_AHEAD = """one => {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter(each => !each.disabled && each.tabIndex >= 0 && each.type !== "radio" && each.checkVisibility());
    return stops.indexOf(one) - stops.indexOf(document.activeElement);
}"""
_IN_SIGHT = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return (ring || style.boxShadow !== "none") && seen;
}"""
_WHICH = "() => document.activeElement.outerHTML.slice(0, 160)"


class Hands(Protocol):
    """What one does to a page."""

    def press(self, one: Locator) -> None:
        """Press a button or follow a link."""

    def fill(self, one: Locator, text: str) -> None:
        """Put that text in a field, in place of what is there."""

    def choose(self, one: Locator, value: str) -> None:
        """Choose the option of that value."""

    def tick(self, one: Locator) -> None:
        """Tick a box."""

    def upload(self, one: Locator, file: FilePayload) -> None:
        """Give a file."""


class Mouse:
    """Clicks where it wants."""

    def press(self, one: Locator) -> None:
        one.click()

    def fill(self, one: Locator, text: str) -> None:
        one.fill(text)

    def choose(self, one: Locator, value: str) -> None:
        one.select_option(value)

    def tick(self, one: Locator) -> None:
        one.check()

    def upload(self, one: Locator, file: FilePayload) -> None:
        one.set_input_files(file)


class Keyboard:
    """Goes from stop to stop by Tab, and fails where the focus cannot be seen or the thing is not reached."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # Told from the start: asked for only then, the dialogue of a busy browser may open before it is taken note of.
        page.on("filechooser", lambda _: None)

    def press(self, one: Locator) -> None:
        self._reach(one)
        self.page.keyboard.press("Enter")

    def fill(self, one: Locator, text: str) -> None:
        self._reach(one)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, one: Locator, value: str) -> None:
        self._reach(one)
        self.page.keyboard.press("Home")
        for _ in range(_MOST_STOPS):
            if one.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {value} by the keyboard")

    def tick(self, one: Locator) -> None:
        self._reach(one)
        if not one.is_checked():
            self.page.keyboard.press("Space")
        assert one.is_checked()

    def upload(self, one: Locator, file: FilePayload) -> None:
        self._reach(one)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Space")
        asked.value.set_files(file)

    def _reach(self, one: Locator) -> None:
        one.wait_for(state="attached")
        for _ in range(max(one.evaluate(_AHEAD) - _NEAR, 0)):
            self.page.keyboard.press("Tab")
        for _ in range(_MOST_STOPS):
            if one.evaluate(_HERE):
                self._see()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {one}")

    def _see(self) -> None:
        """Wait for the page to roll to the focus, and look at it."""
        try:
            self.page.wait_for_function(_IN_SIGHT, timeout=10_000)
        except TookTooLong:
            raise AssertionError(f"the focus is not in sight on {self.page.evaluate(_WHICH)}") from None
