"""HTML and SVG from nested calls: every text is escaped unless it is markup made here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = {"meta", "link", "br", "hr", "path", "rect"}


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def el(tag: str, *children: str | Iterable[Html], **attributes: str | None) -> Html:
    """An element. `class_` is the class, an attribute that is None is left out, names are written as given."""
    opening = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Html(f"<{tag}{opening}>" if tag in ("meta", "link", "br", "hr") else f"<{tag}{opening}/>")
    return Html(f"<{tag}{opening}>{join(*children)}</{tag}>")


def join(*children: str | Iterable[Html]) -> Html:
    """Several pieces one after the other."""
    return Html("".join(_piece(child) for child in children))


def raw(markup: str) -> Html:
    """Markup from a source of our own (a drawing, the style sheet); never from what people typed."""
    return Html(markup)


def _piece(child: str | Iterable[Html]) -> str:
    if isinstance(child, Html):
        return child
    return escape(child) if isinstance(child, str) else "".join(child)


def _attribute(name: str, value: str) -> str:
    return f' {name.removesuffix("_")}="{escape(value)}"'
