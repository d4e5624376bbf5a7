"""The engine's plain values: frozen, `Decimal` only, offsets in code points.

What there is one of for every number is a named tuple, which is quicker to make.
Definitions of mention, span, kind, value, qualifier and unit are in `docs/reading.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

#: Kinds of mention that state a quantity.
QUANTITY_KINDS = frozenset(
    {
        "count",
        "money",
        "percent",
        "percentage_point",
        "fraction",
        "measure",
        "temperature",
        "duration",
        "age",
        "multiple",
        "rate",
        "index",
    }
)

#: Kinds of mention that are numbers but not quantities.
OTHER_KINDS = frozenset(
    {
        "date",
        "year",
        "time",
        "period",
        "ordinal",
        "label",
        "score",
        "identifier",
        "idiom",
        "list_marker",
    }
)

#: How a number is hedged or bounded; "" is the bare number.
QUALIFIERS = (
    "",
    "about",
    "nearly",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "up_to",
    "range",
    "vague",
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends; an end of None is unbounded."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


class Contribution(NamedTuple):
    """One named feature and what it adds to a score of check-worthiness."""

    feature: str
    weight: Decimal
    phrase: str


_PHRASE = attrgetter("phrase")


class Worth(NamedTuple):
    """How much something deserves checking: the contributions' sum, cut to 0 to 1."""

    score: Decimal  # two places
    contributions: tuple[Contribution, ...]  # the base, then the most telling first

    @property
    def reasons(self) -> tuple[str, ...]:
        """The strongest in words."""
        return tuple(map(_PHRASE, self.contributions[1:5]))


class NumericClaim(NamedTuple):
    """One checkable number asserted in a text.

    `low` and `high` are in the written unit with magnitude words multiplied out
    ("$2.5bn" is 2500000000 USD); percent is 0 to 100, a fraction 0 to 1.  A bound
    leaves the other end None: "at least 5" has high None.  `about` and `nearly`
    keep the stated value in both ends: what they mean in a comparison is policy.
    """

    start: int
    end: int
    surface: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str
    per: str | None
    qualifier: str
    thing: str | None
    base: str | None
    claimant: str | None
    period: str | None
    trend: str | None
    sentence: tuple[int, int]
    statement: str
    readback: str
    check_worthiness: Decimal  # 0 to 1, two places
    reasons: tuple[str, ...]  # why it is worth checking, most telling first
    contributions: tuple[Contribution, ...]  # what adds up to the check-worthiness
    ambiguities: tuple[str, ...]  # of: referent period base unit speaker value

    @property
    def worth(self) -> Worth:
        return Worth(self.check_worthiness, self.contributions)


class DismissedNumber(NamedTuple):
    """A number in the text that is no claim to check, with the reason in words."""

    start: int
    end: int
    surface: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str
    reason: str


class Extraction(NamedTuple):
    """Everything the reader found in one NFC-normalised text."""

    engine_version: str
    text_sha256: str
    claims: tuple[NumericClaim, ...]
    dismissed: tuple[DismissedNumber, ...]

    @property
    def numbers(self) -> tuple[NumericClaim | DismissedNumber, ...]:
        """Every number of the text, claimed or dismissed, in reading order."""
        return tuple(sorted((*self.claims, *self.dismissed), key=_start))

    def as_dict(self) -> dict[str, Any]:
        """The public JSON shape: numbers as decimal strings or None, spans as lists."""
        return {
            "engine_version": self.engine_version,
            "text_sha256": self.text_sha256,
            "claims": [_plain_claim(claim) for claim in self.claims],
            "dismissed": [_plain(number) for number in self.dismissed],
        }


def _start(number: NumericClaim | DismissedNumber) -> int:
    return number.start


def _plain_claim(claim: NumericClaim) -> dict[str, Any]:
    plain = _plain(claim)
    plain["check_worthiness"] = decimal_text(claim.check_worthiness)
    plain["sentence"] = list(claim.sentence)
    plain["reasons"] = list(claim.reasons)
    plain["ambiguities"] = list(claim.ambiguities)
    del plain["contributions"]  # what adds up to the score is asked for apart
    return plain


def _plain(number: NumericClaim | DismissedNumber) -> dict[str, Any]:
    plain: dict[str, Any] = dict(zip(number._fields, number, strict=True))
    low, high = number.low, number.high
    plain["low"] = shown = None if low is None else decimal_text(low)
    if high is not low:
        shown = None if high is None else decimal_text(high)
    plain["high"] = shown
    return plain


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: "2500000000", "0.5"."""
    text = str(value)
    if "E" in text:
        text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as far as comparing it needs it: a claim's, or one found in a source.

    `as_of` is the day the number holds for, or else the day it was published.
    `doubt` says why a number of a source may not be about the claim's subject.
    `change` (up, down, moved) says that it is how far something went, not where it
    stands; `former` is the earlier level in "from 40 to 50"; `status` is how it is
    known (estimate, forecast, plan ...); `known` the day its text was published.
    """

    kind: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    qualifier: str = ""
    surface: str = ""
    unit: str = ""
    per: str | None = None
    thing: str | None = None
    base: str | None = None
    period: str | None = None
    as_of: date | None = None
    doubt: str = ""
    change: str = ""
    former: Decimal | None = None
    status: str = ""
    known: date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What arithmetic says about a claim's number and a source's number.

    `outcome` is inside, overlaps, outside or not_comparable; `gate` names the test
    that failed when the numbers are not comparable.  `difference` is the distance
    from the claim's nearest end to the evidence, as a share of that end (0.16 is
    16 %), signed: negative when the evidence is lower.  `hindsight`: the number is a
    revision nobody could know when the claim was made.
    """

    outcome: str
    gate: str
    difference: Decimal | None
    explanation: str
    claim: Interval
    evidence: Interval
    policy: str
    hindsight: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a source that carries a number about the same thing as the claim.

    `text[start:end] == quote`; `quantity` was read at `number_start:number_end`.
    """

    start: int
    end: int
    quote: str
    number_start: int
    number_end: int
    quantity: Quantity
    score: Decimal  # 0 to 1: how surely it is about the same thing
    readback: str
