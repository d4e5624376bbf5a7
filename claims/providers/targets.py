"""Which addresses may be asked, before any name is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from claims.providers.errors import BadAddressError, BadResponseError
from claims.providers.urls import MAX_URL

_PORTS = {"http": 80, "https": 443}
_HARMLESS = frozenset({"accept", "accept-language"})
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_BAD_CHARACTERS = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Target:
    """A vetted address; `internal` when the operator listed its host and port.

    With a `body` it is posted to; where it redirects to is only read.
    """

    url: str
    scheme: str
    host: str
    port: int
    internal: bool
    allowed: frozenset[tuple[str, int]]
    body: bytes = b""
    media: str = ""  # what kind of body

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


def target_of(
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    internal: frozenset[tuple[str, int]] = frozenset(),
) -> Target:
    """The address to ask, or `BadAddressError` with the reason."""
    url = url.strip()
    if _BAD_CHARACTERS.search(url):
        raise BadAddressError("The address contains spaces or characters it may not.")
    if len(url) > MAX_URL:
        raise BadAddressError(f"The address is longer than {MAX_URL} characters.")
    try:
        parsed = httpx2.URL(url)
        if params:
            parsed = parsed.copy_merge_params(dict(params))
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise BadAddressError("This is not a web address.") from error
    if parsed.scheme not in _PORTS or not parsed.host:
        raise BadAddressError
    if parsed.userinfo or "@" in parsed.netloc.decode("ascii", "replace"):
        raise BadAddressError("An address with a user name in it cannot be fetched.")
    port = _PORTS[parsed.scheme] if parsed.port is None else parsed.port
    host = parsed.raw_host.decode("ascii").lower()
    if not _HOST.fullmatch(host):
        raise BadAddressError("This is not a web address.")
    listed = (host, port) in internal
    if port not in _PORTS.values() and not listed:
        raise BadAddressError("Only the ports 80 and 443 can be asked.")
    clean = str(parsed.copy_with(fragment=None))
    return Target(clean, parsed.scheme, host, port, listed, internal)


def host_and_port(url: str) -> frozenset[tuple[str, int]]:
    """What lists an address of the house as one that may be asked; empty for ""."""
    if not url:
        return frozenset()
    parsed = httpx2.URL(url)
    return frozenset({(parsed.host.lower(), parsed.port or _PORTS[parsed.scheme])})


def next_target(target: Target, location: str) -> Target:
    """Where a redirect leads: never to another internal service, nor out of TLS."""
    if not location.strip():
        raise BadResponseError("redirect", "The site redirects to nowhere.")
    try:
        url = str(httpx2.URL(target.url).join(location.strip()))
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise BadAddressError("The site redirects to something unusable.") from error
    allowed = {(target.host, target.port)} if target.internal else set()
    following = target_of(url, internal=frozenset(allowed))
    if target.scheme == "https" and following.scheme == "http":
        raise BadAddressError("The site redirects from a secure to an open address.")
    return following


def harmless(headers: Mapping[str, str]) -> dict[str, str]:
    """What may still be said to another host than the one it was meant for."""
    return {name: said for name, said in headers.items() if name.lower() in _HARMLESS}
