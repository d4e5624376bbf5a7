from __future__ import annotations

from collections.abc import Collection
from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import REVIEWERS, ClaimEndpoint, ListEndpoint, repeatable_of
from claims.api.fields import StrictSerializer
from claims.api.filters import ClaimFilter
from claims.api.serializers.bodies import RequestBody, VersionBody
from claims.api.serializers.claim_parts import QueueSerializer
from claims.api.serializers.claims import ClaimDetailSerializer, ClaimSerializer
from claims.errors import HeldError
from claims.models import Claim
from claims.services import queueing
from claims.vocabulary import QueueSlug


@extend_schema(summary="The queues, and how many claims you could take from each")
class Queues(ListEndpoint):
    serializer_class = QueueSerializer
    queryset = Claim.objects.none()

    def get_queryset(self) -> Any:
        counts = selectors.queue_counts(self.person)
        return [
            {
                "slug": slug.value,
                "name": slug.label,
                "about": queue.about,
                "role": queue.role.value,
                "waiting": counts[slug],
            }
            for slug, queue in selectors.QUEUES.items()
        ]


class WithinFilter(ClaimFilter):
    """What lists of claims are narrowed by; the queue has an order of its own."""

    ordering = None  # type: ignore[assignment]  # how django-filter takes one away


class NextClaim(ClaimEndpoint):
    needs = REVIEWERS
    filterset_class = WithinFilter
    queryset = Claim.objects.none()

    def known_parameters(self, request: Request) -> frozenset[str]:
        return frozenset(WithinFilter.base_filters)

    def repeatable(self) -> Collection[str]:
        return repeatable_of(WithinFilter)

    @extend_schema(
        summary="Take the next claim of a queue: it is yours for a while",
        description=(
            "Told as in a list; `links.self` has all of it. Narrowed by the parameters of "
            "a list of claims, the next of those that fit."
        ),
        filters=True,
        request=StrictSerializer,
        responses={
            200: ClaimSerializer,
            204: OpenApiResponse(
                description="The queue, or what of it fits, has nothing for you."
            ),
        },
    )
    def post(self, request: Request, slug: QueueSlug) -> Response:
        self.read(StrictSerializer)
        among: Any = None
        if request.query_params:
            among = self.filter_queryset(selectors.claim_list())
        claim = queueing.take_next(slug, actor=self.person, among=among)
        return Response(status=204) if claim is None else self.row_response(claim)


class TakeClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Take a claim you chose",
        request=VersionBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        claim = self.claim_to_change(self.read(VersionBody))
        queueing.take(claim, actor=self.person)
        return self.claim_response(claim)


class RenewClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Hold a claim of yours for longer",
        request=VersionBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        claim = self.claim_to_change(self.read(VersionBody))
        if not queueing.renew(claim, actor=self.person):
            queueing.check_hold(claim, self.person)
            raise HeldError("You do not hold this claim; take it first.")
        return self.claim_response(claim)


class ReleaseClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Give a claim back",
        description=(
            "An editor may do it for somebody else, and sends a reviewed claim back to "
            "the queue with a reason."
        ),
        request=RequestBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(RequestBody)
        claim = self.claim_to_change(body)
        queueing.release(claim, actor=self.person, reason=body.get("reason", ""))
        return self.claim_response(claim)
