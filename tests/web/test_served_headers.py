"""What a real installation says in its headers; no database has a part in it, so it is asked on SQLite alone."""

from __future__ import annotations

import os
import re
from pathlib import Path

import requests

from tests.served import Installation
from tests.tables import copied


def test_the_headers_of_a_real_installation(tmp_path: Path, migrated: Installation) -> None:
    """Behind a proxy that ends TLS, as the settings of an https address expect."""
    site = copied(migrated, tmp_path, f"headers_{os.getpid()}")
    site.env["JIQUN_BASE_URL"] = "https://127.0.0.1"
    site.start(secure=True)
    try:
        behind = {"X-Forwarded-Proto": "https", "Host": "127.0.0.1"}
        answer = requests.get(f"{site.base}/accounts/login/", headers=behind, timeout=20)
        assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        cookies = {one.name: one for one in answer.cookies}
        assert all(one.secure for one in cookies.values())
        assert "csrftoken" in cookies
        plain = requests.get(f"{site.base}/", headers={"Host": "127.0.0.1"}, timeout=20, allow_redirects=False)
        assert (plain.status_code, plain.headers["Location"]) == (301, "https://127.0.0.1/")
        assert requests.get(f"{site.base}/", headers=behind | {"Host": "evil.example"}, timeout=20).status_code == 400
        style = re.search(r'href="(/static/[^"]+\.css)"', answer.text)
        assert style
        served = requests.get(site.base + style.group(1), headers=behind, timeout=20)
        assert "immutable" in served.headers["Cache-Control"]
    finally:
        site.kill()
