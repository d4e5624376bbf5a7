from __future__ import annotations

from django import forms

from claims import conf
from claims.services.ingest import check_url
from claims.services.library import ReferenceData
from claims.web.forms.base import DeskForm, day_input, text_area


class ReferenceForm(DeskForm):
    title = forms.CharField(label="Title", max_length=300, required=False)
    text = forms.CharField(
        label="Text", strip=False, required=False, widget=text_area(14)
    )
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    published_on = forms.DateField(
        label="Published on", required=False, widget=day_input()
    )
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=conf.LIMITS.url_chars,
        widget=forms.URLInput,
    )
    licence = forms.CharField(
        label="Licence",
        max_length=100,
        required=False,
        help_text="For example CC-BY-4.0, or “own”.",
    )

    def reference(self) -> ReferenceData:
        """Raises InvalidInputError for an address no browser should follow."""
        given = self.cleaned_data
        if given["url"]:
            check_url(given["url"])
        return ReferenceData(**given)
