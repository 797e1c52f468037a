"""`jiqun verify draw`: a draw done again off line; every wrong thing is named, in its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiqun.base.words import LANGS, Lang
from jiqun.cli.main import run
from jiqun.papers.draw_record import DrawRecord, read_draw
from tests.ledger.made import PUBLIC, STRANGER_PUBLIC
from tests.papers.made_draw import POPULATION, SEED, made_draw

pytestmark = pytest.mark.article("9")
RECORD = made_draw().as_dict()
Checked = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draw-1.json"


@pytest.fixture
def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> Checked:
    """Checks a record for a machine; its exit code, and what was found."""

    def done(record: object, key: str = PUBLIC) -> tuple[int, dict[str, Any]]:
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        keyed = ["--key", key] if key else []
        code = run(["verify", "draw", str(path), *keyed, "--format", "json"])
        return code, json.loads(capsys.readouterr().out)

    return done


def changed(**members: object) -> dict[str, Any]:
    """The record with members of it, or of its reveal (`reveal_seed`), changed."""
    found: dict[str, Any] = json.loads(json.dumps(RECORD))
    for name, value in members.items():
        part = found["reveal"] if name.startswith("reveal_") else found
        part[name.removeprefix("reveal_")] = value
    return found


def places(found: dict[str, Any]) -> list[tuple[str, int | None, int | None]]:
    return [(one["code"], one["line"], one["seq"]) for one in found["faults"]]


@pytest.mark.parametrize("lang", LANGS)
def test_a_sound_draw_ends_with_0_and_says_who_was_drawn(
    path: Path, capsys: pytest.CaptureFixture[str], lang: Lang
) -> None:
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    code = run(["verify", "draw", str(path), "--key", PUBLIC, "--lang", lang])
    text = capsys.readouterr().out
    assert code == 0
    assert text.startswith({"zh": "✓ 核验通过  draw-1.json\n", "en": "✓ VERIFIED  draw-1.json\n"}[lang])
    for stratum, name in RECORD["reveal"]["drawn"]:
        assert f"{stratum} {name}" in text
    assert {"zh": "不小于5的第一个树头覆盖6条", "en": "size is 5 or more covers 6 entries"}[lang] in text.replace(
        "\n", " "
    )


def test_a_record_reads_back_as_it_was_written() -> None:
    assert read_draw(json.dumps(RECORD)) == made_draw()
    assert read_draw(json.dumps(made_draw(revealed=False).as_dict())) == made_draw(revealed=False)


def test_without_a_key_or_with_another_nothing_is_verified(checked: Checked) -> None:
    code, found = checked(RECORD, key="")
    assert (code, found["state"], found["faults"]) == (3, "self-consistent", [])
    code, found = checked(RECORD, key=STRANGER_PUBLIC)
    assert (code, places(found)) == (3, [("key-untrusted", None, 5), ("key-untrusted", None, 7)])


@pytest.mark.parametrize(
    "text",
    [
        POPULATION.text.replace("JQ-15-3", "JQ-15-9"),
        POPULATION.text.removeprefix("310112\tJQ-12-0\n"),
        POPULATION.text + "310116\tJQ-16-0\n",
    ],
    ids=["another", "one fewer", "one more"],
)
def test_any_change_of_the_population_after_the_commitment_is_found(checked: Checked, text: str) -> None:
    code, found = checked(changed(population=text))
    assert (code, "population-changed" in {one["code"] for one in found["faults"]}) == (3, True)


def test_a_population_changed_together_with_its_hash_is_not_what_the_ledger_recorded(checked: Checked) -> None:
    text = POPULATION.text.replace("JQ-15-3", "JQ-15-30")
    hashed = made_draw().announced.population_sha256
    from_hash = changed(population=text, population_sha256="ab" * 32)
    assert hashed != from_hash["population_sha256"]
    codes = [one[0] for one in places(checked(from_hash)[1])]
    assert "not-as-recorded" in codes


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (POPULATION.text.replace("310112\tJQ-12-1", "310112 JQ-12-1"), ("population-form", 2, None)),
        (POPULATION.text.replace("JQ-12-2", "JQ-12-1"), ("population-twice", 3, None)),
        (POPULATION.text.replace("310112\tJQ-12-1", "310119\tJQ-12-1"), ("population-order", 3, None)),
        (POPULATION.text.removesuffix("\n"), ("population-end", 14, None)),
    ],
)
def test_what_is_wrong_in_the_population_is_told_by_its_line(
    checked: Checked, text: str, fault: tuple[str, int, None]
) -> None:
    assert fault in places(checked(changed(population=text))[1])


@pytest.mark.parametrize(
    ("members", "faults"),
    [
        ({"reveal_seed": "cd" * 32}, [("seed", None, None), ("not-as-recorded", None, 7)]),
        ({"reveal_root": "cd" * 32}, [("root", None, 5), ("not-as-recorded", None, 7)]),
        ({"reveal_head_size": 5}, [("root", None, 5), ("not-as-recorded", None, 7)]),
        ({"reveal_value": ""}, [("value", None, None), ("not-as-recorded", None, 7)]),
        ({"seed_sha256": "cd" * 32}, [("not-as-recorded", None, 5), ("seed", None, None)]),
        ({"beacon": "5月12日"}, [("not-as-recorded", None, 5)]),
        ({"purpose": "experts"}, [("not-as-recorded", None, 5)]),
        ({"reveal": None}, [("reveal-missing", None, 7)]),
        ({"commitment": None}, [("not-covered", None, None)]),
        ({"commitment": RECORD["revelation"]}, [("other-act", None, 7)]),
        ({"revelation": RECORD["commitment"]}, [("other-act", None, 5)]),
        ({"commitment": {**RECORD["commitment"], "opened": None}}, [("not-opened", None, 5)]),
    ],
)
def test_what_is_not_as_the_ledger_recorded_it_is_named(
    checked: Checked, members: dict[str, object], faults: list[tuple[str, int | None, int | None]]
) -> None:
    found = places(checked(changed(**members))[1])
    assert [fault for fault in faults if fault not in found] == []
    assert {code for code, _, _ in found} - {code for code, _, _ in faults} <= {"drawn", "root", "other-draw"}


def test_the_ledger_that_recorded_another_count_is_believed(checked: Checked) -> None:
    code, found = checked(made_draw(count=4).as_dict())
    assert (code, places(found)) == (3, [("not-as-recorded", None, 5)])
    assert found["faults"][0]["message"]["en"] == "count is not what the ledger recorded."


def test_an_outcome_that_is_another_is_told_by_its_place(checked: Checked) -> None:
    lines = RECORD["reveal"]["drawn"]
    swapped = [lines[1], lines[0], *lines[2:]]
    found = checked(changed(reveal_drawn=swapped, revelation=None))[1]
    assert [one["message"]["en"] for one in found["faults"]] == [
        f"Place 1 is {' '.join(lines[0])}; the file lists {' '.join(lines[1])}.",
        f"Place 2 is {' '.join(lines[1])}; the file lists {' '.join(lines[0])}.",
    ]
    fewer = checked(changed(reveal_drawn=lines[:-1], revelation=None))[1]
    assert [one["code"] for one in fewer["faults"]] == ["drawn-count"]


@pytest.mark.parametrize(
    ("record", "note"),
    [
        (made_draw(revealed=False), "Not revealed yet"),
        (made_draw(covered=False), "No signed head covers the entry of the reveal yet"),
    ],
)
def test_what_there_is_not_yet_is_said_and_is_no_fault(checked: Checked, record: DrawRecord, note: str) -> None:
    code, found = checked(record.as_dict())
    assert (code, found["faults"]) == (0, [])
    assert found["notes"][0]["en"].startswith(note)


@pytest.mark.parametrize(
    "record",
    [
        [],
        {"format": "jiqun-draw-1"},
        changed(count=-1),
        changed(population=3),
        changed(reveal_seed=SEED.upper()),
        changed(reveal_drawn=[["a"]]),
        changed(reveal_changes={"added": []}),
        changed(extra=1),
    ],
)
def test_what_is_no_record_of_a_draw_is_refused(checked: Checked, record: object) -> None:
    code, found = checked(record)
    assert (code, [one["code"] for one in found["faults"]]) == (3, ["malformed"])
