"""What people do to claims in bulk: per claim the same service as everywhere else.

Taking, releasing, signing off and publishing go claim by claim, each whole or not at all:
they answer for one claim after a look at it, and nothing undoes them for many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from claims.errors import ClaimsError, Refusals, StaleClaimError
from claims.models import BulkChange, Claim, Review
from claims.services import (
    bulk,
    correcting,
    locking,
    publishing,
    queueing,
    reviewing,
    sourcing,
    transitions,
)
from claims.vocabulary import Action, BulkAction
from claims.workflow import NEEDS_REASON

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Claims one request acts on.
AT_ONCE = 200

#: Refusals told one by one; the rest are counted.
TOLD = 10


@dataclass(frozen=True, slots=True)
class Words:
    """What a person said along with an action."""

    reason: str = ""
    review: Review | None = None
    kind: str = ""  # of a correction


@dataclass(frozen=True, slots=True)
class ClaimAction:
    action: Action
    done: str
    run: Callable[[Claim, User, Words], object]
    about: str = ""
    optional_words: bool = False
    bulk: BulkAction | None = None  # what several claims are asked for by
    each: Callable[[Sequence[Claim], User], Refusals] | None = None  # several at once

    @property
    def name(self) -> str:
        return self.action.value

    @property
    def label(self) -> str:
        return self.action.label

    @property
    def needs_reason(self) -> bool:
        return self.action in NEEDS_REASON

    @property
    def asks(self) -> bool:
        """Whether a page asks for words before anything is done."""
        return self.needs_reason or self.optional_words


@dataclass(slots=True)
class Outcome:
    """How acting on several claims ended."""

    done: int = 0
    refused: list[tuple[Claim, str]] = field(default_factory=list)

    def in_words(self, done: str) -> str:
        """`3 published, 1 refused: claim 7: Somebody is working on this claim.`"""
        told = f"{self.done} {done}"
        if not self.refused:
            return f"{told}."
        reasons = Counter(why for _, why in self.refused)
        if len(reasons) == 1 and len(self.refused) > 1:
            lines = list(reasons)
        else:
            lines = [f"claim {claim.pk}: {why}" for claim, why in self.refused[:TOLD]]
        beyond = len(self.refused) - TOLD
        if len(reasons) > 1 and beyond > 0:
            lines.append(f"and {beyond} more.")
        return f"{told}, {len(self.refused)} refused: {' '.join(lines)}"


def _sources(claim: Claim, actor: User, words: Words) -> None:
    sourcing.request_sources(claim, actor=actor, reason=words.reason)


def _take(claim: Claim, actor: User, words: Words) -> object:
    return queueing.take(claim, actor=actor)


def _release(claim: Claim, actor: User, words: Words) -> object:
    return queueing.release(claim, actor=actor, reason=words.reason)


def _dismiss(claim: Claim, actor: User, words: Words) -> object:
    return reviewing.dismiss(claim, actor=actor, reason=words.reason)


def _restore(claim: Claim, actor: User, words: Words) -> object:
    return reviewing.restore(claim, actor=actor)


def _restore_each(claims: Sequence[Claim], actor: User) -> Refusals:
    return reviewing.restore_each(claims, actor=actor)


def _decide(claim: Claim, actor: User, words: Words) -> object:
    return reviewing.decide(claim, actor=actor, review=words.review, note=words.reason)


def _publish(claim: Claim, actor: User, words: Words) -> object:
    asked = publishing.asking_for_kind([claim])
    return publishing.publish(claim, actor=actor, kind=words.kind if asked else "")


def _reopen(claim: Claim, actor: User, words: Words) -> object:
    return reviewing.reopen(claim, actor=actor, reason=words.reason)


def _correct(claim: Claim, actor: User, words: Words) -> object:
    return correcting.correct(claim, actor=actor, reason=words.reason, kind=words.kind)


def _retract(claim: Claim, actor: User, words: Words) -> object:
    return correcting.retract(claim, actor=actor, reason=words.reason)


_ALL = (
    ClaimAction(
        Action.REQUEST_SOURCES,
        "sent to look for sources",
        _sources,
        "It can stay empty.",
        bulk=BulkAction.SOURCES,
    ),
    ClaimAction(Action.START_REVIEW, "taken", _take),
    ClaimAction(
        Action.RELEASE,
        "released",
        _release,
        "An editor sends a review back with a reason; else it can stay empty.",
        optional_words=True,
    ),
    ClaimAction(
        Action.DISMISS,
        "dismissed",
        _dismiss,
        "Kept beside the claim for colleagues.",
        bulk=BulkAction.DISMISS,
    ),
    ClaimAction(Action.RESTORE, "restored", _restore, each=_restore_each),
    ClaimAction(
        Action.DECIDE,
        "signed off",
        _decide,
        "The review of another person becomes the newsroom's verdict. A note can be added.",
        optional_words=True,
    ),
    ClaimAction(Action.PUBLISH, "published", _publish),
    ClaimAction(
        Action.REOPEN,
        "reopened",
        _reopen,
        "The verdict is set aside and kept as history.",
    ),
    ClaimAction(
        Action.CORRECT,
        "taken back for correction",
        _correct,
        "Readers see this reason.",
    ),
    ClaimAction(Action.RETRACT, "retracted", _retract, "Readers see this reason."),
)

#: Every action of the workflow a person can do, by its name.
ACTIONS: Mapping[str, ClaimAction] = MappingProxyType({one.name: one for one in _ALL})


def act(
    one: ClaimAction,
    claims: Sequence[Claim],
    *,
    actor: User,
    words: Words | None = None,
    seen: Mapping[int, int] | None = None,
) -> Outcome:
    """Do one action to each claim; `seen` holds the versions the actor looked at.

    A refusal of one claim leaves the others alone.
    """
    refused: Refusals = {
        claim.pk: StaleClaimError(transitions.STALE)
        for claim in claims
        if (seen or {}).get(claim.pk, claim.version) != claim.version
    }
    asked = [claim for claim in claims if claim.pk not in refused]
    if one.each is not None:
        refused |= one.each(asked, actor)
    else:
        refused |= _one_by_one(one, asked, actor, words or Words())
    told = [
        (claim, refused[claim.pk].message) for claim in claims if claim.pk in refused
    ]
    return Outcome(len(claims) - len(told), told)


def _one_by_one(
    one: ClaimAction, claims: Sequence[Claim], actor: User, words: Words
) -> Refusals:
    refused: Refusals = {}
    for claim in claims:
        try:
            with locking.one_of_several():
                one.run(claim, actor, words)
        except ClaimsError as error:
            refused[claim.pk] = error
    return refused


def act_on_several(
    order: bulk.Order,
    claims: Sequence[Claim],
    *,
    actor: User,
    seen: Mapping[int, int] | None = None,
) -> tuple[Outcome, BulkChange]:
    """The same by the service every door asks, which can take it back for a day."""
    change, done = bulk.do(claims, order, actor=actor, seen=seen)
    refused = [(one.claim, one.error.message) for one in done if one.error]
    return Outcome(len(done) - len(refused), refused), change
