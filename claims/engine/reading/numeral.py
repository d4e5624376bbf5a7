"""The value a numeral is read into."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

TEN = Decimal(10)


HUNDRED = Decimal(100)


THOUSAND = Decimal(1000)


LARGEST = Decimal(10) ** 30


@dataclass(slots=True)
class Numeral:
    """A number at tokens `first` up to `last`; `low` and `high` differ when vague."""

    first: int
    last: int
    low: Decimal | None
    high: Decimal | None
    form: str = "digits"  # digits, words, fraction, ratio, vague, group
    scale: bool = False  # a magnitude word is part of it
    doubtful: bool = False
    decimals: bool = False
    grouped: bool = False
    fault: str = ""
    factor: Decimal = Decimal(1)  # of the magnitude words

    @property
    def value(self) -> Decimal | None:
        return self.low if self.low == self.high else None
