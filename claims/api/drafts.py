"""The caller's own draft of a review: nobody else's is at any address."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import Endpoint
from claims.api.serializers.drafts import DraftBody, DraftSerializer
from claims.models import Draft
from claims.services import drafts
from claims.services.reviewdata import ReviewData
from claims.vocabulary import Role


class ClaimDraft(Endpoint):
    needs = dict.fromkeys(("GET", "HEAD", "PUT", "DELETE"), Role.REVIEWER)
    serializer_class = DraftSerializer

    @extend_schema(summary="Your draft of a review of this claim")
    def get(self, request: Request, pk: int) -> Response:
        found = drafts.of(self.find_claim(), self.person)
        if found is None:
            raise NotFound("You have no draft of a review of this claim.")
        return self._told(found)

    @extend_schema(
        summary="Keep a draft of your review, in the place of the one before",
        description="Only you read it. An empty one is none: 204.",
        request=DraftBody,
        responses={
            200: DraftSerializer,
            204: OpenApiResponse(description="Nothing was typed, nothing is kept."),
        },
    )
    def put(self, request: Request, pk: int) -> Response:
        body = {"rating": "", "rationale": ""} | self.read(DraftBody)
        kept = drafts.save(self.find_claim(), ReviewData(**body), actor=self.person)
        return self._told(kept) if kept else Response(status=204)

    @extend_schema(
        summary="Throw your draft away",
        responses={204: OpenApiResponse(description="There is none any more.")},
    )
    def delete(self, request: Request, pk: int) -> Response:
        drafts.drop(self.find_claim(), self.person)
        return Response(status=204)

    def _told(self, draft: Draft) -> Response:
        told = draft.content | {"saved_at": draft.saved_at}
        return Response(self.get_serializer(told).data)
