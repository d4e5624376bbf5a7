"""The piece of a long text that has most of the words looked for."""

from __future__ import annotations

from itertools import islice

from claims.engine.finding.terms import marks

WIDTH = 260
_LOOKED_AT = 300


def densest(text: str, terms: frozenset[str]) -> int | None:
    """Where the piece begins that has most of the words; None where none stands."""
    found = list(islice(marks(text, terms), _LOOKED_AT)) if terms else []
    spread = ((_near(text, found, at), -at) for at, _ in found)
    best = max(spread, default=None)
    return None if best is None else -best[1]


def shortened(text: str, at: int, *, width: int = WIDTH) -> str:
    """Some of a text from a little before `at`, at the ends of words."""
    line = text.rfind("\n", 0, at) + 1
    start = max(line, at - width // 4)
    if start > line:
        start = text.find(" ", start, at) + 1 or at
    end = min(start + width, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), at + 1)
    cut = " ".join(text[start:end].split())
    return f"{'…' * (start > line)}{cut}{'…' * (end < len(text))}"


def _near(text: str, found: list[tuple[int, int]], start: int) -> int:
    """How many of the words stand in the piece that begins here."""
    return len({text[a:b].lower() for a, b in found if start <= a < start + WIDTH})
