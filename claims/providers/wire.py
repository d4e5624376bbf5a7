"""One request and its answer, over checked connections and within one deadline."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

import httpcore2
import httpx2

from claims.providers.addresses import Resolver
from claims.providers.errors import (
    BadResponseError,
    CertificateError,
    SourceError,
    TimedOutError,
    UnavailableError,
)
from claims.providers.guard import Deadline, GuardedBackend
from claims.providers.inflate import body_pieces, too_large
from claims.providers.response import Response
from claims.providers.status import error_for
from claims.providers.targets import Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONNECT_SECONDS = 5.0
_BROKEN = (
    httpx2.HTTPError,
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of an answer is taken, and the file it goes into, if not into memory."""

    max_bytes: int
    file: IO[bytes] | None = None

    def take(self, pieces: Iterable[bytes]) -> tuple[bytes, int]:
        """The body, or b"" when it is in the file, and its length."""
        if self.file is None:
            body = b"".join(pieces)
            return body, len(body)
        self.file.seek(0)
        self.file.truncate()  # what a try before this one left behind
        return b"", sum(self._written(piece) for piece in pieces)

    def _written(self, piece: bytes) -> int:
        assert self.file is not None  # noqa: S101
        try:
            return self.file.write(piece)
        except OSError as error:  # of ours, not of the site
            raise BadResponseError(
                "too_large", "There is no room for the download on this machine."
            ) from error


def guarded_transport(
    deadline: Deadline,
    *,
    internal: frozenset[tuple[str, int]],
    resolver: Resolver,
) -> httpx2.BaseTransport:
    transport = httpx2.HTTPTransport(verify=_tls(), trust_env=False)
    # The one place to hand httpx2 a network of our own; a test watches over it.
    transport._pool._network_backend = GuardedBackend(
        deadline=deadline, internal=internal, resolve=resolver
    )
    return transport


def send(
    target: Target,
    headers: Mapping[str, str],
    transport: httpx2.BaseTransport,
    *,
    room: Room,
    deadline: Deadline,
    redirects: tuple[str, ...],
    read_seconds: float,
) -> Response:
    """The answer to one request, redirects not followed; raises `SourceError`."""
    kind = {"Content-Type": target.media} if target.body else {}
    request = httpx2.Request(
        "POST" if target.body else "GET",
        target.url,
        headers=dict(headers) | kind,
        content=target.body or None,
        extensions={"timeout": _timeouts(deadline, read_seconds)},
    )
    try:
        answer = transport.handle_request(request)
        try:
            return _read(answer, target, room, deadline, redirects)
        finally:
            answer.close()
    except _BROKEN as error:
        raise _network_error(error) from error


def _read(
    answer: httpx2.Response,
    target: Target,
    room: Room,
    deadline: Deadline,
    redirects: tuple[str, ...],
) -> Response:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    status = answer.status_code
    if status in REDIRECTS:
        return _response(status, target, headers, b"", redirects)
    if status >= 400:
        room = Room(min(room.max_bytes, 65_536))
    elif _announced(headers) > room.max_bytes:
        raise too_large(room.max_bytes)
    pieces = body_pieces(
        _timely(answer, deadline),
        encoding=headers.get("content-encoding", ""),
        max_bytes=room.max_bytes,
    )
    try:
        body, size = room.take(pieces)
    except BadResponseError:
        if status < 400:
            raise
        body, size = b"", 0
    if error := error_for(status, headers, body):
        raise error
    return _response(status, target, headers, body, redirects, size=size)


def _announced(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 19 else 0


def _response(
    status: int,
    target: Target,
    headers: Mapping[str, str],
    body: bytes,
    redirects: tuple[str, ...],
    *,
    size: int = 0,
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
        size=size,
    )


def _timely(answer: httpx2.Response, deadline: Deadline) -> Iterator[bytes]:
    for chunk in answer.iter_raw():
        if deadline.left() <= 0:
            raise TimedOutError
        yield chunk


def _timeouts(deadline: Deadline, read_seconds: float) -> dict[str, float]:
    left = max(deadline.left(), 0.001)
    read = min(read_seconds, left)
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
