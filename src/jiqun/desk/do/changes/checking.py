"""What is wrong with a reported change: all of it at once, by field (Article 19, item 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from jiqun.base.words import Bi, day_words
from jiqun.desk.changes.obliged import first_recognised
from jiqun.desk.changes.reported import LONGEST, MOST_AHEAD, MOST_FILES, Reported
from jiqun.desk.changes.values import area_values, boundary_in, operator_values, registered, same_values
from jiqun.desk.do.registers.clusters import industries_problem
from jiqun.desk.files import Taken, problem_with
from jiqun.facts.credit_code import credit_code_problem
from jiqun.facts.industries import normal_industry
from jiqun.procedure.roles import Office
from jiqun.records.models import ChangeReport, Cluster, Organisation

Problems = dict[str, Bi | None]


def problems_with(
    kind: str, cluster: Cluster, one: Reported, *, before: ChangeReport | None, today: date
) -> dict[str, Bi | None]:
    """By field; `before` is the report that is corrected, whose files and boundary stay where no others are given."""
    problems: Problems = {
        "effective_on": _day_problem(cluster, one.effective_on, today),
        "text": _REASON if not one.text.strip() else _LONG if len(one.text) > LONGEST else None,
        "files": _files_problem(one.files, before),
    }
    return problems | _OF_KIND[kind](cluster, one, before)


def after_of(kind: str, cluster: Cluster, one: Reported, before: ChangeReport | None) -> dict[str, Any]:
    """The new values as the report keeps them; only of what nothing is wrong with."""
    if kind == "dominant_industry":
        return {"dominant_industries": [normal_industry(code) or code for code in one.industries]}
    if kind == "area":
        boundary = one.boundary or (boundary_in(before.after) if before else None)
        assert boundary is not None
        return area_values(one.area_m2, boundary)
    if kind == "operator":
        return _operator(cluster, one)
    return {"other": one.other.strip()}


def operator_by(credit_code: str) -> Organisation | None:
    """The organisation that has a credit code, of whatever kind."""
    return Organisation.objects.filter(credit_code=credit_code.strip()).first() if credit_code.strip() else None


def unfit_operator(body: Organisation | None) -> Bi | None:
    """Why an organisation of the register cannot come to run a cluster; None for one that can, or is new."""
    if body is None:
        return None
    if body.kind != Office.OPERATOR:
        return _OTHER_KIND.fill(kind=Office(body.kind).label)
    return _CLOSED if body.closed_at else None


def _operator(cluster: Cluster, one: Reported) -> dict[str, Any]:
    """Another body that is on the register keeps its names; the present operator's may be what changes."""
    body = operator_by(one.credit_code)
    if body is not None and (body.pk != cluster.operator_id or not one.name_zh.strip()):
        return operator_values(body)
    name_en = one.name_en.strip() or (body.name_en if body and body.name_zh == one.name_zh.strip() else "")
    return {"name_zh": one.name_zh.strip(), "name_en": name_en, "credit_code": one.credit_code.strip()}


def _day_problem(cluster: Cluster, day: date, today: date) -> Bi | None:
    if day > today + timedelta(days=MOST_AHEAD):
        return _AHEAD.fill(day=day_words(today + timedelta(days=MOST_AHEAD)))
    first = first_recognised(cluster.pk)
    return _BEFORE.fill(day=day_words(first)) if first and day < first else None


def _files_problem(files: tuple[Taken, ...], before: ChangeReport | None) -> Bi | None:
    kept = len(before.files) if before else 0
    if not files and not kept:
        return _NO_FILE
    if len(files) > MOST_FILES:
        return _MANY
    return next((problem for one in files if (problem := problem_with(one))), None)


def _industries(cluster: Cluster, one: Reported, before: ChangeReport | None) -> Problems:
    problem = industries_problem(one.industries)
    if problem is None and same_values(
        "dominant_industry", {"dominant_industries": one.industries}, registered(cluster, "dominant_industry")
    ):
        problem = _SAME
    return {"industries": problem}


def _area(cluster: Cluster, one: Reported, before: ChangeReport | None) -> Problems:
    boundary = one.boundary or (boundary_in(before.after) if before else None)
    if boundary is None:
        return {"area_km2": None if one.area_m2 > 0 else _NO_AREA, "boundary": _NO_BOUNDARY}
    same = (one.area_m2, boundary.sha256) == (cluster.area_m2, cluster.boundary_sha256)
    return {"area_km2": _NO_AREA if one.area_m2 <= 0 else _SAME if same else None}


def _new_operator(cluster: Cluster, one: Reported, before: ChangeReport | None) -> Problems:
    code, body = one.credit_code.strip(), operator_by(one.credit_code)
    if credit_code_problem(code) and body is None:
        return {"credit_code": _CODE}
    if problem := unfit_operator(body):
        return {"credit_code": problem}
    renamed = body is not None and body.pk == cluster.operator_id
    same = renamed and same_values("operator", _operator(cluster, one), operator_values(cluster.operator))
    kept = any(file.get("what") == "acceptance" for file in before.files) if before else False
    unsigned = one.acceptance is None and not kept and not renamed
    return {
        "credit_code": _SAME if same else None,
        "name_zh": _NO_NAME if body is None and not one.name_zh.strip() else None,
        "acceptance": problem_with(one.acceptance) if one.acceptance else _NOT_ACCEPTED if unsigned else None,
    }


def _other(cluster: Cluster, one: Reported, before: ChangeReport | None) -> Problems:
    return {"other": _NO_OTHER if not one.other.strip() else _LONG if len(one.other) > LONGEST else None}


_OF_KIND: Mapping[str, Callable[[Cluster, Reported, ChangeReport | None], Problems]] = {
    "dominant_industry": _industries,
    "area": _area,
    "operator": _new_operator,
    "other": _other,
}
_REASON = Bi(zh="请写明变更的原因和经过。", en="Say why it changed and how that came about.")
_LONG = Bi(zh=f"最多{LONGEST}字，更多内容请作为附件。", en=f"At most {LONGEST} characters: attach what is longer.")
_NO_FILE = Bi(zh="请附至少一份佐证材料。", en="Attach one document at least that proves the change.")
_MANY = Bi(zh=f"最多{MOST_FILES}个文件。", en=f"At most {MOST_FILES} files.")
_AHEAD = Bi(
    zh="生效日期最晚为{day}：更晚的变更请临近时再报备。", en="{day} at the latest: report a later change nearer to it."
)
_BEFORE = Bi(
    zh="集群自{day}起认定。此前的情况不属于变更，名录有误的请联系区主管部门更正。",
    en="The cluster was first recognised on {day}. What was so before is no change: ask the district to correct it.",
)
_SAME = Bi(zh="与名录现有内容相同，没有变更。", en="The register says just that: nothing has changed.")
_NO_AREA = Bi(zh="面积须大于零。", en="The area must be greater than zero.")
_NO_BOUNDARY = Bi(zh="请上传变更后的边界文件。", en="Upload the boundary as it now is.")
_CODE = Bi(
    zh="统一社会信用代码须为18位，且校验位正确（GB 32100-2015）。",
    en="The credit code has 18 characters, the last of which checks the others (GB 32100-2015).",
)
_OTHER_KIND = Bi(
    zh="使用该代码的机构在系统中登记为“{kind}”，请先联系市级系统管理员。",
    en="The body with this code is entered as: {kind}. Ask the Commission’s administrator first.",
)
_CLOSED = Bi(zh="使用该代码的机构已经关闭。", en="The body with this code has been closed.")
_NO_NAME = Bi(zh="请填写新机构的名称。", en="Give the new operator’s name.")
_NOT_ACCEPTED = Bi(zh="请附新机构同意承接的书面材料。", en="Attach the new operator’s written acceptance.")
_NO_OTHER = Bi(zh="请写明变更的事项和变更后的情况。", en="Say what has changed, and how it is now.")
