from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import REVIEWERS, ClaimEndpoint, ListEndpoint
from claims.api.filters import ClaimFilter
from claims.api.serializers.bodies import ReasonBody, SourcesBody, VersionBody
from claims.api.serializers.claim_parts import (
    SourceJobSerializer,
    StatusChangeSerializer,
)
from claims.api.serializers.claims import ClaimDetailSerializer, ClaimSerializer
from claims.errors import InvalidInputError
from claims.models import Claim, SourceJob, StatusChange
from claims.services import reviewing, shown, sourcing


@extend_schema(summary="Claims of all articles")
class Claims(ListEndpoint):
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    queryset = Claim.objects.none()

    def get_queryset(self) -> Any:
        claims = selectors.claim_list().defer("contributions")
        return claims.order_by("article_id", "start", "id")


class OneClaim(ClaimEndpoint):
    serializer_class = ClaimDetailSerializer

    @extend_schema(
        summary="A claim: the number as read, and all that was done about it",
        description="The ETag is the claim's version, for If-Match on what changes it.",
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.claim_response(self.find_claim())


@extend_schema(summary="What happened to a claim, oldest first")
class ClaimHistory(ListEndpoint):
    serializer_class = StatusChangeSerializer
    queryset = StatusChange.objects.none()

    def get_queryset(self) -> Any:
        return shown.history_of(self.find_claim(), self.person).order_by("id")


class ClaimSources(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = SourceJobSerializer
    queryset = SourceJob.objects.none()

    def get_queryset(self) -> Any:
        return selectors.source_jobs_of(self.find_claim())

    @extend_schema(summary="How asking each provider about a claim ended")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Ask every provider about a claim, or one with questions of your own",
        request=SourcesBody,
        responses={202: ClaimDetailSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(SourcesBody)
        claim = self.claim_to_change(body)
        sourcing.request_sources(
            claim,
            actor=self.person,
            reason=body.get("reason", ""),
            version=claim.version,
            wording=_wording(body),
        )
        return self.claim_response(claim, status=202)


def _wording(body: Mapping[str, Any]) -> sourcing.Wording | None:
    """The questions for one provider; without a provider there are none to word."""
    if provider := body.get("provider"):
        return sourcing.Wording(provider, body.get("queries", ()))
    if "queries" in body:
        raise InvalidInputError("Say which provider to ask.", field="provider")
    return None


class DismissClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Set a claim aside, with the reason",
        request=ReasonBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        reviewing.dismiss(
            claim, actor=self.person, reason=body["reason"], version=claim.version
        )
        return self.claim_response(claim)


class RestoreClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Take a dismissed claim up again",
        request=VersionBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        claim = self.claim_to_change(self.read(VersionBody))
        reviewing.restore(claim, actor=self.person, version=claim.version)
        return self.claim_response(claim)
