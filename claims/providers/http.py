"""The only HTTP client: public addresses, one deadline, capped bodies, no secrets out.

Every provider asks through `HttpClient.get`, which raises the errors of
`claims.providers.errors` and nothing else.
"""

from __future__ import annotations

import functools
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

import httpcore2
import httpx2

from claims.providers.addresses import Resolver, resolve
from claims.providers.errors import (
    BadResponseError,
    CertificateError,
    NetworkOffError,
    NoContactError,
    RateLimitedError,
    SourceError,
    TimedOutError,
    UnavailableError,
)
from claims.providers.guard import Deadline, GuardedBackend
from claims.providers.inflate import ACCEPT_ENCODING, read_body, too_large
from claims.providers.pacing import Pacer, Slot, full_jitter
from claims.providers.response import Response
from claims.providers.status import error_for, is_worth_retrying
from claims.providers.targets import Target, next_target, target_of
from claims.providers.urls import redacted

MAX_TRIES = 3
MAX_REDIRECTS = 5
JSON_BYTES = 5_000_000
PAGE_BYTES = 30_000_000
_CONNECT_SECONDS, _READ_SECONDS = 5.0, 20.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What may still be said to another host than the one it was meant for.
_HARMLESS_HEADERS = frozenset({"accept", "accept-language"})
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """What an operator decides.  At least one contact is needed to ask public sites.

    `contact_needed` is False for pages a person named: like a browser, a visit to one
    page needs no introduction; searching a public service does.

    `allow_hosts` are (host, port) pairs of internal services: they may have a private
    address and any port, and a public site can never redirect to them.  Give them
    only to the client of the provider that needs them, not to one that fetches
    addresses people type in.  `min_interval` is seconds between two requests to a host.
    """

    contact_url: str = ""
    contact_email: str = ""
    contact_needed: bool = True
    network: bool = True
    allow_hosts: frozenset[tuple[str, int]] = frozenset()
    product: str = "FactcheckWorkbench/1.0"
    secrets: tuple[str, ...] = ()
    min_interval: float = 1.0

    @property
    def user_agent(self) -> str:
        """Names the product and who runs it, as Wikimedia and others ask."""
        email = f"mailto:{self.contact_email}" if self.contact_email else ""
        contact = "; ".join(part for part in (self.contact_url, email) if part)
        who = f"{self.product} ({contact})" if contact else self.product
        return f"{who} httpx2/{version('httpx2')}"


class HttpClient:
    """Keeps no connection between calls, so that workers may fork at any time.

    The clock, the sleep, the resolver, the transport and `slot` (a host's next turn,
    shared between processes) can be given from outside.
    """

    def __init__(
        self,
        settings: HttpSettings,
        *,
        slot: Slot | None = None,
        resolver: Resolver = resolve,
        transport: httpx2.BaseTransport | None = None,
        sleep: Sleep = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        backoff: Callable[[int], float] = full_jitter,
    ) -> None:
        self.settings = settings
        self._slot = slot or Pacer(settings.min_interval, clock=clock)
        self._resolver = resolver
        self._transport = transport
        self._sleep = sleep
        self._clock = clock
        self._backoff = backoff

    def why_not(self) -> SourceError | None:
        """Why no public site can be asked at all, or None when they can."""
        if not self.settings.network:
            return NetworkOffError()
        known = self.settings.contact_url or self.settings.contact_email
        if self.settings.contact_needed and not known:
            return NoContactError()
        return None

    def _why_not(self, target: Target) -> SourceError | None:
        """Our own services need no contact address and no network beyond the house."""
        return None if target.internal else self.why_not()

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        max_bytes: int = PAGE_BYTES,
        deadline: float = 20.0,
    ) -> Response:
        """The answer (2xx or 304) to a GET, within `deadline` seconds in all.

        Tries again, at most `MAX_TRIES` times, what a second try may mend.
        """
        try:
            return self._get(url, params, headers, max_bytes, deadline)
        except SourceError as error:
            error.args = (redacted(str(error), self.settings.secrets),)
            raise

    def _get(
        self,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        max_bytes: int,
        seconds: float,
    ) -> Response:
        target = target_of(url, params=params, internal=self.settings.allow_hosts)
        if problem := self._why_not(target):
            raise problem
        deadline = Deadline(seconds, self._clock)
        attempt = 1
        while True:
            try:
                return self._follow(target, dict(headers or {}), max_bytes, deadline)
            except SourceError as error:
                wait = self._wait_before_retry(error, attempt, deadline)
                if wait is None:
                    raise
            self._sleep(wait)
            attempt += 1

    def _wait_before_retry(
        self, error: SourceError, attempt: int, deadline: Deadline
    ) -> float | None:
        if attempt >= MAX_TRIES or not is_worth_retrying(error):
            return None
        wait = error.retry_after
        wait = self._backoff(attempt) if wait is None else wait
        return wait if wait < deadline.left() else None

    def _follow(
        self,
        target: Target,
        headers: dict[str, str],
        max_bytes: int,
        deadline: Deadline,
    ) -> Response:
        visited: list[str] = []
        while True:
            response = self._once(target, headers, max_bytes, deadline, tuple(visited))
            if response.status not in _REDIRECTS:
                return response
            visited.append(target.url)
            if len(visited) > MAX_REDIRECTS:
                raise BadResponseError("redirect", "The site redirects too many times.")
            following = next_target(target, response.headers.get("location", ""))
            if following.origin != target.origin:
                headers = {
                    name: value
                    for name, value in headers.items()
                    if name.lower() in _HARMLESS_HEADERS
                }
            target = following

    def _once(
        self,
        target: Target,
        headers: Mapping[str, str],
        max_bytes: int,
        deadline: Deadline,
        redirects: tuple[str, ...],
    ) -> Response:
        self._take_turn(target, deadline)
        request = httpx2.Request(
            "GET",
            target.url,
            headers={
                "User-Agent": self.settings.user_agent,
                "Accept-Encoding": ACCEPT_ENCODING,
                "Accept": "*/*",
                **headers,
            },
            extensions={"timeout": _timeouts(deadline)},
        )
        transport = self._transport or self._guarded_transport(deadline)
        try:
            answer = transport.handle_request(request)
            try:
                return self._read(answer, target, max_bytes, deadline, redirects)
            finally:
                answer.close()
        except (
            httpx2.HTTPError,
            httpcore2.TimeoutException,
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            OSError,
        ) as error:
            raise _network_error(error) from error
        finally:
            if transport is not self._transport:
                transport.close()

    def _take_turn(self, target: Target, deadline: Deadline) -> None:
        if target.internal:
            return
        wait = self._slot(target.host)
        if wait >= deadline.left():
            raise RateLimitedError(
                "Our own limit for this site is reached.", retry_after=wait
            )
        if wait > 0:
            self._sleep(wait)

    def _guarded_transport(self, deadline: Deadline) -> httpx2.BaseTransport:
        transport = httpx2.HTTPTransport(verify=_tls(), trust_env=False)
        # The one place to hand httpx2 a network of our own; a test watches over it.
        transport._pool._network_backend = GuardedBackend(
            deadline=deadline,
            internal=self.settings.allow_hosts,
            resolve=self._resolver,
        )
        return transport

    def _read(
        self,
        answer: httpx2.Response,
        target: Target,
        max_bytes: int,
        deadline: Deadline,
        redirects: tuple[str, ...],
    ) -> Response:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        status = answer.status_code
        if status in _REDIRECTS:
            return self._response(status, target, headers, b"", redirects)
        length = headers.get("content-length", "")
        if length.isdecimal() and len(length) < 19 and int(length) > max_bytes:
            raise too_large(max_bytes)
        limit = max_bytes if status < 400 else min(max_bytes, 65_536)
        try:
            body = read_body(
                _timely(answer, deadline),
                encoding=headers.get("content-encoding", ""),
                max_bytes=limit,
            )
        except BadResponseError:
            if status < 400:
                raise
            body = b""
        if error := error_for(status, headers, body):
            raise error
        return self._response(status, target, headers, body, redirects)

    def _response(
        self,
        status: int,
        target: Target,
        headers: Mapping[str, str],
        body: bytes,
        redirects: tuple[str, ...],
    ) -> Response:
        media_type, _, parameters = headers.get("content-type", "").partition(";")
        charset = ""
        for parameter in parameters.split(";"):
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                charset = value.strip().strip("\"'")
        return Response(
            status=status,
            url=target.url,
            headers=headers,
            body=body,
            redirects=redirects,
            fetched_at=datetime.now(UTC),
            media_type=media_type.strip().lower(),
            charset=charset,
        )


def _timely(answer: httpx2.Response, deadline: Deadline) -> Iterator[bytes]:
    for chunk in answer.iter_raw():
        if deadline.left() <= 0:
            raise TimedOutError
        yield chunk


def _timeouts(deadline: Deadline) -> dict[str, float]:
    left = max(deadline.left(), 0.001)
    read = min(_READ_SECONDS, left)
    connect = min(_CONNECT_SECONDS, left)
    return {"connect": connect, "read": read, "write": read, "pool": connect}


def _network_error(error: Exception) -> SourceError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = cause.verify_message or "it does not match the site's name"
            return CertificateError(
                f"The site's certificate cannot be trusted: {reason}."
            )
        if isinstance(cause, ssl.SSLError):
            return CertificateError("No secure connection to the site is possible.")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx2.TimeoutException | httpcore2.TimeoutException):
        return TimedOutError()
    if isinstance(error, httpx2.ProtocolError | httpcore2.ProtocolError):
        return UnavailableError("The site broke off its answer, or sent a broken one.")
    return UnavailableError()


@functools.cache
def _tls() -> ssl.SSLContext:
    """Reading the certificates takes longer than a request; they are read once."""
    return httpx2.create_ssl_context()
