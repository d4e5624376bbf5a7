from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from claims import conf, selectors
from claims.errors import (
    ClaimsError,
    InvalidInputError,
    NumberMeant,
    SeveralNumbersError,
)
from claims.models import Claim, Review
from claims.services import correcting, publishing
from claims.services.attaching import AttachmentData
from claims.services.evidence import EvidenceData
from claims.services.evidence.choosing import WHICH
from claims.services.reviewing import ReviewData
from claims.services.sourcing import Wording
from claims.vocabulary import JudgedAsOf, ReasonCode, Stance
from claims.web.forms.articles import READABLE
from claims.web.forms.base import DeskForm, at_midnight, day_input, text_area


class ClaimForm(DeskForm):
    """Something done to a claim, in the state the person looked at (`version`)."""

    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput
    )

    @property
    def problems(self) -> list[str]:
        """Messages about no field the person sees."""
        told = [*self.non_field_errors(), *(self.errors.get("version") or [])]
        return [str(message) for message in told]


class VersionedForm(ClaimForm):
    """As ClaimForm, and refused when the page did not say which state it showed."""

    version = forms.IntegerField(
        min_value=0,
        max_value=2**31,
        widget=forms.HiddenInput,
        error_messages={"required": "This form came incomplete. Read the claim again."},
    )

    def seen(self) -> int:
        return cast("int", self.cleaned_data["version"])


class ActForm(ClaimForm):
    """A button and nothing to type."""


class StepForm(VersionedForm):
    """A button that moves a claim along."""


class SourcesForm(StepForm):
    """Ask everybody; or one provider, with the questions as they were edited."""

    provider = forms.CharField(required=False, max_length=40)
    queries = forms.CharField(required=False, max_length=2_000, widget=text_area(3))

    def wording(self) -> Wording | None:
        provider = self.cleaned_data["provider"]
        lines = self.cleaned_data["queries"].splitlines()
        return Wording(provider, lines) if provider else None


class ReasonForm(VersionedForm):
    reason = forms.CharField(label="Reason", required=False, widget=text_area(2))

    def why(self) -> str:
        return cast("str", self.cleaned_data["reason"])


class CorrectionForm(ReasonForm):
    kind = forms.ChoiceField(
        label="What the correction does",
        choices=[("", "Choose"), *((one.value, one.label) for one in correcting.KINDS)],
        error_messages={"required": "Choose what the correction does."},
    )


class WhichNumber(DeskForm):
    """Words of a passage; where they have several numbers, one of them is chosen."""

    number_start = forms.IntegerField(
        label="Which number is the evidence?",
        required=False,
        min_value=0,
        max_value=2**31,
        widget=forms.HiddenInput,
    )
    numbers: tuple[NumberMeant, ...] = ()

    def refuse(self, error: ClaimsError) -> None:
        if not isinstance(error, SeveralNumbersError):
            super().refuse(error)
            return
        self.numbers = error.numbers
        self.add_error("number_start", WHICH)

    @property
    def number_ticked(self) -> int | None:
        """What was chosen before, while it is there, or else the likeliest."""
        starts = [one.start for one in self.numbers]
        given = self.cleaned_data.get("number_start")
        return given if given in starts else next(iter(starts), None)


class PublishForm(VersionedForm):
    kind = forms.ChoiceField(
        label="What the correction does",
        required=False,
        choices=[
            ("", "Choose"),
            *((one.value, one.label) for one in publishing.LESSER),
        ],
        help_text="It came out as another than it was said to be: the verdict is what it "
        "was, or more than the wording changed.",
    )


class EvidenceForm(WhichNumber, ClaimForm):
    """One form, three ways: an address, a file, or the passage itself."""

    url = forms.CharField(
        label="Address",
        required=False,
        max_length=conf.LIMITS.url_chars,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text="Fetched and read, unless you give the passage below.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": READABLE}),
        help_text="PDF, Word, Excel, CSV, HTML or text.",
    )
    quote = forms.CharField(
        label="Or the passage, word for word",
        required=False,
        strip=False,
        widget=text_area(4),
        help_text="Numbers in it are read and compared as soon as it is attached.",
    )
    title = forms.CharField(label="Title", max_length=300, required=False)
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    published_on = forms.DateField(
        label="Published on", required=False, widget=day_input()
    )
    stance = forms.ChoiceField(
        label="Your reading",
        required=False,
        choices=[("", "Not said"), *Stance.choices],
    )
    note = forms.CharField(
        label="Note for colleagues",
        max_length=2000,
        required=False,
        widget=text_area(2),
    )
    # Which words there are is the newsroom's to say, and the service's to check.
    tier = forms.CharField(label="Kind of source", required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") is not None and given.get("quote", "").strip():
            self.add_error(
                "quote",
                "Give the file or the passage: passages of a file are chosen once it "
                "has been read.",
            )
        return given

    @property
    def is_document(self) -> bool:
        """Whether there is something to be read before a passage can be chosen."""
        given = self.cleaned_data
        return given["file"] is not None or not given["quote"].strip()

    def document(self) -> AttachmentData:
        file = self.cleaned_data["file"]
        said = self._said()
        if file is None:
            return AttachmentData(**said)
        # One byte over the limit is enough to be refused; the rest is not read.
        return AttachmentData(
            content=file.read(conf.LIMITS.file_bytes + 1),
            filename=file.name,
            media_type=file.content_type or "",
            **said,
        )

    def evidence(self) -> EvidenceData:
        given = self.cleaned_data
        return EvidenceData(
            quote=given["quote"],
            number_start=given["number_start"],
            ask=True,
            **self._said(),
        )

    def _said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "url": given["url"],
            "title": given["title"],
            "publisher": given["publisher"],
            "published_at": at_midnight(given["published_on"]),
            "stance": given["stance"],
            "note": given["note"],
            "tier": given["tier"],
        }


class PassageForm(WhichNumber):
    """Which passage of a document is the evidence."""

    passage = forms.IntegerField(required=False, min_value=0, max_value=100)
    quote = forms.CharField(
        label="Other words of the document",
        required=False,
        strip=False,
        widget=text_area(3),
        help_text="Copied from its text; they count instead of what is ticked above.",
    )
    stance = forms.ChoiceField(
        label="Your reading",
        required=False,
        choices=[("", "Not said"), *Stance.choices],
    )
    note = forms.CharField(
        label="Note for colleagues",
        max_length=2000,
        required=False,
        widget=text_area(2),
    )


class ReviewForm(VersionedForm):
    # Whether it is there the service says, with all else that is missing.
    rating = forms.CharField(label="Rating", max_length=50, required=False)
    rationale = forms.CharField(
        label="Rationale",
        required=False,
        widget=text_area(7),
        help_text="Published with the verdict. Say what the evidence shows, and why.",
    )
    figure = forms.CharField(
        label="The number you found",
        required=False,
        help_text="As you read it in the evidence, with its unit: “about 4,200 containers”.",
    )
    evidence = forms.TypedMultipleChoiceField(
        label="Evidence you rely on", required=False, coerce=int
    )
    reason_codes = forms.MultipleChoiceField(
        label="What is off about the number", required=False, choices=ReasonCode.choices
    )
    searched_not_enough = forms.BooleanField(
        label="We searched, and it is not enough", required=False
    )
    sources_reason = forms.CharField(
        label="Why the verdict stands without",
        required=False,
        max_length=500,
        help_text="For who signs it off; not published.",
    )

    judged_as_of = forms.ChoiceField(
        label="The rating is about",
        required=False,
        choices=JudgedAsOf.choices,
        help_text="A later number does not make an earlier statement wrong.",
    )
    leans_on = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(
        self, given: MultiValueDict[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(given, **options)
        # Which evidence belongs to the claim is the service's question.
        asked = given.getlist("evidence") if given else []
        field = cast("forms.TypedMultipleChoiceField", self.fields["evidence"])
        field.choices = [(value, value) for value in asked if value.isdecimal()]

    def review(self) -> ReviewData:
        given = self.cleaned_data
        return ReviewData(
            rating=given["rating"],
            rationale=given["rationale"],
            evidence=given["evidence"],
            reason_codes=given["reason_codes"],
            searched_not_enough=given["searched_not_enough"],
            figure=given["figure"],
            judged_as_of=given["judged_as_of"] or JudgedAsOf.WHEN_SAID,
            leans_on=given["leans_on"],
            sources_reason=given["sources_reason"],
        )


class DraftForm(ReviewForm):
    """A review as far as it got: nothing in it has to be there."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def is_thrown_away(self) -> bool:
        return "discard" in self.data


class SignOffForm(VersionedForm):
    review = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=text_area(2),
        help_text="For the record inside the newsroom; not published.",
    )
    valid_until = forms.DateField(
        label="Look at it again by",
        required=False,
        widget=day_input(),
        help_text="For a number that moves: the claim comes back to the desk that day (UTC).",
    )

    def chosen(self, claim: Claim) -> Review | None:
        pk = self.cleaned_data["review"]
        if pk is None:
            return None
        found = selectors.open_reviews(claim).filter(pk=pk).first()
        if found is None:
            raise InvalidInputError(
                "That review is not open on this claim.", field="review"
            )
        return found


class ProlongForm(ReasonForm):
    valid_until = forms.DateField(
        label="Look at it again by",
        required=False,
        widget=day_input(),
        help_text="Empty: no further day is set.",
    )
