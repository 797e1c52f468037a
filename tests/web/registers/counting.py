"""How often a page asks the database."""

from __future__ import annotations

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(client: Client, path: str) -> int:
    """How many queries a page takes. It is opened once before, so that what is kept between pages is there."""
    assert client.get(path).status_code == 200
    found = queries_if_there(client, path)
    assert found is not None
    return found


def queries_if_there(client: Client, path: str) -> int | None:
    """How many queries a page takes now; None where there is no page."""
    reset_queries()  # the log holds only so many
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return len(asked) if answer.status_code == 200 else None
