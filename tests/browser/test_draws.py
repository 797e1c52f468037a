"""Draws in a browser: committed to and revealed on the desk, repeated by anybody, in a program of its own."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from jiqun.base import clock
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.fairness.draw import Commitment, Reveal, commitment_of, drawn
from jiqun.fairness.population import Population, population_of
from jiqun.fairness.rubric import Rubric
from jiqun.records.models import Assignment, Case, Draw, Round
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.desk.at_draw import checked_round, committed, stand_in_case
from tests.desk.at_stage import expert_of, in_evaluation
from tests.desk.experts.people import THREE, new_expert

pytestmark = pytest.mark.article("9")
REPEAT = """async (draws) => {
  const program = await import(document.querySelector('[data-program]').dataset.program)
  const done = []
  for (const one of draws) done.push([await program.populationHash(one.lines), await program.drawn(one)])
  return done
}"""


@pytest.fixture
def notice(cast: Cast) -> Round:
    found = checked_round(cast)
    for _ in range(7):
        stand_in_case(cast, found)
    return found


def test_a_draw_from_the_commitment_to_somebody_who_repeats_it(
    cast: Cast, notice: Round, visit: Callable[..., Visit]
) -> None:
    officer, visitor = visit("zh-CN"), visit("en-GB", 390)
    officer.sign_in(cast.municipal)
    row = commit(officer, notice)
    assert "The seed has not been revealed yet" in repeat(visitor, row)
    reveal(officer, row)
    assert Case.objects.filter(kind="spot_check").count() == row.count == 4
    assert "it agrees with what was published: 4 drawn" in repeat(visitor, row)
    judge(visitor)
    compare_lists(visitor, row)
    find_what_was_altered(visitor, row)

    plain = visit("zh-CN", scripts=False)
    plain.open(f"/draws/{row.pk}/")
    assert not plain.page.is_visible("[data-repeat]")
    assert "jiqun verify draw" in plain.page.inner_text("main")


@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_the_experts_of_a_file_are_drawn_and_told(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    case = in_evaluation(cast)
    Round.objects.filter(pk=case.round_id).update(rubric=Rubric(by="draw").as_dict())
    asked = [expert_of(cast, who) for who in THREE] + [new_expert(cast, number)[1] for number in range(3)]
    officer = visit(lang, width)
    officer.sign_in(cast.municipal)
    officer.open(f"/desk/rounds/{case.round_id}/experts/")
    judge(officer)
    officer.follow(f"/desk/rounds/{case.round_id}/experts/draw/")
    judge(officer)
    officer.send("main form[data-once] .btn-primary")
    judge(officer)
    assert not Assignment.objects.exists()
    sign_present_head(at=clock.now())
    officer.open(f"/desk/rounds/{case.round_id}/experts/draw/")
    officer.send("main form[data-once] .btn-primary")
    judge(officer)
    row = Draw.objects.get()
    assert (row.count, len(row.population.splitlines())) == (5, len(asked))
    assert set(Assignment.objects.values_list("expert_id", flat=True)) <= {one.pk for one in asked}
    assert Assignment.objects.count() == 3
    visitor = visit(lang, width)
    repeat(visitor, row)
    judge(visitor)


def test_two_hundred_draws_at_random_come_out_the_same_in_python_and_in_the_browser(
    cast: Cast, notice: Round, visit: Callable[..., Visit]
) -> None:
    row, visitor = committed(cast, notice), visit("en-GB")
    visitor.open(f"/draws/{row.pk}/")
    pairs = [a_draw(random.Random(number)) for number in range(200)]
    repeated = visitor.page.evaluate(REPEAT, [asked for asked, _ in pairs])
    assert [names for _, names in repeated] == [names for _, names in pairs]
    assert [hashed for hashed, _ in repeated] == [asked["population_sha256"] for asked, _ in pairs]


def commit(officer: Visit, notice: Round) -> Draw:
    """Commit to the draw of the round's clusters; a head is signed after it."""
    officer.open(f"/desk/rounds/{notice.pk}/draws/")
    judge(officer)
    officer.press("main a.btn-sm")
    officer.page.wait_for_url("**/draws/new/**")
    officer.fill("#beacon", "明日上证指数收盘点位")
    judge(officer)
    officer.send("main form button.btn-primary")
    assert "签署后才能揭示" in officer.page.inner_text("main")
    sign_present_head(at=clock.now())
    return Draw.objects.get()


def reveal(officer: Visit, row: Draw) -> None:
    """Reveal it with the public value that was named."""
    officer.open(f"/desk/draws/{row.pk}/reveal/")
    officer.fill("#value", "3,210.55")
    judge(officer)
    officer.send("main form button.btn-primary")
    judge(officer)


def repeat(visitor: Visit, row: Draw) -> str:
    """Repeat it on its public page; what the page says."""
    visitor.open(f"/draws/{row.pk}/")
    visitor.press("[data-repeat]")
    visitor.page.wait_for_selector("[data-answer] .note-ok:nth-child(2)")
    return visitor.page.inner_text("[data-answer]")


def compare_lists(visitor: Visit, row: Draw) -> None:
    """Another list is told from the one that was committed to, line by line."""
    page = visitor.page
    page.click("[data-draw] details:first-of-type summary")
    page.set_input_files("#other-file", {"name": "p.txt", "mimeType": "text/plain", "buffer": foreign(row).encode()})
    expect(page.locator("#other")).not_to_have_value("")
    visitor.press("[data-compare]")
    page.wait_for_selector("[data-difference] .note-bad")
    assert "added 310115 JQ-FOREIGN" in page.inner_text("[data-difference]")
    page.fill("#other", row.population)
    visitor.press("[data-compare]")
    page.wait_for_selector("[data-difference] .note-ok")


def find_what_was_altered(visitor: Visit, row: Draw) -> None:
    """A published outcome that is another, then a published list that is."""
    page = visitor.page
    altered = json.loads(page.evaluate("async () => (await fetch('draw.json')).text()"))
    page.route("**/draw.json", lambda route: route.fulfill(json=altered))
    altered["reveal"]["drawn"][1] = ["310115", "JQ-FOREIGN"]
    visitor.press("[data-repeat]")
    page.wait_for_selector("[data-answer] .note-bad")
    assert "place 2:" in page.inner_text("[data-answer]")
    altered["population"] = foreign(row)
    visitor.press("[data-repeat]")
    page.wait_for_selector("[data-answer] .note-bad:first-child")
    assert "it was changed" in page.inner_text("[data-answer]")


def foreign(row: Draw) -> str:
    """The population with one line that is another."""
    return row.population.replace(row.population.split()[1], "JQ-FOREIGN")


def judge(visitor: Visit) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    assert faults(visitor.page) == []


def a_draw(chance: random.Random) -> tuple[dict[str, Any], list[list[str]]]:
    """A draw at random as the browser is given it, and what Python makes of it."""
    size = chance.randint(1, 40)
    letters = "ab中𠮷-+é1 "
    names = {f"x{index}" + "".join(chance.choices(letters, k=chance.randint(0, 5))) for index in range(size)}
    strata = ["", "浦东", "a", "a b", "310115"]
    population: Population = population_of((chance.choice(strata), name) for name in names)
    seed, root = (hashlib.sha256(str(chance.random()).encode()).hexdigest() for _ in range(2))
    value = chance.choice(["", "3,210.55", " 上证 3210 "])
    count = chance.randint(0, size)
    before = Commitment(population, count, commitment_of(seed), "x" if value else "")
    lines = [list(line) for line in population.lines]
    chance.shuffle(lines)
    asked = {"lines": lines, "count": count, "seed_sha256": before.seed_sha256, "seed": seed, "root": root}
    told = [list(line) for line in drawn(before, Reveal(seed, root, value))]
    return asked | {"value": value, "population_sha256": population.sha256}, told
