"""Templates are strict in tests of pages: a variable that nobody set is a fault, not an empty place."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from django.template import engines


class UnknownVariable(Exception):
    """A template says a variable that its page does not give it."""


class Loud(str):
    """What the engine puts in place of an unknown variable: it raises instead."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s" or super().__contains__(str(part))

    def __mod__(self, variable: Any) -> NoReturn:
        raise UnknownVariable(str(variable))


@pytest.fixture(autouse=True)
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Loud("%s"))
