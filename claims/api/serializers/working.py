"""What evidence says taken together, what was asked, and what was worked out."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.fields import ExactField
from claims.api.serializers.sense import IntervalSerializer
from claims.engine.reasoning.sensitivity import STANDINGS
from claims.models import Calculation, RootChoice
from claims.vocabulary import Relation, SearchOutcome

Names = serializers.ListField(child=serializers.CharField())


class RootSerializer(serializers.Serializer[Any]):
    """One origin; `own` is the claim's own side, and counts for nothing."""

    name = serializers.CharField()
    members = serializers.ListField(
        child=serializers.CharField(), help_text="Letters of its evidence."
    )
    why = serializers.ListField(child=serializers.CharField())
    own = serializers.BooleanField()
    chosen = serializers.BooleanField(help_text="Whether a person said so.")


class IndependenceSerializer(serializers.Serializer[Any]):
    sentence = serializers.CharField()
    sources = serializers.IntegerField()
    count = serializers.IntegerField(help_text="Independent roots.")
    roots = RootSerializer(many=True)
    derived = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Calculations, and what they are worked out of.",
    )


class SaidSerializer(serializers.Serializer[Any]):
    letter = serializers.CharField(source="key")
    written = serializers.CharField(source="quantity.surface")
    interval = IntervalSerializer(help_text="In the claim's unit, as compared.")
    relation = serializers.ChoiceField(Relation.choices, source="outcome")
    thing = serializers.CharField(source="quantity.thing", allow_null=True)
    base = serializers.CharField(source="quantity.base", allow_null=True)
    period = serializers.CharField(source="quantity.period", allow_null=True)
    as_of = serializers.DateField(source="quantity.as_of", allow_null=True)
    published = serializers.DateField(allow_null=True)
    read = serializers.DateField(allow_null=True)
    roots = serializers.SerializerMethodField()

    @extend_schema_field(Names)
    def get_roots(self, one: Any) -> list[str]:
        return sorted(one.roots)


class SideSerializer(serializers.Serializer[Any]):
    """Sources that have a number in common: `interval` is what all of them allow."""

    interval = IntervalSerializer()
    members = SaidSerializer(many=True)


class BoardSerializer(serializers.Serializer[Any]):
    span = IntervalSerializer(help_text="From the least to the most that is said.")
    sides = SideSerializer(many=True)
    why = serializers.ListField(child=serializers.CharField())


class FlipSerializer(serializers.Serializer[Any]):
    """One change that turns the standing into another."""

    into = serializers.CharField(help_text="A standing.")
    above = ExactField(help_text="With a tolerance above this share.")
    below = ExactField(help_text="With a tolerance below this share.")
    without = serializers.CharField(help_text="The root left out; empty for none.")
    letters = serializers.ListField(child=serializers.CharField(), source="keys")


class SensitivitySerializer(serializers.Serializer[Any]):
    standing = serializers.ChoiceField(STANDINGS)
    used = ExactField(help_text="The tolerance in use, as a share of the number.")
    flips = FlipSerializer(many=True)
    sentence = serializers.CharField()


class WeighingSerializer(serializers.Serializer[Any]):
    """A claim's evidence taken together; letters are those of the claim's page."""

    independence = IndependenceSerializer()
    board = BoardSerializer(allow_null=True, help_text="Null while sources agree.")
    sensitivity = SensitivitySerializer()
    left_out = serializers.ListField(
        child=serializers.CharField(), help_text="What cannot be compared."
    )
    policy = serializers.CharField()


class RootChoiceSerializer(serializers.ModelSerializer[RootChoice]):
    """A person's word on where a piece of evidence comes from."""

    actor = serializers.CharField(source="actor.username")

    class Meta:
        model = RootChoice
        fields = ["id", "evidence", "root", "reason", "actor", "created_at"]
        read_only_fields = fields


class RoundSerializer(serializers.Serializer[Any]):
    """One provider asked once."""

    provider = serializers.CharField()
    run = serializers.IntegerField()
    outcome = serializers.ChoiceField(SearchOutcome.choices)
    queries = serializers.ListField(child=serializers.CharField())
    worded = serializers.BooleanField(help_text="Whether a person worded them.")
    reason = serializers.CharField()
    documents = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    withheld = serializers.CharField(help_text="Why readers are not told; else empty.")


class SearchLogSerializer(serializers.Serializer[Any]):
    searches = RoundSerializer(many=True)


class QuantitySerializer(serializers.Serializer[Any]):
    """A number as it was when it was used."""

    kind = serializers.CharField()
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)
    low_open = serializers.BooleanField()
    high_open = serializers.BooleanField()
    qualifier = serializers.CharField()
    surface = serializers.CharField()
    unit = serializers.CharField()
    per = serializers.CharField(allow_null=True)
    thing = serializers.CharField(allow_null=True)
    base = serializers.CharField(allow_null=True)
    period = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True)


class OperandSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    letter = serializers.CharField()
    evidence = serializers.IntegerField(allow_null=True, help_text="Null: the claim.")
    source = serializers.CharField()  # type: ignore[assignment]  # our word, and DRF's
    quantity = QuantitySerializer()


class EndsSerializer(serializers.Serializer[Any]):
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)
    low_open = serializers.BooleanField()
    high_open = serializers.BooleanField()


class ResultSerializer(serializers.Serializer[Any]):
    """`stated` is of the numbers as written, `allowed` of what hedges and rounding allow."""

    told = serializers.CharField()
    stated = EndsSerializer()
    allowed = EndsSerializer()
    quantity = QuantitySerializer()


class PreviewSerializer(serializers.Serializer[Any]):
    """What a formula gives; nothing is kept."""

    names = serializers.ListField(child=serializers.CharField())
    working = serializers.CharField()
    result = ResultSerializer()
    notes = serializers.ListField(child=serializers.CharField())
    relation = serializers.ChoiceField(Relation.choices)
    gate = serializers.CharField(allow_blank=True)
    difference = ExactField()
    explanation = serializers.CharField()
    policy = serializers.CharField()


class CalculationSerializer(serializers.ModelSerializer[Calculation]):
    """A result kept as evidence, with the numbers it was worked out of."""

    operands = OperandSerializer(many=True)
    result = ResultSerializer()
    notes = serializers.ListField(child=serializers.CharField())
    relation = serializers.ChoiceField(Relation.choices, source="evidence.relation")
    changed = serializers.SerializerMethodField(
        help_text="Names of numbers that are not what they were."
    )
    comes_out_again = serializers.SerializerMethodField(
        help_text="Whether the formula over these numbers gives this result."
    )

    class Meta:
        model = Calculation
        fields = [
            "id",
            "evidence",
            "formula",
            "thing",
            "base",
            "operands",
            "result",
            "working",
            "notes",
            "policy",
            "relation",
            "changed",
            "comes_out_again",
        ]
        read_only_fields = fields

    @extend_schema_field(Names)
    def get_changed(self, one: Calculation) -> list[str]:
        return list(self.context["stale"].get(one.evidence_id, ()))

    def get_comes_out_again(self, one: Calculation) -> bool:
        return bool(self.context["sound"](one))
