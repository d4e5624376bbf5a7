"""The round numbers that numerals are made of."""

from __future__ import annotations

from decimal import Decimal

TEN = Decimal(10)


HUNDRED = Decimal(100)


THOUSAND = Decimal(1000)


LARGEST = Decimal(10) ** 30
