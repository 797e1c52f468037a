"""The site's settings as the tests use them: a folder of their own, quick hashing, static files as they lie."""

import os
import tempfile

os.environ.setdefault("JIQUN_VAR", tempfile.mkdtemp(prefix="jiqun-test-"))
os.environ.setdefault("JIQUN_SECRET_KEY", "for the tests alone, fifty characters or more are needed")
os.environ.pop("JIQUN_DEMO", None)

from jiqun.site.settings import *  # noqa: F403  # the site's own settings, to be changed in places

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # comes with the star above
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405  # comes with the star above
    # A file: the server of the browser tests has threads, and tables in memory would be locked against them.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}  # noqa: F405  # comes with the star above
