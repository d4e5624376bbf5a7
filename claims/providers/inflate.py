"""Response bodies unpacked in pieces, so that a bomb never exists in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from claims.providers.errors import BadResponseError

ACCEPT_ENCODING = "gzip, deflate"
_MAX_RATIO = 100
_SMALL = 1_000_000
_PIECE = 65_536


def body_pieces(
    chunks: Iterable[bytes], *, encoding: str, max_bytes: int
) -> Iterator[bytes]:
    """The decoded body; more than `max_bytes`, or a bomb's ratio, is an error."""
    taken = 0
    counter = _Counter(chunks)
    for piece in _decoded(iter(counter), encoding.strip().lower()):
        taken += len(piece)
        if taken > max_bytes:
            raise too_large(max_bytes)
        if taken > _SMALL and taken > _MAX_RATIO * counter.count:
            raise too_large(max_bytes)
        yield piece


def too_large(max_bytes: int) -> BadResponseError:
    size = f"{max_bytes / 1_000_000:g} MB"
    return BadResponseError("too_large", f"The page is larger than {size}.")


class _Counter:
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.count += len(chunk)
            yield chunk


def _decoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in {"", "identity"}:
        return chunks
    if encoding in {"gzip", "x-gzip"}:
        return _inflated(chunks, (zlib.MAX_WBITS | 16,))
    if encoding == "deflate":
        # Servers send both forms under this name: with and without zlib's header.
        return _inflated(chunks, (zlib.MAX_WBITS, -zlib.MAX_WBITS))
    raise BadResponseError(
        "encoding", "The site packs its answer in a way that was not asked for."
    )


def _inflated(chunks: Iterator[bytes], window_bits: tuple[int, ...]) -> Iterator[bytes]:
    first = next(chunks, b"")
    while first and len(first) < 2:
        more = next(chunks, b"")
        if not more:
            break
        first += more
    if not first:
        return
    unpacker = _unpacker(first, window_bits)
    ended = False
    for chunk in _chained(first, chunks):
        rest, pending = chunk, False
        while rest or pending:
            if ended:
                if not rest.startswith(b"\x1f\x8b"):
                    return  # padding after the end, which servers do send
                unpacker, ended = zlib.decompressobj(window_bits[0]), False
            try:
                piece = unpacker.decompress(rest, _PIECE)
            except zlib.error as error:
                raise _broken() from error
            if piece:
                yield piece
            ended = unpacker.eof
            rest = unpacker.unused_data if ended else unpacker.unconsumed_tail
            # All input may be taken in while a full piece of output is still waiting.
            pending = not ended and len(piece) == _PIECE
    if not ended:
        raise _broken()


def _unpacker(first: bytes, window_bits: tuple[int, ...]) -> zlib._Decompress:
    for bits in window_bits:
        try:
            zlib.decompressobj(bits).decompress(first, 1)
        except zlib.error:
            continue
        return zlib.decompressobj(bits)
    raise _broken()


def _chained(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _broken() -> BadResponseError:
    return BadResponseError("encoding", "The answer arrived damaged or cut off.")
