"""Running the installation: background work, working days, settings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.daily.errands import give_up_errand, retry_errand
from jiqun.desk.do.registers.days import publish_holidays
from jiqun.desk.do.registers.settings import change_setting
from jiqun.desk.installation.keys import change_signing_key, key_in_use
from jiqun.desk.look.office.errands import list_errands
from jiqun.desk.look.office.settings import list_settings, retention_periods
from jiqun.desk.look.registers.working_days import effect_of, look_at_year
from jiqun.desk.wrong import Wrong
from jiqun.facts.day_notice import read_day_notice
from jiqun.facts.problems import InputRefused
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.proving import proved_with


@require_GET
def errands(request: DeskRequest) -> HttpResponse:
    """Background work by state."""
    state, page = request.GET.get("state", ""), whole(request.GET.get("page", ""), 1)
    view = list_errands(by=acting_in(request), at=clock.now(), state=state, page=page)
    return render(request, "administration/errands.html", {"view": view})


@require_POST
def errand(request: DeskRequest, errand_id: int) -> HttpResponse:
    """Trying an errand again, or giving it up."""
    change = retry_errand if request.POST.get("do") == "retry" else give_up_errand
    change(errand=errand_id, by=acting_in(request), at=clock.now())
    return redirect("errands")


@require_GET
def public_days(request: HttpRequest) -> HttpResponse:
    """The working days of a year, for everybody."""
    year = _year(request)
    return render(request, "administration/working_days.html", {"view": look_at_year(year)})


@require_http_methods(["GET", "POST"])
def working_days(request: DeskRequest) -> HttpResponse:
    """The working days of a year; entering a notice after a look at what it changes."""
    by, step = acting_in(request), sent(request).get("step", "")
    told: dict[str, Any] = {"typed": sent(request), "found": (), "may": True}
    if step in ("preview", "publish"):
        typed = _typed_notice(sent(request))
        try:
            notice = read_day_notice(typed)
            if step == "publish" and request.method == "POST":
                moved = publish_holidays(notice=typed, by=by, at=clock.now())
                messages.success(request, _PUBLISHED.fill(n=moved).say(current()))
                return redirect(f"{request.path}?year={notice.year}")
        except InputRefused as refused:
            told["found"] = tuple(one.message for one in refused.errors)
        else:
            told |= {"effect": effect_of(notice, by=by), "year": look_at_year(notice.year)}
            return render(request, "administration/notice_preview.html", told)
    told["view"] = look_at_year(_year(request))
    return render(request, "administration/working_days.html", told, status=422 if told["found"] else 200)


@require_http_methods(["GET", "POST"])
def settings(request: DeskRequest) -> HttpResponse:
    """The settings, and changing one."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            change_setting(name=name, value=request.POST.get(name, ""), by=by, at=at)
            return redirect("settings")
        except Wrong as wrong:
            problems = wrong.problems
    told: dict[str, Any] = {"settings": list_settings(by=by, at=at), "problems": problems, "typed": sent(request)}
    told |= {"kept": retention_periods(by=by)}
    return render(request, "administration/settings.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def signing_key(request: DeskRequest) -> HttpResponse:
    """The key that signs the ledger, and taking a new one into use: for that one proves again who one is."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            proof = proved_with(request, needed=True)
            change_signing_key(declared=proof.get("declared", ""), by=by, at=at)
            messages.success(request, _NEW_KEY.say(current()))
            return redirect("settings")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"key": key_in_use(by=by), "problems": problems}
    return render(request, "administration/signing_key.html", told, status=422 if problems else 200)


def _year(request: HttpRequest) -> int:
    year = whole(sent(request).get("year", "") or request.GET.get("year", ""), clock.today().year)
    return min(max(year, 2000), 2100)


def _typed_notice(form: QueryDict) -> dict[str, object]:
    """The form's fields as the reader of notices takes them."""
    texts = {name: form.get(name, "").strip() for name in ("number", "published_on")}
    days = {name: form.get(name, "").replace(",", " ").replace("，", " ").split() for name in ("off", "working")}
    return {"year": whole(form.get("year", "")), **texts, **days}


_PUBLISHED = Bi(zh="已发布，{n}个期限随之调整。", en="Published; {n} term(s) moved with it.")
_NEW_KEY = Bi(
    zh="新签名密钥已启用，请备份密钥文件夹。", en="The new signing key is in use: back up the folder of keys."
)
