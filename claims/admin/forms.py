"""Forms of the admin: shape is checked here, the rest by the services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminSplitDateTime,
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
    AutocompleteSelect,
)
from django.http import QueryDict

from claims import conf, selectors
from claims.errors import NumberMeant
from claims.models import Article, Claim, Evidence, Source
from claims.services import standards
from claims.vocabulary import JudgedAsOf, ReasonCode, Stance

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Longest primary key both databases can compare with (a 64-bit integer).
KEY_DIGITS = 18


def number_in(given: str | None) -> int | None:
    """A key or version somebody typed into an address, if it is one."""
    known = given and given.isascii() and given.isdecimal() and len(given) <= KEY_DIGITS
    return int(given) if given and known else None


CHANGED_MEANWHILE = "Somebody else changed this meanwhile. Look at it again."


def line(label: str, length: int, **options: Any) -> forms.CharField:
    options.setdefault("required", False)
    return forms.CharField(
        label=label,
        max_length=length,
        widget=AdminTextInputWidget(attrs={"class": "vTextField"}),
        **options,
    )


def share(label: str, help_text: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=1,
        max_digits=3,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )


def passage(label: str, rows: int, **options: Any) -> forms.CharField:
    options.setdefault("required", False)
    widget = AdminTextareaWidget(attrs={"rows": str(rows)})
    return forms.CharField(label=label, strip=False, widget=widget, **options)


def address(help_text: str = "") -> forms.CharField:
    return line("Address", conf.LIMITS.url_chars, help_text=help_text)


class ArticleForm(forms.Form):
    text = passage(
        "Text", 18, help_text="Pasted as it was published; it never changes afterwards."
    )
    title = line("Title", 300)
    author = line("Author", 200)
    publisher = line("Publisher", 200)
    published_at = forms.SplitDateTimeField(
        label="Published at", required=False, widget=AdminSplitDateTime()
    )
    url = address("Where it was published, if it was.")
    language = line(
        "Language", 20, help_text="As in en or de-CH; empty: told by the text."
    )


class ReferenceForm(forms.Form):
    text = passage("Text", 18)
    title = line("Title", 300)
    publisher = line("Publisher", 200)
    url = address()
    published_on = forms.DateField(
        label="Published on", required=False, widget=AdminDateWidget()
    )
    language = line("Language", 20, initial="en")
    licence = line("Licence", 100)


class ClaimSelect(AutocompleteSelect):
    """Shows a mistyped key as nothing chosen; Django's own widget would fail on it."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        keys = [key for key in value if key.isdecimal() and len(key) <= KEY_DIGITS]
        return super().optgroups(name, keys, attr)


class EvidenceForm(forms.Form):
    claim = forms.ModelChoiceField(
        queryset=Claim.objects.all(),
        widget=ClaimSelect(Evidence._meta.get_field("claim"), admin.site),
    )
    quote = passage(
        "Passage", 6, help_text="Word for word; numbers in it are read and compared."
    )
    url = address()
    title = line("Title", 300, help_text="Of the page or document it stands in.")
    publisher = line("Publisher", 200)
    published_at = forms.SplitDateTimeField(
        label="Published at", required=False, widget=AdminSplitDateTime()
    )
    stance = forms.ChoiceField(
        label="Your reading",
        required=False,
        choices=[("", "Not said"), *Stance.choices],
    )
    note = passage("Note for colleagues", 3, max_length=2000)
    tier = line("Kind of source", 40, help_text="As the standards call it.")
    number_start = forms.IntegerField(
        label="Which number is meant",
        required=False,
        min_value=0,
        max_value=2**31,
        widget=forms.HiddenInput,
    )

    def offer(self, numbers: Sequence[NumberMeant]) -> None:
        choices = [(one.start, f"{one.surface}: {one.told}") for one in numbers]
        self.fields["number_start"].widget = forms.RadioSelect(choices=choices)


class ReviewForm(forms.Form):
    rating = forms.ChoiceField(required=False)
    rationale = passage(
        "Rationale", 8, help_text="Published with the verdict: what the evidence shows."
    )
    evidence = forms.TypedMultipleChoiceField(
        label="Evidence you rely on",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    reason_codes = forms.MultipleChoiceField(
        label="What is off about the number",
        required=False,
        choices=ReasonCode.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    figure = forms.CharField(
        label="The number you found",
        required=False,
        help_text="As you read it in the evidence, with its unit.",
    )
    searched_not_enough = forms.BooleanField(
        label="We searched, and it is not enough", required=False
    )
    judged_as_of = forms.ChoiceField(
        label="The rating is about",
        required=False,
        choices=JudgedAsOf.choices,
        help_text="A later number does not make an earlier statement wrong.",
    )
    sources_reason = line(
        "Why it stands without what the standards ask of sources",
        500,
        help_text="Such as no primary source; for who signs it off.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_judged_as_of(self) -> str:
        return self.cleaned_data["judged_as_of"] or JudgedAsOf.WHEN_SAID

    def __init__(
        self, claim: Claim, person: User, given: QueryDict | None = None
    ) -> None:
        super().__init__(given, initial={"version": claim.version})
        ratings = [(rating.slug, rating.label) for rating in selectors.ratings()]
        self._choose("rating", [("", "Choose one"), *ratings])
        rows = selectors.evidence_for(person, selectors.evidence_of(claim))
        self._choose("evidence", [(row.pk, str(row)) for row in rows])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the two named above
        field.choices = choices


class SeenForm(forms.ModelForm[Any]):
    """A change form that knows what its reader saw.

    Every field carries the value it was rendered with, so that only what the person
    changed is written, and a field somebody else changed meanwhile is refused.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.changed_data:
            if self._seen(name) is not None and self._moved(name):
                self.add_error(name, CHANGED_MEANWHILE)
        return cleaned

    def _seen(self, name: str) -> Any:
        bound = self[name]
        widget = bound.field.hidden_widget()
        value = widget.value_from_datadict(
            self.data, self.files, bound.html_initial_name
        )
        empty = value is None or value == [None, None]
        return None if empty else value

    def _moved(self, name: str) -> bool:
        """Whether the stored value is another than the one the form was shown with."""
        return self.fields[name].has_changed(self[name].initial, self._seen(name))


class ArticleDetailsForm(SeenForm):
    url = forms.URLField(
        label="Address",
        required=False,
        max_length=conf.LIMITS.url_chars,
        assume_scheme="https",
        widget=AdminURLFieldWidget(),
    )

    class Meta:
        model = Article
        fields: ClassVar = (
            "title",
            "author",
            "publisher",
            "published_at",
            "url",
            "language",
        )


class JudgementForm(SeenForm):
    """The kind of a source, by a word of the standards in use."""

    class Meta:
        model = Source
        fields: ClassVar = ("tier", "interest")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(one.slug, one.label) for one in standards.in_use().tiers]
        self.fields["tier"] = forms.ChoiceField(
            label="Kind of source",
            required=False,
            choices=[("", "As its place tells"), *words],
            show_hidden_initial=True,
        )


class StanceForm(SeenForm):
    class Meta:
        model = Evidence
        fields: ClassVar = ("stance", "note")
