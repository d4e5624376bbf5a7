"""Prior checks: what others have published about a claim like ours.

They are kept apart from evidence and counted nowhere: a check of the same claim cannot
prove the claim.  All that is told is whether it is about the same number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine import language_of
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.types import Quantity
from claims.models import Claim, PriorCheck
from claims.providers.base import SearchResult
from claims.providers.numwords import is_number_word
from claims.providers.published import PublishedCheck, as_check, words_of
from claims.providers.stopwords import is_stop_word
from claims.services import evidence
from claims.vocabulary import SameNumber, SearchOutcome

#: Checks looked at for one claim and provider; most only share a word or two with it.
LOOKED_AT = 20
#: Without a number about the same thing the two claims must share so many words, and
#: so much of the shorter and of the longer of them.
_WORDS, _OF_SHORTER, _OF_LONGER = 3, 60, 50
_WORD = re.compile(r"[^\W\d_]{2,}")
_MAY_CHANGE = (
    *("title", "rating", "reviewed_on", "claimed_on"),
    *("number", "readback", "explanation"),
)
NO_NUMBER = "The checked claim states no number about this."


@dataclass(frozen=True, slots=True)
class Checked:
    """A published check about our claim, and what it has to do with our number."""

    check: PublishedCheck
    number: SameNumber
    explanation: str = ""
    readback: str = ""


def read_checks(claim: Claim, result: SearchResult) -> evidence.Searched:
    """Keep the checks of a claim like ours; none is opened."""
    looked_at = [as_check(candidate) for candidate in result.candidates]
    read = (about(claim, check) for check in looked_at)
    kept = tuple(one for one in read if one is not None)
    those = f"{len(kept)} about it" if kept else "none is about it"
    told = f"{len(looked_at)} published checks share words with the claim; {those}."
    return evidence.Searched(
        outcome=_outcome(result, kept),
        queries=tuple(result.queries),
        reason=" ".join(filter(None, (told, result.message))),
        documents=len(looked_at),
        checks=kept,
    )


def store_checks(claim: Claim, provider: str, checks: Sequence[Checked]) -> None:
    """Write what was found.  A publisher may have changed a rating: the newest stands."""
    PriorCheck.objects.bulk_create(
        {one.check.fingerprint: _row(claim, provider, one) for one in checks}.values(),
        update_conflicts=True,
        unique_fields=["claim", "fingerprint"],
        update_fields=_MAY_CHANGE,
    )


def _outcome(result: SearchResult, kept: Sequence[Checked]) -> SearchOutcome:
    if kept:
        return SearchOutcome.FOUND
    # One question was answered and another was not: that is no "nothing".
    could_not = bool(result.reason)
    return SearchOutcome.COULD_NOT_SEARCH if could_not else SearchOutcome.EMPTY


def about(claim: Claim, check: PublishedCheck) -> Checked | None:
    """The check with its number, or None when it is about something else."""
    language = check.language or language_of(check.claim) or claim.article.language
    quantity = evidence.claim_quantity(claim)
    passages = find_passages(
        quantity,
        check.claim,
        language=language,
        as_of=check.claimed_on or check.reviewed_on,
        context=claim.statement,
        about=claim.article.title,
        heading=check.title if check.title != check.claim else "",
        limit=1,
    )
    if passages:
        number, told = _same_number(quantity, passages[0].quantity)
        return Checked(check, number, told, passages[0].readback)
    if _alike(claim.statement, check.claim, claim.article.language):
        return Checked(check, SameNumber.NONE, NO_NUMBER)
    return None


def _same_number(ours: Quantity, theirs: Quantity) -> tuple[SameNumber, str]:
    compared = compare(ours, theirs)
    told = compared.explanation
    if compared.outcome == "not_comparable":
        return SameNumber.NOT_COMPARED, told
    if compared.outcome == "outside":
        return SameNumber.DIFFERENT, told
    equal = compared.claim == compared.evidence
    return (SameNumber.SAME if equal else SameNumber.COMPATIBLE), told


def _alike(ours: str, theirs: str, language: str) -> bool:
    mine, other = _telling(ours, language), _telling(theirs, language)
    shared, (shorter, longer) = len(mine & other), sorted((len(mine), len(other)))
    most = max(shorter * _OF_SHORTER, longer * _OF_LONGER)
    return shared >= _WORDS and shared * 100 >= most


def _telling(text: str, language: str) -> set[str]:
    """Stems of the words that say what a claim is about, without its numbers."""
    telling = (
        word
        for word in _WORD.findall(text)
        if not is_stop_word(word, language) and not is_number_word(word)
    )
    return {stem for word in telling for stem in words_of(word)}


def _row(claim: Claim, provider: str, found: Checked) -> PriorCheck:
    check = found.check
    return PriorCheck(
        claim=claim,
        provider=provider,
        url=check.url,
        title=check.title[:300],
        publisher=check.publisher[:200],
        claimed=check.claim,
        rating=check.rating[:300],
        reviewed_on=check.reviewed_on,
        claimed_on=check.claimed_on,
        language=check.language[:20],
        number=found.number,
        readback=found.readback,
        explanation=found.explanation,
        fingerprint=check.fingerprint,
    )
