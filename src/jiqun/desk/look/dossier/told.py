"""What was said and done in a case, as sections of a dossier: questions, recommendation, feedback, appeals, acts."""

from __future__ import annotations

from jiqun.base.words import Bi, Lang, day_text
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.case import CaseView, Done
from jiqun.desk.look.cases.file import CaseFile
from jiqun.desk.look.changes.report import look_at_change
from jiqun.desk.look.deciding.feedback import FeedbackView, ToldClause, feedback_of
from jiqun.desk.look.remedies.appeals import appeals_about, look_at_appeal
from jiqun.papers.dossier.text import Block, Entry, Facts, Heading, Section, Table
from jiqun.papers.receipt import moment_text
from jiqun.records.models import Case
from jiqun.rules.words import OUTCOMES


def questions(file: CaseFile, lang: Lang) -> Section:
    """Questions and their answers."""
    blocks: list[Block] = []
    for one in file.questions:
        mark = f" · {_TAKEN_BACK.say(lang)}" if one.taken_back else ""
        title = _QUESTION.fill(clause=one.clause).say(lang).strip()
        blocks.append(Entry(title, moment_text(one.asked_at, lang) + mark, one.text))
        if one.answered_at:
            blocks.append(Entry(_ANSWER.say(lang), moment_text(one.answered_at, lang), one.answer))
    return Section(_QUESTIONS.say(lang), tuple(blocks))


def recommendation(file: CaseFile, lang: Lang) -> Section:
    """The district's opinion and its order of merit."""
    found = file.recommendation
    if found is None:
        return Section("", ())
    rows = [(_RANK.say(lang), str(found.rank)), (_DAY.say(lang), day_text(found.at.date(), lang))]
    if found.open_clauses:
        rows.append((_OPEN.say(lang), found.open_clauses.replace(";", "、" if lang == "zh" else ", ")))
    blocks = (Facts(tuple(rows)), Entry(_OPINION.say(lang), "", found.opinion))
    return Section(_RECOMMENDATION.say(lang), blocks)


def feedback(row: Case, lang: Lang) -> Section:
    """What an applicant that was not recognised was told."""
    found = feedback_of(row)
    if found is None:
        return Section("", ())
    blocks: list[Block] = [Entry(_REASON.say(lang), moment_text(found.at, lang), found.reason)] if found.reason else []
    for title, clauses in ((_IN_THE_WAY, found.in_the_way), (_BESIDE, found.beside)):
        if clauses:
            blocks.append(Heading(title.say(lang)))
            blocks += [_clause(one, lang) for one in clauses]
    return Section(_FEEDBACK.say(lang), (*blocks, *_scored(found, lang)))


def _clause(one: ToldClause, lang: Lang) -> Entry:
    lines = [one.short.say(lang)] if one.short else []
    return Entry(
        f"{one.clause}  {one.title.say(lang)}", OUTCOMES[one.outcome].say(lang), "\n".join([*lines, one.help.say(lang)])
    )


def _scored(found: FeedbackView, lang: Lang) -> tuple[Block, ...]:
    if not found.groups:
        return ()
    head = (_GROUP.say(lang), _MEAN.say(lang), _WEIGHT.say(lang))
    rows = tuple(
        (f"{one.number}  {one.title.say(lang)}", one.mean, "" if one.weight is None else f"{one.weight}%")
        for one in found.groups
    )
    place = _PLACE.fill(place=found.place, of=found.ordered).say(lang) if found.place else ""
    means = (Heading(_MEANS.say(lang)), Table(head, rows, (4, 1, 1), 2))
    return (*means, Facts(((_ORDER.say(lang), place),))) if place else means


def appeals(case: int, by: Actor, lang: Lang) -> Section:
    """The appeals against the decision that the one who asks may see."""
    blocks = tuple(
        Entry(f"{one.number}  {one.lodger.say(lang)}", moment_text(one.at, lang), one.stage.say(lang))
        for one in appeals_about(case, by=by)
    )
    return Section(_APPEALS.say(lang), blocks)


def appeal(case: int, by: Actor, lang: Lang) -> Section:
    """One appeal: against what, on what ground, why."""
    found = look_at_appeal(case, by=by)
    facts = (
        (_LODGER, f"{found.lodger.say(lang)} · {found.who}"),
        (_LODGED, moment_text(found.at, lang)),
        (_AGAINST, f"{found.original.number} · {found.original.title.say(lang)}"),
        (_GROUND, found.ground.say(lang)),
        (_REMEDY, found.remedy.say(lang)),
    )
    blocks: list[Block] = [Facts(tuple((name.say(lang), what) for name, what in facts))]
    blocks.append(Entry(_ARGUMENT.say(lang), "", found.argument))
    if found.original.reason:
        blocks.append(Entry(_ORIGINAL.say(lang), "", found.original.reason))
    if found.prepared:
        title = f"{_PREPARED.say(lang)}{found.prepared.ending.say(lang)}"
        blocks.append(Entry(title, moment_text(found.prepared.at, lang), found.prepared.reason))
    return Section(_APPEAL.say(lang), tuple(blocks))


def change(case: int, by: Actor, lang: Lang) -> Section:
    """A reported change: what, since when, reported when, before and after, why."""
    found = look_at_change(case, by=by)
    timing = found.timing
    late = _LATE.fill(n=timing.late) if timing.late else _IN_TIME
    facts = (
        (_CHANGED, found.title.say(lang)),
        (_SINCE, day_text(timing.since, lang)),
        (_REPORTED, f"{day_text(timing.reported, lang)} · {found.who} · {late.say(lang)}"),
        (_BEFORE, found.before.said.say(lang)),
        (_AFTER, found.after.said.say(lang)),
    )
    blocks: list[Block] = [Facts(tuple((name.say(lang), what) for name, what in facts if what))]
    blocks.append(Entry(_WHY.say(lang), "", found.text))
    if found.prepared:
        title = f"{_PREPARED.say(lang)}{found.prepared.ending.say(lang)}"
        blocks.append(Entry(title, moment_text(found.prepared.at, lang), found.prepared.reason))
    return Section(_CHANGE.say(lang), tuple(blocks))


def timeline(view: CaseView, lang: Lang) -> Section:
    """What was done, by whom, under which article."""
    return Section(_TIMELINE.say(lang), tuple(_done(act, lang) for act in view.timeline))


def _done(act: Done, lang: Lang) -> Entry:
    who = f"{act.who} · {act.role.say(lang)} · {act.organisation.say(lang)}"
    if act.stood_in:
        who += f" · {_STAND_IN.say(lang)}"
    under = _UNDER.fill(n=act.article).say(lang) if act.article else ""
    given = [str(act.given[name]) for name in ("clause", "opinion", "reason", "text") if act.given.get(name)]
    return Entry(f"{act.said.say(lang)} {under}".strip(), moment_text(act.at, lang), "\n".join([who, *given]))


_QUESTIONS = Bi(zh="问题与答复", en="Questions and answers")
_QUESTION = Bi(zh="问题 {clause}", en="Question {clause}")
_ANSWER = Bi(zh="答复", en="Answer")
_TAKEN_BACK = Bi(zh="已撤回", en="taken back")
_RECOMMENDATION = Bi(zh="区推荐意见", en="The district’s recommendation")
_RANK = Bi(zh="推荐名次", en="Order of merit")
_DAY = Bi(zh="日期", en="Day")
_OPEN = Bi(zh="推荐时尚未确定的条款", en="Clauses then still open")
_OPINION = Bi(zh="意见", en="Opinion")
_FEEDBACK = Bi(zh="反馈", en="Feedback")
_REASON = Bi(zh="不予认定的理由", en="Why it was not recognised")
_IN_THE_WAY = Bi(zh="影响结论的条款", en="Clauses that stood in the way")
_BESIDE = Bi(zh="其他未达到的条款", en="Other clauses that were missed")
_GROUP = Bi(zh="评审方面", en="Group")
_MEAN = Bi(zh="平均分", en="Mean")
_WEIGHT = Bi(zh="权重", en="Weight")
_MEANS = Bi(zh="专家评审各方面平均分", en="The experts’ means by group")
_ORDER = Bi(zh="评审排序", en="Order of merit")
_PLACE = Bi(zh="第{place}名，共{of}家", en="{place} of {of}")
_APPEALS = Bi(zh="复核申请", en="Appeals")
_APPEAL = Bi(zh="复核申请", en="The appeal")
_LODGER = Bi(zh="申请人", en="Lodged by")
_LODGED = Bi(zh="提出时间", en="Lodged")
_AGAINST = Bi(zh="针对的决定", en="Against")
_GROUND = Bi(zh="事由", en="Ground")
_REMEDY = Bi(zh="请求事项", en="Asks for")
_ARGUMENT = Bi(zh="事实与理由", en="Facts and argument")
_ORIGINAL = Bi(zh="原决定的理由", en="The reasons of the decision")
_PREPARED = Bi(zh="拟办的处理决定：", en="The decision as it was prepared: ")
_CHANGE = Bi(zh="重要变更", en="The change")
_CHANGED = Bi(zh="变更事项", en="What changed")
_SINCE = Bi(zh="变更生效日期", en="Holds since")
_REPORTED = Bi(zh="报备", en="Reported")
_IN_TIME = Bi(zh="按时", en="in time")
_LATE = Bi(zh="迟{n}日", en="{n} day(s) late")
_BEFORE = Bi(zh="变更前", en="Before")
_AFTER = Bi(zh="变更后", en="After")
_WHY = Bi(zh="原因和经过", en="Why, and how it came about")
_TIMELINE = Bi(zh="办理经过", en="What was done")
_STAND_IN = Bi(zh="代理", en="stand-in")
_UNDER = Bi(zh="（第{n}条）", en="(Article {n})")
