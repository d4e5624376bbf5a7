"""How a source writes a number, exactly, and how an article does, in round terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

D = Decimal

#: Where the values of each kind lie.
RANGES = {
    "share": (4, 92),
    "people": (21_000, 9_400_000),
    "small": (14, 8_900),
    "money": (210_000, 880_000_000),
    "length": (6, 420),
    "area": (45, 9_500),
    "mass": (700, 93_000),
    "wait": (3, 60),
}
CURRENCIES = {"euros": ("€", "EUR"), "pounds": ("£", "GBP"), "dollars": ("$", "USD")}
FRACTIONS = {
    50: "half",
    25: "a quarter",
    75: "three quarters",
    33: "a third",
    67: "two thirds",
    20: "a fifth",
    10: "a tenth",
}
_WORDS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in percent, heads, money, kilometres, hectares, tonnes or weeks."""

    kind: str
    value: Decimal
    noun: str = ""
    currency: str = "euros"


def draw(rng: Random, kind: str) -> Decimal:
    low, high = RANGES[kind]
    if kind == "share":
        near = rng.random() < 0.5
        base = rng.choice(list(FRACTIONS)) if near else rng.randint(low, high)
        return D(base) + D(rng.randint(-4, 4)) / 10
    if kind == "wait":
        return D(rng.randint(low * 10, high * 10)) / 10
    return D(round(low * (high / low) ** rng.random()))


def other(rng: Random, figure: Figure) -> Figure:
    """A number that contradicts this one."""
    factor = rng.choice((D("0.55"), D("0.65"), D("0.75"), D("1.3"), D("1.5"), D("1.8")))
    value = figure.value * factor
    if figure.kind == "share":
        while not 2 < value < 98 or abs(value - figure.value) < 6:
            value = D(rng.randint(30, 970)) / 10
        return _with(figure, value.quantize(D("0.1")))
    places = D("0.1") if figure.kind == "wait" else D(1)
    return _with(figure, value.quantize(places))


def moved(rng: Random, figure: Figure, steps: int) -> Figure:
    """The same thing some years earlier or later."""
    factor = D(1)
    for _ in range(abs(steps)):
        factor *= 1 + D(rng.choice((-14, -11, -8, 7, 9, 12, 15))) / 100
    if figure.kind == "share":
        value = min(max(figure.value * factor, D(2)), D(97)).quantize(D("0.1"))
        return _with(figure, value)
    places = D("0.1") if figure.kind == "wait" else D(1)
    return _with(figure, max(figure.value * factor, D(2)).quantize(places))


def _with(figure: Figure, value: Decimal) -> Figure:
    return Figure(figure.kind, value, figure.noun, figure.currency)


def exact(rng: Random, figure: Figure) -> str:
    """As a yearbook writes it."""
    return rng.choice(_EXACT[figure.kind](figure))


def spoken(rng: Random, figure: Figure, wording: str) -> str:
    """As an article writes it: rounded, in other words, sometimes another unit."""
    return _SPOKEN[figure.kind](rng, figure, wording)


def significant(value: Decimal, digits: int) -> Decimal:
    return value.quantize(D(1).scaleb(value.adjusted() - digits + 1))


def plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# As a source writes it ------------------------------------------------------------


def _share(figure: Figure) -> list[str]:
    value = plain(figure.value)
    return [f"{value} percent", f"{value} per cent", f"{value}%"]


def _people(figure: Figure) -> list[str]:
    value, noun = figure.value, figure.noun and f" {figure.noun}"
    three = significant(value, 3)
    forms = [plain(value), plain(value), plain(three)]
    if value >= 300_000:
        forms.append(f"{plain(three / 1_000_000)} million")
    else:
        forms.append(f"{plain(three / 1000)} thousand")
    return [form + noun for form in forms]


def _small(figure: Figure) -> list[str]:
    return [f"{plain(figure.value)} {figure.noun}"]


def _money(figure: Figure) -> list[str]:
    value, (sign, code) = figure.value, CURRENCIES[figure.currency]
    millions = plain(significant(value, 3) / 1_000_000)
    return [
        f"{sign}{plain(value)}",
        f"{code} {millions} million",
        f"{millions} million {figure.currency}",
    ]


def _length(figure: Figure) -> list[str]:
    value = figure.value
    return [f"{plain(value)} kilometres", f"{plain(value)} km"]


def _area(figure: Figure) -> list[str]:
    return [
        f"{plain(figure.value)} hectares",
        f"{plain(significant(figure.value, 3) / 100)} square kilometres",
    ]


def _mass(figure: Figure) -> list[str]:
    value = figure.value
    return [f"{plain(value)} tonnes", f"{plain(significant(value, 3))} tonnes"]


def _wait(figure: Figure) -> list[str]:
    return [f"{plain(figure.value)} weeks", f"{plain(round(figure.value * 7))} days"]


_EXACT: dict[str, Callable[[Figure], list[str]]] = {
    "share": _share,
    "people": _people,
    "small": _small,
    "money": _money,
    "length": _length,
    "area": _area,
    "mass": _mass,
    "wait": _wait,
}


# As an article writes it ----------------------------------------------------------


def _hedged(rng: Random, written: str, stated: Decimal, value: Decimal) -> str:
    if stated == value:
        return written
    hedges = ["", "about ", "around "]
    hedges.append("nearly " if value < stated else "more than ")
    return rng.choice(hedges) + written


def _spoken_share(rng: Random, figure: Figure, wording: str) -> str:
    whole = round(figure.value)
    if "{n} of" in wording and whole in FRACTIONS and rng.random() < 0.75:
        return rng.choice(("", "about ")) + FRACTIONS[whole]
    return f"{whole} {rng.choice(('percent', 'per cent'))}"


def _spoken_people(rng: Random, figure: Figure, _: str) -> str:
    value, noun = figure.value, figure.noun and f" {figure.noun}"
    round_ = significant(value, rng.choice((1, 2, 2)))
    forms = [plain(round_)]
    if round_ >= 300_000:
        forms += [f"{plain(round_ / 1_000_000)} million"] * 2
    if round_ < 1_000_000:
        forms.append(f"{plain(round_ / 1000)} thousand")
    return _hedged(rng, rng.choice(forms), round_, value) + noun


def _spoken_small(rng: Random, figure: Figure, _: str) -> str:
    value = figure.value
    if value < 13:
        return f"{_WORDS[int(value)]} {figure.noun}"
    stated = rng.choice((value, significant(value, 2)))
    hundreds, rest = divmod(stated, 100)
    if not rest and hundreds in _WORDS and hundreds < 10:
        written = f"{_WORDS[int(hundreds)]} hundred"
    else:
        written = rng.choice((plain(stated), f"{stated:f}"))
    return f"{_hedged(rng, written, stated, value)} {figure.noun}"


def _spoken_money(rng: Random, figure: Figure, _: str) -> str:
    stated = significant(figure.value, 2)
    sign = CURRENCIES[figure.currency][0]
    millions = plain(stated / 1_000_000)
    forms = (
        f"{sign}{millions}m",
        f"{sign}{millions} million",
        f"{millions} million {figure.currency}",
        f"{plain(stated)} {figure.currency}",
    )
    return _hedged(rng, rng.choice(forms), stated, figure.value)


def _in_unit(rng: Random, value: Decimal, factor: str, unit: str) -> str:
    measured = value * D(factor)
    stated = significant(measured, 2)
    return f"{_hedged(rng, plain(stated), stated, measured)} {unit}"


_UNITS = {
    "length": (
        ("1", "kilometres"),
        ("1", "km"),
        ("0.621371", "miles"),
        ("1000", "metres"),
    ),
    "area": (
        ("1", "hectares"),
        ("0.01", "square kilometres"),
        ("2.47105", "acres"),
        ("0.00386102", "square miles"),
    ),
    "mass": (("1", "tonnes"), ("1000", "kilograms"), ("1", "metric tons")),
    "wait": (("1", "weeks"), ("7", "days"), ("0.229984", "months")),
}


def _spoken_measure(rng: Random, figure: Figure, _: str) -> str:
    return _in_unit(rng, figure.value, *rng.choice(_UNITS[figure.kind]))


_SPOKEN: dict[str, Callable[[Random, Figure, str], str]] = {
    "share": _spoken_share,
    "people": _spoken_people,
    "small": _spoken_small,
    "money": _spoken_money,
    **dict.fromkeys(_UNITS, _spoken_measure),
}
