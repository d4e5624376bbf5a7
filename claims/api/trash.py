"""The trash: listed, filled and emptied back by editors."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import Endpoint, ListEndpoint
from claims.api.fields import StrictSerializer, TextField
from claims.models import Article, TrashedArticle
from claims.services import trash
from claims.vocabulary import Role


class TrashBody(StrictSerializer):
    reason = TextField(allow_blank=True, max_length=trash.REASON_CHARS)


class RestoreBody(StrictSerializer):
    """Nothing has to be said."""


class TrashedSerializer(serializers.ModelSerializer[TrashedArticle]):
    trashed_by = serializers.CharField(
        source="trashed_by.username", default=None, allow_null=True
    )

    class Meta:
        model = TrashedArticle
        fields = ["id", "title", "url", "trashed_at", "trashed_by", "trash_reason"]
        read_only_fields = fields


@extend_schema(summary="Articles in the trash, the latest first")
class Trash(ListEndpoint):
    needs = {"GET": Role.EDITOR, "HEAD": Role.EDITOR}
    serializer_class = TrashedSerializer
    queryset = TrashedArticle.lying.none()

    def get_queryset(self) -> Any:
        return selectors.trashed_articles()


class TrashArticle(Endpoint):
    needs = {"POST": Role.EDITOR}
    refuses = {"POST": {409}}
    serializer_class = TrashedSerializer

    @extend_schema(
        summary="Put an article in the trash, with everything about it",
        description="Refused while a check of it is published or somebody is at work on it.",
        request=TrashBody,
        responses=TrashedSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(TrashBody)
        article = self.find(Article.objects.only("pk"), pk=pk)
        put = trash.put(article, actor=self.person, reason=body["reason"])
        return Response(self.get_serializer(put).data)


class RestoreArticle(Endpoint):
    needs = {"POST": Role.EDITOR}
    refuses = {"POST": {409}}
    serializer_class = TrashedSerializer

    @extend_schema(
        summary="Bring an article back from the trash, as it was",
        request=RestoreBody,
        responses=TrashedSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(RestoreBody)
        article = self.find(Article.every.only("pk"), pk=pk)
        return Response(
            self.get_serializer(trash.restore(article, actor=self.person)).data
        )
