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

#: The preposition that says what a share of the whole goes to, or comes from.
_BEHIND = re.compile(
    r"(?: of [^,;.]{1,30}?)? (?P<head>from|on|for|to|by|into|in)\b", re.IGNORECASE
)
_PREPOSITIONS = frozenset({"on", "for", "to", "from", "by"})
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
    some = [n for n, one in enumerate(sentence.claims) if one.kind in _SHARES]
    least = _least(sentence.text) or _alike(sentence, some)
    if not least or len(some) < least or any(_moves(sentence, n) for n in some):
        return
    bases = {sentence.claims[n].base for n in some} - {None}
    if len(bases) > 1 or some != list(range(some[0], some[-1] + 1)):
        return
    found = _hundred(sentence, some, above_only=True)
    if found.outcome == "misfit":
        yield found


def _least(text: str) -> int:
    """How many shares it takes by these words; 0 where they say nothing."""
    if any(f" {phrase}" in text for phrase in phrases("parts.exclusive")):
        return 2
    three = any(f" {phrase}" in text for phrase in phrases("parts.exclusive_of_three"))
    return 3 if three else 0


def _alike(sentence: Sentence, some: Sequence[int]) -> int:
    """ "70 percent of its income from milk, 20 percent from grain": one preposition."""
    heads = [_BEHIND.match(sentence.after(n)) for n in some]
    words = {hit["head"] for hit in heads if hit}
    if len(words) == 1 and all(heads):
        return 3
    leads = {(sentence.before(n).split() or [""])[-1] for n in some}
    return 3 if len(leads) == 1 and leads <= _PREPOSITIONS else 0


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
