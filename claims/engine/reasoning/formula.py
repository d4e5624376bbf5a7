"""A reviewer's formula as a tree: names, numbers, + - * /, "of", and four functions.

Nothing is ever run as code.  Length, numbers and nesting are bounded, and there are no
powers, so that no formula can grow beyond what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

LENGTH = 200
TOKENS = 80
DEPTH = 12
DIGITS = 20
#: Function -> how many arguments it takes, at least and at most.
FUNCTIONS = {"min": (2, 8), "max": (2, 8), "percent": (2, 2), "change": (2, 2)}
MAGNITUDES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1_000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>[^\W\d_][\w°²³]*)|(?P<sign>[-+*/(),%\u00d7\u00f7\u2212]))"
)
_SAME = {"\u00d7": "*", "\u00f7": "/", "\u2212": "-"}
_DIGITS = frozenset("0123456789")
_NAME = re.compile(r"claim|e[1-9]\d{0,3}")


class FormulaError(Exception):
    """A formula that cannot be read or worked out; `str()` is a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator ("+", "-", "*", "/", "of", "neg") or a function with its parts."""

    what: str
    parts: tuple[Node, ...]


Node = Number | Name | Apply


def parse(text: str) -> Node:
    """The formula's tree; raises FormulaError with what is wrong and where."""
    if not text.strip():
        raise FormulaError("Write a formula, such as (e2 - e1) / 30 days.")
    if len(text) > LENGTH:
        raise FormulaError(f"A formula has at most {LENGTH} characters.")
    reader = _Reader(tuple(_tokens(text)))
    tree = reader.sum(0)
    if reader.ahead:
        raise FormulaError(f"“{reader.ahead}” was not expected there.")
    return tree


def names_in(tree: Node) -> tuple[str, ...]:
    """The names a formula uses, in the order of their first place."""
    return tuple(dict.fromkeys(_names(tree)))


def uses_of(tree: Node, name: str) -> int:
    return sum(one == name for one in _names(tree))


def _names(tree: Node) -> Iterator[str]:
    if isinstance(tree, Name):
        yield tree.name
    elif isinstance(tree, Apply):
        for part in tree.parts:
            yield from _names(part)


def _tokens(text: str) -> Iterator[str]:
    at, count = 0, 0
    text = text.rstrip()
    while at < len(text):
        hit = _TOKEN.match(text, at)
        if hit is None:
            raise FormulaError(f"“{text[at:].lstrip()[:1]}” is no part of a formula.")
        at, count = hit.end(), count + 1
        if count > TOKENS:
            raise FormulaError(f"A formula has at most {TOKENS} parts.")
        token = hit.group().strip()
        yield _SAME.get(token, token)


class _Reader:
    """Reads the tokens from left to right, one rule a method."""

    def __init__(self, tokens: tuple[str, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def ahead(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def sum(self, depth: int) -> Node:
        if depth > DEPTH:
            raise FormulaError(f"Brackets are nested more than {DEPTH} deep.")
        tree = self._product(depth)
        while self.ahead in {"+", "-"}:
            tree = Apply(self._take(), (tree, self._product(depth)))
        return tree

    def _product(self, depth: int) -> Node:
        tree = self._signed(depth)
        while self.ahead in {"*", "/"} or self.ahead.lower() == "of":
            tree = Apply(self._take().lower(), (tree, self._signed(depth)))
        return tree

    def _signed(self, depth: int) -> Node:
        if self.ahead != "-":
            return self._single(depth)
        self._take()
        if depth > DEPTH:
            raise FormulaError("There are too many signs in a row.")
        return Apply("neg", (self._signed(depth + 1),))

    def _single(self, depth: int) -> Node:
        part = self._take()
        if part == "(":
            tree = self.sum(depth + 1)
            self._expect(")")
            return tree
        if part[:1] in _DIGITS:
            return self._number(part)
        word = part.lower()
        if word in FUNCTIONS and self.ahead == "(":
            return self._call(word, depth)
        if _NAME.fullmatch(word):
            return Name(word)
        if not part:
            raise FormulaError("The formula ends too early.")
        if part[:1].isalpha():
            raise FormulaError(
                f"“{part}” is not known here: use claim, e1, e2 and so on, or a number."
            )
        raise FormulaError(f"“{part}” was not expected there.")

    def _number(self, token: str) -> Number:
        if sum(map(str.isdigit, token)) > DIGITS:
            raise FormulaError(f"A number has at most {DIGITS} digits.")
        value = Decimal(token)
        if self.ahead.lower() in MAGNITUDES:
            value *= MAGNITUDES[self._take().lower()]
        if self.ahead == "%":
            self._take()
            return Number(value, "percent")
        word = self.ahead.lower()
        if word[:1].isalpha() and word != "of":
            return Number(value, self._take().replace("_", " "))
        return Number(value)

    def _call(self, function: str, depth: int) -> Apply:
        self._expect("(")
        parts = [self.sum(depth + 1)]
        while self.ahead == ",":
            self._take()
            parts.append(self.sum(depth + 1))
        self._expect(")")
        least, most = FUNCTIONS[function]
        if not least <= len(parts) <= most:
            told = f"{least} to {most}" if least != most else str(least)
            raise FormulaError(f"{function} takes {told} numbers.")
        return Apply(function, tuple(parts))

    def _take(self) -> str:
        token = self.ahead
        self._at += 1
        return token

    def _expect(self, sign: str) -> None:
        found = self._take()
        if found != sign:
            raise FormulaError(
                f"A “{sign}” is missing before “{found}”."
                if found
                else f"A “{sign}” is missing at the end."
            )
