"""The charts of a case: what they say is what the findings say, and only for those who may read the case."""

from __future__ import annotations

import pytest

from jiqun.base.words import LANGS
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.cases.file import look_at_file
from jiqun.records.models import Case
from tests.cast import Cast
from tests.desk.filled import submitted
from tests.web.test_access import signed_in


@pytest.mark.article("6")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_charts_of_a_case_say_what_its_findings_say(cast: Cast, lang: str) -> None:
    case = submitted(cast)
    client = signed_in(cast.district)
    client.cookies["language"] = lang
    page = client.get(f"/desk/cases/{case.pk}/")
    drawn = page.context["part"].view.pictures
    assert [one.key for one in drawn] == ["output", "shares", "growth"]
    observed = {one.clause: one.observed for one in assessment_of(Case.objects.get(pk=case.pk)).findings}
    assert all(observed[row[0].split()[0]] is not None for one in drawn[1:] for row in one.rows)
    for one in drawn:
        address = f"/desk/cases/{case.pk}/pictures/{one.key}.svg?v={one.version}"
        assert f'src="{address}"' in page.content.decode()
        answer = client.get(address)
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        for row in one.rows:
            assert row[1].encode() in answer.content
    assert client.get(f"/desk/cases/{case.pk}/pictures/other.svg").status_code == 404


def test_other_figures_have_another_address(cast: Cast) -> None:
    case = submitted(cast)
    file = look_at_file(case.pk, by=cast.district)
    versions = {one.version for lang in LANGS for one in file.pictures(lang)}
    assert len(versions) == 6
