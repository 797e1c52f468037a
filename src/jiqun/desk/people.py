"""Finding people."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.records.models import Person


def person_of_address(addresses: Iterable[str]) -> Person | None:
    """The one person, able to sign in, of these proved addresses; None where there is none, or more than one."""
    found = {row.pk: row for one in addresses for row in Person.objects.filter(email__iexact=one, is_active=True)}
    return next(iter(found.values())) if len(found) == 1 else None
