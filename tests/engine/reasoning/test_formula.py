from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.formula import (
    DEPTH,
    LENGTH,
    Apply,
    FormulaError,
    Name,
    Number,
    names_in,
    parse,
)

E1, E2 = Name("e1"), Name("e2")
TREES = {
    "e1 + e2": Apply("+", (E1, E2)),
    "e1 - e2 - e1": Apply("-", (Apply("-", (E1, E2)), E1)),
    "e1 + e2 * 2": Apply("+", (E1, Apply("*", (E2, Number(Decimal(2)))))),
    "(e1 + e2) * 2": Apply("*", (Apply("+", (E1, E2)), Number(Decimal(2)))),
    "e1 / 30 days": Apply("/", (E1, Number(Decimal(30), "days"))),
    "6 % of e1": Apply("of", (Number(Decimal(6), "percent"), E1)),
    "E1 OF e2": Apply("of", (E1, E2)),
    "-e1": Apply("neg", (E1,)),
    "1.5 million USD": Number(Decimal(1_500_000), "USD"),
    "2 square_kilometre": Number(Decimal(2), "square kilometre"),
    "min(e1, e2, claim)": Apply("min", (E1, E2, Name("claim"))),
    "percent(e1, e2)": Apply("percent", (E1, E2)),
    "e1 \u00d7 e2 \u00f7 2": Apply("/", (Apply("*", (E1, E2)), Number(Decimal(2)))),
    "e1 \u2212 e2": Apply("-", (E1, E2)),
}


@pytest.mark.parametrize(("text", "tree"), TREES.items())
def test_formulas_are_read_with_the_usual_order(text, tree):
    assert parse(text) == tree


WRONG = {
    "": "Write a formula",
    "   ": "Write a formula",
    "e1 +": "ends too early",
    "e1 e2": "not expected",
    "(e1": "“)” is missing at the end",
    "min(e1": "“)” is missing",
    "min(e1)": "takes 2 to 8",
    "percent(e1, e2, e1)": "takes 2 numbers",
    "e0": "not known here",
    "e12345": "not known here",
    "os": "not known here",
    "e1.real": "no part of a formula",
    "__import__('os')": "no part of a formula",
    "e1 ** 2": "not expected",
    "e1 ^ 2": "no part of a formula",
    "9" * 21: "at most 20 digits",
    "lambda: 1": "no part of a formula",
    "e1 if e2 else 3": "not expected",
    "x" * (LENGTH + 1): "at most 200 characters",
    "+".join(["1"] * 60): "at most 80 parts",
    "(" * (DEPTH + 1) + "e1" + ")" * (DEPTH + 1): "nested more than",
    "-" * 50 + "e1": "too many signs",
    "1,000 + e1": "not expected",
}


@pytest.mark.parametrize(("text", "told"), WRONG.items())
def test_what_is_no_formula_is_refused_with_the_reason(text, told):
    with pytest.raises(FormulaError, match=re.escape(told)):
        parse(text)


def test_names_come_in_the_order_of_their_first_place():
    assert names_in(parse("e2 + e1 / e2 - claim")) == ("e2", "e1", "claim")


@given(st.text(max_size=220))
def test_any_text_is_a_tree_or_a_refusal(text):
    with suppress(FormulaError):
        parse(text)


@given(st.text(alphabet="e12+-*/(),% ofminaxd.", max_size=80))
def test_any_near_miss_is_a_tree_or_a_refusal(text):
    with suppress(FormulaError):
        parse(text)
