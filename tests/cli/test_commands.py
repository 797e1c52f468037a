"""The commands as a user types them: exit codes, what is printed where, what is written, and what is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

import jiqun
from jiqun.cli.main import run
from jiqun.facts.generate import one_cluster
from jiqun.facts.workbook import write_workbook

ON = "2026-05-01"
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/assessment.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "sample.xlsx"
    write_workbook(path, one_cluster(1, 10, 40, date(2026, 5, 1)), lang="zh")
    return path


@pytest.fixture
def broken(workbook: Path, tmp_path: Path) -> Path:
    """The same workbook with a negative employee count and an unknown district."""
    book = load_workbook(workbook)
    book["集群信息"]["B4"] = "火星区"
    sheet = book["年度数据"]
    column = next(cell.column for cell in sheet[1] if "从业人员" in str(cell.value))
    sheet.cell(3, column).value = -5
    path = tmp_path / "broken.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "clusters"
    assert run(["generate", str(folder), "--clusters", "12", "--enterprises", "30", "--seed", "3", "--on", ON]) == 0
    return folder


def test_assess_prints_a_report_with_verdict_and_every_clause(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", str(workbook), "--on", ON, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "NOT ELIGIBLE" in text
    assert all(clause in text for clause in jiqun.assess(workbook, on=date(2026, 5, 1)).edition.provisions)


def test_json_is_alone_on_standard_output_and_fits_the_schema(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", str(workbook), "--on", ON, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(shown)
    assert shown == json.loads(json.dumps(jiqun.assess(workbook, on=date(2026, 5, 1)).as_dict()))


@pytest.mark.parametrize(
    ("form", "starts"), [("text", b""), ("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_is_written_to_a_file(workbook: Path, tmp_path: Path, form: str, starts: bytes, lang: str) -> None:
    out = tmp_path / f"report.{form}"
    assert run(["assess", str(workbook), "--on", ON, "--format", form, "--lang", lang, "--out", str(out)]) == 0
    assert out.read_bytes().lower().startswith(starts.lower())
    assert [path.name for path in tmp_path.iterdir()] == [out.name], "nothing but the report is left behind"


@pytest.mark.parametrize(
    "wrong",
    [
        ["assess"],
        ["assess", "no-such-file.xlsx"],
        ["nonsense"],
        ["assess", "{book}", "--format", "pdf"],
        ["assess", "{book}", "--reading", "over"],
        ["assess", "{book}", "--reading", "over=maybe"],
        ["assess", "{book}", "--reading", "nothing=strict"],
        ["assess", "{book}", "--on", "2026-13-01"],
        ["assess", "{book}", "--procedures", "beijing-2024"],
        ["assess", "{book}", "--explain", "A6.9.9"],
        ["whatif", "{folder}", "--set", "A6.2.1=3"],
        ["whatif", "{folder}", "--set", "A6.2.6=many"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(wrong: list[str], workbook: Path, dataset: Path) -> None:
    assert run([part.format(book=workbook, folder=dataset) for part in wrong]) == 2


def test_a_refused_workbook_ends_with_3_and_writes_nothing(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.pdf"
    assert run(["assess", str(broken), "--on", ON, "--format", "pdf", "--out", str(out), "--lang", "en"]) == 3
    assert not out.exists()
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "火星区" in printed.err
    assert "-5" in printed.err


def test_a_refused_workbook_as_json_lists_errors_and_warnings(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", str(broken), "--on", ON, "--format", "json"]) == 3
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == {"errors", "warnings"}
    found = [(error["sheet"], error["row"], error["column"], error["value"]) for error in shown["errors"]]
    assert found == [("cluster", 4, "district", "火星区"), ("annual", 3, "employees", "-5")]
    assert all(error["message"]["zh"] and error["message"]["en"] for error in shown["errors"])


@pytest.mark.parametrize("day", ["2024-02-21", "2029-02-22"])
def test_a_day_outside_the_window_is_refused(workbook: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", str(workbook), "--on", day, "--format", "json"]) == 3
    codes = [error["code"] for error in json.loads(capsys.readouterr().out)["errors"]]
    assert codes[0] == "outside_window"


def test_check_lists_errors_and_returns_the_workbook_marked(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marked = tmp_path / "marked.xlsx"
    assert run(["check", str(broken), "--on", ON, "--marked", str(marked), "--lang", "zh"]) == 3
    assert "火星区" in capsys.readouterr().out
    assert load_workbook(marked)["集群信息"]["B4"].comment is not None


def test_check_of_a_good_workbook_ends_with_0(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(workbook), "--on", ON, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"errors": [], "warnings": []}


def test_a_template_filled_from_a_workbook_holds_the_same_data(workbook: Path, tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    assert run(["template", str(out), "--lang", "en", "--from", str(workbook)]) == 0
    on = date(2026, 5, 1)
    assert jiqun.assess(out, on=on).dataset_sha256 == jiqun.assess(workbook, on=on).dataset_sha256


@pytest.mark.article("9")
def test_reviewers_outcomes_replace_review_and_nothing_else(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviews = tmp_path / "reviews.csv"
    reviews.write_text("clause,outcome,reason\nA6.2.1,met,符合规划\nA6.2.6,not_met,不认可\n", encoding="utf-8-sig")
    assert run(["assess", str(workbook), "--on", ON, "--reviews", str(reviews), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    outcomes = {one["clause"]: one["outcome"] for one in shown["findings"]}
    assert outcomes["A6.2.1"] == "met"
    assert outcomes["A6.2.6"] == "met"
    assert [(w["sheet"], w["row"], w["code"]) for w in shown["warnings"]] == [("reviews", 3, "review_ignored")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A6.9.9,met,x", "unknown_clause"),
        ("A6.2.1,perhaps,x", "unknown_outcome"),
        ("A6.2.1,met,", "required"),
        ("A6.2.1,met,x\nA6.2.1,met,y", "duplicate_review"),
    ],
)
def test_a_wrong_file_of_reviews_is_refused(
    workbook: Path, tmp_path: Path, row: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reviews = tmp_path / "reviews.csv"
    reviews.write_text(f"clause,outcome,reason\n{row}\n", encoding="utf-8")
    assert run(["assess", str(workbook), "--on", ON, "--reviews", str(reviews), "--format", "json"]) == 3
    assert [error["code"] for error in json.loads(capsys.readouterr().out)["errors"]] == [code]


def test_explain_lists_enterprises_largest_first(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", str(workbook), "--on", ON, "--explain", "A6.2.8", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    sizes = [row["numbers"][0] for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert run(["assess", str(workbook), "--on", ON, "--explain", "A6.2.8", "--lang", "zh"]) == 0
    assert rows[0]["name"] in capsys.readouterr().out.replace("\n", "")


@pytest.mark.article("7")
def test_a_notice_stands_beside_the_articles_own_figure(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = tmp_path / "notice.toml"
    notice.write_text(
        'document = "虚构〔2026〕1号"\nlegal_basis = "第七条"\nprocedures = "shanghai-2024"\n'
        'from = 2026-01-01\nto = 2026-12-31\n[figures]\nannual_output = "2000000000"\n',
        encoding="utf-8",
    )
    assert run(["assess", str(workbook), "--on", ON, "--notice", str(notice), "--format", "json"]) == 0
    findings = {one["clause"]: one for one in json.loads(capsys.readouterr().out)["findings"]}
    required = findings["A6.2.6"]["required"]
    assert required["value"] == 2_000_000_000
    assert required["override"]["article_value"] == 3_000_000_000
    assert required["override"]["document"] == "虚构〔2026〕1号"
    notice.write_text("document = ''", encoding="utf-8")
    assert run(["assess", str(workbook), "--on", ON, "--notice", str(notice)]) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_procedures_shows_the_edition_and_what_differs(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["procedures", "--lang", lang]) == 0
    text = capsys.readouterr().out
    assert "A21" in text
    assert "A6.9.6" in text
    assert run(["procedures", "shanghai-2024", "--diff", "national-2022", "--lang", lang]) == 0
    assert "A6.2.7" in capsys.readouterr().out


def test_assess_all_writes_a_row_for_every_cluster_and_clause(dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.parquet"
    assert run(["assess-all", str(dataset), "--out", str(out), "--on", ON]) == 0
    rows = duckdb.sql(f"SELECT * FROM '{out}'")
    assert rows.columns == ["cluster_id", "clause", "outcome", "observed", "required", "margin", "verdict"]
    assert len(rows.fetchall()) == 12 * 49
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_assess_all_of_a_folder_that_is_no_dataset_is_refused(tmp_path: Path) -> None:
    assert run(["assess-all", str(tmp_path), "--out", str(tmp_path / "x.parquet"), "--on", ON]) == 3
    assert not list(tmp_path.iterdir())


def test_whatif_names_the_clusters_that_flip(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, changed = dataset.parent / "base.parquet", dataset.parent / "changed.parquet"
    assert run(["whatif", str(dataset), "--reading", "over=includes", "--on", ON, "--format", "json"]) == 0
    flips = {row["cluster_id"]: (row["before"], row["after"]) for row in json.loads(capsys.readouterr().out)}
    assert run(["assess-all", str(dataset), "--out", str(base), "--on", ON]) == 0
    assert run(["assess-all", str(dataset), "--out", str(changed), "--on", ON, "--reading", "over=includes"]) == 0
    expected = duckdb.sql(
        f"SELECT DISTINCT b.cluster_id, b.verdict, c.verdict FROM '{base}' b JOIN '{changed}' c "
        "USING (cluster_id, clause) WHERE b.verdict <> c.verdict"
    ).fetchall()
    assert flips == {key: (before, after) for key, before, after in expected}


def test_generate_makes_the_same_bytes_and_never_overwrites(dataset: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    args = ["--clusters", "12", "--enterprises", "30", "--seed", "3", "--on", ON]
    assert run(["generate", str(again), *args]) == 0
    ours, theirs = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*.parquet")} for f in (dataset, again))
    assert ours == theirs
    assert run(["generate", str(again), *args]) == 2


def test_a_fault_of_ours_ends_with_1_and_says_so(
    workbook: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is neither wrong usage nor wrong input is ours: here, a template that has gone missing."""
    monkeypatch.setattr("jiqun.cli.commands.assess.assess_case", lambda *_: {}["gone"])
    assert run(["assess", str(workbook), "--on", ON]) == 1
    assert "A fault of ours: KeyError: 'gone'" in capsys.readouterr().err


def test_help_loads_no_engine_and_no_typesetter() -> None:
    """The start of `jiqun --help` is quick because of what it does not import."""
    script = (
        "import sys; from jiqun.cli.main import run; run(['--help']); "
        "print([m for m in ('duckdb', 'typst', 'vl_convert', 'openpyxl', 'rich', 'xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_error(workbook: Path) -> None:
    command = f"{sys.executable} -m jiqun.cli assess {workbook} --on {ON} | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True, env={**os.environ})
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["template", "TARGET.xlsx"],
        ["assess", "WORKBOOK", "--on", ON, "--format", "json", "--out", "TARGET.json"],
        ["assess-all", "DATASET", "--on", ON, "--out", "TARGET.parquet"],
    ],
    ids=lambda command: command[0],
)
def test_a_target_in_no_folder_is_said_as_it_was_typed(
    workbook: Path, dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    places = {"WORKBOOK": str(workbook), "DATASET": str(dataset)}
    assert run([places.get(word, word.replace("TARGET", str(nowhere / "x"))) for word in command]) == 2
    assert f"{nowhere}: No such file or directory" in capsys.readouterr().err
