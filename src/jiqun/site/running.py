"""Starting the site from the command line: making ready, serving, working, Django's own commands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

SETTINGS = "jiqun.site.settings"


def set_up() -> None:
    """Make Django ready in this process. Raises SettingWrong for settings that cannot be taken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import_django().setup()


def make_ready() -> None:
    """Bring the tables up to date and gather the static files; safe to be done at every start."""
    set_up()
    management = _module("django.core.management")
    management.call_command("migrate", verbosity=0, interactive=False)
    management.call_command("createcachetable", verbosity=0)
    management.call_command("collectstatic", verbosity=0, interactive=False)


def manage(args: list[str]) -> None:
    """Django's own commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _module("django.core.management").execute_from_command_line(["jiqun manage", *args])


def serve(address: str, *, workers: int, threads: int) -> None:
    """Serve until told to stop; the background worker runs beside it and is stopped with it."""
    worker = subprocess.Popen([sys.executable, "-m", "jiqun", "worker"])
    try:
        options = {
            "bind": address,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "max_requests": 10_000,
            "max_requests_jitter": 1_000,
            "timeout": 60,
            "graceful_timeout": 20,
            "loglevel": "warning",
        }
        _server(options).run()
    finally:
        worker.terminate()
        worker.wait(30)


def mail_folder() -> str:
    """Where mails are kept that nothing sends; empty where they are sent."""
    settings = _module("django.conf").settings
    return str(settings.EMAIL_FILE_PATH or "")


def work(now: Callable[[], Any], *, once: bool) -> None:
    """Do background work until told to stop, or only what is due now."""
    set_up()
    worker = _module("jiqun.jobs.worker")
    if once:
        worker.work_off(now)
        return
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    worker.run_worker(now, stop)


def verify() -> dict[str, Any]:
    """Everything of this installation against its own ledger (`desk.verifying`), in JSON types."""
    set_up()
    verifying = _module("jiqun.desk.proving.verifying")
    report: dict[str, Any] = verifying.report_as_dict(verifying.verify_everything())
    return report


def import_django() -> Any:
    """Django, which only those commands load that need it."""
    return _module("django")


def _server(options: dict[str, object]) -> Any:
    base = _module("gunicorn.app.base")

    class Server(base.BaseApplication):  # type: ignore[misc,name-defined]  # loaded late: gunicorn is not needed by other commands
        """Gunicorn with our options and nothing from its own configuration files."""

        def load_config(self) -> None:
            for key, value in options.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            return _module("jiqun.site.wsgi").application

    return Server()


def _module(name: str) -> Any:
    return __import__(name, fromlist=["_"])
