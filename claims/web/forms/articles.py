from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import get_language_info

from claims import conf
from claims.models import Article, Submission
from claims.services import ingest
from claims.vocabulary import Origin
from claims.web.forms.base import DeskForm, at_midnight, day_input, text_area

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Names of the files we can read, for the browser's file dialogue.
READABLE = ".txt,.html,.htm,.pdf,.docx,.xlsx,.csv,.tsv"

#: What a person may choose; the API and the admin take any language tag.
LANGUAGES = [
    (code, get_language_info(code)["name"])
    for code in ("en", "de", "fr", "es", "it", "nl", "pt", "pl")
]


EMBARGO = "Embargoed: ask only sources in the house"


class WayIn(DeskForm):
    """One way to hand an article in: what was made, and what to tell the person."""

    def hand_in(self, actor: User) -> tuple[Article | Submission, str]:
        raise NotImplementedError


class PasteForm(WayIn):
    text = forms.CharField(
        label="Text of the article", strip=False, required=False, widget=text_area(14)
    )
    title = forms.CharField(label="Title", max_length=300, required=False)
    author = forms.CharField(label="Author", max_length=200, required=False)
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    published_on = forms.DateField(
        label="Published on",
        required=False,
        widget=day_input(),
        help_text="Tells which figures were known at the time.",
    )
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=conf.LIMITS.url_chars,
        widget=forms.URLInput,
        help_text="Where it was published, if it was.",
    )
    language = forms.ChoiceField(
        label="Language",
        required=False,
        choices=[("", "Told by the text"), *LANGUAGES],
        help_text="Tells how its numbers are written: 1.000 is a thousand in German.",
    )

    embargoed = forms.BooleanField(label=EMBARGO, required=False)

    def hand_in(self, actor: User) -> tuple[Article, str]:
        given = self.cleaned_data
        article, new = ingest.add_article(
            ingest.ArticleData(
                text=given["text"],
                title=given["title"],
                author=given["author"],
                publisher=given["publisher"],
                published_at=at_midnight(given["published_on"]),
                url=given["url"],
                language=given["language"],
                embargoed=given["embargoed"],
            ),
            actor=actor,
            origin=Origin.PASTE,
        )
        if new:
            return article, "Article kept. Its numbers are being read."
        return article, "This text was here already; nothing was added."


class FileForm(WayIn):
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": READABLE}),
    )

    embargoed = forms.BooleanField(label=EMBARGO, required=False)

    def clean_file(self) -> object:
        if self.cleaned_data.get("file") is None:
            raise forms.ValidationError("Choose a file.")
        return self.cleaned_data["file"]

    def hand_in(self, actor: User) -> tuple[Submission, str]:
        file = self.cleaned_data["file"]
        # One byte over the limit is enough to be refused; the rest is not read.
        content = file.read(conf.LIMITS.file_bytes + 1)
        submission = ingest.submit_file(
            content,
            filename=file.name,
            media_type=file.content_type or "",
            actor=actor,
            embargoed=self.cleaned_data["embargoed"],
        )
        return submission, "File kept. It is being opened."


class UrlForm(WayIn):
    url = forms.CharField(
        label="Address of the article",
        required=False,
        max_length=conf.LIMITS.url_chars,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def hand_in(self, actor: User) -> tuple[Submission, str]:
        submission = ingest.submit_url(
            self.cleaned_data["url"], actor=actor, origin=Origin.URL
        )
        return submission, "Address kept. The page is being fetched."


WAYS: Mapping[str, type[WayIn]] = {"paste": PasteForm, "file": FileForm, "url": UrlForm}
