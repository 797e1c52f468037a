"""Django's settings, made from the installation's own few."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF

from jiqun.site.environment import read_settings
from jiqun.site.single_sign_on import single_sign_on

ENV = read_settings(os.environ, Path("jiqun.toml"))
VAR = ENV.var
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)  # the database, files and keys of the installation
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False  # never on: a page of ours says what is wrong without showing the inside
SECRET_KEY = ENV.secret_key()
DEMO = ENV.flag("JIQUN_DEMO", default=False)
BASE_URL = ENV.text("JIQUN_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
_HOST = BASE_URL.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]
SECURE = BASE_URL.startswith("https://")
SIGN_ON = single_sign_on(ENV, secure=SECURE)
ALLOWED_HOSTS = sorted({_HOST, "127.0.0.1", "localhost"}) if not SECURE else [_HOST]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "jiqun.records",
    "jiqun.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jiqun.web.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiqun.web.leaving.LeavingMiddleware",
    "jiqun.web.acting.ActingMiddleware",
    "jiqun.web.carried.SwitchMiddleware",
    "jiqun.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "jiqun.site.urls"
WSGI_APPLICATION = "jiqun.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jiqun.web.page.frame",
            ],
            "builtins": [
                "jiqun.web.templatetags.words",
                "jiqun.web.templatetags.looks",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

FORM_RENDERER = "jiqun.web.forms_look.Look"

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=27103364",
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(ENV.text("DATABASE_URL", f"sqlite:///{VAR / 'jiqun.sqlite3'}"), conn_max_age=600)
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "jiqun.desk.installation.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"

ACCOUNT_ADAPTER = "jiqun.web.accounts.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "jiqun.web.sign_on.KnownPeopleOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are proved by the invitation that was sent there
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[集群 Jiqun] "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/300s/key",
    "login": "30/m/ip",
    "reauthenticate": "10/m/user",
    "prove": "10/300s/user",
    "invitation": "30/m/ip",
    "upload": "30/m/user,300/h/user",
    "verify": "30/m/ip",
    "feed": "60/m/ip",
    "objection": "10/h/ip,40/d/ip",
    "objection_page": "30/m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Jiqun 集群"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds, as RFC 6238 (5.2) advises; no code counts twice all the same
MFA_FORMS = {"authenticate": "jiqun.web.one_time.SignIn", "reauthenticate": "jiqun.web.one_time.ProveAgain"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # `web.sign_on` links an account itself, more strictly
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = SIGN_ON.as_allauth() if SIGN_ON else {}
OIDC_TRUSTS_SECOND_FACTOR = SIGN_ON is not None and SIGN_ON.trusts_second_factor

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # A browser holds a form to this also where the answer leads on to another site.
        "form-action": [SELF, *(SIGN_ON.origins if SIGN_ON else ())],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None
BLOB_STORAGE = ENV.text("JIQUN_STORAGE", str(VAR / "blobs"))
CLAMD = ENV.text("JIQUN_CLAMD")
LEDGER_KEYS = VAR / "ledger-keys"

_EMAIL_URL = ENV.text("JIQUN_EMAIL_URL")
_EMAIL = dj_email_url.parse(_EMAIL_URL or "file:")
EMAIL_BACKEND = _EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _EMAIL["EMAIL_HOST"], _EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _EMAIL["EMAIL_HOST_USER"], _EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _EMAIL["EMAIL_USE_TLS"], _EMAIL["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = _EMAIL["EMAIL_FILE_PATH"] if _EMAIL_URL else str(VAR / "mail")  # without a server, nothing is lost
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _EMAIL.get("DEFAULT_FROM_EMAIL") or f"jiqun@{_HOST}"

TEST_RUNNER = "django.test.runner.DiscoverRunner"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"no_secrets": {"()": "jiqun.site.logs.NoSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
