"""Every kind of refusal as problem+json."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import Http404
from rest_framework import exceptions

from claims import errors
from claims.api.errors import problem


def told(error: Exception) -> tuple[dict, dict]:
    response = problem(error, {})
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == response.status_code
    return body, response.headers


@pytest.mark.parametrize(
    ("error", "status", "code", "title"),
    [
        (errors.InvalidInputError("No."), 400, "invalid", "Bad Request"),
        (errors.EvidenceMissingError("No."), 422, "evidence_missing", None),
        (errors.FourEyesError("No."), 403, "four_eyes", "Forbidden"),
        (errors.HeldError("No."), 409, "held", "Conflict"),
        (errors.StaleClaimError("No."), 409, "stale", "Conflict"),
        (exceptions.NotFound(), 404, "not_found", "Not Found"),
        (exceptions.Throttled(wait=7), 429, "throttled", "Too Many Requests"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated", "Unauthorized"),
        (exceptions.ParseError("No."), 400, "malformed", "Bad Request"),
        (Http404("No Claim matches"), 404, "not_found", "Not Found"),
        (PermissionDenied(), 403, "not_allowed", "Forbidden"),
        (RequestDataTooBig(), 413, "too_large", None),
        (SuspiciousOperation("Internals."), 400, "malformed", "Bad Request"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_an_error_has_its_status_and_code(error, status, code, title):
    body, _ = told(error)
    assert (body["status"], body["code"]) == (status, code)
    assert title in {None, body["title"]}
    assert body["detail"]
    assert "Internals" not in body["detail"]
    assert "matches" not in body["detail"]


def test_headers_say_what_to_do_next():
    assert told(exceptions.Throttled(wait=7))[1]["Retry-After"] == "7"
    refused = exceptions.NotAuthenticated()
    refused.auth_header = "Bearer"
    assert told(refused)[1]["WWW-Authenticate"] == "Bearer"


def test_errors_of_fields_are_flat():
    body, _ = told(
        exceptions.ValidationError(
            {"evidence": {0: ["Send a whole number."]}, "rating": ["One.", "Two."]}
        )
    )
    assert body["errors"] == {
        "evidence.0": ["Send a whole number."],
        "rating": ["One.", "Two."],
    }
    assert "field" not in body
    assert body["detail"] == "evidence.0: Send a whole number."


def test_an_error_of_no_field_is_the_detail():
    body, _ = told(exceptions.ValidationError({"non_field_errors": ["Not like this."]}))
    assert body["detail"] == "Not like this."
    assert "errors" not in body


def test_a_field_is_named_when_it_is_the_only_one():
    body, _ = told(errors.InvalidInputError("Say why.", field="reason"))
    assert body["field"] == "reason"
    assert body["errors"] == {"reason": ["Say why."]}


def test_under_debug_a_fault_shows_its_page(settings):
    settings.DEBUG = True
    assert problem(RuntimeError("fault"), {}) is None


def test_what_is_allowed_is_what_is_answered(as_reviewer, claim):
    refused = as_reviewer("DELETE", f"claims/{claim.pk}/")
    assert refused.status_code == 405
    assert "OPTIONS" not in refused.headers["Allow"]
    assert "GET" in refused.headers["Allow"]
