"""How often numbers are compared that are about one thing, and that are not."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading import extract
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.types import Quantity
from tests.engine.reasoning.pairs import OTHER, SAME, Pair


def read(sentence: str, surface: str) -> Quantity:
    return next(
        quantity_of(each)
        for each in extract(sentence).claims
        if each.surface == surface
    )


def compared(pair: Pair) -> bool:
    statement, surface, text, number, title = pair
    claim = read(statement, surface)
    found = find_passages(claim, text, context=statement, about=title, limit=9)
    return any(
        compare(claim, each.quantity).outcome != "not_comparable"
        for each in found
        if each.quantity.surface == number
    )


def test_every_labelled_number_is_read():
    for statement, surface, text, number, _ in SAME + OTHER:
        assert read(statement, surface).surface == surface
        assert read(text, number).surface == number


def test_what_is_compared_is_about_the_same_thing():
    right = sum(map(compared, SAME))
    wrong = [pair for pair in OTHER if compared(pair)]
    assert Decimal(right) / (right + len(wrong)) >= Decimal("0.95"), wrong


def test_what_is_about_the_same_thing_is_compared():
    missed = [pair for pair in SAME if not compared(pair)]
    assert 1 - Decimal(len(missed)) / len(SAME) >= Decimal("0.85"), missed
