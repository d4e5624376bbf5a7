"""What happened to a claim: its steps, its reviews, and why it came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import ClaimEvent, Evidence, Review, StatusChange
from claims.vocabulary import Action

if TYPE_CHECKING:
    from datetime import datetime

#: What takes finished work back into review, in the words of its page.
RETURNS: Mapping[str, str] = {
    Action.RELEASE: "Sent back",
    Action.REOPEN: "Reopened",
    Action.CORRECT: "Taken back for correction",
    Action.RETRACT: "Retracted",
}


@dataclass(frozen=True, slots=True)
class SentBack:
    """The step that asked for a new review, and the review it was about."""

    word: str
    change: StatusChange
    review: Review


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the history: a step, a review, evidence, or something arranged."""

    at: datetime
    change: StatusChange | None = None
    review: Review | None = None
    note: ClaimEvent | None = None
    evidence: Evidence | None = None
    letter: str = ""  # of the evidence


def timeline(
    reviews: Sequence[Review],
    history: Sequence[StatusChange],
    notes: Sequence[ClaimEvent] = (),
    evidence: Iterable[tuple[str, Evidence]] = (),
) -> list[Event]:
    """Steps, reviews, what people brought and what else was arranged, oldest first."""
    steps = [Event(one.created_at, change=one) for one in history]
    handed_in = [Event(one.created_at, review=one) for one in reviews]
    arranged = [Event(one.created_at, note=one) for one in notes]
    brought = [
        Event(one.added_at, evidence=one, letter=letter)
        for letter, one in evidence
        if one.added_by_id
    ]
    every = [*steps, *handed_in, *brought, *arranged]
    return sorted(every, key=lambda event: event.at)


def sent_back(
    reviews: Sequence[Review], history: Sequence[StatusChange]
) -> SentBack | None:
    """What was asked for after the newest review; `reviews` come newest first."""
    if not reviews:
        return None
    last = reviews[0]
    for change in history:
        word = RETURNS.get(change.action)
        if word and change.created_at >= last.created_at:
            return SentBack(word, change, last)
    return None
