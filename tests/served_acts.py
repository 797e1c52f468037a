"""What a test does inside an installation that runs beside it (`tests.served`): all by plain values."""

from __future__ import annotations

import gc
from collections import Counter
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from jiqun.base import clock
from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.actor import actors_of
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.rounds.notice import Notice
from jiqun.records.models import Case, LedgerEntry, Person, Question, Step
from tests.cast import cluster_of, good_workbook, make_cast
from tests.desk.filled import fill, move

PASSWORD = "a long password for tests"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_tables() -> None:
    """Every table, and no row."""
    gc.disable()  # migrating makes every model over and over: looking for what is unused takes a third of the time
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    gc.enable()


def settle() -> dict[str, str]:
    """Tables, and the cast with passwords and second factors; their addresses by name."""
    make_tables()
    cast = make_cast()
    hashed = make_password(PASSWORD)  # slow by design, so once for all
    found = {}
    for name in cast.__dataclass_fields__:
        who = getattr(cast, name)
        person = Person.objects.get(pk=who.person)
        person.password = hashed
        person.save()
        found[name] = person.email
        if who.is_official:
            TOTP.activate(person, SECRET)
    return found


def forget_second_factor(email: str) -> None:
    """The person has none any more."""
    Person.objects.get(email=email).authenticator_set.all().delete()


def linked(email: str) -> list[str]:
    """The subjects of single sign-on that open the account."""
    return list(SocialAccount.objects.filter(user__email=email).order_by("pk").values_list("uid", flat=True))


def has_password(email: str) -> bool:
    return Person.objects.get(email=email).has_usable_password()


def case_in_review() -> int:
    """A case that the district examines now."""
    now = clock.now()
    by = {one.email: actors_of(one, now)[0] for one in Person.objects.filter(email__contains="@")}
    operator, district = by["operator@example.test"], by["district@example.test"]
    cluster = cluster_of(district, operator)
    notice = Notice(
        number="测试〔2026〕1号",
        title=Bi(zh="年度申报通知（测试）", en="Applications (test)"),
        text=Bi(zh="请申报。", en="Please apply."),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
        materials=("A6.4.2",),
    )
    published = publish_round(notice, by=by["municipal@example.test"], at=now - timedelta(days=2))
    case = open_application(round_id=published.pk, cluster=cluster.pk, by=operator, at=now)
    fill(case, operator, now, good_workbook())
    move(case, "submit", operator, now, declared="password")
    move(case, "accept", district, now)
    return case.pk


def settle_with_a_case() -> int:
    """The same in one process, and a case that the district examines now."""
    settle()
    return case_in_review()


def counts(case: int) -> dict[str, int]:
    """How often the case was asked something, counted in four places; the faults of the whole ledger."""
    return {
        "faults": len(verify_everything().faults),
        "questions": Question.objects.filter(case=case).count(),
        "steps": Step.objects.filter(case=case, move="ask_question").count(),
        "entries": LedgerEntry.objects.filter(act="ask_question").count(),
        "version": Case.objects.get(pk=case).version - 1 - Step.objects.filter(case=case).count(),
    }


def year_in_the_ledger(year: int) -> tuple[dict[str, int], dict[str, int]]:
    """How often each act stands in the ledger for the months of a year's round, and each article."""
    rows = LedgerEntry.objects.filter(
        at__gt=datetime(year, 3, 1, tzinfo=SHANGHAI), at__lt=datetime(year, 12, 31, tzinfo=SHANGHAI)
    )
    acts = Counter(rows.values_list("act", flat=True))
    return dict(acts), dict(Counter(article.partition(".")[0] for article in rows.values_list("article", flat=True)))
