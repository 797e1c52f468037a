"""The one Django app that has tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """All tables under one label, whatever article or page they serve."""

    name = "jiqun.records"
    label = "records"
    verbose_name = "records"
