"""The pages as a Django app without tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template words."""

    name = "jiqun.web"
    label = "web"
