"""One number found in a sentence, while it is being read."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.tokens import Sentence
from claims.engine.reading.view import DIRECTIONS, INVISIBLE
from claims.engine.types import OTHER_KINDS

_ONE = Decimal(1)


class Mention:
    """Tokens `first` up to `last` are the number, and later its unit as well.

    It begins as a numeral: `low` and `high` differ when it is vague, `fault` says why
    there is no value, `doubtful` that it could be read otherwise.  `left` is the first
    token of its qualifier, `right` the token after its tail ("per day", "or more"),
    `number_end` the token after the bare number.
    """

    __slots__ = (
        "base",
        "decimals",
        "doubtful",
        "doubts",
        "either_way",
        "factor",
        "fault",
        "first",
        "form",
        "grouped",
        "high",
        "high_open",
        "implied",
        "is_quantity",
        "kind",
        "last",
        "left",
        "low",
        "low_open",
        "money_name",
        "number_end",
        "per",
        "qualifier",
        "reason",
        "right",
        "role",
        "scale",
        "thing",
        "trend",
        "unit",
        "unit_ahead",
    )

    def __init__(
        self,
        first: int,
        last: int,
        low: Decimal | None,
        high: Decimal | None,
        form: str = "digits",  # digits, words, fraction, ratio, vague, group, negative
        kind: str = "count",
        unit: str = "",
        *,
        scale: bool = False,
        factor: Decimal = _ONE,
        reason: str = "",
    ) -> None:
        self.first = self.left = first
        self.last = self.right = self.number_end = last
        self.low = low
        self.high = high
        self.form = form
        self.kind = kind
        self.unit = unit
        self.is_quantity = kind not in OTHER_KINDS
        self.scale = scale  # a magnitude word is part of it
        self.factor = factor  # of the magnitude words
        self.reason = reason
        self.fault = self.qualifier = ""
        self.decimals = self.grouped = self.doubtful = False
        self.low_open = self.high_open = False
        self.role = ""  # from or to, where a change is told by its two ends
        self.unit_ahead = False  # a currency sign stands before the number
        self.money_name = ""  # a currency name shared by several countries
        self.implied = False  # the unit goes without saying: "a mother of three"
        self.either_way = False  # "plus or minus 3": the number is a distance
        self.per: str | None = None
        self.trend: str | None = None
        self.thing: str | None = None  # what it counts, once that is known
        self.base: str | None = None
        self.doubts: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        return self.low if self.low == self.high else None

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
    return Mention(first, last, value, value, "digits", kind, reason=reason)
