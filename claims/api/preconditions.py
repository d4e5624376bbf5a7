"""A claim's version as an ETag, and If-Match on everything that changes a claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from claims.api.errors import PreconditionFailedError
from claims.errors import StaleClaimError
from claims.models import Claim, Evidence
from claims.selectors.changes import changes_since, stance_changes_since
from claims.services import shown
from claims.services.evidence.stances import STALE as STALE_STANCE
from claims.services.transitions import STALE

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_TAGS = re.compile(
    r'\s*(?:W/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W/)?"[\x21\x23-\x7e]*")*\s*'
)


_VERSION = re.compile(r'"[0-9]{1,9}"')


def etag(row: Claim | Evidence) -> str:
    return f'"{row.version}"'


def check_version(request: Request, claim: Claim, version: int | None) -> None:
    """Raise when the claim is not at the version the caller has read.

    Answers 412 for the If-Match header and 409 for `version` in the body; both name
    what changed.
    """
    read = _read(request, claim)
    person: Any = request.user
    if read is not None and read != claim.version:
        raise PreconditionFailedError(
            f"{STALE} {_newest(claim, person)}",
            changed=changes_since(claim, read, person),
        )
    if version is not None and version != claim.version:
        raise StaleClaimError(
            f"{STALE} {_newest(claim, person)}",
            changed=changes_since(claim, version, person),
        )


def evidence_version(request: Request, row: Evidence, given: int | None) -> int | None:
    """The version of a piece of evidence the caller has read, if they say; 412 here."""
    read = _read(request, row)
    if read is not None and read != row.version:
        raise PreconditionFailedError(
            f"{STALE_STANCE} It is at version {row.version}.",
            changed=stance_changes_since(row, read),
        )
    return given


def _read(request: Request, row: Claim | Evidence) -> int | None:
    """The version If-Match names: the present one where it is among several."""
    header = request.headers.get("If-Match")
    if header is None:
        return None
    if header.strip() == "*":
        raise PreconditionFailedError(
            f"Name the version you read, as in If-Match: {etag(row)}."
        )
    if not _TAGS.fullmatch(header):
        raise ParseError(f"If-Match holds a quoted version, such as {etag(row)}.")
    tags = [tag.strip() for tag in header.split(",")]
    if etag(row) in tags:
        return row.version
    known = [int(tag[1:-1]) for tag in tags if _VERSION.fullmatch(tag)]
    return max((one for one in known if one < row.version), default=0)


def _newest(claim: Claim, person: User) -> str:
    """Which version there is now, and who made the last change of status."""
    words = f"It is at version {claim.version}"
    change = shown.history_of(claim, person).last()
    if change is None:
        return f"{words}."
    who = change.actor.get_username() if change.actor else "the workbench"
    action = change.get_action_display().lower()
    when = f"{change.created_at:%Y-%m-%dT%H:%M:%SZ}"
    return f"{words}; the last change of status was “{action}” by {who} at {when}."
