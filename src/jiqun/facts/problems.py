"""What is wrong with an input: where, what stands there, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jiqun.base.words import Bi


@dataclass(frozen=True)
class Problem:
    """One error or warning. Sheet and column by key, the row as Excel numbers it; None where it is the file's."""

    code: str
    message: Bi
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The form fixed for JSON: `{sheet, row, column, value, code, message: {en, zh}}`."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "message": {"en": self.message.en, "zh": self.message.zh},
        }


class InputRefused(Exception):
    """An input that cannot be assessed; carries every error, and the warnings found beside them."""

    def __init__(self, errors: Iterable[Problem], warnings: Iterable[Problem] = ()) -> None:
        self.errors = tuple(errors)
        self.warnings = tuple(warnings)
        super().__init__("; ".join(problem.message.en for problem in self.errors[:3]))

    def as_dict(self) -> dict[str, list[dict[str, Any]]]:
        """`{"errors": […], "warnings": […]}`, as a refused file is printed."""
        return {"errors": [p.as_dict() for p in self.errors], "warnings": [p.as_dict() for p in self.warnings]}
