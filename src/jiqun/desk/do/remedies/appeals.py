"""Lodging an appeal, and what its moves leave behind; a granted one opens the case again (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Act, Effect, make_move
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.do.revoking.moves import set_aside
from jiqun.desk.files import Taken, keep_file, problem_with
from jiqun.desk.index import index_case
from jiqun.desk.letter_texts.appeals import prepared_reason
from jiqun.desk.may import only
from jiqun.desk.post import concerned, tell
from jiqun.desk.record import record
from jiqun.desk.remedies.appealing import MOST_FILES, decision_against, reasons_against
from jiqun.desk.terms import start_terms
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.kit import Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.appeal import ENDINGS, GROUNDS, REMEDIES, REOPENED_BY
from jiqun.procedure.tables import procedure
from jiqun.records.models import Appeal, Case

LONGEST = 10_000


def lodge_appeal(
    *,
    case: int,
    ground: str,
    argument: str,
    remedy: str,
    files: Iterable[Taken] = (),
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Appeal against the decision of a case: its operator, or an enterprise on its roster.

    In time, once a decision. Raises NotThere, Refused with all reasons (the last day among them), Wrong by field.
    """
    only(by, Role.OPERATOR, Role.ENTERPRISE)
    decision_against(case, by=by)
    with transaction.atomic():
        about = Case.objects.select_for_update().get(pk=case)
        if lacks := reasons_against(about, by, at):
            raise Refused(LODGE, lacks)
        taken = tuple(files)
        _refuse_wrong(ground, argument, remedy, taken, unread)
        return _opened(about, {"ground": ground, "argument": argument.strip(), "remedy": remedy}, taken, by, at)


def _refuse_wrong(
    ground: str, argument: str, remedy: str, files: tuple[Taken, ...], unread: Mapping[str, Bi] | None
) -> None:
    wrong_file = next((problem for one in files if (problem := problem_with(one))), None)
    refuse_if(
        {
            "ground": None if ground in GROUNDS else _GROUND,
            "argument": _ARGUMENT if not argument.strip() else _LONG if len(argument) > LONGEST else None,
            "remedy": None if remedy in REMEDIES else _REMEDY,
            "files": _MANY if len(files) > MOST_FILES else wrong_file,
        },
        unread,
    )


def _opened(about: Case, values: Mapping[str, str], files: tuple[Taken, ...], by: Actor, at: datetime) -> Case:
    table = procedure(about.edition, "appeal")
    place = Case.objects.filter(about=about, kind=table.kind).count() + 1
    case = Case.objects.create(
        number=f"{about.number}-F{place}",
        kind=table.kind,
        edition=table.edition,
        stage=table.first.name,
        cluster=about.cluster,
        operator=about.operator,
        district=about.district,
        round=about.round,
        about=about,
        lodger_id=by.organisation,
        opened_at=at,
        filed_at=at,
        moved_at=at,
    )
    kept = [{"name": one.name, "sha256": keep_file(one, at, field="files").pk} for one in files]
    row = Appeal.objects.create(case=case, against=about.stage, files=kept, by_id=by.person, at=at, **values)
    start_terms(case, table, at)
    index_case(case)
    content = {
        "case": case.number,
        "about": about.number,
        "against": about.stage,
        "ground": values["ground"],
        "remedy": values["remedy"],
        "files": sorted({one["sha256"] for one in kept}),
    }
    record("lodge_appeal", f"case:{case.pk}", by=by, at=at, article="9", content=content, sealed=(row,))
    _tell(case, about, by, at)
    return case


def _tell(case: Case, about: Case, by: Actor, at: datetime) -> None:
    """Those of the Commission who handle it, the district, and the lodger's colleagues."""
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
        "about": about.number,
        "who": by.organisation_name,
    }
    people = [one for one in concerned(case, Role.MUNICIPAL_OFFICER) if one.pk != by.person]
    tell(people, f"appeal:{case.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)


def _prepare(act: Act) -> None:
    if act.given["ending"] not in ENDINGS:
        raise Wrong({"ending": _CHOOSE})


def _decide(act: Act) -> None:
    """Tell the lodger by letter, with the reasons that were prepared."""
    write_letter(act, f"appeal_{act.move.name}")


def _grant(act: Act) -> None:
    """The case that was appealed against goes on where it was decided."""
    about = act.case.about
    assert about is not None
    reason = prepared_reason(act)
    move = REOPENED_BY[about.stage]  # the need of the move has looked
    effect = set_aside(act.case) if about.kind == "revocation" else None
    make_move(about.pk, move, version=about.version, by=act.by, at=act.at, given={"reason": reason}, effect=effect)
    _decide(act)


EFFECTS: Mapping[str, Effect] = {
    "prepare_decision": _prepare,
    "grant": _grant,
    "dismiss": _decide,
    "not_take_up": _decide,
}
LODGE = Bi(zh="提出复核申请", en="Lodge an appeal")
_CHOOSE = Bi(zh="请选择处理结果。", en="Choose how it ends.")
_GROUND = Bi(zh="请选择申请复核的事由。", en="Choose the ground.")
_REMEDY = Bi(zh="请选择请求事项。", en="Choose what you ask for.")
_ARGUMENT = Bi(
    zh="请写明事实与理由：哪一处有误，应当如何，依据是什么。",
    en="Say what is wrong, what it should be, and on what you base it.",
)
_LONG = Bi(zh=f"理由最多{LONGEST}字，更多内容请作为附件。", en=f"At most {LONGEST} characters: attach what is longer.")
_MANY = Bi(zh=f"最多{MOST_FILES}个文件。", en=f"At most {MOST_FILES} files.")
_SUBJECT = Bi(zh="{cluster}：收到复核申请（{number}）", en="{cluster}: an appeal was lodged ({number})")
_BODY = Bi(
    zh="{who}对案件{about}的决定提出复核申请。\n\n集群：{cluster}\n复核案件：{number}\n",
    en="{who} has appealed against the decision of case {about}.\n\nCluster: {cluster}\nAppeal: {number}\n",
)
