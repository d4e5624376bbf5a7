from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims import selectors
from claims.api.fields import ExactField
from claims.models import (
    ArchiveCopy,
    Confidentiality,
    Evidence,
    Source,
    SourceJudgement,
)
from claims.services import shown, standards
from claims.services.evidence import others_in
from claims.vocabulary import Relation, Stance, Standing


class ArchiveCopySerializer(serializers.ModelSerializer[ArchiveCopy]):
    """A copy in a web archive that an editor asked for; `reason` says what is amiss."""

    class Meta:
        model = ArchiveCopy
        fields = ["state", "url", "captured_at", "reason", "asked_at", "finished_at"]
        read_only_fields = fields


class SourceSerializer(serializers.ModelSerializer[Source]):
    snapshot_sha256 = serializers.CharField(source="snapshot.sha256")
    archive_copy = ArchiveCopySerializer(allow_null=True)
    standing = serializers.ChoiceField(
        Standing.choices,
        allow_blank=True,
        help_text="What it said when last looked at again; empty until then.",
    )
    tier = serializers.SerializerMethodField(
        help_text="What kind of source it is, by a slug of the newsroom's standards."
    )
    confidential = serializers.SerializerMethodField(
        help_text="Why the newsroom keeps it to itself, or that this is told later; "
        "empty where it does not."
    )

    class Meta:
        model = Source
        fields = [
            "id",
            "provider",
            "url",
            "title",
            "publisher",
            "published_at",
            "retrieved_at",
            "http_status",
            "checked_at",
            "standing",
            "language",
            "licence",
            "captured_at",
            "archive_copy",
            "snapshot_sha256",
            "tier",
            "interest",
            "confidential",
        ]
        read_only_fields = fields

    def get_confidential(self, source: Source) -> str:
        if not source.confidential:
            return ""
        return shown.why_told(source, _whys_unread(self.context["request"]))

    def get_tier(self, source: Source) -> str:
        return standards_of(self.context["request"]).tier_of(source).slug


def standards_of(request: Request) -> standards.Standards:
    """Looked up once for everything one answer shows."""
    known: standards.Standards | None = request.__dict__.get("_standards")
    if known is None:
        known = request.__dict__["_standards"] = standards.in_use()
    return known


def _whys_unread(request: Request) -> frozenset[str]:
    """The same of the reasons for confidentiality that wait for somebody's review."""
    known: frozenset[str] | None = request.__dict__.get("_whys_unread")
    if known is None:
        person: Any = request.user
        known = request.__dict__["_whys_unread"] = selectors.whys_unread(person)
    return known


class JudgementSerializer(serializers.ModelSerializer[SourceJudgement]):
    """What somebody said a source is, in the newsroom's words of that day."""

    actor = serializers.CharField(source="actor.username")

    class Meta:
        model = SourceJudgement
        fields = [
            "source",
            "before",
            "after",
            "interest_before",
            "interest",
            "actor",
            "created_at",
        ]
        read_only_fields = fields


class ConfidentialitySerializer(serializers.ModelSerializer[Confidentiality]):
    """A source marked as confidential, or opened again."""

    actor = serializers.CharField(source="actor.username")
    reason = serializers.CharField(
        source="told",
        help_text="Empty while it is kept from who is to review unled by it.",
    )

    class Meta:
        model = Confidentiality
        fields = ["source", "kept", "reason", "actor", "created_at"]
        read_only_fields = fields


class EvidenceLinksSerializer(serializers.Serializer[Any]):
    self = serializers.URLField()
    claim = serializers.URLField()
    snapshot = serializers.URLField()
    rechecks = serializers.URLField()
    judgements = serializers.URLField()


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A passage, the number in it, and what arithmetic says about the claim.

    `start` and `end` are offsets of the quote in the snapshot's text; `difference`
    is a share of the claim's nearest end, negative when the evidence is lower.
    `relation` is about the day the claim was made; `relation_now` about the source's
    day, empty where the source says nothing of a later one.
    """

    source = SourceSerializer()  # type: ignore[assignment]  # our word, and DRF's
    low = ExactField()
    high = ExactField()
    difference = ExactField()
    former = ExactField()
    score = ExactField()
    relation_now = serializers.ChoiceField(
        Relation.choices,
        allow_blank=True,
        help_text="Empty where the source says nothing of a later day.",
    )
    stance = serializers.ChoiceField(
        Stance.choices,
        allow_blank=True,
        help_text="A person's reading; empty while nobody has said.",
    )
    standing = serializers.ChoiceField(
        Standing.choices,
        allow_blank=True,
        help_text="Whether the source still has the passage; empty until it was asked.",
    )
    added_by = serializers.CharField(
        source="added_by.username", default=None, allow_null=True
    )
    links = serializers.SerializerMethodField()

    class Meta:
        model = Evidence
        fields = [
            "id",
            "claim",
            "source",
            "quote",
            "start",
            "end",
            "number_start",
            "number_end",
            "locator",
            "surface",
            "kind",
            "low",
            "high",
            "low_open",
            "high_open",
            "unit",
            "per",
            "qualifier",
            "thing",
            "base",
            "period",
            "as_of",
            "known_on",
            "change",
            "former",
            "status",
            "readback",
            "score",
            "relation",
            "gate",
            "difference",
            "explanation",
            "policy",
            "relation_now",
            "explanation_now",
            "suggested_stance",
            "stance",
            "note",
            "version",
            "version",
            "standing",
            "added_by",
            "added_at",
            "links",
        ]
        read_only_fields = fields

    def to_representation(self, evidence: Evidence) -> Any:
        """Of a confidential source others than the desk see the hash and the reason."""
        person = self.context["request"].user
        if shown.hidden_from(person, evidence.source):
            evidence = shown.kept_back(evidence)
        return super().to_representation(evidence)

    @extend_schema_field(EvidenceLinksSerializer)
    def get_links(self, evidence: Evidence) -> dict[str, str]:
        request = self.context["request"]
        return {
            "self": reverse("evidence", args=[evidence.pk], request=request),
            "claim": reverse("claim", args=[evidence.claim_id], request=request),
            "snapshot": reverse(
                "evidence-snapshot", args=[evidence.pk], request=request
            ),
            "rechecks": reverse(
                "evidence-rechecks", args=[evidence.pk], request=request
            ),
            "judgements": reverse(
                "evidence-judgements", args=[evidence.pk], request=request
            ),
        }


class OtherNumberSerializer(serializers.Serializer[Any]):
    number_start = serializers.IntegerField(help_text="Counted in the passage.")
    surface = serializers.CharField(source="quantity.surface")
    readback = serializers.CharField()


class EvidenceAttachedSerializer(EvidenceSerializer):
    duplicate = serializers.BooleanField(
        default=False, help_text="True when this passage was here already."
    )

    other_numbers = serializers.SerializerMethodField(
        help_text="Further numbers of the passage, the likeliest first: send it again "
        "with `number_start` where one of them is meant."
    )

    class Meta(EvidenceSerializer.Meta):
        fields = [*EvidenceSerializer.Meta.fields, "duplicate", "other_numbers"]
        read_only_fields = fields

    @extend_schema_field(OtherNumberSerializer(many=True))
    def get_other_numbers(self, evidence: Evidence) -> Any:
        return OtherNumberSerializer(others_in(evidence), many=True).data


class LocatorSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]  # our word, and DRF's


class SnapshotSerializer(serializers.ModelSerializer[Source]):
    """What the source said when we looked."""

    sha256 = serializers.CharField(source="snapshot.sha256")
    headers = serializers.DictField(
        child=serializers.CharField(),
        help_text="Of the answer it came with; empty where no page was fetched.",
    )
    locators = LocatorSerializer(
        source="snapshot.locators",
        many=True,
        help_text="From which character on the text stands where in the document.",
    )
    media_type = serializers.CharField(source="snapshot.media_type")
    text = serializers.CharField(source="snapshot.text")

    class Meta:
        model = Source
        fields = [
            "url",
            "title",
            "retrieved_at",
            "http_status",
            "headers",
            "media_type",
            "sha256",
            "text",
            "locators",
        ]
        read_only_fields = fields
