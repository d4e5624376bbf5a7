"""Who looks at which claim, and what is passed over."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import (
    EDITORS,
    REVIEWERS,
    ClaimEndpoint,
    Endpoint,
    ListEndpoint,
)
from claims.api.serializers.bodies import ArrangeBody, ReasonBody, SkipBody
from claims.api.serializers.claim_parts import ClaimEventSerializer
from claims.api.serializers.claims import ClaimDetailSerializer
from claims.errors import InvalidInputError
from claims.models import Claim, ClaimEvent
from claims.permissions import require
from claims.services import arranging, away
from claims.vocabulary import Role


class ArrangedSerializer(serializers.Serializer[dict[str, int]]):
    assigned = serializers.IntegerField(help_text="Claims that changed hands.")
    due = serializers.IntegerField(help_text="Claims whose date changed.")


@extend_schema(summary="What was done about a claim without moving it, oldest first")
class ClaimEvents(ListEndpoint):
    serializer_class = ClaimEventSerializer
    queryset = ClaimEvent.objects.none()

    def get_queryset(self) -> Any:
        return selectors.events_of(self.find_claim(), self.person).order_by("id")


class SkipClaim(ClaimEndpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Pass a claim over, with a reason: it comes to you last",
        description="When three people pass it over, it is put before an editor.",
        request=SkipBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(SkipBody)
        claim = self.find_claim()
        arranging.skip(claim, actor=self.person, **body)
        return self.claim_response(claim)


class TakeOverClaim(ClaimEndpoint):
    needs = EDITORS

    @extend_schema(
        summary="Take a claim out of somebody's hands, with a reason",
        request=ReasonBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        arranging.take_over(claim, actor=self.person, reason=body["reason"])
        return self.claim_response(claim)


class GiveBackClaim(ClaimEndpoint):
    needs = EDITORS

    @extend_schema(
        summary="Give a claim that was passed over back to everybody, with a reason",
        request=ReasonBody,
        responses=ClaimDetailSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        arranging.give_back(claim, actor=self.person, reason=body["reason"])
        return self.claim_response(claim)


class ArrangeClaims(Endpoint):
    needs = {"POST": Role.REVIEWER}

    @extend_schema(
        summary="Assign claims, and say until when they are wanted",
        description=(
            "A reviewer assigns to themselves; the rest needs the role of editor. All "
            "or none of it is done."
        ),
        request=ArrangeBody,
        responses=ArrangedSerializer,
    )
    def post(self, request: Request) -> Response:
        body = self.read(ArrangeBody)
        if "due_at" in body:
            require(self.person, Role.EDITOR)
        wanted = set(body["claims"])
        claims = list(Claim.objects.filter(pk__in=wanted).order_by("-priority", "pk"))
        if unknown := wanted - {claim.pk for claim in claims}:
            raise InvalidInputError(f"No such claim: {min(unknown)}.", field="claims")
        done = {"assigned": 0, "due": 0}
        with transaction.atomic():
            away.lock(claims)  # once and all of them: each step asks for some
            if "to" in body:
                done["assigned"] = arranging.give(claims, body["to"], actor=self.person)
            if "due_at" in body:
                done["due"] = arranging.set_due(
                    claims, body["due_at"], actor=self.person
                )
        return Response(done)
