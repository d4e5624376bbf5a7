"""The library, the caller and the bounds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import conf
from claims.api import parsers
from claims.api.base import REVIEWERS, Endpoint, ListEndpoint
from claims.api.filters import ReferenceFilter
from claims.api.pagination import PagePagination
from claims.api.serializers.bodies import ReferenceBody
from claims.api.serializers.desk import (
    LimitsSerializer,
    PersonSerializer,
    ReferenceAddedSerializer,
    ReferenceDetailSerializer,
    ReferenceSerializer,
    StartSerializer,
)
from claims.models import ReferenceDocument
from claims.permissions import roles_of
from claims.services import library


class Library(ListEndpoint):
    needs = REVIEWERS
    serializer_class = ReferenceSerializer
    filterset_class = ReferenceFilter
    queryset = ReferenceDocument.objects.none()

    def get_queryset(self) -> Any:
        return ReferenceDocument.objects.defer("text").order_by("title", "id")

    @extend_schema(summary="The newsroom's own reference documents")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Keep a document to be searched for every claim",
        description="The same text again is 200, with `duplicate` true.",
        request=ReferenceBody,
        responses={200: ReferenceAddedSerializer, 201: ReferenceAddedSerializer},
    )
    def post(self, request: Request) -> Response:
        body = self.read(ReferenceBody)
        document, created = library.add_reference(
            library.ReferenceData(**body), actor=self.person
        )
        document.duplicate = not created  # type: ignore[attr-defined]  # told in the answer only
        content = ReferenceAddedSerializer(
            document, context=self.get_serializer_context()
        )
        return Response(content.data, status=201 if created else 200)


@extend_schema(summary="A reference document with its text")
class OneReference(Endpoint):
    serializer_class = ReferenceDetailSerializer

    def get(self, request: Request, pk: int) -> Response:
        document = self.find(ReferenceDocument.objects.all(), pk=pk)
        return Response(self.get_serializer(document).data)


@extend_schema(summary="Where to begin")
class Start(Endpoint):
    serializer_class = StartSerializer

    def get(self, request: Request) -> Response:
        return Response(
            {
                name: reverse(name, request=request)
                for name in map(str, StartSerializer().fields)
            }
        )


@extend_schema(summary="Who you are here, and your roles")
class Me(Endpoint):
    serializer_class = PersonSerializer

    def get(self, request: Request) -> Response:
        person = self.person
        roles = sorted(role.value for role in roles_of(person))
        return Response({"username": person.get_username(), "roles": roles})


@extend_schema(summary="Bounds on what is accepted")
class LimitsInForce(Endpoint):
    serializer_class = LimitsSerializer

    def get(self, request: Request) -> Response:
        return Response(
            {
                **asdict(conf.LIMITS),
                "body_bytes": parsers.MAX_BYTES,
                "json_depth": parsers.MAX_DEPTH,
                "json_values": parsers.MAX_VALUES,
                "number_digits": parsers.MAX_DIGITS,
                "page_size": PagePagination.max_page_size,
                "lease_minutes": int(conf.lease_time().total_seconds() // 60),
            }
        )
