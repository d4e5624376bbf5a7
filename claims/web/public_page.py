"""Everything a published claim's page prints; nothing in it depends on the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims import selectors
from claims.models import Claim, Publication, Rating, Review, SourceJob
from claims.services import tolerances
from claims.vocabulary import ReasonCode
from claims.web.cards import Card, cards_of
from claims.web.lines import Lines, lines_of


@dataclass(frozen=True, slots=True)
class PublicPage:
    publication: Publication
    claim: Claim
    context: selectors.Context
    review: Review
    cards: Sequence[Card]
    lines: Lines | None
    searches: Sequence[SourceJob]
    corrections: Sequence[Publication]
    scale: Sequence[Rating]

    @property
    def document(self) -> Mapping[str, Any]:
        """The ClaimReview as it went out."""
        return self.publication.document  # type: ignore[no-any-return]  # a JSON object

    @property
    def is_verbatim(self) -> bool:
        """Whether the claim is worded as the article worded it."""
        quote, statement = self.context.sentence, self.claim.statement
        return quote.split() == statement.split()

    @property
    def reason_codes(self) -> list[str]:
        return [ReasonCode(code).label for code in self.review.reason_codes]


def public_page(publication: Publication) -> PublicPage:
    claim, review = publication.claim, publication.verdict.review
    letters = selectors.letters_of(claim.evidence.values_list("pk", flat=True))
    evidence = [(letters[one.pk], one) for one in selectors.evidence_cited(review)]
    revisions = selectors.revisions_of(claim).exclude(withdrawal="")
    return PublicPage(
        publication=publication,
        claim=claim,
        context=selectors.context_of(claim),
        review=review,
        cards=cards_of(evidence),
        lines=lines_of(
            claim, evidence, tolerances.made_by([one for _, one in evidence])
        ),
        searches=list(selectors.source_jobs_of(claim)),
        corrections=list(revisions),
        scale=list(review.rating.scale.ratings.all()),
    )
