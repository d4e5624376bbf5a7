from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import EDITORS, REVIEWERS, ClaimEndpoint, ListEndpoint
from claims.api.serializers.bodies import (
    ProlongBody,
    ReasonBody,
    ReviewBody,
    ReviewersBody,
    VerdictBody,
)
from claims.api.serializers.claims import ClaimDetailSerializer
from claims.api.serializers.reviews import (
    RatingSerializer,
    ReviewSerializer,
    VerdictSerializer,
)
from claims.errors import InvalidInputError
from claims.models import Claim, Rating, Review
from claims.services import quorum, reviewing, validity


class Reviews(ListEndpoint, ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = ReviewSerializer
    queryset = Review.objects.none()

    def get_queryset(self) -> Any:
        rows = selectors.reviews_of(self.find_claim(), self.person).order_by("-id")
        return rows.select_related("claim__article").defer("claim__article__text")

    @extend_schema(
        summary="A claim's reviews, newest first",
        description=(
            "Until all reviews a claim takes are in, only those who handed in theirs "
            "read the others'."
        ),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Rate a claim you took, with a rationale that cites evidence",
        request=ReviewBody,
        responses={201: ReviewSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReviewBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        review = reviewing.submit_review(
            claim,
            reviewing.ReviewData(**body),
            actor=self.person,
            version=claim.version,
        )
        told = self.get_serializer(review, cited=body.get("evidence", ()))
        return Response(told.data, status=201)


class ClaimVerdict(ClaimEndpoint):
    needs = EDITORS
    serializer_class = VerdictSerializer

    @extend_schema(summary="The verdict in force")
    def get(self, request: Request, pk: int) -> Response:
        verdict = selectors.verdict_of(self.find_claim())
        if verdict is None:
            raise NotFound("No verdict is in force for this claim.")
        return Response(self.get_serializer(verdict).data)

    @extend_schema(
        summary="Sign off a review of somebody else: the newsroom's verdict",
        request=VerdictBody,
        responses={201: VerdictSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(VerdictBody)
        claim = self.claim_to_change(body)
        verdict = reviewing.decide(
            claim,
            actor=self.person,
            review=_chosen(claim, body.get("review")),
            note=body.get("note", ""),
            valid_until=body.get("valid_until"),
            version=claim.version,
        )
        return Response(self.get_serializer(verdict).data, status=201)


class ProlongVerdict(ClaimEndpoint):
    needs = EDITORS
    serializer_class = VerdictSerializer

    @extend_schema(
        summary="Say that the verdict in force still holds, and until when",
        request=ProlongBody,
        responses=VerdictSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ProlongBody)
        claim = self.claim_to_change(body)
        verdict = validity.prolong(
            claim,
            body["valid_until"],
            actor=self.person,
            reason=body["reason"],
            version=claim.version,
        )
        return Response(self.get_serializer(verdict).data)


class ReopenClaim(ClaimEndpoint):
    needs = EDITORS

    @extend_schema(
        summary="Take a verdict that is not published back into review",
        request=ReasonBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        reviewing.reopen(
            claim, actor=self.person, reason=body["reason"], version=claim.version
        )
        return self.claim_response(claim)


class Reviewers(ClaimEndpoint):
    needs = EDITORS

    @extend_schema(
        summary="Say how many people review a claim by themselves before sign-off",
        request=ReviewersBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReviewersBody)
        claim = self.claim_to_change(body)
        quorum.ask_reviews(
            claim, body["reviews"], actor=self.person, version=claim.version
        )
        return self.claim_response(claim)


@extend_schema(summary="The ratings of the scale in use")
class Ratings(ListEndpoint):
    serializer_class = RatingSerializer
    queryset = Rating.objects.none()

    def get_queryset(self) -> Any:
        return selectors.ratings().select_related("scale")


def _chosen(claim: Claim, review_id: int | None) -> Review | None:
    if review_id is None:
        return None
    review = (
        claim.reviews.select_related("author", "rating").filter(pk=review_id).first()
    )
    if review is None:
        raise InvalidInputError(
            "There is no such review of this claim.", field="review"
        )
    return review
