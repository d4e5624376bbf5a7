"""What a status means for the job that asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.providers.errors import (
    AuthFailedError,
    BadQueryError,
    BadResponseError,
    NotFoundError,
    OwnLimitError,
    PaywalledError,
    QuotaExhaustedError,
    RateLimitedError,
    RefusedError,
    RobotCheckError,
    SourceError,
    UnavailableError,
)
from claims.providers.pacing import retry_after_seconds

_QUOTA_WORDS = (b"insufficient_quota", b"credit_balance_exhausted", b"quota exceeded")
# A key is refused with 400 or 403 by some, and only the body tells.
_KEY_WORDS = (b"api_key_invalid", b"api key not valid", b'"permission_denied"')
_RETRY_STATUSES = frozenset({408, 429, 500, 502, 503, 504})


def error_for(
    status: int, headers: Mapping[str, str], body: bytes
) -> SourceError | None:
    """The error for a status, or None when the answer is one."""
    if status == 304 or (200 <= status < 300 and status != 206):
        return None
    if headers.get("cf-mitigated", "").lower() == "challenge":  # with 403, 429 or 503
        return RobotCheckError()
    wait = retry_after_seconds(headers.get("retry-after"))
    if status == 429:
        if _says(body, _QUOTA_WORDS) and not _says(body, (b"per minute",)):
            return QuotaExhaustedError()
        return RateLimitedError(retry_after=wait)
    if status == 503 and wait is not None:
        return RateLimitedError(retry_after=wait)
    if status in _RETRY_STATUSES:
        return UnavailableError(f"The site answered with error {status}.")
    if status >= 500:
        return _final(UnavailableError(f"The site answered with error {status}."))
    if status in {400, 403} and _says(body, _KEY_WORDS):
        return AuthFailedError()
    return _client_error(status)


def is_worth_retrying(error: SourceError) -> bool:
    """Whether a second try within the same call may mend it."""
    if isinstance(error, OwnLimitError):
        return False
    return isinstance(error, RateLimitedError | UnavailableError) and error.retryable


def _says(body: bytes, words: Sequence[bytes]) -> bool:
    start = body[:2_000].lower()
    return any(word in start for word in words)


def _client_error(status: int) -> SourceError:
    if status == 401:
        return AuthFailedError("The site asks for a login.")
    if status == 402:
        return PaywalledError()
    if status in {403, 451}:
        return RefusedError()
    if status in {404, 410}:
        return NotFoundError()
    if status in {400, 422}:
        return BadQueryError()
    return BadResponseError("status", f"The site answered with status {status}.")


def _final(error: SourceError) -> SourceError:
    error.retryable = False
    return error
