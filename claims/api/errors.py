"""One shape for every refusal: problem+json (RFC 9457) with a code of ours."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http import Http404, JsonResponse, UnreadablePostError
from rest_framework import exceptions
from rest_framework.views import set_rollback

from claims.errors import BusyError, Changed, ClaimsError, StaleClaimError

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

#: Codes of refusals that are not a ClaimsError, by status.
CODES = {
    400: "malformed",
    401: "not_authenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    410: "gone",
    412: "precondition_failed",
    413: "too_large",
    415: "unsupported_type",
    429: "throttled",
    500: "internal",
    503: "busy",
}


class PreconditionFailedError(StaleClaimError):
    """The If-Match header names another version than the claim, or its evidence, has."""

    code = "precondition_failed"
    status = 412


class GoneError(ClaimsError):
    """What was published here has been retracted."""

    code = "retracted"
    status = 410


@dataclass(frozen=True, slots=True)
class Problem:
    status: int
    detail: str
    code: str = ""
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    changed: Sequence[Changed] = ()
    request_id: str = ""

    def body(self) -> dict[str, Any]:
        content: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code or CODES.get(self.status, "error"),
            "detail": _short(self.detail),
        }
        if self.errors:
            content["errors"] = self.errors
            if len(self.errors) == 1:
                content["field"] = next(iter(self.errors))
        if self.changed:
            content["changed"] = [asdict(one) for one in self.changed]
        if self.request_id:
            content["request_id"] = self.request_id
        return content


def problem(error: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """The exception handler of every endpoint: JSON, whatever was asked for."""
    found = _known(error, context.get("request")) or _unknown(error, context)
    if found is None:
        return None
    set_rollback()
    return JsonResponse(
        found.body(),
        status=found.status,
        headers=dict(found.headers),
        content_type=MEDIA_TYPE,
    )


def _known(error: Exception, request: Any) -> Problem | None:
    match error:
        case StaleClaimError() if request is not None and "If-Match" in request.headers:
            return Problem(412, error.message, changed=error.changed)
        case StaleClaimError():
            return Problem(
                error.status, error.message, error.code, changed=error.changed
            )
        case ClaimsError():
            errors: dict[str, list[str]] = {}
            for one in error.problems:
                if one.field:
                    errors.setdefault(one.field, []).append(one.message)
            return Problem(error.status, error.message, error.code, errors)
        case exceptions.ValidationError():
            return _validation(error)
        case exceptions.APIException():
            return Problem(
                error.status_code, str(error.detail), headers=_headers(error)
            )
        case Http404():
            return Problem(404, "There is nothing at this address.")
        case PermissionDenied():
            return Problem(403, str(error) or "You may not do this.")
        case RequestDataTooBig():
            limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            return Problem(413, f"The body is larger than {limit:,} bytes.")
        case SuspiciousOperation() | UnreadablePostError():
            return Problem(400, "The request could not be read.")
        case OperationalError():
            log.warning("The database did not do it: %s", error)
            told = BusyError()
            headers = {"Retry-After": str(told.retry_after)}
            return Problem(told.status, told.message, told.code, headers=headers)
    return None


def _unknown(error: Exception, context: Mapping[str, Any]) -> Problem | None:
    """A fault of ours, told without its cause; None shows Django's page under DEBUG."""
    if settings.DEBUG:
        return None
    request_id = uuid.uuid4().hex
    log.error("Request %s failed.", request_id, exc_info=error)
    return Problem(
        500,
        "Something went wrong on our side; it was logged under this request id.",
        request_id=request_id,
    )


def _short(sentence: str) -> str:
    """A sentence that may quote the request, which may be long."""
    return sentence if len(sentence) <= 300 else f"{sentence[:300]}…"


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = f"{wait:.0f}"
    return headers


def _validation(error: exceptions.ValidationError) -> Problem:
    errors: dict[str, list[str]] = {}
    for name, sentence in _flat(error.detail):
        errors.setdefault(name, []).append(sentence)
    general = errors.pop("", [])
    name, sentences = next(iter(errors.items()), ("", general))
    detail = (general or [f"{name}: {sentences[0]}"])[0]
    return Problem(400, detail, "invalid", errors)


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Field paths and sentences; errors of no field have an empty path."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = "" if key == "non_field_errors" else str(key)
            yield from _flat(inner, ".".join(part for part in (path, own) if part))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flat(inner, path)
    else:
        yield path, str(detail)
