"""One number found in a sentence, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from claims.engine.reading.tokens import Sentence
from claims.engine.reading.view import DIRECTIONS, INVISIBLE
from claims.engine.types import OTHER_KINDS


@dataclass(slots=True)
class Mention:
    """Tokens `first` up to `last` are the number with its unit.

    `left` is the first token of its qualifier, `right` the token after its tail
    ("per day", "or more").
    """

    first: int
    last: int
    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    per: str | None = None
    qualifier: str = ""
    low_open: bool = False
    high_open: bool = False
    form: str = "digits"
    reason: str = ""
    trend: str | None = None
    role: str = ""  # from or to, where a change is told by its two ends
    left: int = -1
    right: int = -1
    number_end: int = -1  # the token after the bare number, before its unit
    scale: bool = False
    grouped: bool = False
    factor: Decimal = Decimal(1)
    unit_ahead: bool = False  # a currency sign stands before the number
    money_name: str = ""  # a currency name shared by several countries
    implied: bool = False  # the unit goes without saying: "a mother of three"
    either_way: bool = False  # "plus or minus 3": the number is a distance
    thing: str | None = None  # what it counts, once that is known
    base: str | None = None
    doubts: list[str] = field(default_factory=list)
    is_quantity: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_quantity = self.kind not in OTHER_KINDS
        if self.left < 0:
            self.left = self.first
        if self.right < 0:
            self.right = self.last
        if self.number_end < 0:
            self.number_end = self.last

    def dismiss(self, kind: str) -> None:
        """What looked like a quantity is none."""
        self.kind, self.is_quantity = kind, False

    def span(self, s: Sentence) -> tuple[int, int]:
        """Where it stands: without the unit, when the text turns direction between."""
        start, end = s.starts[self.first], s.ends[self.last - 1]
        if not s.hidden:
            return start, end
        if self.turns(s) and self.first < self.number_end:
            end = s.ends[self.number_end - 1]
        while end - 1 > start and s.view[end - 1] == INVISIBLE:
            end -= 1
        return start, end

    def turns(self, s: Sentence) -> bool:
        """A character that shows nothing but turns the direction is in or at it."""
        if not s.hidden:
            return False
        start, end = s.starts[self.first], s.ends[self.last - 1]
        start, end = max(s.start, start - 1), min(s.end, end + 1)
        return not DIRECTIONS.isdisjoint(s.text[start:end])


def other(
    first: int, last: int, kind: str, reason: str, value: Decimal | None = None
) -> Mention:
    """A number that is not a quantity, and why."""
    return Mention(first, last, kind, value, value, reason=reason)
