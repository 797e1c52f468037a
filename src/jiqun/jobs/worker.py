"""The worker: claims errands one by one, does what is due every day, and sleeps when there is nothing to do."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections

from jiqun.desk.do.daily.errands import claim_errand, fail_errand, finish_errand, note_worker
from jiqun.desk.do.every_day import do_daily_work
from jiqun.jobs.errands import KINDS, do_errand

_log = logging.getLogger(__name__)
_NAP = 2.0  # seconds


def worker_name() -> str:
    """This worker among others: its machine and process."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def run_worker(now: Callable[[], datetime], stop: threading.Event, name: str = "") -> None:
    """Work until told to stop; the errand at hand is finished first."""
    name = name or worker_name()
    while not stop.is_set():
        close_old_connections()
        try:
            busy = do_next(name, now())
            do_daily_work(now())
            note_worker(name=name, at=now())
        except Exception:
            # A database that is away for a while must not end the worker.
            _log.exception("the worker could not look for work")
            busy = False
        if not busy:
            stop.wait(_NAP)


def do_next(name: str, at: datetime) -> bool:
    """Do one errand, if one is waiting; whether there was one."""
    errand = claim_errand(worker=name, at=at, kinds=tuple(KINDS))
    if errand is None:
        return False
    try:
        do_errand(errand.kind, errand.payload, at)
    except Exception as error:
        _log.exception("errand %s (%s) failed", errand.id, errand.kind)
        fail_errand(errand=errand.id, worker=name, error=f"{type(error).__name__}: {error}", tries=errand.tries, at=at)
    else:
        finish_errand(errand=errand.id, worker=name, at=at)
    return True


def work_off(now: Callable[[], datetime], name: str = "") -> int:
    """Do everything that is due now and return; how many errands that were."""
    count = 0
    while do_next(name or worker_name(), now()):
        count += 1
    return count
