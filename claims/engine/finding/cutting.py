"""A document as passages: a paragraph each, long ones in parts, short lines together."""

from __future__ import annotations

from collections.abc import Iterator

from claims.engine.reading.sentences import sentence_spans

#: A passage is closed once it is this long; lines that end no sentence join on before.
_ENOUGH, _LONGEST = 240, 700
_ENDS = (".", "!", "?", "\u201d", '"')


def passages(text: str) -> tuple[tuple[int, int], ...]:
    """Where each passage begins and ends; together they hold all words of the text."""
    found: list[tuple[int, int]] = []
    begin = end = -1
    for start, stop in _pieces(text):
        if begin >= 0 and stop - begin > _LONGEST:
            found.append((begin, end))
            begin = -1
        begin = start if begin < 0 else begin
        end = stop
        closed = end - begin >= _ENOUGH or text[begin:end].endswith(_ENDS)
        if closed and _breaks_after(text, end):
            found.append((begin, end))
            begin = -1
    if begin >= 0:
        found.append((begin, end))
    return tuple(found)


def _breaks_after(text: str, end: int) -> bool:
    """Whether the line ends here: the sentences of a paragraph stay together."""
    rest = text[end : end + 200].lstrip(" \t\r\u00a0")
    return not rest or rest[0] == "\n"


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Lines, those too long by their sentences."""
    at = 0
    for line in text.splitlines(keepends=True):
        start, stop = at, at + len(line.rstrip())
        at += len(line)
        start += len(line) - len(line.lstrip()) if stop > start else 0
        if stop - start <= _LONGEST:
            if stop > start:
                yield start, stop
            continue
        for a, b in sentence_spans(text[start:stop]):
            for part in range(start + a, start + b, _LONGEST):
                yield part, min(part + _LONGEST, start + b)
