"""Evidence attached by mistake: taken back, and brought back."""

from __future__ import annotations

from django.db.models import Manager, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import REVIEWERS, Endpoint
from claims.api.fields import StrictSerializer, TextField
from claims.api.serializers.evidence import EvidenceSerializer
from claims.models import Evidence
from claims.services import takingback


class MistakeBody(StrictSerializer):
    reason = TextField(allow_blank=True, max_length=takingback.REASON_CHARS)


class TakenBackSerializer(serializers.ModelSerializer[Evidence]):
    taken_back_by = serializers.CharField(source="taken_back_by.username")

    class Meta:
        model = Evidence
        fields = ["id", "claim", "taken_back_at", "taken_back_by", "taken_back_why"]
        read_only_fields = fields


class TakeEvidenceBack(Endpoint):
    needs = REVIEWERS
    refuses = {"POST": {403, 409}}
    serializer_class = TakenBackSerializer

    @extend_schema(
        summary="Take back what was attached by mistake",
        description="By who attached it, or an editor; never what anything rests on.",
        request=MistakeBody,
        responses=TakenBackSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(MistakeBody)
        kept = self.find(_read(self, Evidence.objects), pk=pk)
        made = takingback.take_back(kept, actor=self.person, reason=body["reason"])
        return Response(self.get_serializer(made).data)


class BringEvidenceBack(Endpoint):
    needs = REVIEWERS
    refuses = {"POST": {403, 409}}
    serializer_class = EvidenceSerializer

    @extend_schema(
        summary="Have evidence count again that was taken back",
        request=StrictSerializer,
        responses=EvidenceSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(StrictSerializer)
        lying = self.find(_read(self, Evidence.every), pk=pk)
        made = takingback.bring_back(lying, actor=self.person)
        shown = selectors.evidence_of(made.claim).get(pk=pk)
        return Response(self.get_serializer(shown).data)


def _read(endpoint: Endpoint, rows: Manager[Evidence]) -> QuerySet[Evidence]:
    joined = rows.select_related("claim", "source")
    return selectors.evidence_for(endpoint.person, joined)
