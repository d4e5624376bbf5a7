"""The network below the HTTP client: checked addresses only, and one deadline for all.

httpcore asks its backend for a connection by name.  This backend looks the name up
once, refuses it unless every address is public, and dials the address it checked, so
that a second, different answer of a name server changes nothing.  The host's name
still goes into the TLS handshake and the Host header.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore2
from httpcore2 import NetworkBackend, NetworkStream, SyncBackend

from claims.providers.addresses import Resolver, vetted
from claims.providers.addresses import resolve as resolve_name

RESOLVE_SECONDS = 5.0
Clock = Callable[[], float]


class Deadline:
    """A moment on the monotonic clock by which everything must be done."""

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        return self._end - self._clock()

    def within(self, timeout: float | None) -> float:
        """The shorter of a timeout and what is left; raises when nothing is."""
        left = self.left()
        if left <= 0:
            raise httpcore2.ReadTimeout("deadline")
        return left if timeout is None else min(timeout, left)


class GuardedBackend(NetworkBackend):
    """Dials only public addresses, or those of `internal` (host, port) pairs."""

    def __init__(
        self,
        *,
        deadline: Deadline,
        internal: Collection[tuple[str, int]] = (),
        resolve: Resolver = resolve_name,
        dialler: NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._internal = frozenset(internal)
        self._resolve = resolve
        self._dialler = dialler or SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        address = host
        if (host.lower(), port) not in self._internal:
            seconds = self._deadline.within(RESOLVE_SECONDS)
            address = vetted(host, port, resolve=self._resolve, timeout=seconds)
        stream = self._dialler.connect_tcp(
            address,
            port,
            timeout=self._deadline.within(timeout),
            local_address=local_address,
            socket_options=socket_options,
        )
        return _DeadlineStream(stream, self._deadline)

    def connect_unix_socket(self, *_args: Any, **_options: Any) -> NetworkStream:
        raise httpcore2.UnsupportedProtocol("sockets of this machine are never asked")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class _DeadlineStream(NetworkStream):
    """A connection on which a drip of single bytes cannot outlast the deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        secured = self._stream.start_tls(
            ssl_context, server_hostname, self._deadline.within(timeout)
        )
        return _DeadlineStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
