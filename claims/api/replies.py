"""Right of reply: for the desk alone, as contacts are people's."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import EDITORS, REVIEWERS, ClaimEndpoint, Endpoint, ListEndpoint
from claims.api.fields import (
    FlagField,
    MomentField,
    StrictSerializer,
    TextField,
    WordField,
)
from claims.api.serializers.bodies import ReasonBody, VersionBody
from claims.models import ReplyEntry, ReplyRequest
from claims.services import replies
from claims.vocabulary import Channel, Role


class ReplyEntrySerializer(serializers.ModelSerializer[ReplyEntry]):
    """A step of asking; `text` is the answer, or why nobody is asked."""

    actor = serializers.CharField(source="actor.username")

    class Meta:
        model = ReplyEntry
        fields = ["step", "text", "actor", "created_at"]
        read_only_fields = fields


class ReplyRequestSerializer(serializers.ModelSerializer[ReplyRequest]):
    """Somebody asked for a reply, and everything that came of it, oldest first."""

    asked_by = serializers.CharField(source="asked_by.username")
    entries = ReplyEntrySerializer(many=True)

    class Meta:
        model = ReplyRequest
        fields = [
            *("id", "claim", "contact", "channel", "sent_at", "deadline"),
            *("answer", "answered_at", "told", "asked_by", "created_at", "entries"),
        ]
        read_only_fields = fields


class AskBody(VersionBody):
    contact = TextField(
        allow_blank=True, max_length=replies.CONTACT, help_text="Never published."
    )
    channel = WordField(Channel.choices)
    sent_at = MomentField(required=False, allow_null=True, help_text="Left out: now.")
    deadline = MomentField(required=False, allow_null=True)


class AnswerBody(StrictSerializer):
    """What came of it; what is left out stays."""

    answer = TextField(required=False, allow_blank=True, max_length=replies.ANSWER)
    answered_at = MomentField(
        required=False, allow_null=True, help_text="Left out: now."
    )
    told = FlagField(
        required=False,
        help_text="Whether the next publication tells readers; for editors.",
    )


def _rows() -> Any:
    rows = ReplyRequest.objects.select_related("asked_by", "claim")
    return rows.prefetch_related("entries__actor").order_by("id")


class ClaimReplies(ListEndpoint, ClaimEndpoint):
    needs = dict.fromkeys(("GET", "HEAD", "POST"), Role.REVIEWER)
    serializer_class = ReplyRequestSerializer
    queryset = ReplyRequest.objects.none()

    def get_queryset(self) -> Any:
        return _rows().filter(claim=self.find_claim())

    @extend_schema(summary="Whom the newsroom asked for a reply; for the desk")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Log that somebody was asked for a reply",
        request=AskBody,
        responses={201: ReplyRequestSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(AskBody)
        claim = self.claim_to_change(body)
        body.pop("version", None)
        made = replies.ask(claim, replies.ReplyData(**body), actor=self.person)
        shown = _rows().get(pk=made.pk)
        return Response(self.get_serializer(shown).data, status=201)


class WaiveReply(ClaimEndpoint):
    needs = EDITORS
    serializer_class = ReplyEntrySerializer

    @extend_schema(
        summary="Say why nobody is asked for a reply",
        request=ReasonBody,
        responses={201: ReplyEntrySerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = self.read(ReasonBody)
        claim = self.claim_to_change(body)
        made = replies.waive(claim, reason=body["reason"], actor=self.person)
        return Response(self.get_serializer(made).data, status=201)


class OneReply(Endpoint):
    needs = REVIEWERS
    serializer_class = ReplyRequestSerializer

    @extend_schema(
        summary="Log an answer, or have readers told",
        request=AnswerBody,
        responses=ReplyRequestSerializer,
    )
    def patch(self, request: Request, pk: int) -> Response:
        body = self.read(AnswerBody)
        replies.update(self.find(_rows(), pk=pk), actor=self.person, **body)
        return Response(self.get_serializer(_rows().get(pk=pk)).data)
