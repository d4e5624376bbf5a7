"""One thing done to several claims: tried, done and undone, each claim with its own answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import REVIEWERS, Endpoint
from claims.api.fields import IdField, MomentField, StrictSerializer, TextField
from claims.errors import ClaimsError
from claims.models import BulkChange
from claims.services import bulk
from claims.vocabulary import BulkAction, Importance


class BulkBody(StrictSerializer):
    """What to do to which claims, and with what."""

    claims = serializers.ListField(
        child=IdField(),
        allow_empty=False,
        max_length=bulk.AT_ONCE,
        help_text=f"Ids, at most {bulk.AT_ONCE}; the answer keeps their order.",
    )
    action = serializers.ChoiceField(choices=BulkAction.choices)
    preview = serializers.BooleanField(
        required=False, help_text="True: tell what it would come to, change nothing."
    )
    to = TextField(
        required=False,
        allow_null=True,
        max_length=150,
        help_text="For assign: a user name, null for nobody.",
    )
    due_at = MomentField(required=False, allow_null=True)
    reviews = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=3
    )
    importance = serializers.ChoiceField(
        choices=Importance.choices,
        required=False,
        help_text="For importance: of the articles the claims are in.",
    )
    reason = TextField(required=False, allow_blank=True, max_length=500)


class BulkResultSerializer(serializers.Serializer[Any]):
    claim = serializers.IntegerField()
    status = serializers.IntegerField(help_text="As a request for this claim alone.")
    code = serializers.CharField(allow_blank=True)
    detail = serializers.CharField(allow_blank=True)


class BulkSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(allow_null=True, help_text="Null for a preview.")
    action = serializers.ChoiceField(choices=BulkAction.choices)
    done = serializers.IntegerField()
    refused = serializers.IntegerField()
    undo_until = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)
    results = BulkResultSerializer(many=True)


class BulkClaims(Endpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Do one thing to several claims, or try it",
        description=(
            "A refusal of one claim, or an id that is none, leaves the others alone."
        ),
        request=BulkBody,
        responses={207: BulkSerializer},
    )
    def post(self, request: Request) -> Response:
        body = self.read(BulkBody)
        named = bulk.named(body.pop("claims"))
        claims = [claim for claim in named.values() if claim is not None]
        preview = body.pop("preview", False)
        order = bulk.Order(action=BulkAction(body.pop("action")), **body)
        change, outcomes = None, []
        if claims and preview:
            outcomes = bulk.try_out(claims, order, actor=self.person)
        elif claims:
            change, outcomes = bulk.do(claims, order, actor=self.person)
        told = {one.claim.pk: _result(one.claim.pk, one.error) for one in outcomes}
        results = [told.get(key) or _no_such(key) for key in named]
        return _answer(order.action, change, results)


class UndoBulk(Endpoint):
    needs = REVIEWERS

    @extend_schema(
        summary="Undo, within a day, what was done to several claims",
        description="A claim that has moved since stays as it is, and says so.",
        request=StrictSerializer,
        responses={207: BulkSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.read(StrictSerializer)
        change = self.find(BulkChange.objects.all(), pk=pk)
        if not bulk.may_see(change, self.person):
            raise Http404
        told = bulk.undo(change, actor=self.person)
        results = [_result(claim, error) for claim, error in told]
        return _answer(BulkAction(change.action), change, results)


def _no_such(claim: int) -> dict[str, Any]:
    told = f"There is no claim {claim}."
    return {"claim": claim, "status": 404, "code": "not_found", "detail": told}


def _result(claim: int, error: ClaimsError | None) -> dict[str, Any]:
    if error is None:
        return {"claim": claim, "status": 200, "code": "", "detail": ""}
    told = {"code": error.code, "detail": error.message}
    return {"claim": claim, "status": error.status, **told}


def _answer(
    action: BulkAction, change: BulkChange | None, results: Sequence[Mapping[str, Any]]
) -> Response:
    refused = sum(bool(one["code"]) for one in results)
    content = {
        "id": change.pk if change else None,
        "action": action.value,
        "done": len(results) - refused,
        "refused": refused,
        "undo_until": bulk.undo_until(change) if change else None,
        "undone_at": change.undone_at if change else None,
        "results": results,
    }
    return Response(BulkSerializer(content).data, status=207)
