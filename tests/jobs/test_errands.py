"""Errands: done once, tried again, not lost with the worker that was killed."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.core import mail
from django.db import connection

from jiqun.base.words import Bi
from jiqun.desk.do.daily.errands import LEASE, claim_errand, finish_errand
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.post import tell
from jiqun.jobs.worker import do_next
from jiqun.records.models import DailyRun, Errand, Message, Person, TreeHead
from tests.cast import Cast, at, make_cluster

HELLO = Bi(zh="你好", en="Hello")
KINDS = ("send_message",)


def told(cast: Cast, key: str = "hello") -> None:
    tell([Person.objects.get(pk=cast.operator.person)], key, HELLO, HELLO, "/desk/", at(3, 10))


def test_a_message_is_sent_once_however_often_it_is_worked_on(cast: Cast) -> None:
    told(cast)
    told(cast)
    assert do_next("one", at(3, 10))
    assert not do_next("one", at(3, 10))
    assert [one.subject for one in mail.outbox] == ["你好"]
    assert Message.objects.get().sent_at == at(3, 10)


def test_an_errand_is_claimed_by_one_worker_only(cast: Cast) -> None:
    told(cast)
    assert claim_errand(worker="one", at=at(3, 10), kinds=KINDS) is not None
    assert claim_errand(worker="two", at=at(3, 10), kinds=KINDS) is None


def test_the_errand_of_a_killed_worker_is_done_by_the_next(cast: Cast) -> None:
    told(cast)
    claim_errand(worker="killed", at=at(3, 10), kinds=KINDS)
    later = at(3, 10) + LEASE + timedelta(seconds=1)
    assert do_next("next", later)
    assert len(mail.outbox) == 1


def test_a_worker_whose_lease_is_over_does_not_end_what_another_does(cast: Cast) -> None:
    told(cast)
    first = claim_errand(worker="slow", at=at(3, 10), kinds=KINDS)
    assert first is not None
    later = at(3, 10) + LEASE + timedelta(seconds=1)
    assert claim_errand(worker="quick", at=later, kinds=KINDS) is not None
    finish_errand(errand=first.id, worker="slow", at=later)
    assert Errand.objects.get().done_at is None


def test_a_failed_errand_is_tried_again_later_and_given_up_after_ten(cast: Cast) -> None:
    Errand.objects.create(kind="send_message", key="x", payload={"nothing": 1}, made_at=at(3, 10), due_at=at(3, 10))
    now = at(3, 10)
    for _ in range(10):
        assert do_next("one", now)
        assert not do_next("one", now)
        now += timedelta(hours=7)
    row = Errand.objects.get()
    assert (row.tries, row.given_up_at is not None) == (10, True)
    assert "TypeError" in row.error


def test_many_workers_at_once_do_each_errand_once(cast: Cast) -> None:
    for number in range(12):
        told(cast, f"hello-{number}")
    done: list[int] = []

    def work(name: str) -> None:
        try:
            while do_next(name, at(3, 10)):
                done.append(1)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(f"worker-{number}",)) for number in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(mail.outbox) == len(done) == 12


def test_the_days_work_is_done_once_a_day(cast: Cast) -> None:
    make_cluster(cast)
    for _ in range(2):
        do_daily_work(at(3, 10))
    assert TreeHead.objects.count() == 1
    make_cluster(cast)
    do_daily_work(at(3, 13))
    runs = list(DailyRun.objects.values_list("name", "day"))
    assert sorted(runs) == sorted({(name, at(3, day).date()) for name, _ in runs for day in (10, 13)})
    assert TreeHead.objects.count() == 2
