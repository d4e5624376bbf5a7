"""Who looks at a claim now."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import ClaimEndpoint
from claims.api.fields import StrictSerializer
from claims.services import presence


class PresentSerializer(serializers.Serializer[Any]):
    others = serializers.ListField(
        child=serializers.CharField(), help_text="User names, yours left out."
    )


class ClaimPresence(ClaimEndpoint):
    serializer_class = PresentSerializer

    @extend_schema(summary="Who else looks at a claim now")
    def get(self, request: Request, pk: int) -> Response:
        return self._told()

    @extend_schema(
        summary="Say that you look at a claim, for ten seconds",
        request=StrictSerializer,
        responses=PresentSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(StrictSerializer)
        presence.here(self.find_claim(), actor=self.person)
        return self._told()

    def _told(self) -> Response:
        others = selectors.present(self.find_claim(), self.person)
        return Response({"others": [one.get_username() for one in others]})
