"""An editor's word on a whole article."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import EDITORS, Endpoint
from claims.api.serializers.signing import (
    ReadinessSerializer,
    SignOffBody,
    TakeBackBody,
)
from claims.models import Article
from claims.services import signing


class ArticleSigning(Endpoint):
    needs = EDITORS
    refuses = {"POST": {409, 422}}
    serializer_class = ReadinessSerializer

    @extend_schema(
        summary="What an article lacks before it is signed off, or its sign-off",
        operation_id="articles_sign_off_retrieve",
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(self._state(pk))

    @extend_schema(
        summary="Sign an article off",
        description="422 names what is missing; 403 `four_eyes` is for who set something aside.",
        operation_id="articles_sign_off_create",
        request=SignOffBody,
        responses={201: ReadinessSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(SignOffBody)
        article = self.find(Article.objects.only("pk"), pk=pk)
        signing.sign_off(article, actor=self.person, note=body.get("note", ""))
        return Response(self._state(pk), status=201)

    def _state(self, pk: int) -> Any:
        article = selectors.article_with_marks(pk)
        if article is None:
            self.find(Article.objects.only("pk"), pk=pk)
            raise Http404
        selectors.seen_after_review(article.claims.all(), self.person)
        return self.get_serializer(
            {
                "state": selectors.readiness(article),
                "history": selectors.sign_offs_of(article),
            }
        ).data


class TakeSignOffBack(ArticleSigning):
    http_method_names = ["post"]
    refuses = {"POST": {409}}

    @extend_schema(
        summary="Take an article's sign-off back, with the reason",
        operation_id="articles_sign_off_take_back",
        request=TakeBackBody,
        responses=ReadinessSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(TakeBackBody)
        article = self.find(Article.objects.only("pk"), pk=pk)
        signing.take_back(article, actor=self.person, reason=body["reason"])
        return Response(self._state(pk))
