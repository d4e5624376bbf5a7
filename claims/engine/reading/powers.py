"""Powers and scientific notation, bounded before they are computed."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.mentions import Mention
from claims.engine.reading.numeral import LARGEST
from claims.engine.reading.tokens import Sentence

_SUPERSCRIPTS = {"²": 2, "³": 3, "¹": 1}


_SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


_TOO_LARGE = "a power too large to be read as a number"


def read_power(s: Sentence, n: Mention) -> None:
    """10², 10^6, 1.5e10, 1.5 x 10^6: bounded before it is computed."""
    if n.value is None or not s.glued(n.last):
        _times_ten(s, n)
        return
    mark = s.low[n.last]
    if mark in _SUPERSCRIPTS or all(c in _SUPERSCRIPT_DIGITS for c in mark):
        exponent = "".join(str(_SUPERSCRIPT_DIGITS.index(c)) for c in mark)
        _raise(n, exponent, n.last + 1, base=n.value)
    elif mark == "^" and s.glued(n.last + 1):
        signed = s.word(n.last + 1) in {"+", "-"} and s.glued(n.last + 2)
        last = n.last + 1 + signed
        if s.word(last).isdecimal():
            below = s.word(n.last + 1) == "-"
            _raise(n, s.low[last], last + 1, base=n.value, below=below)
    elif mark == "e":
        _scientific(s, n)
    else:
        _times_ten(s, n)


def _scientific(s: Sentence, n: Mention) -> None:
    j = n.last + 1
    sign = ""
    if s.word(j) in {"+", "-"} and s.glued(j):
        sign = s.low[j].replace("+", "")
        j += 1
    if not (s.word(j).isdecimal() and s.glued(j)):
        return
    exponent = s.low[j]
    if len(exponent) > 2 or int(exponent) > 24:
        n.low = n.high = None
        n.fault = "an exponent too large to be read as a number"
        n.last = j + 1
        return
    value = n.value
    if value is not None:
        n.low = n.high = value.scaleb(int(sign + exponent))
        n.last = j + 1


def _times_ten(s: Sentence, n: Mention) -> None:
    j = n.last
    if n.value is None or s.word(j) not in {"x", "\u00d7", "*", "·"}:
        return
    base = s.word(j + 1)
    if base.isdecimal() and len(base) < 3 and base != "10" and s.word(j + 2) == "^":
        _times_power(s, n, j)
        return
    if base != "10":
        return
    j += 2
    if s.word(j) == "^":
        j += 1
    minus = s.word(j) in {"-", "\u207b"} and s.glued(j)
    if minus:
        j += 1
    mark = s.word(j)
    if not mark or not s.glued(j):
        return
    if mark.isascii() and mark.isdecimal():
        exponent = mark
    elif all(c in _SUPERSCRIPT_DIGITS for c in mark):
        exponent = "".join(str(_SUPERSCRIPT_DIGITS.index(c)) for c in mark)
    else:
        return
    n.last = j + 1
    if len(exponent) <= 2 and int(exponent) <= 24:
        n.low = n.high = n.value.scaleb(-int(exponent) if minus else int(exponent))
    else:
        n.low = n.high = None
        n.fault = _TOO_LARGE


def _times_power(s: Sentence, n: Mention, j: int) -> None:
    """The 8192 of "8x2^10"."""
    exponent, value = s.word(j + 3), n.value
    if value is None or not (exponent.isdecimal() and len(exponent) <= _EXPONENT):
        return
    result = value * Decimal(s.low[j + 1]) ** int(exponent)
    if result < LARGEST:
        n.low, n.high, n.last = result, result, j + 4


_EXPONENT = 2


def _raise(
    n: Mention, exponent: str, last: int, *, base: Decimal, below: bool = False
) -> None:
    n.last = last
    if len(exponent) <= 2 and int(exponent) <= 24 and abs(base) <= 1_000_000:
        result = base ** int(exponent)
        if result < LARGEST and not (below and result == 0):
            n.low = n.high = 1 / result if below else result
            return
    n.low = n.high = None
    n.fault = _TOO_LARGE
