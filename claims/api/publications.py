from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import EDITORS, ClaimEndpoint
from claims.api.errors import GoneError
from claims.api.serializers.bodies import CorrectionBody, PublishBody, ReasonBody
from claims.api.serializers.claims import ClaimDetailSerializer
from claims.api.serializers.publications import PublicationSerializer
from claims.permissions import require
from claims.services import correcting, publishing
from claims.vocabulary import Role


class LinkedDataRenderer(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class PublishClaim(ClaimEndpoint):
    needs = EDITORS
    serializer_class = PublicationSerializer

    @extend_schema(
        summary="Publish the verdict in force as ClaimReview",
        request=PublishBody,
        responses={201: PublicationSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(PublishBody)
        claim = self.claim_to_change(body)
        made = publishing.publish(
            claim,
            actor=self.person,
            version=claim.version,
            kind=body.get("kind", ""),
        )
        return Response(self.get_serializer(made).data, status=201)


class CorrectClaim(ClaimEndpoint):
    needs = EDITORS

    @extend_schema(
        summary="Take a published claim back into review, telling readers why",
        request=CorrectionBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(CorrectionBody)
        claim = self.claim_to_change(body)
        correcting.correct(
            claim,
            actor=self.person,
            reason=body["reason"],
            kind=body["kind"],
            version=claim.version,
        )
        return self.claim_response(claim)


class RetractClaim(ClaimEndpoint):
    needs = EDITORS

    @extend_schema(
        summary="Take a publication down, telling readers why",
        description="Also while it is being corrected; the review goes on then.",
        request=ReasonBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        correcting.retract(
            claim, actor=self.person, reason=body["reason"], version=claim.version
        )
        return self.claim_response(claim)


class ClaimReviewDocument(ClaimEndpoint):
    renderer_classes = [JSONRenderer, LinkedDataRenderer]
    parameters = frozenset({"preview", "format"})

    @extend_schema(
        summary="The published ClaimReview, as it went out",
        description="A retracted one is 410, with the reason.",
        parameters=[
            OpenApiParameter(
                "preview",
                bool,
                description="For editors: the document as it would be published now.",
            )
        ],
        responses={
            (200, "application/json"): OpenApiTypes.OBJECT,
            (200, "application/ld+json"): OpenApiTypes.OBJECT,
            410: OpenApiResponse(description="It was retracted."),
        },
    )
    def get(self, request: Request, pk: int) -> Response:
        claim = self.find_claim()
        if _wants_preview(request):
            require(self.person, Role.EDITOR)
            return Response(publishing.preview(claim))
        newest = selectors.publication_of(claim.pk)
        if newest is None:
            raise NotFound("This claim has not been published.")
        if not newest.in_force:
            raise GoneError(f"This was retracted: {newest.withdrawal}")
        return Response(newest.document)


def _wants_preview(request: Request) -> bool:
    given = request.query_params.get("preview", "false")
    if given not in {"true", "false"}:
        raise ValidationError({"preview": "Send true or false."})
    return given == "true"
