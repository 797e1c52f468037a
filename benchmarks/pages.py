"""`python -m benchmarks.pages`: how quickly the pages of a city of 200 clusters and 50,000 enterprise-years answer.

Builds the fictional city once (by the same acts as a real one; kept under var/), serves it as `jiqun serve` does, and
lets 20 people walk about in it, each in a browser session of their own, who pause two to five seconds between pages;
and then the same people without pauses, for the requests a second that the server can do.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

ROOT = Path(__file__).parent.parent
VAR = ROOT / "var" / "bench" / "city"
ADDRESS = "127.0.0.1:8799"
BASE = f"http://{ADDRESS}"
CLUSTERS, ENTERPRISES = 200, 63  # by four years each: 50,400 enterprise-years
SEED, TIMEOUT = 2026, 30
JIQUN = [sys.executable, "-m", "jiqun"]

# Who walks about, and the kinds of page that they open; how often is the number of times that one stands here.
PEOPLE: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "visitor": (5, ("home", "register", "register", "search", "cluster", "cluster", "article", "clause", "documents")),
    "operator": (
        6,
        ("worklist", "tasks", "tasks", "clauses", "clauses", "data", "evidence", "case", "own cluster", "save"),
    ),
    "district": (6, ("worklist", "worklist", "cases", "case", "case", "case", "move", "clusters", "desk search")),
    "officer": (2, ("worklist", "cases", "case", "rounds", "clusters", "documents")),
    "auditor": (1, ("ledger", "ledger", "entry", "case", "cases")),
}


@dataclass
class Measured:
    """Seconds by kind of page, and answers that were no page."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, took: float, answer: requests.Response) -> None:
        with self.lock:
            self.seconds[kind].append(took)
            if answer.status_code != 200:
                self.wrong.append(f"{kind} {answer.url}: {answer.status_code}")


class Person:
    """Somebody with a session, who knows the pages that they can open."""

    def __init__(self, role: str, email: str, code: str, dice: random.Random) -> None:
        self.role, self.dice, self.session = role, dice, requests.Session()
        self.session.headers["Accept-Language"] = "zh-CN"
        if email:
            self._sign_in(email, code)
        self.cases = self._found("/desk/cases/", r"/desk/cases/(\d+)/\"") if email else []
        self.drafts = self._found("/desk/cases/?stage=draft", r"/desk/cases/(\d+)/\"") if role == "operator" else []
        self.own = self._found("/desk/clusters/", r"/desk/clusters/(\d+)/\"") if email else []
        self.numbers = self._found("/clusters/", r"/clusters/(C\d+)/")

    def _sign_in(self, email: str, code: str) -> None:
        form = {"login": email, "password": "demonstration-2026"}
        answer = self._post("/accounts/login/", form)
        if "/2fa/authenticate" in answer.url:
            answer = self._post("/accounts/2fa/authenticate/", {"code": code})
        if "/desk/" not in answer.url:
            raise SystemExit(f"{email} could not sign in: {answer.url}")

    def _post(self, path: str, form: Mapping[str, str]) -> requests.Response:
        page = self.session.get(BASE + path, timeout=TIMEOUT)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token
        sent = {**form, "csrfmiddlewaretoken": token[1]}
        return self.session.post(BASE + path, sent, headers={"Referer": BASE + path}, timeout=TIMEOUT)

    def _found(self, path: str, pattern: str) -> list[str]:
        return sorted(set(re.findall(pattern, self.session.get(BASE + path, timeout=TIMEOUT).text)))

    def open_one(self, measured: Measured) -> None:
        """Open a page of a kind at random and note how long it took until its last byte."""
        kind = self.dice.choice(PEOPLE[self.role][1])
        began = time.perf_counter()
        answer = self._save() if kind == "save" else self.session.get(BASE + self._path(kind), timeout=TIMEOUT)
        measured.note(kind, time.perf_counter() - began, answer)

    def _save(self) -> requests.Response:
        """A statement kept while typing, as the page's script does it."""
        if not self.drafts:
            return self.session.get(f"{BASE}/desk/", timeout=TIMEOUT)
        path = f"/desk/cases/{self.dice.choice(self.drafts)}/clauses/A6.4.2/"
        form = {"holds": "是", "text": f"测试说明{self.dice.random()}", "csrfmiddlewaretoken": self._token()}
        headers = {"Referer": BASE + path, "HX-Request": "true"}
        return self.session.post(BASE + path, form, headers=headers, timeout=TIMEOUT)

    def _token(self) -> str:
        return str(self.session.cookies.get("csrftoken"))

    def _path(self, kind: str) -> str:
        dice = self.dice
        case = dice.choice(self.cases) if self.cases else "1"
        draft = dice.choice(self.drafts) if self.drafts else case
        part = "/desk/cases/{}/{}/" if self.drafts else "/desk/cases/{}/"
        paths = {
            "home": "/",
            "register": f"/clusters/?page={dice.randint(1, 7)}",
            "search": f"/clusters/?q={dice.choice(['zhuang', 'dcyq', '装备', '生物', 'C3101', 'Equipment'])}",
            "cluster": f"/clusters/{dice.choice(self.numbers)}/",
            "article": f"/procedures/{dice.randint(1, 21)}/",
            "clause": f"/procedures/6.2.{dice.randint(1, 9)}/",
            "documents": "/documents/",
            "worklist": f"/desk/?show={dice.choice(['mine', 'late', 'waiting'])}",
            "cases": f"/desk/cases/?text={dice.choice(['', 'zhuang', '2026'])}",
            "case": f"/desk/cases/{case}/",
            "move": f"/desk/cases/{case}/",
            "clusters": "/desk/clusters/",
            "own cluster": f"/desk/clusters/{dice.choice(self.own) if self.own else 1}/",
            "desk search": f"/desk/search/?q={dice.choice(['zhuang', '装备', '2026-31'])}",
            "tasks": part.format(draft, "tasks"),
            "clauses": part.format(draft, "clauses"),
            "data": part.format(draft, "data"),
            "evidence": part.format(draft, "evidence"),
            "rounds": "/desk/rounds/",
            "ledger": f"/desk/ledger/?page={dice.randint(1, 20)}",
            "entry": f"/desk/ledger/{dice.randint(1, 500)}/",
        }
        return paths[kind]


def main() -> None:
    """Build, serve, walk, and show the table."""
    asked = _arguments().parse_args()
    environment = {**os.environ, "JIQUN_DEMO": "yes", "JIQUN_VAR": str(asked.var)}
    if not (asked.var / "jiqun.sqlite3").exists() or os.environ.get("DATABASE_URL"):
        size = ["--clusters", str(CLUSTERS), "--enterprises", str(ENTERPRISES)]
        subprocess.run([*JIQUN, "demo", *size], env=environment, check=True, stderr=subprocess.DEVNULL)
    with _served(environment):
        people = _people(environment)
        _walk(people, Measured(), asked.warm, pauses=True)
        walked, began = Measured(), time.perf_counter()
        _walk(people, walked, asked.seconds, pauses=True)
        _show(walked, time.perf_counter() - began, f"{len(people)} people who pause 2 to 5 s")
        driven, began = Measured(), time.perf_counter()
        _walk(people, driven, asked.closed, pauses=False)
        _show(driven, time.perf_counter() - began, f"{len(people)} people without pauses (closed loop)")


@contextmanager
def _served(environment: Mapping[str, str]) -> Iterator[None]:
    began = time.perf_counter()
    server = subprocess.Popen([*JIQUN, "serve", "--address", ADDRESS], env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(240):
            time.sleep(0.25)
            try:
                if requests.get(f"{BASE}/readyz", timeout=2).ok:
                    break
            except requests.ConnectionError:
                continue
        print(f"Serving after {time.perf_counter() - began:.1f} s.")
        yield
        print(f"Memory of the server’s processes: {_memory(server.pid)} MB.")
    finally:
        server.terminate()
        server.wait(60)


def _people(environment: Mapping[str, str]) -> list[Person]:
    """Everybody, signed in. One-time codes hold for half a minute, so they are asked for as they are needed."""
    people, dice = [], random.Random(SEED)
    districts = ("310110", "310112", "310113", "310114", "310115", "310117")
    for role, (count, _) in PEOPLE.items():
        for number in range(count):
            name = {
                "visitor": "",
                "operator": f"operator-{2 + 20 * number:02d}",
                "district": f"district-{districts[number]}",
            }
            email = name.get(role, role) and f"{name.get(role, role)}@demo.example"
            if role == "officer" and number:
                email = "approver@demo.example"
            shown = subprocess.run(
                [*JIQUN, "demo", "--code"], env=environment, capture_output=True, text=True, check=True
            )
            people.append(Person(role, email, shown.stdout.strip(), random.Random(dice.random())))
    return people


def _walk(people: list[Person], measured: Measured, seconds: float, *, pauses: bool) -> None:
    until = time.monotonic() + seconds

    def walk(person: Person) -> None:
        if pauses:
            time.sleep(person.dice.uniform(0, 5))
        while time.monotonic() < until:
            person.open_one(measured)
            if pauses:
                time.sleep(person.dice.uniform(2, 5))

    threads = [threading.Thread(target=walk, args=(one,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _show(measured: Measured, seconds: float, title: str) -> None:
    print(f"\n{title}\n")
    print("| page | answers | p50 ms | p95 ms | p99 ms |\n| --- | ---: | ---: | ---: | ---: |")
    everything = [took for times in measured.seconds.values() for took in times]
    for kind, times in [*sorted(measured.seconds.items()), ("all", everything)]:
        marks = statistics.quantiles(times, n=100) if len(times) > 1 else times * 100
        print(f"| {kind} | {len(times)} | {marks[49] * 1e3:.0f} | {marks[94] * 1e3:.0f} | {marks[98] * 1e3:.0f} |")
    print(f"\n{len(everything) / seconds:.1f} requests a second; {len(measured.wrong)} answers that were no page.")
    for one in measured.wrong[:5]:
        print(one)


def _memory(server: int) -> int:
    """The proportional set size of a process and its children, in MB."""
    tree = [server]
    for one in tree:
        children = Path(f"/proc/{one}/task/{one}/children")
        tree += [int(child) for child in children.read_text().split()] if children.exists() else []
    found = (re.search(r"Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text()) for one in tree)
    return sum(int(one[1]) for one in found if one) // 1024


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Measure the pages of a city.")
    parser.add_argument("--var", type=Path, default=VAR, metavar="DIR", help="where the city is kept")
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--warm", type=float, default=30)
    parser.add_argument("--closed", type=float, default=30)
    return parser


if __name__ == "__main__":
    main()
