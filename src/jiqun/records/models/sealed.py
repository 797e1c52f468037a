"""Rows that never change once written: their hash stands in the ledger, and the database refuses to touch them."""

from __future__ import annotations

from typing import Any

from django.db import models


class Sealed(models.Model):
    """A row that is only ever added. A migration puts triggers on its table that refuse updates and deletions."""

    class Meta:
        abstract = True

    def sealed_fields(self) -> dict[str, Any]:
        """The stored values by column name, as the ledger's seal is taken over them."""
        return {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}

    @classmethod
    def table(cls) -> str:
        """The table's name in the database."""
        return cls._meta.db_table
