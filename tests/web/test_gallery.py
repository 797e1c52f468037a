"""Every part can be drawn in both languages, says nothing unknown, and passes the checks of a strict browser."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("tests.web.gallery.urls"), pytest.mark.django_db]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", ["/gallery/", "/gallery/?wrong=yes"])
def test_every_part_is_drawn(client: Client, lang: str, address: str) -> None:
    client.cookies["language"] = lang

    answer = client.get(address)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in text
    assert " style=" not in text
    assert "<style" not in text


def test_a_form_of_django_is_drawn_by_our_parts(client: Client) -> None:
    client.cookies["language"] = "en"

    text = client.get("/gallery/?wrong=yes").content.decode()

    assert 'class="form-control"' in text
    assert '<a href="#id_email">' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text
