"""How much a whole sentence deserves checking, with or without a number in it."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading import view as views
from claims.engine.reading.candidates import extract
from claims.engine.reading.checkworthiness import sentence_features, worth_words
from claims.engine.reading.languages import grammar
from claims.engine.reading.tokens import tokenise
from claims.engine.reading.weighing import Weights, scale_of, weigh
from claims.engine.types import Worth


def check_worthiness(
    sentence: str, *, language: str = "en", weights: Weights | None = None
) -> Worth:
    """The worth of the worthiest number, or of the words alone where that is more.

    The features and weights are those of a claim.  Raises ValueError when the text is
    not in Unicode normal form C.
    """
    scale, known = scale_of(weights), worth_words(language)
    found = extract(sentence, language=language, weights=weights).claims
    worths = [claim.worth for claim in found]
    view = views.plain(sentence)
    lower = views.lowered(view)
    for start, end in grammar(language).sentences(view):
        told = sentence_features(tokenise(sentence, view, lower, start, end), known)
        worths.append(weigh(told, scale))
    return max(worths, key=_score, default=weigh(0, scale))


def _score(worth: Worth) -> Decimal:
    return worth.score


def sentences_of(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, as claims are told by."""
    return list(grammar(language).sentences(views.plain(text)))
