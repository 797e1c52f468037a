"""What the moves of a revocation leave behind: findings, the notice and its service, the answer, the decision (A19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiqun.base.days import day_of
from jiqun.base.terms import Term
from jiqun.base.words import Bi, day_words
from jiqun.desk.acts import Act, Effect
from jiqun.desk.calendar import working_calendar
from jiqun.desk.do.papers.letters import WAYS, write_letter
from jiqun.desk.files import Taken, keep_file, problem_with
from jiqun.desk.letter_texts.appeals import prepared_reason
from jiqun.desk.may import is_told_to_operator
from jiqun.desk.post import ask, people_in, tell
from jiqun.desk.remedies.appealing import MOST_FILES
from jiqun.desk.revoking.course import NOTICE, course_of, notice_of, to_revoke
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.grounds import LIMBS
from jiqun.procedure.shanghai_2024.revocation import ANSWER_DAYS, ENDINGS
from jiqun.records.models import AdverseFinding, Alert, Case, LetterService, Revocation, RevocationSetAside


def _record_finding(act: Act) -> None:
    limb, alert = act.given["limb"], _alert(act)
    refuse_if({"limb": None if limb in LIMBS else _LIMB})
    row = AdverseFinding.objects.create(
        case=act.case, limb=limb, text=act.given["text"], alert=alert, by_id=act.by.person, at=act.at
    )
    act.rows.append(row)


def _alert(act: Act) -> Alert | None:
    """The alert that a finding rests on: one of the case's own. Raises Wrong."""
    asked = act.given.get("alert")
    if not asked:
        return None
    found = Alert.objects.filter(pk=asked, settled__case=act.case).first()
    if found is None:
        raise Wrong({"alert": _ALERT})
    return found


def _notify(act: Act) -> None:
    write_letter(act, NOTICE)


def _record_service(act: Act) -> None:
    """The time to answer runs from the day of service."""
    how, letter = act.given["how"], notice_of(act.case)
    refuse_if({"how": None if how in WAYS else _HOW})
    assert letter is not None
    row = LetterService.objects.create(
        letter=letter, on=act.given["served_on"], how=how, at=act.at, by_id=act.by.person
    )
    act.rows.append(row)
    _tell_operator(act)


def _tell_operator(act: Act) -> None:
    """What it may do, and until when: this is the first that it hears of the case here."""
    case = act.case
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
        "day": day_words(Term(act.given["served_on"], ANSWER_DAYS).due(working_calendar()).on),
    }
    people, path = people_in(case, Role.OPERATOR), f"/desk/cases/{case.pk}/"
    tell(people, f"heard:{case.pk}:{case.version}", _SUBJECT.fill(**words), _BODY.fill(**words), path, act.at)


def _answer(act: Act) -> None:
    files: Iterable[Taken] = act.given.get("files") or ()
    taken = tuple(files)
    wrong = next((problem for one in taken if (problem := problem_with(one))), None)
    refuse_if({"files": _MANY if len(taken) > MOST_FILES else wrong})
    act.given["files"] = [{"name": one.name, "sha256": keep_file(one, act.at, field="files").pk} for one in taken]


def _prepare(act: Act) -> None:
    refuse_if({"ending": None if act.given["ending"] in ENDINGS else _ENDING})


def _revoke(act: Act) -> None:
    """The cluster leaves the list, and the register keeps the reason."""
    day = day_of(act.at)
    findings = course_of(act.case).findings
    for recognition in to_revoke(act.case, day, findings):
        row = Revocation.objects.create(
            case=act.case,
            recognition=recognition,
            revoked_on=day,
            limbs=";".join(dict.fromkeys(one.limb for one in findings)),
            reason=prepared_reason(act),
            by_id=act.by.person,
            at=act.at,
        )
        act.rows.append(row)
        ask("make_open_data", f"open-data:revocation:{row.pk}", {}, at=act.at)
    write_letter(act, "revoked")


def _keep(act: Act) -> None:
    """Whoever was served the notice is told; whoever was not has nothing to be told of."""
    if is_told_to_operator(act.case):
        write_letter(act, "revocation_kept")


def set_aside(case: Case) -> Effect:
    """The effect of opening a revocation again: by an appeal (`case`), the recognition stands as if never revoked."""

    def effect(act: Act) -> None:
        for row in Revocation.objects.filter(case=act.case, set_aside=None).order_by("pk"):
            act.rows.append(
                RevocationSetAside.objects.create(revocation=row, appeal=case, by_id=act.by.person, at=act.at)
            )
            ask("make_open_data", f"open-data:set-aside:{row.pk}", {}, at=act.at)

    return effect


EFFECTS: Mapping[str, Effect] = {
    "record_finding": _record_finding,
    "notify": _notify,
    "record_service": _record_service,
    "answer": _answer,
    "prepare_decision": _prepare,
    "revoke": _revoke,
    "keep": _keep,
}
_SUBJECT = Bi(
    zh="{cluster}：拟撤销认定，可在{day}前陈述申辩（{number}）",
    en="{cluster}: its recognition may be revoked; you may answer through {day} ({number})",
)
_BODY = Bi(
    zh="关于{cluster}的拟撤销认定告知书已经送达，案件{number}。事实、依据见告知书。贵单位可在{day}前（含当日）在案件页面陈述申辩、"
    "提交证据；期满之前不作撤销决定。\n",
    en="The notice that the recognition of {cluster} may be revoked is served: case {number}. Facts and ground stand "
    "in it. You may answer on the page of the case through {day}, with evidence; nothing is revoked before that.\n",
)
_LIMB = Bi(zh="请选择所依据的情形。", en="Choose the ground.")
_ALERT = Bi(zh="所选线索不属于本案。", en="This alert does not belong to the case.")
_HOW = Bi(zh="请选择送达方式。", en="Choose how it was served.")
_MANY = Bi(zh=f"最多{MOST_FILES}个文件。", en=f"At most {MOST_FILES} files.")
_ENDING = Bi(zh="请选择处理结果。", en="Choose how it ends.")
