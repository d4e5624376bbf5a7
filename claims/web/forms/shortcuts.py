"""A field for each key there is."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField

from claims.shortcuts import SHORTCUTS, Place, Shortcut
from claims.web.forms.base import DeskForm

_WHERE = {
    Place.EVERYWHERE: "On every page",
    Place.CLAIM: "On the page of a claim",
    Place.LIST: "In lists of claims",
    Place.ARTICLE: "On the page of an article",
}
_ATTRS = {
    "size": "3",
    "autocomplete": "off",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class ShortcutForm(DeskForm):
    """What a key may be is the service's to say; the form knows only that there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in SHORTCUTS:
            self.fields[one.act] = forms.CharField(
                label=one.does,
                required=False,
                widget=forms.TextInput(attrs=_ATTRS),
            )

    def keys(self) -> dict[str, str]:
        """Those that were sent; an emptied field is a key switched off."""
        return {act: self.cleaned_data[act] for act in self.fields if act in self.data}

    def places(self) -> list[tuple[str, list[tuple[Shortcut, BoundField]]]]:
        rows = groupby(SHORTCUTS, key=lambda one: one.place)
        return [
            (_WHERE[place], [(one, self[one.act]) for one in group])
            for place, group in rows
        ]
