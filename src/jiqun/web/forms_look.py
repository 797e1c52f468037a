"""How Django's own forms look here: the fields of signing in are drawn by the same parts as all others."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Widget
from django.forms.renderers import TemplatesSetting


class Dressed(BoundField):
    """A field whose widget carries the classes of the style sheet."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """The attributes of the widget, with its class; words stand in labels, not in placeholders."""
        widget = widget or self.field.widget
        widget.attrs.pop("placeholder", None)
        dressed: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        dressed["class"] = " ".join(filter(None, (widget.attrs.get("class"), dressed.get("class"), _class_of(widget))))
        return dressed


class Look(TemplatesSetting):
    """Forms and fields drawn by templates in `ui/`."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_bound_field.html"
    bound_field_class = Dressed


def _class_of(widget: Widget) -> str:
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, Select):
        return "form-select"
    return "" if widget.is_hidden and not isinstance(widget, FileInput) else "form-control"
