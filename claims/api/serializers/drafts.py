from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.fields import FlagField, IdField, StrictSerializer, TextField, WordField
from claims.api.serializers.bodies import CITED
from claims.services.figures import FIGURE_CHARS
from claims.vocabulary import JudgedAsOf, ReasonCode


class DraftBody(StrictSerializer):
    """A review as far as it got; what is left out is empty."""

    rating = TextField(required=False, allow_blank=True, max_length=50)
    rationale = TextField(required=False, allow_blank=True, trim_whitespace=False)
    evidence = serializers.ListField(
        child=IdField(), required=False, max_length=CITED, help_text="Ids of evidence."
    )
    reason_codes = serializers.ListField(
        child=WordField(ReasonCode.choices), required=False, max_length=20
    )
    searched_not_enough = FlagField(required=False)
    judged_as_of = WordField(JudgedAsOf.choices, required=False)
    figure = TextField(required=False, allow_blank=True, max_length=FIGURE_CHARS)


class DraftSerializer(serializers.Serializer[Any]):
    rating = serializers.CharField()
    rationale = serializers.CharField()
    evidence = serializers.ListField(child=serializers.IntegerField())
    reason_codes = serializers.ListField(child=serializers.CharField())
    searched_not_enough = serializers.BooleanField()
    judged_as_of = serializers.CharField()
    figure = serializers.CharField()
    saved_at = serializers.DateTimeField()
