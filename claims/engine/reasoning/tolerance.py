"""What a hedged number means in a comparison: one policy, one table, intervals out.

The table is in `docs/comparing.md`; every comparison carries the policy's version.
Whose policy it is the caller says: nothing here asks a database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, localcontext

from claims.engine.reasoning.lexicon import load
from claims.engine.types import Interval, Quantity

#: Arithmetic of this package: one fixed context, whatever the calling thread set.
ARITHMETIC = Context(prec=120)

#: Beyond these powers of ten a number is noise, not a quantity.
_LARGEST_POWER = 40

_DIGITS = re.compile(r"\d(?:[\d,.\u00a0\u202f\u2009' ]*\d)?")
_GROUPED = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f\u2009' ]\d{3})+(?!\d)")

_EXACTLY = re.compile(r"(?:exactly|precisely|genau|exakt)\b", re.IGNORECASE)
_WORDED = frozenset({"fraction", "multiple"})

#: Kinds that cannot lie below zero, so "up to 5" starts at 0.
_NOT_NEGATIVE = frozenset(
    {
        "count",
        "money",
        "percent",
        "fraction",
        "measure",
        "duration",
        "age",
        "multiple",
        "rate",
    }
)


_SHIPPED = load("tolerance.toml")


@dataclass(frozen=True, slots=True)
class TolerancePolicy:
    """Every number a comparison depends on; shares of the value unless said otherwise.

    Limits in days say how far apart two figures of a kind may lie in time.  `by_kind`
    holds what a kind of number has for itself, by the field's name.
    """

    version: str = str(_SHIPPED["version"])
    about: Decimal = Decimal(_SHIPPED["about"])
    nearly: Decimal = Decimal(_SHIPPED["nearly"])
    rounding: Decimal = Decimal(_SHIPPED["rounding"])
    rounding_cap: Decimal = Decimal(_SHIPPED["rounding_cap"])
    vague_from: Decimal = Decimal(_SHIPPED["vague_from"])
    far_off: Decimal = Decimal(_SHIPPED["far_off"])
    cumulative_days: int = int(_SHIPPED["cumulative_days"])
    stock_days: int = int(_SHIPPED["stock_days"])
    daily_rate_days: int = int(_SHIPPED["daily_rate_days"])
    population_days: int = int(_SHIPPED["population_days"])
    annual_days: int = int(_SHIPPED["annual_days"])
    by_kind: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    def of(self, kind: str) -> TolerancePolicy:
        """The policy as it holds for numbers of one kind."""
        own = self.by_kind.get(kind)
        return replace(self, by_kind={}, **own) if own else self  # type: ignore[arg-type]  # shares only


DEFAULT_POLICY = TolerancePolicy()


def usable(value: Decimal | None) -> bool:
    """Whether arithmetic on the value means anything: finite and of sane size."""
    if value is None or not value.is_finite():
        return False
    return not value or abs(value.adjusted()) <= _LARGEST_POWER


def written_step(value: Decimal, surface: str, cap: Decimal) -> Decimal:
    """The place value of the last digit that carries meaning, in units of `value`.

    "12,345" is 1, "10.4" is 0.1, "1.2 million" is 100,000; trailing zeros are taken
    for rounding, but for no more than `cap` of the value: "600,000" is 60,000.
    """
    with localcontext(ARITHMETIC):
        places, scale = _decimal_places(value, surface)
        if places:
            step = scale.scaleb(-places)
            return min(step, abs(value) * cap) if scale > 1 and value else step
        if not value:
            return Decimal(1)
        last = Decimal(1).scaleb(_last_digit(value))
        return min(last, abs(value) * cap) if last > 1 else last


def _last_digit(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _decimal_places(value: Decimal, surface: str) -> tuple[int, Decimal]:
    """Written decimal places and what one written unit stands for (million ...)."""
    found = _DIGITS.search(surface)
    if not found or _GROUPED.fullmatch(found.group()):
        return 0, Decimal(1)
    digits = re.sub(r"[\u00a0\u202f\u2009' ]", "", found.group())
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark < 0:
        return 0, Decimal(1)
    whole = re.sub(r"[.,]", "", digits[:mark])
    mantissa = Decimal(f"{whole}.{digits[mark + 1 :]}")
    scale = abs(value) / mantissa if mantissa and value else Decimal(1)
    return len(digits) - mark - 1, scale


def to_interval(q: Quantity, policy: TolerancePolicy = DEFAULT_POLICY) -> Interval:
    """The numbers the quantity allows, in its written unit.  Unbounded without one."""
    low = q.low if usable(q.low) else None
    high = q.high if usable(q.high) else None
    stated = low if low is not None else high
    if stated is None:
        return Interval(None, None)
    policy = policy.of(q.kind)
    with localcontext(ARITHMETIC):
        if q.qualifier in _BOUNDS:
            return _BOUNDS[q.qualifier](q, low, high)
        if q.qualifier == "vague":
            return _vague(stated, high, policy)
        if low != high:
            return Interval(low, high, q.low_open, q.high_open)
        if q.qualifier == "nearly":
            return _nearly(stated, policy)
        if not q.qualifier and q.kind not in _WORDED and _EXACTLY.match(q.surface):
            return Interval(stated, stated)
        return _around(q, stated, policy)


def _floor(q: Quantity, bound: Decimal) -> Decimal | None:
    return Decimal(0) if q.kind in _NOT_NEGATIVE and bound >= 0 else None


def _at_least(_q: Quantity, low: Decimal | None, high: Decimal | None) -> Interval:
    return Interval(low if low is not None else high, None)


def _more_than(_q: Quantity, low: Decimal | None, high: Decimal | None) -> Interval:
    return Interval(low if low is not None else high, None, low_open=True)


def _at_most(q: Quantity, low: Decimal | None, high: Decimal | None) -> Interval:
    bound = high if high is not None else low
    return Interval(None if bound is None else _floor(q, bound), bound)


def _less_than(q: Quantity, low: Decimal | None, high: Decimal | None) -> Interval:
    bound = high if high is not None else low
    floor = None if bound is None or not bound else _floor(q, bound)
    return Interval(floor, bound, high_open=True)


_BOUNDS: dict[str, Callable[[Quantity, Decimal | None, Decimal | None], Interval]] = {
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": _at_most,
    "up_to": _at_most,
    "less_than": _less_than,
}


def _vague(low: Decimal, high: Decimal | None, policy: TolerancePolicy) -> Interval:
    """ "Tens of thousands" is read as 10,000 to 100,000 and means 20,000 and up."""
    end = high if high is not None and high > low else low * 10
    if low <= 0:
        return Interval(min(low, end), max(low, end))
    if low == 12:
        end = min(end, Decimal(100))  # a hundred would not be called dozens
    return Interval(min(low * policy.vague_from, end), end, high_open=True)


def _nearly(value: Decimal, policy: TolerancePolicy) -> Interval:
    near = value - value * policy.nearly
    if value < 0:
        return Interval(value, near, low_open=True)
    return Interval(near, value, high_open=value > 0)


def _around(q: Quantity, value: Decimal, policy: TolerancePolicy) -> Interval:
    half = _step(q, value, policy) * policy.rounding
    if q.qualifier == "about":
        reach = max(half, abs(value) * policy.about)
        return Interval(value - reach, value + reach)
    if _is_worded_share(q):
        reach = abs(value) * policy.about
        return Interval(value - reach, value + reach)
    return Interval(value - half, value + half, high_open=half > 0)


def _step(q: Quantity, value: Decimal, policy: TolerancePolicy) -> Decimal:
    step = written_step(value, q.surface, policy.rounding_cap)
    if q.kind != "fraction":
        return step
    return min(step, written_step(value * 100, "", policy.rounding_cap) / 100)


def _is_worded_share(q: Quantity) -> bool:
    """ "Half", "one in five", "doubled": said in round words, meant in round words."""
    if q.kind not in _WORDED or _EXACTLY.match(q.surface):
        return False
    return not re.search(r"\d[.,]\d", q.surface)
