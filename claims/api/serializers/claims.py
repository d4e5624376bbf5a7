from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import selectors
from claims.api.fields import ExactField, KeptFields
from claims.api.places import place_of, site_of
from claims.api.serializers.claim_parts import (
    ContributionSerializer,
    PriorCheckSerializer,
    PriorityPartSerializer,
    QuorumSerializer,
    SourceJobSerializer,
)
from claims.api.serializers.publications import PublicationSummarySerializer
from claims.api.serializers.reviews import VerdictSerializer
from claims.api.serializers.sense import AlarmSerializer, ImpliedSerializer
from claims.engine.reasoning.forms import FORMS
from claims.models import Claim
from claims.permissions import actions_for
from claims.services import priority, shown, tolerances
from claims.services.queueing import barred
from claims.vocabulary import Action


class ClaimLinksSerializer(serializers.Serializer[Any]):
    self = serializers.URLField()
    article = serializers.URLField()
    evidence = serializers.URLField()
    reviews = serializers.URLField()
    page = serializers.URLField()


class ClaimSerializer(KeptFields, serializers.ModelSerializer[Claim]):
    """A number as the engine read it, and where the work on it stands."""

    article = serializers.IntegerField(source="article_id")
    article_title = serializers.CharField(source="article.title")
    low = ExactField()
    high = ExactField()
    sentence = serializers.SerializerMethodField()
    check_worthiness = ExactField()
    reasons = serializers.ListField(child=serializers.CharField())
    ambiguities = serializers.ListField(child=serializers.CharField())
    priority = serializers.SerializerMethodField(
        help_text="What queues are sorted by, in points; a decimal."
    )
    assignee = serializers.CharField(
        source="assignee.username", default=None, allow_null=True
    )
    confirmed_by = serializers.CharField(
        source="confirmed_by.username",
        default=None,
        allow_null=True,
        help_text="Who said that it is read rightly, be it after putting it right.",
    )
    holder = serializers.SerializerMethodField()
    held_until = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    evidence_count = serializers.IntegerField()
    quote_gone = serializers.BooleanField(
        help_text="Whether the verdict in force cites a passage its source has no more."
    )
    links = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = [
            "id",
            "article",
            "article_title",
            "start",
            "end",
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
            "claimant",
            "period",
            "trend",
            "sentence",
            "statement",
            "readback",
            "check_worthiness",
            "reasons",
            "ambiguities",
            "confirmed_by",
            "engine_version",
            "status",
            "version",
            "dismissal",
            "priority",
            "due_at",
            "assignee",
            "escalated",
            "holder",
            "held_until",
            "actions",
            "evidence_count",
            "quote_gone",
            "created_at",
            "links",
        ]
        read_only_fields = fields

    @extend_schema_field(
        {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    )
    def get_sentence(self, claim: Claim) -> list[int]:
        return [claim.sentence_start, claim.sentence_end]

    def get_priority(self, claim: Claim) -> str:
        return f"{Decimal(claim.priority) / 100:f}"

    def to_representation(self, claim: Claim) -> Any:
        selectors.seen_after_review([claim], self._person)
        return super().to_representation(claim)

    def get_holder(self, claim: Claim) -> str | None:
        return claim.holder.get_username() if claim.holder and _is_held(claim) else None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_held_until(self, claim: Claim) -> Any:
        shown = claim.held_until if _is_held(claim) else None
        return shown and serializers.DateTimeField().to_representation(shown)

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField(Action.choices))
    )
    def get_actions(self, claim: Claim) -> list[str]:
        return [action.value for action in actions_for(self._person, claim)]

    @extend_schema_field(ClaimLinksSerializer)
    def get_links(self, claim: Claim) -> dict[str, str]:
        site = site_of(self.context["request"])
        return {
            "self": site + place_of("v1:claim", claim.pk),
            "article": site + place_of("v1:article", claim.article_id),
            "evidence": site + place_of("v1:claim-evidence", claim.pk),
            "reviews": site + place_of("v1:claim-reviews", claim.pk),
            "page": site + place_of("claim", claim.pk),
        }

    @property
    def _person(self) -> Any:
        return self.context["request"].user


class ClaimDetailSerializer(ClaimSerializer):
    form = serializers.SerializerMethodField()
    implied = serializers.SerializerMethodField()
    alarms = serializers.SerializerMethodField()
    contributions = ContributionSerializer(many=True)
    priority_parts = serializers.SerializerMethodField(
        help_text="What the priority adds up from now, strongest first; the stored sum "
        "follows the clock every few minutes."
    )
    worth_policy = serializers.IntegerField(
        source="worth_policy_id",
        allow_null=True,
        help_text="Version of the weights; null is those the engine is shipped with.",
    )
    source_jobs = serializers.SerializerMethodField()
    prior_checks = serializers.SerializerMethodField()
    review_count = serializers.SerializerMethodField()
    quorum = serializers.SerializerMethodField()
    verdict = serializers.SerializerMethodField()
    publication = serializers.SerializerMethodField()

    class Meta(ClaimSerializer.Meta):
        fields = [
            *ClaimSerializer.Meta.fields,
            "form",
            "implied",
            "alarms",
            "contributions",
            "priority_parts",
            "worth_policy",
            "source_jobs",
            "prior_checks",
            "review_count",
            "quorum",
            "disputed",
            "verdict",
            "publication",
        ]
        read_only_fields = fields

    def to_representation(self, claim: Claim) -> Any:
        rows = claim.evidence.select_related("source").order_by("pk")
        person = self.context["request"].user
        evidence = shown.read_by(person, selectors.evidence_for(person, rows))
        self._sense = selectors.sense_of(
            claim,
            ((f"evidence {one.pk}", one) for one in evidence),
            policy=next(iter(tolerances.made_by(evidence).values())),
        )
        return super().to_representation(claim)

    @extend_schema_field(serializers.ChoiceField(FORMS))
    def get_form(self, claim: Claim) -> str:
        return self._sense.form.code

    @extend_schema_field(ImpliedSerializer(many=True))
    def get_implied(self, claim: Claim) -> Any:
        return ImpliedSerializer(self._sense.implied, many=True).data

    @extend_schema_field(AlarmSerializer(many=True))
    def get_alarms(self, claim: Claim) -> Any:
        return AlarmSerializer(self._sense.alarms, many=True).data

    @extend_schema_field(PriorityPartSerializer(many=True))
    def get_priority_parts(self, claim: Claim) -> Any:
        return PriorityPartSerializer(priority.explain(claim), many=True).data

    @extend_schema_field(SourceJobSerializer(many=True))
    def get_source_jobs(self, claim: Claim) -> Any:
        return SourceJobSerializer(selectors.source_jobs_of(claim), many=True).data

    @extend_schema_field(PriorCheckSerializer(many=True))
    def get_prior_checks(self, claim: Claim) -> Any:
        return PriorCheckSerializer(selectors.prior_checks_of(claim), many=True).data

    def get_review_count(self, claim: Claim) -> int:
        if claim.calibration:  # no more than its quorum says
            return self._quorum(claim).handed_in
        return claim.reviews.count()

    @extend_schema_field(QuorumSerializer)
    def get_quorum(self, claim: Claim) -> Any:
        return QuorumSerializer(self._quorum(claim)).data

    def get_actions(self, claim: Claim) -> list[str]:
        """And what the reviews that are in leave to do."""
        quorum = self._quorum(claim)
        return [
            action.value
            for action in actions_for(self._person, claim)
            if not barred(action, claim, quorum, self._person)
        ]

    def _quorum(self, claim: Claim) -> selectors.Quorum:
        if claim.pk not in self._quorums:
            self._quorums[claim.pk] = selectors.quorum_seen(claim, self._person)
        return self._quorums[claim.pk]

    @cached_property
    def _quorums(self) -> dict[int, selectors.Quorum]:
        return {}

    @extend_schema_field(VerdictSerializer(allow_null=True))
    def get_verdict(self, claim: Claim) -> Any:
        verdict = None if claim.never_decided() else selectors.verdict_of(claim)
        return verdict and VerdictSerializer(verdict).data

    @extend_schema_field(PublicationSummarySerializer(allow_null=True))
    def get_publication(self, claim: Claim) -> Any:
        if claim.never_decided():
            return None
        newest = selectors.publication_of(claim.pk)
        return newest and PublicationSummarySerializer(newest).data


def _is_held(claim: Claim) -> bool:
    return claim.held_until is not None and claim.held_until > timezone.now()
