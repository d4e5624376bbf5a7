"""An article's numbers against each other, each finding with the claims it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.engine.reasoning.crosscheck import MOST_CLAIMS, cross_check
from claims.engine.reasoning.findings import ArithmeticFinding
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.models import Article, Claim
from claims.selectors.sense import as_read

#: The wording that ties numbers together is known in these languages.
_LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """`claims` are in the order of the finding's operands."""

    finding: ArithmeticFinding
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What does not fit, what something is missing for, and what fits."""

    misfits: tuple[CrossCheck, ...]
    incomplete: tuple[CrossCheck, ...]
    fits: tuple[CrossCheck, ...]

    @property
    def every(self) -> tuple[CrossCheck, ...]:
        return (*self.misfits, *self.incomplete, *self.fits)

    def of(self, claim: Claim) -> Arithmetic:
        """What a claim takes part in."""
        return _sorted(one for one in self.every if claim in one.claims)


def arithmetic_of(
    article: Article, claims: Iterable[Claim], *, policy: TolerancePolicy
) -> Arithmetic:
    """`claims` are the article's, in the order of its text."""
    if article.language.partition("-")[0] not in _LANGUAGES:
        return _sorted(())
    rows = {(one.start, one.end): one for one in claims}
    published = article.published_at.date() if article.published_at else None
    found = cross_check(
        [as_read(one) for one in rows.values()],
        article.text,
        published=published,
        policy=policy,
    )
    return _sorted(
        CrossCheck(one, tuple(rows[span] for span in one.operands)) for one in found
    )


def arithmetic_claims(article: Article) -> list[Claim]:
    """As many as are set against each other, without what is of no use for it."""
    rows = Claim.objects.filter(article=article).defer("contributions")
    return list(rows.order_by("start")[:MOST_CLAIMS])


def _sorted(found: Iterable[CrossCheck]) -> Arithmetic:
    every = tuple(found)
    by = {
        outcome: tuple(one for one in every if one.finding.outcome == outcome)
        for outcome in ("misfit", "incomplete", "fits")
    }
    return Arithmetic(by["misfit"], by["incomplete"], by["fits"])
