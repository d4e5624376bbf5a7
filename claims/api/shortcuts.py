"""The caller's keys on the pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import Endpoint
from claims.api.fields import StrictSerializer, TextField, WordField
from claims.services import shortcuts
from claims.shortcuts import PRESETS, SHORTCUTS


class ShortcutsBody(StrictSerializer):
    """A key for each act that is to have another one; empty for none."""

    def get_fields(self) -> dict[str, Any]:
        keys = {
            one.act: TextField(
                max_length=20,
                allow_blank=True,
                trim_whitespace=False,
                required=False,
                help_text=one.does,
            )
            for one in SHORTCUTS
        }
        presets = [(one.slug, one.label) for one in PRESETS.values()]
        return keys | {
            "preset": WordField(
                presets, required=False, help_text="What all others are set to."
            )
        }


class ShortcutsSerializer(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, Any]:
        return {
            one.act: serializers.CharField(help_text=f"{one.does} ({one.place}).")
            for one in SHORTCUTS
        }


class Shortcuts(Endpoint):
    serializer_class = ShortcutsSerializer

    @extend_schema(summary="Which key does what for you on the pages")
    def get(self, request: Request) -> Response:
        return Response(selectors.shortcuts_of(self.person))

    @extend_schema(
        summary="Have other keys", request=ShortcutsBody, responses=ShortcutsSerializer
    )
    def patch(self, request: Request) -> Response:
        body = self.read(ShortcutsBody)
        preset = body.pop("preset", "")
        shortcuts.choose(self.person, body, preset=preset)
        return Response(selectors.shortcuts_of(self.person))
