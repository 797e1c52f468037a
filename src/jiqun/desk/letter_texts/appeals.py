"""The letters that decide an appeal, to whoever lodged it (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of
from jiqun.procedure.shanghai_2024.appeal import ENDINGS
from jiqun.procedure.tables import procedure


def prepared_reason(act: Act) -> str:
    """The reasons of the decision as they were prepared last."""
    step = act.case.steps.filter(move="prepare_decision").order_by("-place").first()
    return str(step.given["reason"]) if step else ""


def _to(act: Act) -> Bi:
    body = act.case.lodger
    return Bi(zh=body.name_zh, en=body.name_en or body.name_zh) if body else operator_of(act)


def _decided(act: Act, what: Bi, follows: tuple[Bi, ...]) -> Words:
    about, appeal = act.case.about, act.case.appeal
    assert about is not None
    against = procedure(about.edition, about.kind).stage_by_name[appeal.against].title
    return Words(
        to=_to(act),
        title=Bi(zh="关于复核申请处理决定的通知", en="Decision on an appeal"),
        opening=_OPENING.fill(number=about.number, against=against, ending=what),
        points=(*lines(prepared_reason(act)), *follows),
    )


def _granted(act: Act) -> Words:
    about = act.case.about
    assert about is not None
    # The case has been opened again when the letter is written.
    about.refresh_from_db(fields=["stage"])
    stage = procedure(about.edition, about.kind).seen(about.stage, inside=False).title
    aside = (_SET_ASIDE,) if about.kind == "revocation" else ()
    return _decided(act, ENDINGS["grant"], (*aside, _AGAIN.fill(number=about.number, stage=stage)))


_OPENING = Bi(
    zh="你单位对案件{number}“{against}”的决定所提复核申请，经由未参与原案办理的人员复核，决定：{ending}。理由如下：",
    en="Your appeal against the decision of case {number} ({against}) has been decided by people who took no part in "
    "that case. {ending}. The reasons:",
)
_AGAIN = Bi(
    zh="案件{number}自本决定作出之日起重新办理，现阶段为“{stage}”，各项期限重新计算。",
    en="Case {number} is open again from the day of this decision. It now stands at: {stage}. Its periods run anew.",
)
_SET_ASIDE = Bi(
    zh="撤销认定的决定作废，原认定视为自始未被撤销，在其有效期内继续有效。",
    en="The revocation is set aside: the recognition holds, in its term, as if it had never been revoked.",
)
_STANDS = Bi(zh="原决定继续有效。", en="The decision that was appealed against stands.")
LETTERS: Mapping[str, Kind] = {
    "appeal_grant": Kind(Bi(zh="复核决定（成立）", en="Decision on an appeal: granted"), "city", _granted),
    "appeal_dismiss": Kind(
        Bi(zh="复核决定（不成立）", en="Decision on an appeal: dismissed"),
        "city",
        lambda act: _decided(act, ENDINGS["dismiss"], (_STANDS,)),
    ),
    "appeal_not_take_up": Kind(
        Bi(zh="复核申请不予受理通知", en="An appeal is not taken up"),
        "city",
        lambda act: _decided(act, ENDINGS["not_take_up"], (_STANDS,)),
    ),
}
