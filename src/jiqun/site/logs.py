"""What must not stand in a log: addresses whose secret part lets their holder in."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/(?:accounts/invitation|calendar)/)[^/\s\"']+")


class NoSecrets(logging.Filter):
    """Hides the secret part of such addresses in every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _SECRET.sub(r"\1…", record.getMessage())
        record.args = ()
        return True
