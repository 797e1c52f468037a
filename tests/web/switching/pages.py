"""Forms of every kind, each sent by somebody with something wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from jiqun.desk.do.applying.apply import open_application
from jiqun.records.models import Letter
from tests.cast import PUDONG, Cast, at, make_cluster, make_round
from tests.desk.at_stage import expert_of, recommended
from tests.desk.filled import PROFILE, move, submitted
from tests.web.offices import test_documents
from tests.web.registers.rosters import firm_on, freeze, small
from tests.web.switching.forms import fields
from tests.web.test_access import signed_in

AS_SHOWN = "the version of the case that the page shows"


@dataclass
class Page:
    """A form that somebody sends with something wrong in it; `path` is made in the cast's city."""

    who: str
    path: str | Callable[[Cast], str]
    typed: dict[str, Any]
    wrong: str

    def sent(self, cast: Cast, **more: Any) -> tuple[Client, Any]:
        path = self.path if isinstance(self.path, str) else self.path(cast)
        client = signed_in(getattr(cast, self.who))
        if self.typed.get("version") == AS_SHOWN:
            self.typed = self.typed | {"version": fields(client.get(path)).shown["version"][0]}
        return client, client.post(path, self.typed | more)


def a_case(cast: Cast) -> str:
    return f"/desk/cases/{submitted(cast).pk}/move/return_for_correction/"


def a_review(cast: Cast) -> str:
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    return f"/desk/cases/{case.pk}/review/"


def a_letter(cast: Cast) -> str:
    case = submitted(cast)
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    return f"/desk/cases/{case.pk}/letters/{Letter.objects.get().pk}/"


def a_draft(cast: Cast, part: str) -> str:
    notice = make_round(cast)
    case = open_application(round_id=notice.pk, cluster=make_cluster(cast).pk, by=cast.operator, at=at(3, 10))
    return f"/desk/cases/{case.pk}/{part}/"


def a_round(cast: Cast, page: str) -> str:
    return f"/desk/rounds/{make_round(cast).pk}/{page}/"


def a_page_of_the_wizard(cast: Cast, step: str) -> str:
    begun = signed_in(cast.municipal).post("/desk/rounds/new/")["Location"]
    return str(begun).replace("/notice/", f"/{step}/")


def an_own_page(cast: Cast) -> str:
    expert_of(cast, "expert")
    return "/desk/my-interests/"


def a_firm(cast: Cast) -> str:
    return f"/desk/enterprises/{firm_on(freeze(cast.operator, make_cluster(cast), small())).pk}/invite/"


FORMS = {
    "incident": Page(
        "district",
        "/desk/incidents/new/",
        {
            "credit_code": "9",
            "name": "某企业",
            "kind": "safety",
            "severity": "major",
            "occurred_on": "2025-11-03",
            "description": "车间事故\r\n第二行 <b>",
            "source": '通报"一"',
            "ranking_body": "市应急管理局",
        },
        "credit_code",
    ),
    "document": Page("district", "/desk/documents/new/", test_documents.NEW | {"title_zh": ""}, "title_zh"),
    "closing": Page(
        "municipal", lambda cast: a_round(cast, "closing"), {"closes_at": "2026-05-05T17:00", "reason": ""}, "reason"
    ),
    "extension": Page(
        "municipal",
        lambda cast: a_round(cast, "extension"),
        {"cluster": "2026-9", "until": "2026-05-05T17:00", "reason": "停电"},
        "cluster",
    ),
    "revision": Page(
        "municipal",
        lambda cast: a_round(cast, "revision"),
        {"title_zh": "修订", "text_zh": "第一行\r\n第二行", "text_en": "Words", "reason": ""},
        "reason",
    ),
    "formality": Page(
        "municipal",
        lambda cast: f"/desk/cases/{recommended(cast).pk}/formality/",
        {"seen_complete": "no", "note_complete": "缺一页", "version": AS_SHOWN},
        "in_time",
    ),
    "organisation": Page(
        "administrator",
        "/desk/people/new/",
        {"kind": "operator", "name_zh": "新机构", "name_en": "New", "district": PUDONG, "credit_code": "77"},
        "credit_code",
    ),
    "person": Page(
        "administrator",
        lambda cast: f"/desk/people/{cast.district.organisation}/invite/",
        {"name": "新人", "email": "no address", "role": "district_officer", "lang": "en"},
        "email",
    ),
    "stand-in": Page(
        "district",
        "/desk/stand-ins/",
        {"person": "", "first_day": "2026-03-02", "last_day": "2026-03-09", "reason": "出差"},
        "person",
    ),
    "setting": Page(
        "administrator", "/desk/settings/", {"name": "document_number", "document_number": "{x}号"}, "document_number"
    ),
    "new cluster": Page(
        "district",
        "/desk/clusters/new/",
        {"name_zh": "", "name_en": "Typed", "area_km2": "much", "dominant_industries": "99X", "district": PUDONG},
        "area_km2",
    ),
    "cluster": Page(
        "district",
        lambda cast: f"/desk/clusters/{make_cluster(cast).pk}/change/",
        {"name_zh": "另一个名称", "name_en": "Another", "area_km2": "much"},
        "area_km2",
    ),
    "enterprise": Page("operator", a_firm, {"name": "企业人员", "email": "no address"}, "email"),
    "move": Page("district", a_case, {"reason": "请补正第二项。", "due_on": "27 March", "version": AS_SHOWN}, "due_on"),
    "review": Page(
        "district",
        a_review,
        {"outcome_A6.2.1": "met", "reason_A6.4.2": "只写了理由", "version": AS_SHOWN},
        "A6.2.1",
    ),
    "expert": Page(
        "municipal",
        "/desk/experts/new/",
        {"title": "院士", "fields": "999", "since": "soon", "until": "2027-01-01", "most": "4"},
        "fields",
    ),
    "tie": Page(
        "municipal",
        lambda cast: f"/desk/experts/{expert_of(cast, 'expert').pk}/interests/",
        {"kind": "", "name": "某咨询公司", "until": "2025-01-01"},
        "kind",
    ),
    "own tie": Page("expert", an_own_page, {"kind": "", "name": "某集团", "code": "9"}, "kind"),
    "earlier": Page(
        "municipal",
        "/desk/recognitions/new/",
        {"cluster": "C9", "number": "沪2023-1", "first_day": "soon", "last_day": "2026-12-31", "source": "旧文件"},
        "first_day",
    ),
    "letter": Page("district", a_letter, {"on": "2020-01-01", "how": "hand", "note": "签收"}, "on"),
    "evidence": Page("operator", lambda cast: a_draft(cast, "evidence"), {"clauses": ["A6.4.2", "A6.9.1"]}, "file"),
}


NOTICE = {"year": "2026", "number": "x", "published_on": "2026-03-16", "off": "2026-13-01", "working": "soon"}
# These are refused by saying something else than what is wrong with a field.
OTHERS = {
    "notice": Page("administrator", "/desk/working-days/", NOTICE, ""),
    "wizard": Page(
        "municipal",
        lambda cast: a_page_of_the_wizard(cast, "period"),
        {"opens_at": "soon", "days_preliminary_review": "many", "version": "7"},
        "",
    ),
    "plan": Page("operator", lambda cast: a_draft(cast, "plan"), {"aspect": "主导产业", "goal": "五年翻番"}, ""),
    "clause": Page(
        "operator",
        lambda cast: a_draft(cast, "clauses/A6.4.2"),
        {"holds": "否", "text": "尚未建立。", "seen": "0123456789abcdef"},
        "",
    ),
    "profile": Page("operator", lambda cast: a_draft(cast, "profile"), PROFILE | {"seen": "0123456789abcdef"}, ""),
}
