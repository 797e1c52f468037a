"""Two people at once, a doubled click, a killed process: no act is lost, none is doubled, the ledger verifies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection

from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken
from jiqun.desk.do.changes.carrying_out import carry_out_due
from jiqun.desk.do.moves import move_case
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.record import entry_of
from jiqun.desk.wrong import Wrong
from jiqun.ledger.chain import check_chain
from jiqun.ledger.entry import Stored
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, ChangeReport, ClusterState, LedgerEntry, Question, Step
from tests.cast import Cast, at, make_cast
from tests.desk.changed import decided, lodged, recognised
from tests.desk.filled import move, submitted
from tests.seals import sealed_tables

__all__ = ["sealed_tables"]


@pytest.fixture
def cast(sealed_tables: None) -> Cast:
    return make_cast()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do the acts in threads of their own at the same time; what became of each."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("done")
        except (Overtaken, Refused, NotThere, Wrong) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(outcomes)


def chain_faults() -> object:
    return check_chain([Stored(entry_of(row), row.hash) for row in LedgerEntry.objects.order_by("seq")])


def test_two_officers_at_once_and_one_is_overtaken(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    version = Case.objects.get().version

    def decide(who: str, name: str, **given: object) -> Callable[[], object]:
        by = getattr(cast, who)
        return lambda: move_case(case=case.pk, move=name, version=version, given=given, by=by, at=at(3, 18))

    outcomes = at_once(
        decide("district", "decline", reason="不符合。"),
        decide("district_colleague", "return_for_correction", reason="请补正。", due_on=at(4, 10).date()),
    )
    assert outcomes == ["Overtaken", "done"]
    assert Step.objects.filter(case=case, move__in=("decline", "return_for_correction")).count() == 1
    assert chain_faults() == ()


def test_a_click_doubled_many_times_is_one_act(cast: Cast) -> None:
    case = submitted(cast)
    version = Case.objects.get().version
    click = lambda: move_case(  # noqa: E731  # one call, used six times
        case=case.pk, move="accept", version=version, given={}, by=cast.district, at=at(3, 17)
    )
    assert at_once(*[click] * 6) == ["Overtaken"] * 5 + ["done"]
    assert LedgerEntry.objects.filter(act="accept").count() == 1
    assert chain_faults() == ()


def test_acts_on_different_cases_at_once_all_stand_in_one_chain(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    before = LedgerEntry.objects.count()

    def ask(number: int) -> Callable[[], object]:
        def act() -> None:
            for _ in range(50):
                try:
                    move(case, "ask_question", cast.district, at(3, 18), clause="A6.4.2", text=f"问题{number}")
                except Overtaken:
                    continue
                return
            raise AssertionError("always overtaken")

        return act

    assert at_once(*(ask(number) for number in range(5))) == ["done"] * 5
    assert Question.objects.count() == 5
    assert LedgerEntry.objects.count() == before + 5
    assert chain_faults() == ()


ASKING = """
import os, sys
import django
django.setup()
from tests.desk.asking import ask_forever
ask_forever(int(sys.argv[1]), int(sys.argv[2]))
"""


def test_a_process_killed_in_the_middle_leaves_whole_acts_only(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    connection.close()
    for pause in (0.0, 0.02, 0.05, 0.11):
        kill_while_asking(case.pk, cast.district.appointment, pause)
    row = Case.objects.get()
    asked = Step.objects.filter(case=case, move="ask_question").count()
    assert asked > 0
    assert Question.objects.count() == asked
    assert LedgerEntry.objects.filter(act="ask_question").count() == asked
    assert row.version == 1 + Step.objects.filter(case=case).count()
    assert chain_faults() == ()
    assert verify_everything().faults == ()
    move(case, "decline", cast.district, at(3, 20), reason="不符合。")


def kill_while_asking(case: int, appointment: int, pause: float) -> None:
    database = connection.settings_dict["NAME"]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "JIQUN_VAR": str(settings.VAR)}
    env["TEST_DATABASE"] = str(database)
    asking = [sys.executable, "-c", ASKING, str(case), str(appointment)]
    with subprocess.Popen(asking, env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "asking\n"
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL


@pytest.mark.article("19")
def test_two_colleagues_report_one_change_and_one_report_is_opened(cast: Cast) -> None:
    recognised(cast)

    def report(who: Actor) -> Callable[[], object]:
        return lambda: lodged(cast, "area", at(4, 20), by=who)

    assert at_once(report(cast.operator), report(cast.operator_colleague)) == ["Refused", "done"]
    assert ChangeReport.objects.count() == 1
    assert chain_faults() == ()


@pytest.mark.article("19")
def test_two_workers_enter_a_change_on_its_day_and_it_is_entered_once(cast: Cast) -> None:
    case = decided(cast, lodged(cast, "dominant_industry", at(4, 20), effective_on=at(5, 10).date()))
    at_once(*[lambda: carry_out_due(at=at(5, 10))] * 2)
    assert ClusterState.objects.filter(case=case).count() == 1
    assert verify_everything().faults == ()
