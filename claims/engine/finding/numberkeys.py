"""Numbers as words of an index: 600,000, "0.6 million" and "600 thousand" share one.

A key is a dimension and a step on a logarithmic scale, forty to a factor of ten, so
that one step is 6 %.  A percentage and a fraction are one dimension, as are miles and
metres; money keeps its currency.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from claims.engine.reasoning.lexicon import COUNTING, CURRENCIES, UNITS
from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.reasoning.units import as_decimal, canonical
from claims.engine.types import NumericClaim, Quantity

STEPS = 40
#: Beyond these powers of ten a number is noise.
_LARGEST = 40
_MARKS = tuple(
    ARITHMETIC.power(Decimal(10), Decimal(step) / STEPS).quantize(Decimal("1e-12"))
    for step in range(STEPS)
)
_SHARES = {"percent": Fraction(1), "fraction": Fraction(100)}
_PHYSICAL = frozenset({"measure", "duration", "age"})
_LONGEST = 30


def keys(number: NumericClaim | Quantity, *, around: int = 0) -> tuple[str, ...]:
    """The key of each end of a number, and of as many steps to both sides."""
    dimension, size = _measured(number)
    found: dict[str, None] = {}
    for end in _ends(number):
        step = _step(end, size)
        for near in range(step - around, step + around + 1):
            found.setdefault(f"{dimension}q{near + _LARGEST * STEPS}")
    return tuple(found)


def _measured(number: NumericClaim | Quantity) -> tuple[str, Fraction]:
    """What the number measures, and its unit's size in that dimension's own unit."""
    if number.kind in _SHARES:
        return "share", _SHARES[number.kind]
    if number.kind == "money":
        return _plain(CURRENCIES.get(number.unit, number.unit)), Fraction(1)
    if number.kind in COUNTING:
        return "count", Fraction(1)
    unit = canonical(number.unit)
    if number.kind in _PHYSICAL and unit in UNITS:
        dimension, size = UNITS[unit]
        return _plain(dimension), size
    return _plain(unit or number.kind), Fraction(1)


def _ends(number: NumericClaim | Quantity) -> Iterator[Decimal]:
    for end in dict.fromkeys((number.low, number.high)):
        if end and end.is_finite() and abs(end.adjusted()) < _LARGEST:
            yield abs(end)


def _step(value: Decimal, size: Fraction) -> int:
    measured = value if size == 1 else as_decimal(Fraction(value) * size)
    power = measured.adjusted()
    return power * STEPS + bisect_right(_MARKS, measured.scaleb(-power)) - 1


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())[:_LONGEST] or "other"
