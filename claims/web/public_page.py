"""Everything a published claim's page prints; nothing in it depends on the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from claims import selectors
from claims.models import Claim, Publication, Rating, Review
from claims.services import resting, shown, tolerances
from claims.services.weighing import Weighing, compared, weigh
from claims.vocabulary import CorrectionKind, ReasonCode
from claims.web.cards import Card, cards_of
from claims.web.lines import Lines, lines_of

_WEIGHTY = (CorrectionKind.VERDICT, CorrectionKind.UPDATE)

#: Quotation marks, opening or closing.
_MARKS = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class PublicPage:
    publication: Publication
    claim: Claim
    context: selectors.Context
    review: Review
    cards: Sequence[Card]
    lines: Lines | None
    weighing: Weighing | None
    rounds: Sequence[selectors.Round]  # where the verdict is that it was not enough
    corrections: Sequence[Publication]
    rating_language: str  # "" where the newsroom's own label went out
    scale: Sequence[tuple[str, str]]  # label and meaning, in that language

    @property
    def document(self) -> Mapping[str, Any]:
        """The ClaimReview as it went out."""
        return self.publication.document  # type: ignore[no-any-return]  # a JSON object

    @property
    def said_and_now(self) -> bool:
        """Whether a source tells apart what held then and what holds now."""
        return any(card.evidence.relation_now for card in self.cards)

    @property
    def weighty(self) -> list[Publication]:
        """Corrections told above the check: its verdict changed, or more became known."""
        return [one for one in self._replaced if one.correction in _WEIGHTY]

    @property
    def lighter(self) -> list[Publication]:
        return [one for one in self._replaced if one.correction not in _WEIGHTY]

    @property
    def _replaced(self) -> list[Publication]:
        return [one for one in self.corrections if one.pk != self.publication.pk]

    @property
    def replies(self) -> list[dict[str, Any]]:
        """Replies asked for, as far as readers are told; frozen with the publication."""
        return [
            {
                "answer": one["answer"],
                "asked": parse_datetime(one["asked"]),
                "answered": parse_datetime(one["answered"]),
                "deadline": parse_datetime(one["deadline"]),
                "late": _is_past(one["deadline"], self.publication.published_at),
            }
            for one in self.publication.replies
        ]

    @property
    def is_verbatim(self) -> bool:
        """Whether the claim is worded as the article worded it."""
        quote, statement = self.context.sentence, self.claim.statement
        return quote.split() == statement.split()

    @property
    def has_own_marks(self) -> bool:
        """Whether the sentence brings its quotation marks: it is not quoted twice."""
        sentence = self.context.sentence.strip().rstrip(".,!?")
        return sentence[:1] in _MARKS or sentence[-1:] in _MARKS

    @property
    def reason_codes(self) -> list[str]:
        return [ReasonCode(code).label for code in self.review.reason_codes]


def _is_past(deadline: str, published: datetime) -> bool:
    by = parse_datetime(deadline)
    return by is not None and by < published


def public_page(publication: Publication, *, scale: str = "") -> PublicPage:
    claim, review = publication.claim, publication.verdict.review
    claim.article = selectors.as_described(publication)
    letters = selectors.letters_in(claim)
    cited = list(selectors.evidence_cited(review))
    kept = dict(resting.hidden(publication))
    kept |= {
        one.pk: one.source.confidential for one in cited if one.source.confidential
    }
    cards = [
        (letters[one.pk], shown.kept_back(one) if one.pk in kept else one)
        for one in cited
    ]
    # A number line or an origin would tell what the card does not.
    evidence = [(letter, one) for letter, one in cards if one.pk not in kept]
    policies = tolerances.made_by([one for _, one in evidence])
    made = compared(claim, evidence, policies)
    until = publication.published_at
    choices = selectors.root_choices(claim, until=until) if evidence else []
    language = _language_of(publication, review.rating)
    revisions = selectors.revisions_of(claim).exclude(withdrawal="")
    return PublicPage(
        publication=publication,
        claim=claim,
        context=selectors.context_of(claim),
        review=review,
        cards=cards_of(cards, told=resting.frozen(publication), hidden=kept),
        lines=lines_of(claim, evidence, policies, scale=scale, known=made),
        weighing=(
            weigh(claim, evidence, policies, choices, known=made) if evidence else None
        ),
        rounds=rounds_of(publication),
        corrections=list(revisions),
        rating_language=language,
        scale=[
            (one.label_in(language), one.meaning)
            for one in review.rating.scale.ratings.all()
        ],
    )


def _language_of(publication: Publication, rating: Rating) -> str:
    """The language of the label it went out with; "" is the newsroom's own."""
    tag = rating.tag_for(publication.document.get("inLanguage", ""))
    return tag if publication.rating_label == rating.label_in(tag) else ""


def rounds_of(publication: Publication) -> list[selectors.Round]:
    """The search behind a verdict of "not enough evidence"; none behind any other."""
    review = publication.verdict.review
    if not review.searched_not_enough and review.evidence.exists():
        return []
    return selectors.public_log(publication.claim, until=publication.published_at)
