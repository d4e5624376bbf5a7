from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.fields import ExactField
from claims.api.serializers.sense import IntervalSerializer
from claims.vocabulary import ClaimRelation, ClaimStatus, PairWord


class VerdictOnSerializer(serializers.Serializer[Any]):
    """The verdict in force on a claim that is signed off or published."""

    id = serializers.IntegerField()
    rating = serializers.CharField(source="review.rating.slug")
    rating_label = serializers.CharField(source="review.rating.label")
    created_at = serializers.DateTimeField()


class RelatedSerializer(serializers.Serializer[Any]):
    """Another claim; `relation` is what its number is to ours, `word` a person's."""

    claim = serializers.IntegerField(source="one.claim.pk")
    article = serializers.IntegerField(source="one.claim.article_id")
    statement = serializers.CharField(source="one.claim.statement")
    status = serializers.ChoiceField(ClaimStatus.choices, source="one.claim.status")
    published_at = serializers.DateTimeField(
        source="one.claim.article.published_at", allow_null=True
    )
    relation = serializers.ChoiceField(
        ClaimRelation.choices, source="one.related.relation"
    )
    explanation = serializers.CharField(source="one.related.explanation")
    shared = serializers.ListField(
        child=serializers.CharField(), source="one.related.shared"
    )
    ours = serializers.CharField(source="one.related.ours")
    theirs = serializers.CharField(source="one.related.theirs")
    word = serializers.ChoiceField(
        [("", "Nothing said"), *PairWord.choices], source="one.word"
    )
    verdict = VerdictOnSerializer(allow_null=True)


class PrecedentSerializer(serializers.Serializer[Any]):
    claim = serializers.IntegerField(source="claim.pk")
    statement = serializers.CharField(source="claim.statement")
    verdict = VerdictOnSerializer()
    reason_codes = serializers.ListField(
        child=serializers.CharField(), source="verdict.review.reason_codes"
    )
    margin = ExactField(help_text="How far it was off, as a share of what was claimed.")


class PrecedentsSerializer(serializers.Serializer[Any]):
    margin = ExactField(help_text="How far this claim's own evidence lies off.")
    nearest = PrecedentSerializer(many=True)


class RelatedListSerializer(serializers.Serializer[Any]):
    related = RelatedSerializer(many=True)
    precedents = PrecedentsSerializer(
        allow_null=True, help_text="Null without evidence of its own."
    )


class CarriedSerializer(serializers.Serializer[Any]):
    added = serializers.ListField(
        child=serializers.IntegerField(), help_text="Ids of the new evidence."
    )
    known = serializers.IntegerField(help_text="How much was there already.")


class ValueSerializer(serializers.Serializer[Any]):
    """One value, in the unit of the claim that was asked about."""

    what = serializers.ChoiceField(["asserted", "evidence"])
    claim = serializers.IntegerField(source="claim.pk")
    evidence = serializers.IntegerField(
        source="evidence.pk", allow_null=True, default=None
    )
    relation = serializers.CharField(
        help_text="`own`, a claim's relation, or how evidence lies to its claim."
    )
    confirmed = serializers.BooleanField()
    first_day = serializers.DateField(
        source="first",
        allow_null=True,
        help_text="Where the stretch of time it is of begins; null for one of a day.",
    )
    day = serializers.DateField(
        allow_null=True,
        help_text="The day it holds for, or else the day its text was published.",
    )
    period = serializers.CharField()
    by = serializers.CharField()
    written = serializers.CharField()
    text = serializers.CharField(source="said")
    stated = IntervalSerializer()
    allowed = IntervalSerializer()


class ContradictionSerializer(serializers.Serializer[Any]):
    claims = serializers.SerializerMethodField()
    evidence = serializers.IntegerField(
        source="other.evidence.pk", allow_null=True, default=None
    )
    explanation = serializers.CharField()

    def get_claims(self, found: Any) -> list[int]:
        return [found.one.claim.pk, found.other.claim.pk]


class LedgerSerializer(serializers.Serializer[Any]):
    claim = serializers.IntegerField(source="claim.pk")
    unit = serializers.CharField(source="quantity.unit")
    per = serializers.CharField(source="quantity.per", allow_null=True)
    policy = serializers.CharField()
    repeats = serializers.IntegerField(
        help_text="Other claims that say the same number."
    )
    after = serializers.IntegerField(
        help_text="Those of them since a check was first published."
    )
    values = ValueSerializer(many=True, help_text="The oldest first.")
    contradictions = ContradictionSerializer(many=True)
    claims_left = serializers.IntegerField(
        help_text="Further claims of the quantity, with no values here."
    )
    evidence_left = serializers.IntegerField(help_text="Further pieces of evidence.")
