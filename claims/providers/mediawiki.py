"""What every wiki of Wikimedia's says by its Action API, errors with status 200 included.

https://www.mediawiki.org/wiki/API:Errors_and_warnings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from claims.providers.errors import (
    BadQueryError,
    BadResponseError,
    RateLimitedError,
    RefusedError,
    SourceError,
    UnavailableError,
)
from claims.providers.pacing import retry_after_seconds
from claims.providers.response import Response

#: A wiki whose copies lag more than this many seconds asks background jobs to wait.
LAG_SECONDS = "5"
_MIN_WAIT = 5.0


def check(name: str) -> Callable[[Response], None]:
    """For `HttpClient.get`: raises the error an answer of the wiki `name` is."""

    def check_answer(response: Response) -> None:
        checked(response, name)

    return check_answer


def checked(response: Response, name: str) -> Any:
    """The payload, unless it is an error, which comes with status 200."""
    payload = response.json()
    if not isinstance(payload, dict):
        raise not_understood(name)
    error = payload.get("error")
    if error is None:
        return payload
    code = str(error.get("code", "")) if isinstance(error, dict) else ""
    raise _api_error(name, code, response.headers)


def not_understood(name: str) -> BadResponseError:
    return BadResponseError("schema", f"{name}'s answer has an unknown form.")


def refused(name: str) -> RefusedError:
    return RefusedError(
        f"{name} refused the request: it wants a contact address in the User-Agent."
        " Check the contact set for this installation."
    )


def _api_error(name: str, code: str, headers: Mapping[str, str]) -> SourceError:
    if code in {"maxlag", "ratelimited"}:
        asked = retry_after_seconds(headers.get("retry-after"))
        return RateLimitedError(retry_after=max(asked or 0.0, _MIN_WAIT))
    if code == "readonly" or code.startswith("internal_api_error"):
        return UnavailableError(f"{name} is out of order ({code}).")
    return BadQueryError(f"{name} did not accept the question ({code or 'unknown'}).")
