"""Shares of one whole told side by side: together they are all of it, or no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.engine.reasoning import sums
from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.operands import HUNDRED, PERCENT
from claims.engine.reasoning.sentences import Sentence, listed, phrases
from claims.engine.types import Interval

_SHARES = frozenset({"percent", "fraction"})


def up_to_hundred(sentence: Sentence, last: int) -> Iterator[ArithmeticFinding]:
    some = [n for n in range(last + 1) if sentence.claims[n].kind in _SHARES]
    if len(some) < 2 or len(some) <= last:
        return
    if any(_moves(sentence, n) for n in some):
        return
    yield _hundred(sentence, some, above_only=False)


def _moves(sentence: Sentence, n: int) -> bool:
    claim = sentence.claims[n]
    before = sentence.before(n)
    return (
        claim.trend is not None
        or bool(listed("parts.list_breaks") & set(tokens_of(before)))
        or bool(re.search(r"\b(?:from|to|by)\s+(?:\w+\s+)?$", before))
    )


def shares_of_one_whole(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """Shares that exclude one another cannot be more than the whole."""
    if not any(f" {phrase}" in sentence.text for phrase in phrases("parts.exclusive")):
        return
    some = [n for n, one in enumerate(sentence.claims) if one.kind in _SHARES]
    if len(some) < 2 or any(_moves(sentence, n) for n in some):
        return
    bases = {sentence.claims[n].base for n in some} - {None}
    if len(bases) > 1 or some != list(range(some[0], some[-1] + 1)):
        return
    found = _hundred(sentence, some, above_only=True)
    if found.outcome == "misfit":
        yield found


def _hundred(
    sentence: Sentence, some: Sequence[int], *, above_only: bool
) -> ArithmeticFinding:
    """The last share against what the others leave."""
    *others, last = (sentence.operand(n) for n in some)
    left = sums.minus(
        sums.exactly(HUNDRED), sums.total_of([one.stated for one in others])
    )
    room = sums.minus(
        sums.exactly(HUNDRED), sums.total_of([one.allowed for one in others])
    )
    if above_only:
        room = Interval(None, room.high, high_open=room.high_open)
    minus = " \u2212 ".join(one.text for one in others)
    expected = Written(left, room, f"100 % \u2212 {minus}", PERCENT)
    return checked(
        "shares_above" if above_only else "parts_whole", last, expected, *others
    )
