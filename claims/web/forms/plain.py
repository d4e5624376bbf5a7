"""A list to choose from without a template for every choice: lists are long here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NOT_THERE: dict[str, Any] = {
    "invalid_choice": "“%(value)s” is none of these: choose one of the list, or nothing."
}


class PlainSelect(forms.Select):
    """The same element as Django's; its choices are not in groups."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, _selected(key, chosen), label) for key, label in self.choices),
        )
        own = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>\n{}\n</select>", own, options)


def _selected(key: Any, chosen: Any) -> SafeString:
    return SafeString(" selected" if str(key) in chosen else "")


class Choice(forms.ChoiceField):
    default_error_messages = NOT_THERE
    widget = PlainSelect


class AnyOf(forms.MultipleChoiceField):
    """Any of several, each a box to tick; what is sent empty asks for nothing."""

    default_error_messages = NOT_THERE
    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]
