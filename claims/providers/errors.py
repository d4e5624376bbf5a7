"""How asking a source can fail: each failure has a code and says what a job may do."""

from __future__ import annotations


class SourceError(Exception):
    """A failure outside this program; `str()` is a sentence free of secrets.

    `code` is stored with the job; `retryable` tells whether asking again later can
    help; `troubled` whether it says that the site itself is in trouble; `retry_after`
    is the wait in seconds the other side asked for, if it did.
    """

    code = "failed"
    retryable = False
    troubled = False

    def __init__(self, message: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(message or (self.__doc__ or "").strip().splitlines()[0])
        self.retry_after = retry_after


class RateLimitedError(SourceError):
    """The source asks us to wait."""

    code = "rate_limited"
    troubled = True
    retryable = True


class OwnLimitError(RateLimitedError):
    """Our own limit for this site is reached."""

    code = "own_limit"
    troubled = False


class PausedError(SourceError):
    """The source failed several times in a row and is left alone for a while."""

    code = "paused"
    retryable = True


class QuotaExhaustedError(SourceError):
    """The quota for this source is used up."""

    code = "quota_exhausted"
    troubled = True


class AuthFailedError(SourceError):
    """The source does not accept our key."""

    code = "auth_failed"
    troubled = True


class RefusedError(SourceError):
    """The source refuses to answer us."""

    code = "refused"


class BlockedAddressError(RefusedError):
    """That address is not on the public internet."""

    code = "blocked_address"


class BadAddressError(RefusedError):
    """Only http and https addresses can be fetched."""

    code = "bad_address"


class BadQueryError(SourceError):
    """The source did not understand the question."""

    code = "bad_query"


class NotFoundError(SourceError):
    """The page does not exist any more."""

    code = "not_found"


class UnavailableError(SourceError):
    """The source could not be reached."""

    code = "unavailable"
    troubled = True
    retryable = True


class NoSuchHostError(UnavailableError):
    """The site's name could not be resolved: there is no such site, or not any more."""

    code = "no_such_host"
    retryable = False


class TimedOutError(UnavailableError):
    """The source did not answer in time."""

    code = "timeout"


class CertificateError(UnavailableError):
    """The site's certificate cannot be trusted."""

    code = "certificate"
    retryable = False


class BadResponseError(SourceError):
    """The source sent an answer that cannot be read.

    `kind` is one of html_instead_of_json, invalid_json, schema, too_large, encoding,
    charset, empty_body, status, redirect, unreadable.
    """

    code = "bad_response"
    troubled = True
    retryable = True

    def __init__(self, kind: str, message: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        about_us = {"too_large", "redirect", "unreadable"}  # or about the one document
        self.retryable = self.troubled = kind not in about_us


class PaywalledError(SourceError):
    """The page can only be read by subscribers."""

    code = "paywalled"


class ConsentError(SourceError):
    """A consent page about cookies came instead of the page."""

    code = "consent"


class LoginError(SourceError):
    """The page asks for a login."""

    code = "login"


class RobotCheckError(RefusedError):
    """The site only answers browsers it has checked, and a check came instead."""

    code = "robot_check"


class NetworkOffError(SourceError):
    """The network is switched off."""

    code = "network_off"


class NoContactError(SourceError):
    """No contact address is set, and public services ask for one."""

    code = "no_contact"


class NoKeyError(SourceError):
    """No key is set for this service, and it asks for one."""

    code = "no_key"


class NotSetUpError(SourceError):
    """This service is not set up."""

    code = "not_set_up"


class NotLoadedError(SourceError):
    """Nothing is loaded yet: `manage.py import_claimreviews` loads published reviews."""

    code = "not_loaded"
