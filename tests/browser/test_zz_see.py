"""Screens of the visit pages, in a test that looks."""
import pytest
from tests.browser.conftest import *
from tests.browser.test_visits import *
from tests.desk.checked import *
from tests.desk.filled import move
from jiqun.records.models import *
from tests.desk.test_spot_checks import account

def shot(here,name,full=True):
    here.page.wait_for_timeout(800)
    here.page.screenshot(path=f"/tmp/shots-checks/{name}.png",full_page=full)
    size=here.page.evaluate("document.documentElement.scrollHeight"); w=here.page.viewport_size["width"]
    if size>2500:
        for n in range(0,size,1500):
            here.page.screenshot(path=f"/tmp/shots-checks/{name}-part{n//1500}.png",full_page=True,clip={"x":0,"y":n,"width":w,"height":min(1500,size-n)})

def test_see(cast, visit, chromium):
    case = planned(cast, submitted(cast))
    firm = largest(case.about)[0]
    send(case, cast.inspector, *answers(), found(firm,"1.5"), Photographed(str(uuid4()), ON_SITE, "", "area", Taken("", JPEG), "", "31.2000,121.5000,12"))
    send(case, cast.second_inspector, noted("area","no","北侧地块不在界内，界桩缺失"), found(firm,"12000",text="纳税申报表"), device=OTHER_DEVICE)
    send(case, cast.inspector, signed(case,"team"), signed(case,"visited"))
    send(case, cast.second_inspector, noted("safety","partly","台账缺三月"), device=OTHER_DEVICE)
    for lang,width in (("zh-CN",390),("en-GB",390),("zh-CN",1280)):
        here=visit(lang,width); here.sign_in(cast.inspector)
        here.open(f"/desk/visits/{case.pk}/"); shot(here,f"visit-{lang[:2]}-{width}")
        wide=here.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"); print("wide",lang,width,wide)
        here.open("/desk/visits/"); shot(here,f"list-{lang[:2]}-{width}")
        from axe_playwright_python.sync_playwright import Axe
        here.open(f"/desk/visits/{case.pk}/")
        here.page.wait_for_timeout(500)
        for one in Axe().run(here.page).response["violations"]: print(one["id"],[n["html"][:200] for n in one["nodes"][:3]])
    o=visit("zh-CN",1280); o.sign_in(cast.municipal); o.open(f"/desk/visits/{case.pk}/team/"); shot(o,"team")
    send(case, cast.inspector, signed(case,"team",SENT), signed(case,"visited",SENT))
    move(case,"record_visit",cast.inspector,at(5,15,19))
    own=account(firm); Person.objects.filter(pk=own.person).update(password=Person.objects.get(pk=cast.inspector.person).password)
    send(case, cast.second_inspector, noted("books","no","离线时所记"), device=OTHER_DEVICE, when=at(5,16))
    for who,lang,width,name in ((cast.municipal,"zh-CN",1280,"officer"),(cast.operator,"en-GB",390,"operator"),(cast.operator,"zh-CN",1280,"operator")):
        here=o if who is cast.municipal else visit(lang,width)
        if here is not o: here.sign_in(who)
        here.open(f"/desk/cases/{case.pk}/")
        for d in here.page.locator("main details").all()[:1]: pass
        shot(here,f"{name}-{lang[:2]}-{width}")
        wide=here.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"); print("wide",name,lang,width,wide)
        for one in Axe().run(here.page).response["violations"]: print(name,one["id"],[n["html"][:200] for n in one["nodes"][:3]])
    f=CheckFinding.objects.order_by("-pk").first()
    here.open(f"/desk/visits/{case.pk}/findings/{f.pk}/reply/"); shot(here,"reply")
    e=visit("en-GB",390); e.sign_in(own); e.open("/desk/my-enterprise/"); shot(e,"enterprise")
    print("wide ent", e.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
    from jiqun.desk.do.check_replies import reply_to_finding
    for one in CheckFinding.objects.filter(late=False):
        try: reply_to_finding(visit=case.pk,finding=one.pk,agrees="no",text="口径不同：审计报告为母公司口径。",by=cast.operator,at=at(5,18))
        except Exception as error: print(repr(error))
    move(case,"reply_to_check",cast.operator,at(5,19))
    o.open(f"/desk/cases/{case.pk}/move/settle_finding/?finding={f.pk}"); shot(o,"settle")
    move(case,"settle_finding",cast.municipal,at(5,20),finding=f.pk,confirmed="yes",reason="以审计报告为准。")
    o.open(f"/desk/cases/{case.about_id}/"); shot(o,"application")
    i=visit("zh-CN",390); i.sign_in(cast.inspector); i.open(f"/desk/visits/{case.pk}/"); shot(i,"handed-in")
