"""Which addresses are the public internet.

The standard library's own properties let NAT64, 6to4, v4-compatible and site-local
forms of private addresses through, so there is a list of our own beside them.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from claims.providers.errors import (
    BlockedAddressError,
    NoSuchHostError,
    UnavailableError,
)

_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
Resolver = Callable[[str, int, float], Sequence[str]]

_BLOCKS = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
    " 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15"
    " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 168.63.129.16/32"
    " ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16"
    " 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
)
_NEVER = tuple(ip_network(block) for block in _BLOCKS.split())


def is_public(address: str) -> bool:
    """Whether a numeric address may be asked; anything unclear may not."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast and not _listed(ip)


def vetted(host: str, port: int, *, resolve: Resolver, timeout: float) -> str:
    """The address to dial for a host; refused when any of its addresses is not public.

    One sentence for every refusal, so that it tells nothing about an inner network.
    """
    addresses = resolve(host, port, timeout)
    if not addresses:
        raise UnavailableError("The site's name could not be resolved.")
    if not all(is_public(address) for address in addresses):
        raise BlockedAddressError
    return addresses[0]


def resolve(host: str, port: int, timeout: float) -> Sequence[str]:
    """The numeric addresses of a host, in the system's order; a slow resolver fails."""
    answer: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answer.put(error)
        else:
            answer.put([str(entry[4][0]) for entry in found])

    # getaddrinfo cannot be interrupted: a thread of its own is left to end by itself.
    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        result = answer.get(timeout=max(timeout, 0.001))
    except queue.Empty:
        raise UnavailableError(
            "The site's name could not be resolved in time."
        ) from None
    if isinstance(result, socket.gaierror) and result.errno in _NO_SUCH_NAME:
        raise NoSuchHostError from result
    if isinstance(result, Exception):
        raise UnavailableError("The site's name could not be resolved.") from result
    return list(dict.fromkeys(result))


def _listed(ip: IPv4Address | IPv6Address) -> bool:
    return any(ip in block for block in _NEVER if block.version == ip.version)
