"""A claim's version as an ETag, and If-Match on everything that changes a claim."""

from __future__ import annotations

import re

from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from claims.api.errors import PreconditionFailedError
from claims.errors import StaleClaimError
from claims.models import Claim
from claims.services.transitions import STALE

_TAGS = re.compile(
    r'\s*(?:W/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W/)?"[\x21\x23-\x7e]*")*\s*'
)


def etag(claim: Claim) -> str:
    return f'"{claim.version}"'


def check_version(request: Request, claim: Claim, version: int | None) -> None:
    """Raise when the claim is not at the version the caller has read.

    Answers 412 for the If-Match header and 409 for `version` in the body.
    """
    header = request.headers.get("If-Match")
    if header is not None:
        _check_header(header, claim)
    if version is not None and version != claim.version:
        raise StaleClaimError(f"{STALE} {_newest(claim)}")


def _check_header(header: str, claim: Claim) -> None:
    if header.strip() == "*":
        raise PreconditionFailedError(
            f"Name the version you read, as in If-Match: {etag(claim)}."
        )
    if not _TAGS.fullmatch(header):
        raise ParseError(f"If-Match holds a quoted version, such as {etag(claim)}.")
    if etag(claim) not in [tag.strip() for tag in header.split(",")]:
        raise PreconditionFailedError(f"{STALE} {_newest(claim)}")


def _newest(claim: Claim) -> str:
    """Which version there is now, and who made the last change of status."""
    words = f"It is at version {claim.version}"
    change = claim.status_changes.select_related("actor").last()
    if change is None:
        return f"{words}."
    who = change.actor.get_username() if change.actor else "the workbench"
    action = change.get_action_display().lower()
    when = f"{change.created_at:%Y-%m-%dT%H:%M:%SZ}"
    return f"{words}; the last change of status was “{action}” by {who} at {when}."
