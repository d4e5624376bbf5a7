from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import selectors
from claims.api.fields import ExactField
from claims.api.serializers.sense import IntervalSerializer
from claims.engine.reasoning.findings import OUTCOMES, RULES


class FindingSerializer(serializers.Serializer[selectors.CrossCheck]):
    """Numbers of one article that stand in a sum; the first one is the one checked."""

    rule = serializers.ChoiceField(list(RULES), source="finding.rule")
    outcome = serializers.ChoiceField(OUTCOMES, source="finding.outcome")
    claims = serializers.SerializerMethodField(help_text="Ids of the claims.")
    formula = serializers.CharField(source="finding.formula")
    expected = IntervalSerializer(
        source="finding.expected",
        allow_null=True,
        help_text="What the others give, with hedges and rounding.",
    )
    stated = IntervalSerializer(
        source="finding.stated",
        allow_null=True,
        help_text="What the first number may be, with its hedge and rounding.",
    )
    unit = serializers.CharField(source="finding.unit")
    off = ExactField(
        source="finding.off",
        allow_null=True,
        help_text="How far apart the two are, as a share of the nearest end expected.",
    )
    assumption = serializers.CharField(
        source="finding.assumption", help_text="What would have to be assumed."
    )
    explanation = serializers.CharField(source="finding.explanation")

    @extend_schema_field({"type": "array", "items": {"type": "integer"}})
    def get_claims(self, one: selectors.CrossCheck) -> list[int]:
        return [claim.pk for claim in one.claims]


class ArithmeticSerializer(serializers.Serializer[Any]):
    arithmetic = FindingSerializer(many=True, source="every")
