"""No words stand in a template outside `{% bi %}`: whoever writes Chinese writes the English beside it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.web.test_look import OURS

HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")
NAMES = {"集群", "Jiqun", "PDF", "ZIP", "SHA-256", "HTML", "Excel", "ICS", "CSV", "JSON", "API"}
SAID = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "label"})
BI = re.compile(r"""{% bi (?P<zh>"[^"]*"|'[^']*') (?P<en>"[^"]*"|'[^']*')(?P<gaps>[^%]*)%}""")
# The language switch says the other language's name in that language; a tag of the page's language is no word.
VALUES = ('"是"', '"否"')  # as workbooks have them: compared and sent, never shown
FRAGMENTS = {"_described.html", "_button_class.html"}  # attributes of a tag that another template opens
BY_INTENT = {("English", "中文"), ("zh-CN", "en"), ("en", "zh"), ("en", "zh-CN")}


class Words(HTMLParser):
    """Collects what a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in SAID and value and WORD.search(value)]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent and WORD.search(data):
            self.found.append(data.strip())


def bare_words(text: str) -> list[str]:
    """What stands there for a reader without being said in both languages."""
    plain = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    plain = re.sub(r"{% block body_class %}.*?{% endblock %}", "", plain)
    plain = re.sub(r"{%.*?%}|{{.*?}}", "", plain, flags=re.DOTALL)
    reader = Words()
    reader.feed(plain)
    left = (re.sub("|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)), "", words) for words in reader.found)
    return [words for words in left if WORD.search(words)]


def in_other_tags(text: str) -> list[str]:
    """Chinese in a tag or a variable that is not `{% bi %}`."""
    plain = re.sub(r"{#.*?#}|" + "|".join(VALUES), "", text, flags=re.DOTALL)
    return [tag for tag in re.findall(r"{%.*?%}|{{.*?}}", plain) if HAN.search(tag) and not BI.fullmatch(tag)]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(path.parents[1]).as_posix())
def test_all_words_are_said_in_both_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert bare_words(f"<p {text}>" if path.name in FRAGMENTS else text) == []
    assert in_other_tags(text) == []
    for found in BI.finditer(text):
        zh, en = found["zh"][1:-1], found["en"][1:-1]
        if (zh, en) not in BY_INTENT:
            assert not HAN.search(en), f"Chinese in the English of {found[0]}"
            assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), f"gaps differ in {found[0]}"


def test_bare_words_are_found() -> None:
    assert bare_words('<p>{% bi "好" "Good" %} 你好</p>') == ["你好"]
    assert bare_words('<img alt="A picture">') == ["A picture"]
    assert bare_words('<p>{{ name }} · 12 <a href="/a/">Jiqun</a></p>') == []
    assert in_other_tags('{% include "a.html" with text="提交" only %}') != []
