"""One page with every part."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines

from tests.web.gallery import data

TEMPLATES = Path(__file__).parent / "templates"


class Letter(forms.Form):
    """A form of Django's own, with one field of each kind."""

    name = forms.CharField(label="名称 Name", help_text="与营业执照一致。As on the licence.", max_length=20)
    email = forms.EmailField(label="电子邮件 E-mail")
    kind = forms.ChoiceField(label="种类 Kind", choices=[("a", "甲 A"), ("b", "乙 B")])
    way = forms.ChoiceField(
        label="方式 Way", choices=[("a", "邮寄 Post"), ("b", "送达 Served")], widget=forms.RadioSelect
    )
    text = forms.CharField(label="正文 Text", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="确认 Confirm")


def gallery(request: HttpRequest) -> HttpResponse:
    """The parts, each under its name."""
    for level, words in data.MESSAGES:
        messages.add_message(request, level, words)
    form = Letter({"name": "一" * 30, "email": "nobody"}) if "wrong" in request.GET else Letter()
    source = (TEMPLATES / "gallery.html").read_text(encoding="utf-8")
    page = engines["django"].from_string(source)
    return HttpResponse(page.render({**data.everything(), "form": form}, request))
