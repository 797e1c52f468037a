"""What a page holds for whoever looks at it: the fields of its forms, and its language switch, pressed."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Attributes = list[tuple[str, str | None]]


class Fields(HTMLParser):
    """Reads a page: `shown` by name what the fields of its content hold, `carried` what its language switch does."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: dict[str, list[str]] = defaultdict(list)
        self.carried: dict[str, list[str]] = defaultdict(list)
        self.switch: dict[str, str] = {}
        self.lang, self.passwords = "", set[str]()
        self._place = ""
        self._select = self._textarea = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "html":
            self.lang = found["lang"]
        elif tag == "main":
            self._place = "main"
        elif found.get("action") == "/language/" or "data-carries" in found:
            self._place, self.switch = "switch", found
        elif tag == "input" and name:
            self._input(found, name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found and self._place == "main":
            self.shown[self._select].append(found["value"])
        elif tag == "textarea":
            self._textarea = name
            self.shown[name].append("")

    def _input(self, found: dict[str, str], name: str) -> None:
        if found.get("type") == "password":
            self.passwords.add(name)
        if found.get("type") in ("checkbox", "radio") and "checked" not in found:
            return
        if self._place == "main":
            self.shown[name].append(found.get("value", ""))
        elif self._place == "switch" and name != "csrfmiddlewaretoken":
            self.carried[name].append(found.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.shown[self._textarea][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        elif tag == "form" and self._place == "switch":
            self._place = ""


def fields(answer: Any) -> Fields:
    """The fields of an answer's page."""
    return Fields(answer.content.decode())


def switched(client: Client, answer: Any, lang: str = "en") -> Any:
    """Press the language switch of that page, as a browser without scripts does."""
    page = fields(answer)
    button = "lang" if page.switch["action"] == "/language/" else "speak"
    return client.post(page.switch["action"], {**page.carried, button: lang}, follow=True)
