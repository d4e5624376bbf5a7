"""What the endpoints take."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims import conf
from claims.api.fields import (
    DayField,
    FlagField,
    IdField,
    MomentField,
    PlaceField,
    StrictSerializer,
    TextField,
    WebAddressField,
    WordField,
)
from claims.documents.values import LANGUAGE
from claims.engine.reasoning.formula import LENGTH
from claims.providers.base import MAX_QUERIES
from claims.services import correcting, publishing
from claims.services.arranging import AT_ONCE
from claims.services.figures import FIGURE_CHARS
from claims.services.sourcing import QUERY_CHARS
from claims.vocabulary import (
    Importance,
    JudgedAsOf,
    PairWord,
    ReasonCode,
    RootStep,
    SkipReason,
    Stance,
)

NOTE = 5_000
CITED = 100


class LanguageField(serializers.RegexField):
    """A language tag such as "en" or "en-GB"."""

    default_error_messages = {"invalid": "Send a language tag, such as en or en-GB."}

    def __init__(self) -> None:
        super().__init__(LANGUAGE, max_length=20, required=False)

    def run_validation(self, data: object = serializers.empty) -> str:
        if data is not serializers.empty and not isinstance(data, str):
            self.fail("invalid")
        return str(super().run_validation(data))


class ArticleBody(StrictSerializer):
    """A text with what is known about it, or an address to fetch."""

    text = TextField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text=f"At most {conf.LIMITS.text_chars:,} characters.",
    )
    title = TextField(required=False, allow_blank=True, max_length=300)
    author = TextField(required=False, allow_blank=True, max_length=200)
    publisher = TextField(required=False, allow_blank=True, max_length=200)
    published_at = MomentField(required=False, allow_null=True)
    url = WebAddressField(required=False, allow_blank=True)
    language = LanguageField()
    embargoed = FlagField(
        required=False, help_text="Ask only sources in the house about it."
    )


class FileBody(StrictSerializer):
    """A .txt, .html, .pdf, .docx, .xlsx or .csv file."""

    file = serializers.FileField(allow_empty_file=True, use_url=False)


class UploadBody(FileBody):
    embargoed = serializers.BooleanField(required=False)


class VersionBody(StrictSerializer):
    version = IdField(
        required=False,
        help_text="The claim's version you have read; a newer one is 409.",
    )


class RequestBody(VersionBody):
    reason = TextField(required=False, allow_blank=True, max_length=2_000)


class SourcesBody(RequestBody):
    provider = TextField(
        required=False,
        max_length=40,
        help_text="Ask only this provider; without it all are asked.",
    )
    queries = serializers.ListField(
        child=TextField(max_length=QUERY_CHARS),
        required=False,
        max_length=MAX_QUERIES,
        help_text="What to ask it; empty for the workbench's own questions again.",
    )


class ArchiveBody(StrictSerializer):
    """Nothing has to be said."""


class ReasonBody(VersionBody):
    reason = TextField(allow_blank=True, max_length=2_000)


class CorrectionBody(ReasonBody):
    kind = serializers.ChoiceField(
        choices=[(kind.value, kind.label) for kind in correcting.KINDS],
        help_text="Of what class the correction is; readers are told.",
    )


class PublishBody(VersionBody):
    kind = serializers.ChoiceField(
        choices=[(kind.value, kind.label) for kind in publishing.LESSER],
        required=False,
        help_text="What a correction does that was said to change the verdict and did "
        "not, or to be of wording only and is not; asked for then.",
    )


class CalculationBody(VersionBody):
    formula = TextField(
        max_length=LENGTH,
        help_text="Over claim, e1, e2 and so on: the evidence in the order of its ids.",
    )
    thing = TextField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="What the result counts, where its numbers do not say it.",
    )
    base = TextField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="What a percentage is a share of.",
    )
    note = TextField(required=False, allow_blank=True, max_length=NOTE)


class WithholdBody(VersionBody):
    provider = TextField(max_length=40)
    run = IdField()
    reason = TextField(max_length=300, help_text="Told to readers.")


class RootsBody(VersionBody):
    evidence = serializers.ListField(
        child=IdField(), max_length=CITED, help_text="Ids of evidence."
    )
    step = WordField(RootStep.choices)
    name = TextField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="The origin; needed to merge.",
    )
    reason = TextField(allow_blank=True, max_length=500)


class ReviewBody(VersionBody):
    rating = TextField(
        max_length=50, help_text="The slug of a rating of the scale in use."
    )
    rationale = TextField(
        allow_blank=True,
        help_text=f"At most {conf.LIMITS.rationale_chars:,} characters.",
    )
    evidence = serializers.ListField(
        child=IdField(), required=False, max_length=CITED, help_text="Ids of evidence."
    )
    reason_codes = serializers.ListField(
        child=WordField(ReasonCode.choices), required=False, max_length=20
    )
    searched_not_enough = FlagField(required=False)
    judged_as_of = serializers.ChoiceField(
        choices=JudgedAsOf.choices,
        required=False,
        help_text="Whether the rating is about the day it was said, or about now.",
    )
    figure = TextField(
        required=False,
        allow_blank=True,
        max_length=FIGURE_CHARS,
        help_text=(
            "The number you found, as “about 4,200 containers”; needed where several "
            "people review the claim by themselves."
        ),
    )
    sources_reason = TextField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="Why it stands without what the standards ask of sources.",
    )
    leans_on = IdField(
        required=False,
        allow_null=True,
        help_text=(
            "The id of a claim whose verdict this began as a proposal of: one people said "
            "states the same quantity, and arithmetic the same number of one time."
        ),
    )


class OtherClaimBody(VersionBody):
    other = IdField(help_text="The id of the other claim.")


class PairBody(OtherClaimBody):
    word = WordField(
        PairWord.choices,
        allow_blank=True,
        help_text="same, apart, or nothing to take back what was said.",
    )


class ReviewersBody(VersionBody):
    reviews = IdField(
        allow_null=True,
        help_text="Independent reviews before sign-off, 1 to 3; null as by the policy.",
    )


class ReadingBody(VersionBody):
    """How a number is to be read; what is left out stays, "" empties a field."""

    number = TextField(
        required=False,
        max_length=FIGURE_CHARS,
        help_text="In words or digits with its bound: “at least 10,000”.",
    )
    unit = TextField(required=False, allow_blank=True, max_length=100)
    per = TextField(required=False, allow_blank=True, max_length=100)
    thing = TextField(required=False, allow_blank=True, max_length=500)
    base = TextField(required=False, allow_blank=True, max_length=500)
    period = TextField(required=False, allow_blank=True, max_length=300)
    claimant = TextField(required=False, allow_blank=True, max_length=300)
    reason = TextField(required=False, allow_blank=True, max_length=500)


class SkipBody(StrictSerializer):
    reason = WordField(SkipReason.choices)
    note = TextField(required=False, allow_blank=True, max_length=500)


class ArticleChangeBody(StrictSerializer):
    importance = serializers.ChoiceField(
        Importance.choices,
        required=False,
        help_text="0 normal, 1 high, 2 top story.",
    )
    embargoed = FlagField(required=False)


class ArrangeBody(StrictSerializer):
    """Who looks at claims and until when; what is left out stays."""

    claims = serializers.ListField(
        child=IdField(),
        max_length=AT_ONCE,
        allow_empty=False,
        help_text=f"Ids, at most {AT_ONCE:,}.",
    )
    to = serializers.ListField(
        child=TextField(max_length=150),
        required=False,
        max_length=100,
        help_text=(
            "User names; several share the claims evenly, an empty list is everybody."
        ),
    )
    due_at = MomentField(required=False, allow_null=True)


class VerdictBody(VersionBody):
    review = IdField(
        required=False,
        help_text="The review signed off; needed when several are open.",
    )
    note = TextField(required=False, allow_blank=True, max_length=NOTE)
    valid_until = DayField(
        required=False,
        allow_null=True,
        help_text="The day (UTC) it is looked at again; null for none.",
    )


class ProlongBody(ReasonBody):
    valid_until = DayField(allow_null=True, help_text="null for no day.")


class EvidenceBody(VersionBody):
    """The passage with where it stands; or an address alone, to be fetched."""

    quote = TextField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text=f"The passage, at most {conf.LIMITS.quote_chars:,} characters.",
    )
    url = WebAddressField(required=False, allow_blank=True)
    title = TextField(required=False, allow_blank=True, max_length=300)
    publisher = TextField(required=False, allow_blank=True, max_length=200)
    published_at = MomentField(required=False, allow_null=True)
    stance = WordField(Stance.choices, required=False, allow_blank=True)
    note = TextField(required=False, allow_blank=True, max_length=NOTE)
    tier = TextField(
        required=False,
        allow_blank=True,
        max_length=40,
        help_text="What kind of source it is, as the newsroom's standards call it.",
    )
    number_start = PlaceField(
        required=False,
        max_value=conf.LIMITS.quote_chars,
        help_text="Where in the passage the number begins that is meant, of several; "
        "without it the likeliest.",
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        given = super().validate(given)
        if "number_start" in given and "quote" not in given:
            raise serializers.ValidationError(
                {"number_start": "Of which passage? Send it as `quote`."}
            )
        return given


class EvidenceUploadBody(FileBody):
    """A document as a file, and what is known of it."""

    url = WebAddressField(required=False, allow_blank=True)
    title = TextField(required=False, allow_blank=True, max_length=300)
    publisher = TextField(required=False, allow_blank=True, max_length=200)
    published_at = MomentField(required=False, allow_null=True)
    stance = WordField(Stance.choices, required=False, allow_blank=True)
    note = TextField(required=False, allow_blank=True, max_length=NOTE)
    tier = TextField(
        required=False,
        allow_blank=True,
        max_length=40,
        help_text="What kind of source it is, as the newsroom's standards call it.",
    )


class PassageBody(StrictSerializer):
    """A proposed passage by its place in the list, or words of the document."""

    passage = PlaceField(required=False)
    quote = TextField(required=False, allow_blank=True, trim_whitespace=False)
    number_start = PlaceField(
        required=False,
        max_value=conf.LIMITS.quote_chars,
        help_text="Where in the passage the number begins that is meant, of several; "
        "without it the likeliest.",
    )
    stance = WordField(Stance.choices, required=False, allow_blank=True)
    note = TextField(required=False, allow_blank=True, max_length=NOTE)


class JudgementBody(StrictSerializer):
    """What kind of source it is; what is left out stays."""

    tier = TextField(
        required=False,
        allow_blank=True,
        max_length=40,
        help_text="As the newsroom's standards call it; empty as its place tells.",
    )
    interest = TextField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="A conflict of interest, told to readers.",
    )


class ConfidentialityBody(StrictSerializer):
    kept = FlagField(help_text="False opens the source again, which takes an editor.")
    reason = TextField(
        allow_blank=True, max_length=300, help_text="Told to readers while it is kept."
    )


class StanceBody(StrictSerializer):
    """A person's reading of a passage; what is left out stays."""

    version = IdField(
        required=False,
        help_text="The evidence's version you have read; a newer one is 409.",
    )
    stance = WordField(Stance.choices, required=False, allow_blank=True)
    note = TextField(required=False, allow_blank=True, max_length=NOTE)


class ReferenceBody(StrictSerializer):
    text = TextField(allow_blank=True, trim_whitespace=False)
    title = TextField(allow_blank=True, max_length=300)
    publisher = TextField(required=False, allow_blank=True, max_length=200)
    url = WebAddressField(required=False, allow_blank=True)
    published_on = DayField(required=False, allow_null=True)
    language = LanguageField()
    licence = TextField(required=False, allow_blank=True, max_length=100)
