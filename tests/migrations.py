"""Whether the tables' migrations say what the models say; run by `make check`."""

from __future__ import annotations

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
call_command("makemigrations", "--check", "--dry-run", verbosity=1)
