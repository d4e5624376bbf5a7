"""Other claims of one quantity: what they are to a claim, and what people say of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import REVIEWERS, ClaimEndpoint
from claims.api.serializers.bodies import OtherClaimBody, PairBody
from claims.api.serializers.related import (
    CarriedSerializer,
    LedgerSerializer,
    RelatedListSerializer,
    RelatedSerializer,
)
from claims.services import pairing, relating
from claims.services.ledger import ledger_of
from claims.services.relating import Other


class ClaimRelated(ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = RelatedListSerializer

    @extend_schema(summary="Other claims about the same, the closest first")
    def get(self, request: Request, pk: int) -> Response:
        claim = self.find_claim()
        others = relating.related_claims(claim)
        verdicts = selectors.verdicts_on(one.claim for one in others)
        content = {
            "related": [_shown(one, verdicts) for one in others],
            "precedents": selectors.precedents(claim, self.person),
        }
        return Response(self.get_serializer(content).data)

    @extend_schema(
        summary="Say that two claims state one quantity, or not; or take it back",
        request=PairBody,
        responses={201: RelatedSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(PairBody)
        claim = self.claim_to_change(body)
        other = pairing.other_claim(claim, body["other"])
        pairing.say(claim, other, body["word"], actor=self.person)
        one = relating.related_pair(claim, other)
        content = _shown(one, selectors.verdicts_on([other]))
        return Response(RelatedSerializer(content).data, status=201)


class CarryEvidence(ClaimEndpoint):
    needs = REVIEWERS
    serializer_class = CarriedSerializer

    @extend_schema(
        summary="Take over another claim's evidence, compared anew with this claim",
        request=OtherClaimBody,
        responses={201: CarriedSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(OtherClaimBody)
        claim = self.claim_to_change(body)
        other = pairing.other_claim(claim, body["other"])
        added, known = pairing.carry_evidence(claim, other, actor=self.person)
        content = {"added": [one.pk for one in added], "known": known}
        return Response(self.get_serializer(content).data, status=201)


class ClaimQuantity(ClaimEndpoint):
    serializer_class = LedgerSerializer

    @extend_schema(summary="Every value of the claim's quantity over time")
    def get(self, request: Request, pk: int) -> Response:
        return Response(
            self.get_serializer(ledger_of(self.find_claim(), self.person)).data
        )


def _shown(one: Other, verdicts: dict[int, Any]) -> dict[str, Any]:
    return {"one": one, "verdict": verdicts.get(one.claim.pk)}
