"""OpenAPI that tells what really happens: every refusal is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from claims import vocabulary
from claims.api.converters import MAX_ID
from claims.api.errors import MEDIA_TYPE
from claims.api.fields import StrictSerializer
from claims.vocabulary import QueueSlug

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Why a request was refused (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "The refusal, for programs."},
        "detail": {"type": "string", "description": "The refusal, for people."},
        "field": {"type": "string", "description": "The one field it is about."},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "request_id": {"type": "string"},
    },
    "required": ["type", "title", "status", "code", "detail"],
}

REFUSALS = {
    400: "The request is malformed, or a value in it is not accepted.",
    401: "No valid API key or session.",
    403: "Your role, or the rule of four eyes, does not allow this.",
    404: "There is no such thing.",
    406: "The answer cannot be given in the media type asked for.",
    409: "The claim is held by somebody, has changed, or its status forbids this.",
    410: "It was retracted, or its article is in the trash; `detail` says which.",
    412: "If-Match names another version than the claim has.",
    413: "The body is larger than the limit.",
    415: "The body is of a type not taken here.",
    422: "Something the step needs is missing; `detail` names it.",
}

PATH_SCHEMAS: Mapping[str, dict[str, Any]] = {
    "id": {"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID},
    "slug": {"type": "string", "enum": QueueSlug.values},
}

#: Addresses with a number that is of no article, nor of what belongs to one.
NO_ARTICLES = ("library/", "bulk/")

WORDS: tuple[type[TextChoices], ...] = tuple(
    words
    for words in vars(vocabulary).values()
    if isinstance(words, type) and issubclass(words, TextChoices) and words.values
)

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string", "examples": ['"3"']},
    "description": "The claim's version you have read, quoted; another one is 412.",
}


class Schema(AutoSchema):
    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        if self._changes_a_claim():
            operation.setdefault("parameters", []).append(IF_MATCH)
        for status in self._refusals():
            operation["responses"][str(status)] = self._problem(status)
        operation["responses"] = dict(sorted(operation["responses"].items()))
        return operation

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        """Only what an endpoint says to its callers; docstrings are for readers of code."""
        return ""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "start"]

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]]
        parameters = super()._resolve_path_parameters(variables)  # type: ignore[no-untyped-call]
        for parameter in parameters:
            parameter["schema"] = PATH_SCHEMAS[parameter["name"]]
        return parameters

    def _map_serializer_field(
        self, field: Any, direction: str, *rest: Any, **options: Any
    ) -> dict[str, Any]:
        """Our word lists under their own names, wherever they are used."""
        words = _words_of(field)
        if words is None:
            mapped: dict[str, Any]
            mapped = super()._map_serializer_field(field, direction, *rest, **options)  # type: ignore[no-untyped-call]
            return mapped
        schema = {"type": "string", "enum": words.values}
        reference = self._component(words.__name__, schema)
        empty = _may_be_empty(field)
        return {"oneOf": [reference, {"enum": [""]}]} if empty else reference

    def _get_paginator(self) -> Any:
        """Only what is read comes by the page."""
        return super()._get_paginator() if self.method == "GET" else None  # type: ignore[no-untyped-call]

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        mapped: dict[str, Any]
        mapped = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, StrictSerializer):
            mapped["additionalProperties"] = False
        return mapped

    def _changes_a_claim(self) -> bool:
        return self.method == "POST" and "/claims/{id}/" in self.path

    def _refusals(self) -> list[int]:
        writes = self.method in {"POST", "PUT", "PATCH", "DELETE"}
        found = {400, 401, 406}
        found |= {404} if "{" in self.path else set()
        found |= {403, 413, 415} if writes else set()
        view: Any = self.view
        found |= {403} if self.method in view.needs else set()
        found |= {410} if "{id}" in self.path and self._lies_in_trash() else set()
        found |= set(view.refuses.get(self.method, ()))
        found |= {409, 412, 422} if self._changes_a_claim() else set()
        found |= {409} if self.path.endswith("/next/") else set()
        if self.path.endswith("/claimreview/"):
            found |= {403, 409, 410}
        return sorted(found)

    def _lies_in_trash(self) -> bool:
        """Whether it is about an article, or what belongs to one."""
        own = self.path.removeprefix("/api/v1/")
        return own != "articles/{id}/restore/" and not own.startswith(NO_ARTICLES)

    def _problem(self, status: int) -> dict[str, Any]:
        reference = self._component("Problem", PROBLEM)
        return {
            "description": REFUSALS[status],
            "content": {MEDIA_TYPE: {"schema": reference}},
        }

    def _component(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        component = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, name)  # type: ignore[no-untyped-call]
        self.registry.register_on_missing(component)
        reference: dict[str, Any] = component.ref
        return reference


def _words_of(field: Any) -> type[TextChoices] | None:
    if not isinstance(field, serializers.ChoiceField):
        return None
    values = {str(value) for value in field.choices} - {""}
    return next((words for words in WORDS if set(words.values) == values), None)


def _may_be_empty(field: serializers.ChoiceField) -> bool:
    if field.allow_blank or "" in field.choices:
        return True
    model = getattr(getattr(field.parent, "Meta", None), "model", None)
    if not field.read_only or model is None or field.source is None:
        return False  # what is read only is not asked whether it may be blank
    columns = {column.name: column for column in model._meta.concrete_fields}
    column = columns.get(field.source)
    return column is not None and column.blank


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "claims.api.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key made with `manage.py create_api_key USER`.",
        }
