"""The letters of a revocation: the notice that the operator may answer, and the decision (Article 19)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.days import day_of
from jiqun.base.words import Bi, day_words
from jiqun.desk.acts import Act
from jiqun.desk.letter_texts.kit import Kind, Words, lines, operator_of
from jiqun.desk.revoking.course import NOTICE, course_of, limb_title
from jiqun.procedure.shanghai_2024.revocation import ANSWER_DAYS
from jiqun.procedure.shanghai_2024.round_days import usual_days
from jiqun.records.models import Revocation


def _notice(act: Act) -> Words:
    return Words(
        to=operator_of(act),
        title=Bi(zh="拟撤销集群认定告知书", en="Notice of an intended revocation"),
        opening=_INTENDED,
        points=(*_found(act), _RIGHT.fill(days=ANSWER_DAYS), _HOW_TO, _NOT_BEFORE),
    )


def _revoked(act: Act) -> Words:
    rows = Revocation.objects.filter(case=act.case, set_aside=None).select_related("recognition").order_by("pk")
    numbers = [row.recognition.number for row in rows]
    effect = _EFFECT.fill(day=day_words(day_of(act.at)), numbers=Bi(zh="、".join(numbers), en=", ".join(numbers)))
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于撤销集群认定的决定", en="Decision to revoke the recognition of a cluster"),
        opening=_REVOKED,
        points=(
            *_found(act),
            _answered(act),
            *lines(_reason(act)),
            effect,
            _APPEAL.fill(days=usual_days()["appealing"]),
        ),
    )


def _kept(act: Act) -> Words:
    return Words(
        to=operator_of(act),
        title=Bi(zh="关于不予撤销集群认定的通知", en="Notice that a recognition is not revoked"),
        opening=_KEPT,
        points=(_answered(act), *lines(_reason(act)), _STANDS),
    )


def _found(act: Act) -> tuple[Bi, ...]:
    """What is held to be established, each with its ground."""
    return tuple(
        _FOUND.fill(limb=limb_title(one.limb), text=" ".join(one.text.split())) for one in course_of(act.case).findings
    )


def _answered(act: Act) -> Bi:
    """Whether the operator answered, and when: the decision says that it was heard."""
    answers = act.case.steps.filter(move="answer").order_by("place")
    days = [day_words(day_of(step.at)) for step in answers]
    if not days:
        return _NO_ANSWER
    return _ANSWER.fill(days=Bi(zh="、".join(one.zh for one in days), en=", ".join(one.en for one in days)))


def _reason(act: Act) -> str:
    """The reasons as they were prepared last, by whichever move."""
    prepared = act.case.steps.filter(move__in=("prepare_decision", "prepare_closing")).order_by("-place").first()
    return str(prepared.given["reason"]) if prepared else ""


_INTENDED = Bi(
    zh="你单位运营管理的下列集群涉及《办法》第十九条所列情形，拟撤销其认定。现将查明的事实、依据和你单位的权利告知如下：",
    en="A ground of Article 19 of the Procedures appears to be made out for the cluster below, and its recognition is "
    "intended to be revoked. What was established, on what ground, and what you may do:",
)
_FOUND = Bi(zh="{limb}。查明：{text}", en="{limb}. Established: {text}")
_RIGHT = Bi(
    zh="你单位有权陈述和申辩：自本告知书送达之日起{days}个工作日内提出，可以提交证据。",
    en="You may answer within {days} working days of the service of this notice, and hand in evidence.",
)
_HOW_TO = Bi(
    zh="请登录系统，在本案页面提交陈述申辩和证据材料；逾期未提出的，视为不陈述、不申辩，不影响你单位的其他权利。",
    en="Sign in and answer on the page of this case, with your files. Not answering costs you no other right.",
)
_NOT_BEFORE = Bi(
    zh="上述期限届满之前不作撤销决定。决定由未办理本案调查的人员作出。",
    en="Nothing is revoked before that time is over. Somebody who did not establish the case decides.",
)
_REVOKED = Bi(
    zh="经查，你单位运营管理的下列集群存在《办法》第十九条所列情形，经告知并听取陈述申辩，决定撤销其认定：",
    en="A ground of Article 19 of the Procedures is made out for the cluster below. You were given notice and the time "
    "to answer. Its recognition is revoked:",
)
_ANSWER = Bi(
    zh="你单位于{days}提出的陈述申辩，已经审阅并在决定中考虑。",
    en="Your answer of {days} was read and weighed in this decision.",
)
_NO_ANSWER = Bi(zh="你单位在期限内未提出陈述申辩。", en="You gave no answer in that time.")
_EFFECT = Bi(
    zh="自{day}起，认定证书{numbers}失效，集群退出认定名单，撤销的情形和理由予以公布。",
    en="From {day} the certificate {numbers} holds no more, the cluster leaves the list, and ground and reasons are "
    "published.",
)
_APPEAL = Bi(
    zh="对本决定不服的，可自送达之日起{days}个工作日内申请复核，由未参与本案办理的人员处理。",
    en="An appeal against this decision may be lodged within {days} working days of its service; people who took no "
    "part in the case decide it.",
)
_KEPT = Bi(
    zh="关于下列集群是否存在《办法》第十九条所列情形，经查证并听取陈述申辩，决定不予撤销认定：",
    en="Whether a ground of Article 19 of the Procedures is made out for the cluster below has been looked into. Its "
    "recognition is not revoked:",
)
_STANDS = Bi(
    zh="本案终结，认定的效力不因本案改变。", en="The case is closed, and changes nothing about the recognition."
)
LETTERS: Mapping[str, Kind] = {
    NOTICE: Kind(Bi(zh="拟撤销认定告知书", en="Notice of an intended revocation"), "city", _notice, by_move=True),
    "revoked": Kind(Bi(zh="撤销认定决定", en="Decision to revoke"), "city", _revoked),
    "revocation_kept": Kind(Bi(zh="不予撤销认定通知", en="Notice that it is not revoked"), "city", _kept),
}
