"""Whether the installation can work: the database answers."""

from __future__ import annotations

from django.db import DatabaseError, connection


def is_ready() -> bool:
    """Ask the database for nothing in particular."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False
