"""Three editors vote where a claim is not for one of them to decide."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims import selectors
from claims.api.base import EDITORS, ClaimEndpoint
from claims.api.fields import IdField, TextField
from claims.api.serializers.bodies import ReasonBody, ReviewBody, VersionBody
from claims.models import Claim, PanelVote
from claims.selectors import PanelSight
from claims.services import panels
from claims.services.reviewing import ReviewData
from claims.vocabulary import PanelState, ReasonCode


class PanelMemberSerializer(serializers.Serializer[Any]):
    username = serializers.CharField()
    voted = serializers.BooleanField()


class PanelVoteSerializer(serializers.ModelSerializer[PanelVote]):
    """`carried` is true for those that made the verdict; the others dissent."""

    member = serializers.CharField(source="member.username")
    rating = serializers.CharField(source="rating.slug")
    figure = serializers.CharField(source="surface")
    reason_codes = serializers.ListField(
        child=serializers.ChoiceField(ReasonCode.choices)
    )
    evidence = serializers.PrimaryKeyRelatedField[Any](many=True, read_only=True)

    class Meta:
        model = PanelVote
        fields = [
            *("member", "review", "rating", "figure", "rationale", "reason_codes"),
            *("evidence", "carried", "cast_at"),
        ]
        read_only_fields = fields


class PanelSerializer(serializers.Serializer[Any]):
    """`votes` are those the caller may read: none before their own is cast."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    round = serializers.IntegerField()
    state = serializers.ChoiceField(choices=PanelState.choices)
    called_by = serializers.CharField()
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    members = PanelMemberSerializer(many=True)
    votes = PanelVoteSerializer(many=True)
    outcome = serializers.CharField(help_text="How it ended, in words.")
    verdict = serializers.IntegerField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class PanelBody(VersionBody):
    members = serializers.ListField(
        child=TextField(max_length=150),
        max_length=selectors.MEMBERS,
        help_text="User names of three editors who did not review it.",
    )
    reason = TextField(required=False, allow_blank=True, max_length=500)


class VoteBody(ReviewBody):
    """A review that is backed, or a rating of one's own; `rationale` is kept as dissent."""

    review = IdField(required=False, allow_null=True, help_text="The review backed.")
    rating = TextField(
        required=False,
        allow_blank=True,
        max_length=50,
        help_text="A rating of one's own, by its slug; then the rest as for a review.",
    )
    leans_on = None  # type: ignore[assignment]  # how a serializer drops a field


def _told(sight: PanelSight) -> dict[str, Any]:
    panel = sight.panel
    shown = {
        "id": panel.pk,
        "claim": panel.claim_id,
        "round": panel.round,
        "state": panel.state,
        "called_by": panel.called_by.get_username(),
        "reason": panel.reason,
        "created_at": panel.created_at,
        "members": [
            {"username": one.get_username(), "voted": voted}
            for one, voted in sight.members
        ],
        "votes": sight.votes,
        "outcome": panel.outcome,
        "verdict": panel.verdict_id,
        "ended_at": panel.ended_at,
    }
    return dict(PanelSerializer(shown).data)


class ClaimPanel(ClaimEndpoint):
    needs = EDITORS
    serializer_class = PanelSerializer

    @extend_schema(summary="The last panel of the claim's round")
    def get(self, request: Request, pk: int) -> Response:
        return self._answer(self.find_claim())

    @extend_schema(
        summary="Ask three editors to vote, instead of signing off alone",
        request=PanelBody,
        responses={201: PanelSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(PanelBody)
        claim = self.claim_to_change(body)
        panels.call(
            claim,
            body["members"],
            actor=self.person,
            reason=body.get("reason", ""),
            version=claim.version,
        )
        return self._answer(claim, status=201)

    def _answer(self, claim: Claim, *, status: int = 200) -> Response:
        sight = selectors.panel_of(claim, self.person)
        if sight is None:
            raise NotFound("No panel was called in this round.")
        return Response(_told(sight), status=status)


class VotePanel(ClaimPanel):
    http_method_names = ["post"]

    @extend_schema(
        summary="Cast your vote; the third one ends the panel",
        description="Two that agree on rating and number carry, and make the verdict.",
        request=VoteBody,
        responses={201: PanelSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(VoteBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        backed = body.pop("review", None)
        data = ReviewData(**{"rating": "", **body})
        panels.vote(
            claim, data, actor=self.person, review=backed, version=claim.version
        )
        return self._answer(claim, status=201)


class CallPanelOff(ClaimPanel):
    http_method_names = ["post"]

    @extend_schema(
        summary="End a panel without a verdict, with the reason",
        request=ReasonBody,
        responses=PanelSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        panels.call_off(
            claim, actor=self.person, reason=body["reason"], version=claim.version
        )
        return self._answer(claim)
