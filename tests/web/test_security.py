"""What the site promises about itself: headers, settings, downloads, forms."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client

from jiqun.site.environment import SettingWrong, read_settings
from jiqun.web.sending import download

SAFE = {"JIQUN_BASE_URL": "https://jiqun.example", "JIQUN_SECRET_KEY": "k" * 20 + "0123456789" * 4}


def test_an_unknown_setting_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(SettingWrong, match=r"JIQUN_STORAG.*JIQUN_STORAGE"):
        read_settings({"JIQUN_STORAG": "x"})


def test_a_real_installation_needs_its_secret_key() -> None:
    with pytest.raises(SettingWrong, match="JIQUN_SECRET_KEY is required"):
        read_settings({}).secret_key()


def test_djangos_own_check_for_deployment_finds_nothing(tmp_path: object) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("JIQUN_", "DJANGO_", "DATABASE"))}
    env |= SAFE | {"JIQUN_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "jiqun", "manage", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[-500:]) == (0, "")


@pytest.mark.django_db
def test_every_page_forbids_what_is_not_ours() -> None:
    answer = Client().get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_the_page_asks_nothing_of_others() -> None:
    for path in ("/", "/procedures/", "/accounts/login/"):
        text = Client().get(path).content.decode()
        for part in ('src="http', 'href="http', "style=", "<script>", "onclick"):
            assert part not in text, (path, part)


def test_a_file_is_never_shown_inside_our_pages() -> None:
    answer = download(b"<script>", "evil.html\r\nX: y", "text/html")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "\n" not in answer["Content-Disposition"]


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/language/", {"lang": "en"}).status_code == 403


@pytest.mark.django_db
def test_the_language_switch_leads_nowhere_else() -> None:
    answer = Client().post("/language/", {"lang": "en", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "language=en" in str(answer.cookies["language"])
