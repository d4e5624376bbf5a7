from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.fields import ExactField
from claims.engine.reasoning.implied import KINDS, Implied
from claims.engine.reasoning.magnitudes import KINDS as ALARMS


class IntervalSerializer(serializers.Serializer[Any]):
    low = ExactField()
    high = ExactField()
    low_open = serializers.BooleanField()
    high_open = serializers.BooleanField()


class ImpliedSerializer(serializers.Serializer[Any]):
    """What follows from the claim's number and the others of its sentence."""

    kind = serializers.ChoiceField(KINDS)
    reading = serializers.ChoiceField(
        ["", "relative", "points"],
        help_text="Which of two readings of a percentage of percentages.",
    )
    formula = serializers.CharField()
    operands = serializers.SerializerMethodField()
    result = IntervalSerializer(help_text="Of the numbers as they are written.")
    allowed = IntervalSerializer(help_text="Of what hedges and rounding allow.")
    unit = serializers.CharField()
    note = serializers.CharField()

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": "integer"},
                "minItems": 2,
                "maxItems": 2,
            },
        }
    )
    def get_operands(self, one: Implied) -> list[list[int]]:
        return [list(span) for span in one.operands]


class AlarmSerializer(serializers.Serializer[Any]):
    """A warning that the number may be right but for its size."""

    kind = serializers.ChoiceField(ALARMS)
    factor = ExactField(
        help_text="The claim by what was found; null for a denominator."
    )
    agreeing = serializers.ListField(
        child=serializers.CharField(), help_text="What agrees but for the size."
    )
    of = serializers.IntegerField(help_text="How many values were looked at.")
    explanation = serializers.CharField()
