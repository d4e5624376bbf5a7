from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from claims.errors import BusyError, ClaimsError

log = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ResponseHeadersMiddleware:
    """Headers every answer carries; pages of signed-in people are kept by no cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        user = getattr(request, "user", None)
        # Public pages say themselves how long they keep, and ask for no session.
        if "Cache-Control" not in response.headers and user and user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class DomainErrorMiddleware:
    """A refusal of a service as a page that says what was wrong and how to mend it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            return _busy(exception)
        if not isinstance(exception, ClaimsError):
            return None
        return render(
            request,
            "claims/refused.html",
            {"error": exception},
            status=exception.status,
        )


def _busy(error: OperationalError) -> HttpResponse:
    """Also the admin's; the page asks nothing of the database."""
    log.warning("The database did not do it: %s", error)
    told = BusyError()
    return HttpResponse(
        render_to_string("503.html", {"error": told}),
        status=told.status,
        headers={"Retry-After": str(told.retry_after)},
    )
