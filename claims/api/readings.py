"""A person's word on how a number is read."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import REVIEWERS, ClaimEndpoint
from claims.api.serializers.bodies import ReadingBody, VersionBody
from claims.api.serializers.claims import ClaimDetailSerializer
from claims.services import rereading


class ConfirmClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Say that a claim was read rightly",
        request=VersionBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        claim = self.claim_to_change(self.read(VersionBody))
        rereading.confirm(claim, actor=self.person, version=claim.version)
        return self.claim_response(claim)


class RereadClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Put a claim's reading right; its evidence is compared anew",
        request=ReadingBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReadingBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        reason = body.pop("reason", "")
        rereading.correct(
            claim,
            rereading.ReadingData(**body),
            actor=self.person,
            reason=reason,
            version=claim.version,
        )
        return self.claim_response(claim)
