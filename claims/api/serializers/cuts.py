from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.fields import IdField, StrictSerializer, TextField, WordField
from claims.models import Cut
from claims.services.cutting import NOTE_CHARS
from claims.services.stretches import CHARS
from claims.vocabulary import CutStep, SetAside


class OffsetField(IdField):
    """An offset into a text, in code points, from 0."""

    def __init__(self, **kwargs: Any) -> None:
        serializers.IntegerField.__init__(
            self, min_value=0, max_value=2**31 - 1, **kwargs
        )


class CutBody(StrictSerializer):
    step = WordField(CutStep.choices)
    claim = IdField(required=False)
    other = IdField(required=False, help_text="The claim that is merged into `claim`.")
    start = OffsetField(required=False)
    end = OffsetField(required=False)
    quote = TextField(
        required=False,
        allow_blank=True,
        max_length=CHARS,
        help_text="Words of the text, instead of `start` and `end`.",
    )
    occurrence = IdField(
        required=False, help_text="Which time, where the words stand several times."
    )
    first = TextField(required=False, allow_blank=True, max_length=CHARS)
    second = TextField(required=False, allow_blank=True, max_length=CHARS)
    code = WordField(SetAside.choices, required=False, allow_blank=True)
    note = TextField(required=False, allow_blank=True, max_length=NOTE_CHARS)
    version = IdField(required=False, help_text="The claim's version you have read.")


class UndoBody(StrictSerializer):
    """Nothing has to be said."""


class CutSerializer(serializers.ModelSerializer[Cut]):
    actor = serializers.CharField(source="actor.username")
    undone_by = serializers.CharField(
        source="undone_by.username", default=None, allow_null=True
    )
    claims = serializers.SerializerMethodField()
    undo = serializers.SerializerMethodField()

    class Meta:
        model = Cut
        fields = [
            "id",
            "step",
            "told",
            "code",
            "note",
            "claims",
            "actor",
            "created_at",
            "undone_by",
            "undone_at",
            "undo",
        ]
        read_only_fields = fields

    def get_claims(self, cut: Cut) -> list[int]:
        return sorted(map(int, cut.after.get("claims", {})))

    def get_undo(self, cut: Cut) -> str:
        return reverse("cut-undo", args=[cut.pk], request=self.context["request"])
