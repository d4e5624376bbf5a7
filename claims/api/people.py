"""Accounts that are closed."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base import Endpoint
from claims.api.fields import FlagField, StrictSerializer, TextField
from claims.services import leaving


class LeaveBody(StrictSerializer):
    username = TextField(max_length=150)
    to = serializers.ListField(
        child=TextField(max_length=150),
        required=False,
        max_length=100,
        help_text="User names their claims go to, evenly; none for everybody.",
    )
    pseudonymise = FlagField(
        required=False, help_text="Show a name that says nothing from now on."
    )


class LeftSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(source="person.username")
    freed = serializers.IntegerField(help_text="Claims that were in their hands.")
    handed_over = serializers.IntegerField(help_text="Claims assigned to them.")
    pseudonymised = serializers.BooleanField()


class LeavePeople(Endpoint):
    serializer_class = LeftSerializer
    keepers = frozenset({"POST"})

    @extend_schema(
        summary="Close somebody's account and hand over their claims",
        request=LeaveBody,
        responses=LeftSerializer,
    )
    def post(self, request: Request) -> Response:
        body = self.read(LeaveBody)
        person = leaving.account(body.pop("username"))
        done = leaving.leave(person, actor=self.person, **body)
        return Response(self.get_serializer(done).data)
