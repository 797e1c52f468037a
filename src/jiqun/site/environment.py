"""The settings that an installation gives: the environment first, then `jiqun.toml`; an unknown one is an error."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

KNOWN = (
    "JIQUN_BASE_URL",
    "JIQUN_CLAMD",
    "JIQUN_DEMO",
    "JIQUN_EMAIL_URL",
    "JIQUN_OIDC_CLIENT_ID",
    "JIQUN_OIDC_CLIENT_SECRET",
    "JIQUN_OIDC_NAME",
    "JIQUN_OIDC_ORIGINS",
    "JIQUN_OIDC_SECOND_FACTOR",
    "JIQUN_OIDC_SERVER_URL",
    "JIQUN_SECRET_KEY",
    "JIQUN_STORAGE",
    "JIQUN_VAR",
)
PLAIN = ("DATABASE_URL", "DEBUG")
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})


class SettingWrong(click.UsageError):
    """A setting that is unknown, missing or cannot be read; the text says which and how to mend it.

    On the command line this is wrong usage (exit code 2).
    """


@dataclass(frozen=True)
class Settings:
    """The installation's settings as text, by name."""

    values: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no. Raises SettingWrong for any other word."""
        word = self.values.get(name, "yes" if default else "no").strip().lower()
        if word not in _YES | _NO:
            raise SettingWrong(f"{name} must be yes or no, not {word!r}")
        return word in _YES

    @property
    def var(self) -> Path:
        """The folder of everything that this installation stores locally."""
        return Path(self.text("JIQUN_VAR", "var")).resolve()

    @property
    def debug(self) -> bool:
        return self.flag("DEBUG", default=False) or self.flag("JIQUN_DEMO", default=False)

    def secret_key(self) -> str:
        """The given key; else, for a demonstration or while developing, one that is made once and kept.

        Raises SettingWrong where a real installation has none.
        """
        if given := self.text("JIQUN_SECRET_KEY"):
            return given
        if not self.debug:
            raise SettingWrong("JIQUN_SECRET_KEY is required: give it 50 or more random characters")
        return kept_secret(self.var / "secret-key")


def kept_secret(path: Path) -> str:
    """A secret made on first use and kept in a file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(50)
        file.write(secret)
    return secret


def read_settings(environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings of `jiqun.toml`, if there is one, under those of the environment.

    Raises SettingWrong for a JIQUN_ name that does not exist, naming those that do.
    """
    values = dict(_of_file(file)) if file and file.is_file() else {}
    values |= {name: value for name, value in environ.items() if name.startswith("JIQUN_") or name in PLAIN}
    unknown = sorted(name for name in values if name not in KNOWN and name not in PLAIN)
    if unknown:
        raise SettingWrong(f"unknown setting(s) {', '.join(unknown)}; there are {', '.join((*PLAIN, *KNOWN))}")
    return Settings(values)


def _of_file(file: Path) -> Mapping[str, str]:
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingWrong(f"{file}: {error}") from error
    return {name: ("yes" if value else "no") if isinstance(value, bool) else str(value) for name, value in rows.items()}
