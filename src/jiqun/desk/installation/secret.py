"""Secrets that stand in an address: made at random, and kept as a hash only."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """A secret of 256 random bits, as it stands in an address."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
