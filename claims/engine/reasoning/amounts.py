"""Numbers with their units put together, as a formula says: the unit algebra."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from claims.engine.reasoning import ranges
from claims.engine.reasoning.dimensions import (
    COUNT,
    PERCENT,
    PLAIN,
    POINTS,
    Powers,
    Spelling,
    UnitError,
    combined,
    nouns,
    spelled,
    text_of,
    unit_text,
)
from claims.engine.reasoning.tolerance import usable
from claims.engine.reasoning.units import Conversion
from claims.engine.reasoning.words import content_words, plural
from claims.engine.types import Interval

Way = Callable[[Interval, Interval], Interval | None]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number on its way through a formula, in base units; percent as a share.

    `stated` is of the numbers as written, `allowed` of what hedges and rounding allow.
    `known` are the units met so far, the first first; `of` is what a percentage is of.
    `things` are what the numbers count, each with the dimension it came with.
    """

    stated: Interval
    allowed: Interval
    powers: Powers = ()
    form: str = ""
    known: tuple[Spelling, ...] = ()
    things: tuple[tuple[str, str], ...] = ()
    of: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        return not self.powers and not self.form

    @property
    def thing(self) -> str:
        """What is still counted when the units are worked out."""
        left = {name for name, power in self.powers if power > 0}
        kept = [
            thing
            for thing, anchor in self.things
            if anchor in left or (not anchor and self.form)
        ]
        return " and ".join(dict.fromkeys(kept))

    @property
    def shown(self) -> Spelling:
        """How it is written, by its form and powers."""
        if self.form == "percent":
            return _percent(self)
        if self.form == "percentage_point" and self.powers == POINTS.powers:
            return next((one for one in self.known if one.form == self.form), POINTS)
        return spelled(self.powers, self.known) if self.powers else PLAIN

    def noted(self, *notes: str) -> Amount:
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))


def _percent(one: Amount) -> Spelling:
    if not one.powers:
        return PERCENT
    rate = spelled(one.powers, one.known)
    return Spelling(
        one.powers, PERCENT.size * rate.size, "percent", "percent", rate.per
    )


def amount(
    stated: Interval,
    allowed: Interval,
    unit: Spelling,
    *,
    thing: str = "",
    of: str = "",
) -> Amount:
    """A number of the formula; raises UnitError for one nobody can count with."""
    to_base = Conversion(scale=unit.size)
    return Amount(
        stated=to_base.apply(stated),
        allowed=to_base.apply(allowed),
        powers=unit.powers,
        form=unit.form,
        known=() if unit.is_plain else (unit,),
        things=((thing, _anchor(unit.powers)),) if thing else (),
        of=of,
    )


def _anchor(powers: Powers) -> str:
    return next((name for name, power in powers if power > 0), "")


def in_unit(interval: Interval, unit: Spelling) -> Interval:
    return Conversion(scale=1 / unit.size).apply(interval)


def added(a: Amount, b: Amount, way: Way, *, what: str = "added to") -> Amount:
    """Also for differences, and for the smaller or larger of two."""
    a, b = _bare_beside(a, b), _bare_beside(b, a)
    if {a.form, b.form} == {"percent", "percentage_point"}:
        return _points_beside(a, b, way)
    if a.powers != b.powers or a.form != b.form:
        return _added_alike(a, b, way, what)
    if a.form == "percent":
        _same_whole(a, b)
        # The difference of two percentages is no percentage.
        if way is ranges.minus:
            return _turned(_joined(a, b, way, a.powers, ""), Fraction(100))
    return _joined(a, b, way, a.powers, a.form)


def _added_alike(a: Amount, b: Amount, way: Way, what: str) -> Amount:
    """Counts of two things may be added: the sum counts both, and says so."""
    (bare, noun), (other, beside) = nouns(a.powers), nouns(b.powers)
    if a.form == b.form and bare == other and COUNT in dict(bare):
        both = " and ".join(dict.fromkeys(filter(None, (noun, beside))))
        powers = dict(a.powers)
        powers.pop(COUNT + noun)
        made = tuple(sorted({**powers, COUNT + both: 1}.items()))
        joined = _joined(a, b, way, made, a.form)
        anchors = tuple((thing, COUNT + both) for thing, _ in joined.things)
        joined = replace(joined, things=anchors)
        if noun and beside:
            told = f"Counts {plural(noun)} and {plural(beside)} together."
            return joined.noted(told)
        return joined
    pair = (b, a) if way is ranges.minus else (a, b)
    one, two = (unit_text(side.shown) for side in pair)
    raise UnitError(f"{one[:1].upper()}{one[1:]} cannot be {what} {two}.")


def _bare_beside(a: Amount, b: Amount) -> Amount:
    """A bare number is told in the unit of the number beside it."""
    if not a.is_plain or b.is_plain or a.known:
        return a
    unit = b.shown
    made = amount(a.stated, a.allowed, unit, of=b.of)
    return replace(made, notes=a.notes).noted(
        f"A number without a unit is taken to be in {unit_text(unit)}."
    )


def _points_beside(a: Amount, b: Amount, way: Way) -> Amount:
    """Points move a percentage: 12 percent less 3 points is 9 percent."""

    def share(one: Amount) -> Amount:
        return one if one.form == "percent" else _turned(one, Fraction(1, 100))

    return _joined(share(a), share(b), way, (), "percent")


def _turned(one: Amount, factor: Fraction) -> Amount:
    """Between a difference of shares and percentage points."""
    scale = Conversion(scale=factor)
    points = factor > 1
    return replace(
        one,
        stated=scale.apply(one.stated),
        allowed=scale.apply(one.allowed),
        powers=POINTS.powers if points else (),
        form="percentage_point" if points else "percent",
    )


def _same_whole(a: Amount, b: Amount) -> None:
    ours, theirs = content_words(a.of), content_words(b.of)
    if ours and theirs and not (ours & theirs):
        raise UnitError(f"Percent of {a.of} are not percent of {b.of}.")


def multiplied(a: Amount, b: Amount) -> Amount:
    for one, other in ((a, b), (b, a)):
        if one.form == "percentage_point" and not other.is_plain:
            raise UnitError(
                "Percentage points are no share: nothing is a part by them."
            )
        _refuse_temperature(one)
    form = a.form if b.is_plain else b.form if a.is_plain else ""
    if a.form == b.form == "percent":
        form = "percent"
    made = _joined(a, b, ranges.times, combined(a.powers, b.powers, 1), form)
    return replace(made, of=a.of if a.form == "percent" and form else made.of)


def part_of(a: Amount, b: Amount) -> Amount:
    """ "6 % of e1"."""
    if a.form != "percent" and not a.is_plain:
        raise UnitError(f"“of” stands behind a share, not behind {unit_text(a.shown)}.")
    return multiplied(a, b)


def divided(a: Amount, b: Amount) -> Amount:
    for one in (a, b):
        _refuse_temperature(one)
    if b.form == "percentage_point" and a.form != b.form:
        raise UnitError("Nothing is divided by percentage points but other points.")
    form = a.form if b.is_plain else ""
    made = _joined(a, b, _quotient, combined(a.powers, b.powers, -1), form)
    return replace(made, of=a.of if form else "")


def percent(a: Amount, b: Amount) -> Amount:
    """How many percent the first is of the second."""
    notes = []
    if a.powers != b.powers or a.form != b.form:
        (bare, noun), (other, beside) = nouns(a.powers), nouns(b.powers)
        if a.form != b.form or bare != other:
            one, two = unit_text(a.shown), unit_text(b.shown)
            raise UnitError(f"{one[:1].upper()}{one[1:]} are no share of {two}.")
        if noun and beside:
            notes = [f"Takes {plural(noun)} as a part of {plural(beside)}."]
    made = _joined(a, b, _quotient, (), "percent")
    return replace(
        made,
        known=(),
        things=tuple((thing, "") for thing, _ in a.things),
        of=b.thing or b.of,
    ).noted(*notes)


def change(a: Amount, b: Amount) -> Amount:
    """By how many percent the second is more than the first."""
    if a.powers != b.powers or a.form != b.form:
        one, two = unit_text(a.shown), unit_text(b.shown)
        raise UnitError(f"There is no change from {one} to {two}.")
    rise = _joined(b, a, _quotient, (), "percent")
    whole = Interval(Decimal(1), Decimal(1))
    return replace(
        rise,
        stated=ranges.minus(rise.stated, whole),
        allowed=ranges.minus(rise.allowed, whole),
        known=(),
        things=tuple((thing, "") for thing, _ in b.things),
        of="",
    )


def negative(a: Amount) -> Amount:
    return replace(
        a, stated=ranges.negative(a.stated), allowed=ranges.negative(a.allowed)
    )


def _refuse_temperature(one: Amount) -> None:
    if any(name.startswith("temperature:") for name, _ in one.powers):
        raise UnitError("Temperatures can be added and subtracted, nothing else.")


def _quotient(a: Interval, b: Interval) -> Interval:
    made = ranges.divided(a, b)
    if made is None:
        raise UnitError("The divisor may be nothing.")
    return made


def _joined(a: Amount, b: Amount, way: Way, powers: Powers, form: str) -> Amount:
    stated, allowed = way(a.stated, b.stated), way(a.allowed, b.allowed)
    assert stated is not None  # noqa: S101  a quotient has refused already
    assert allowed is not None  # noqa: S101
    for end in (stated.low, stated.high, allowed.low, allowed.high):
        if end is not None and not usable(end):
            raise UnitError(f"The result is too large or too small: {text_of(powers)}.")
    return Amount(
        stated=stated,
        allowed=allowed,
        powers=powers,
        form=form,
        known=tuple(dict.fromkeys((*a.known, *b.known))),
        things=tuple(dict.fromkeys((*a.things, *b.things))),
        of=a.of or b.of if form == "percent" else "",
        notes=tuple(dict.fromkeys((*a.notes, *b.notes))),
    )
