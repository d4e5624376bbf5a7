"""What the caller is told, and what they watch."""

from __future__ import annotations

from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import ClaimEndpoint, Endpoint, ListEndpoint
from claims.api.serializers.notices import (
    ChoicesBody,
    ChoicesSerializer,
    NoticeSerializer,
    ReadBody,
    ReadSerializer,
    WatchBody,
    WatchingSerializer,
)
from claims.models import Notice
from claims.services import notices


class NoticeFilter(filters.FilterSet):  # type: ignore[misc]  # it comes without types
    unread = filters.ChoiceFilter(
        choices=[("true", "Not read yet")], method="only_unread"
    )

    def only_unread(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(read_at__isnull=True)


@extend_schema(summary="What you were told, newest first")
class Notices(ListEndpoint):
    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    queryset = Notice.objects.none()

    def get_queryset(self) -> Any:
        return selectors.notice_list(self.person)


class ReadNotices(Endpoint):
    @extend_schema(
        summary="Mark notices as read", request=ReadBody, responses=ReadSerializer
    )
    def post(self, request: Request) -> Response:
        body = self.read(ReadBody)
        return Response({"read": notices.mark_read(self.person, body.get("ids"))})


class NoticeChoices(Endpoint):
    serializer_class = ChoicesSerializer

    @extend_schema(summary="How you are told of each kind of event")
    def get(self, request: Request) -> Response:
        return self._told()

    @extend_schema(
        summary="Be told otherwise", request=ChoicesBody, responses=ChoicesSerializer
    )
    def patch(self, request: Request) -> Response:
        notices.choose(self.person, self.read(ChoicesBody))
        return self._told()

    def _told(self) -> Response:
        ways = selectors.ways_of(self.person)
        return Response({event.value: way.value for event, way in ways.items()})


class WatchClaim(ClaimEndpoint):
    serializer_class = WatchingSerializer

    @extend_schema(summary="Whether you watch a claim")
    def get(self, request: Request, pk: int) -> Response:
        watching = selectors.watches(self.person, self.find_claim())
        return Response({"watching": watching})

    @extend_schema(
        summary="Watch a claim, or no longer",
        request=WatchBody,
        responses=WatchingSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        watching = self.read(WatchBody)["watching"]
        notices.watch(self.find_claim(), actor=self.person, on=watching)
        return Response({"watching": watching})
