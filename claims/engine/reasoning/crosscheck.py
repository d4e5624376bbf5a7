"""The numbers of one article against each other: arithmetic before any source is asked.

Only numbers that their wording ties together are set against one another; the table of
rules is in `docs/comparing.md`.  The work grows with the number of claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import localcontext

from claims.engine.reasoning.cross_averages import averages
from claims.engine.reasoning.cross_changes import changes
from claims.engine.reasoning.cross_levels import levels
from claims.engine.reasoning.cross_parts import parts
from claims.engine.reasoning.cross_rates import rates
from claims.engine.reasoning.cross_results import results
from claims.engine.reasoning.cross_shares import shares
from claims.engine.reasoning.cross_told_parts import told_parts
from claims.engine.reasoning.findings import OUTCOMES, ArithmeticFinding
from claims.engine.reasoning.neighbours import Article
from claims.engine.reasoning.sentences import sentences
from claims.engine.reasoning.tolerance import (
    ARITHMETIC,
    DEFAULT_POLICY,
    TolerancePolicy,
)
from claims.engine.types import NumericClaim

#: Claims looked at, in reading order: a longer text is no article.
MOST_CLAIMS = 1_000
#: Findings given for one article; nobody reads more.
MOST = 200

_RULES: tuple[Callable[[Article], Iterator[ArithmeticFinding]], ...] = (
    changes,
    parts,
    shares,
    averages,
    rates,
    levels,
    results,
    told_parts,
)


def cross_check(
    claims: Sequence[NumericClaim],
    text: str,
    *,
    published: date | None,
    policy: TolerancePolicy = DEFAULT_POLICY,
) -> tuple[ArithmeticFinding, ...]:
    """What does not fit first, then what is incomplete, each in reading order.

    `text` is the one the claims' spans point into.
    """
    with localcontext(ARITHMETIC):
        some = sorted(claims, key=lambda claim: claim.start)[:MOST_CLAIMS]
        told = tuple(sentences(some, text, policy))
        article = Article(text, told, published, policy)
        found = [one for rule in _RULES for one in rule(article)]
    return tuple(_in_order(found)[:MOST])


def _in_order(found: Iterable[ArithmeticFinding]) -> list[ArithmeticFinding]:
    """Each set of numbers once, under the first rule that ties it together."""
    once: dict[frozenset[tuple[int, int]], ArithmeticFinding] = {}
    for one in found:
        once.setdefault(frozenset(one.operands), one)
    return sorted(
        once.values(),
        key=lambda one: (OUTCOMES.index(one.outcome), min(one.operands)),
    )
