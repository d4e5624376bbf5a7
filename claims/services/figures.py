"""A number and a unit a person types, read by the reader that reads articles."""

from __future__ import annotations

from dataclasses import replace

from claims.documents.text import trimmed
from claims.engine.reading import (
    Typed,
    number_in_words,
    read_two_ways,
    read_typed,
    read_unit,
)
from claims.engine.types import Quantity
from claims.errors import InvalidInputError

FIGURE_CHARS = 200
#: Kinds whose unit is a noun that is counted.
COUNTING = frozenset({"count", "rate"})


def read_number(
    stated: Quantity, text: str, *, language: str, field: str = "number"
) -> Quantity:
    """`stated` with the one number of `text` for its own.

    What the text leaves unsaid, as its unit, stays.  Raises InvalidInputError when
    there is not exactly one number in it, or one that can be read two ways.
    """
    typed = type_number(text, language=language, field=field)
    return with_number(stated, typed, field=field)


def type_number(text: str, *, language: str, field: str = "number") -> Typed:
    """The one number of a typed text, as `read_number` takes it."""
    text = trimmed(text)
    if len(text) > FIGURE_CHARS:
        raise InvalidInputError(
            f"The number has at most {FIGURE_CHARS} characters.", field=field
        )
    doubtful = read_two_ways(text, language)
    if doubtful is not None:
        raise InvalidInputError(
            f"“{doubtful.surface}” can be read two ways: write “{doubtful.whole}” if "
            f"its sign parts the thousands, or “{doubtful.parted}” if decimals follow "
            "it.",
            field=field,
        )
    typed = read_typed(text, language=language)
    if typed is None:
        raise InvalidInputError(
            "Write one number, such as “about 4,200 containers”.", field=field
        )
    return typed


def with_number(stated: Quantity, typed: Typed, *, field: str = "number") -> Quantity:
    """`stated` with a typed number, and with its unit where one was typed with it."""
    found = replace(
        stated,
        low=typed.low,
        high=typed.high,
        low_open=typed.low_open,
        high_open=typed.high_open,
        qualifier=typed.qualifier,
    )
    if typed.unit:
        found = _of(found, typed.kind, typed.unit, typed.per)
    check_share(found, field=field)
    return found


def with_unit(
    stated: Quantity, text: str, *, typed: Typed | None, language: str
) -> Quantity:
    """`stated` in the unit of `text`, which says its kind anew.

    `typed` is the number that was typed together with it, if there was one.
    """
    unit_typed = typed is not None and bool(typed.unit) and typed.kind != "fraction"
    if not text:
        return stated if unit_typed else _of(stated, "count", "", None)
    found = read_unit(text, language=language)
    whole = f"{number_in_words(stated, language)} {text}"
    counts = stated.kind in COUNTING or (typed is not None and not unit_typed)
    if found is None and counts:
        return _of(stated, "count", text, None)
    if found is None or (found.kind == "count" and not counts and not unit_typed):
        raise _no_unit(whole, text, "is no unit the reader knows")
    if found.factor != 1:
        raise InvalidInputError(
            f"“{text}” changes the number itself: write the “{found.known}” in the "
            f"number, as in “{whole}”.",
            field="unit",
        )
    if found.kind != "count" and found.known != text and not found.per:
        raise InvalidInputError(
            f"Only “{found.known}” of “{text}” is a unit: write the rest in “Of what”.",
            field="unit",
        )
    if unit_typed and (stated.unit != found.unit):
        raise InvalidInputError(
            f"The number is in “{stated.unit}”, the unit says “{text}”: write one of "
            "them.",
            field="unit",
        )
    shares = {"fraction", "percent"}
    if (
        typed is None
        and stated.kind != found.kind
        and {stated.kind, found.kind} == shares
    ):
        raise _no_unit(whole, text, "is counted otherwise than the number is written")
    return _of(stated, found.kind, found.unit, found.per)


def check_share(stated: Quantity, *, field: str = "number") -> None:
    """Refuse a fraction above one: it is a count nobody said the unit of."""
    top = stated.high if stated.high is not None else stated.low
    if stated.kind == "fraction" and top is not None and abs(top) > 1:
        raise InvalidInputError(
            "The number was read as a share of one and this is more: write it with "
            "its unit, such as “4,200 containers” or “52 percent”.",
            field=field,
        )


def _of(stated: Quantity, kind: str, unit: str, per: str | None) -> Quantity:
    """In a unit; a count per something is a rate."""
    per = per or stated.per
    if kind in COUNTING:
        kind = "rate" if per else "count"
    return replace(stated, kind=kind, unit=unit, per=per)


def _no_unit(whole: str, text: str, why: str) -> InvalidInputError:
    return InvalidInputError(
        f"“{text}” {why}: write the number anew together with what it counts, such as "
        f"“{whole}”.",
        field="unit",
    )
