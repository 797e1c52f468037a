"""Asking experts to judge files, and, where they are drawn, the next in the order of the draw (Article 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.draws.populations import Purpose, subjects_by_id
from jiqun.desk.draws.records import lines_in
from jiqun.desk.experts.assigning import STAYS, askable, due_day
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.fairness.rubric import rubric_of
from jiqun.records.models import Assignment, Case, DrawReveal, Expert, Person


def asked(case: int, expert: int, how: str, due_on: date, at: datetime) -> Assignment:
    """An expert who is asked to judge a file, not yet stored."""
    return Assignment(case_id=case, expert_id=expert, how=how, asked_at=at, due_on=due_on)


def tell_asked(made: Iterable[Assignment], key: str, due_on: date, at: datetime) -> None:
    """Tell each expert how many files wait and until when; never which, since a message outlives a conflict."""
    numbers = Counter(one.expert_id for one in made)
    people = Person.objects.filter(expert__in=numbers).values_list("pk", "expert")
    for person, expert in people.order_by("pk"):
        words = {"n": numbers[expert], "due": due_on}
        who = Person.objects.filter(pk=person)
        tell(who, key, _SUBJECT.fill(**words), _BODY.fill(**words), "/desk/evaluations/", at)


def ask_next(case: Case, *, by: Actor, at: datetime) -> int:
    """Ask as many of those drawn for a file as it lacks, in the order of the draw; how many that were.

    Whoever was on it, has a conflict, no room, or has left the pool is passed over. Nobody is asked where the experts
    were not drawn or the file is evaluated no more. Needs a transaction that holds the case.
    """
    if case.stage != "evaluation" or case.round is None:
        return 0
    staying = Assignment.objects.filter(case=case, state__in=STAYS).count()
    lacking = max(rubric_of(case.round.rubric).experts - staying, 0)
    free = {one.pk for one in askable(case, at)}
    chosen = [expert for expert in order_of(case) if expert in free][:lacking]
    if not chosen:
        return 0
    due_on = due_day(case.round, at)
    made = [asked(case.pk, expert, "draw", due_on, at) for expert in chosen]
    Assignment.objects.bulk_create(made)
    content = {"assignments": [one.pk for one in made], "experts": chosen}
    record("ask_drawn_experts", f"case:{case.pk}", by=by, at=at, article="9", content=content)
    tell_asked(made, f"drawn:{case.pk}:{made[0].pk}", due_on, at)
    return len(made)


def order_of(case: Case) -> tuple[int, ...]:
    """The experts who were drawn for a file, in the order of the draw: those who judge it, then those in reserve."""
    reveal = (
        DrawReveal.objects.filter(draw__case=case, draw__purpose=Purpose.EXPERTS).select_related("draw__secret").first()
    )
    if reveal is None:
        return ()
    whom = subjects_by_id(reveal.draw)
    people = [int(whom[line.id].removeprefix("person:")) for line in lines_in(reveal.drawn) if line.id in whom]
    experts = dict(Expert.objects.filter(person__in=people).values_list("person", "pk"))
    return tuple(experts[person] for person in people if person in experts)


_SUBJECT = Bi(zh="新的评审任务（{n}件），{due}前完成", en="{n} file(s) to evaluate by {due}")
_BODY = Bi(
    zh="您有{n}件新的评审任务。请登录，先声明有无利害关系，再于{due}前提交评分。",
    en="You have {n} new file(s) to evaluate. Sign in, declare whether you have a conflict, and file by {due}.",
)
