"""Discussions of a claim: said, answered, settled and taken up again.

Nothing of it moves the claim, and nothing is deleted: a comment its author changes keeps
its earlier wordings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from claims import conf, selectors
from claims.documents.text import tidy, trimmed
from claims.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
)
from claims.models import Claim, Comment, EarlierWording, Thread
from claims.permissions import require
from claims.services import away, notices
from claims.vocabulary import ReadingField, Role, TalkStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import User

#: How long an author may change what they said, and how often.
EDIT_FOR = timedelta(hours=24)
EDITS = 20
#: Threads of one claim, and entries of one thread: a page stays readable.
THREADS = 200
ENTRIES = 200
#: People one comment calls.
MENTIONS = 20

_MENTION = re.compile(r"(?<![\w.@+/-])@([\w.@+-]{1,150})")


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that was kept, and whom it calls."""

    comment: Comment
    called: Sequence[User] = ()


@away.writes
def begin(
    claim: Claim,
    *,
    text: str,
    actor: User,
    evidence: int | None = None,
    field: str = "",
) -> Said:
    """Open a discussion about a claim, a piece of its evidence or a field of its reading."""
    require(actor, Role.REVIEWER)
    said = _checked(text)
    if evidence is not None and field:
        raise InvalidInputError(
            "A discussion is about one thing: evidence, or a field.", field="field"
        )
    if field and field not in ReadingField.values:
        known = ", ".join(ReadingField.values)
        raise InvalidInputError(
            f"No such field. Choose one of: {known}.", field="field"
        )
    if evidence is not None and not claim.evidence.filter(pk=evidence).exists():
        raise InvalidInputError("Unknown evidence for this claim.", field="evidence")
    if claim.threads.count() >= THREADS:
        raise ConflictError(f"This claim has {THREADS} discussions; answer in one.")
    with transaction.atomic():
        thread = Thread.objects.create(claim=claim, evidence_id=evidence, field=field)
        return _say(thread, said, actor)


@away.writes
def reply(thread: Thread, *, text: str, actor: User) -> Said:
    require(actor, Role.REVIEWER)
    _check_room(thread)
    said = _checked(text)
    with transaction.atomic():
        return _say(thread, said, actor)


def resolve(thread: Thread, *, actor: User, text: str = "") -> Said:
    """Say that a discussion is settled, with a last word or without."""
    return _turn(thread, TalkStep.RESOLVED, text, actor)


def reopen(thread: Thread, *, actor: User, text: str = "") -> Said:
    return _turn(thread, TalkStep.REOPENED, text, actor)


@away.writes
def edit(comment: Comment, *, text: str, actor: User) -> Said:
    """Put one's own words differently, for a day; how they read before is kept."""
    require(actor, Role.REVIEWER)
    if comment.author_id != actor.pk:
        raise NotAllowedError("Only who said it may put it differently.")
    if comment.created_at < timezone.now() - EDIT_FOR:
        raise ConflictError(
            "A comment can be changed for a day; say what is to be said in a new one."
        )
    if comment.earlier.count() >= EDITS:
        raise ConflictError(f"A comment can be changed {EDITS} times.")
    said = _checked(text)
    before = comment.text
    if said == before:
        return Said(comment)
    with transaction.atomic():
        kept = Comment.objects.filter(pk=comment.pk, text=before)
        if not kept.update(text=said, edited_at=Now()):
            raise StaleClaimError("You changed this comment elsewhere. Read it again.")
        EarlierWording.objects.create(comment=comment, text=before)
        comment.refresh_from_db()
        return _told(comment, known=names_in(before))


def names_in(text: str) -> list[str]:
    """User names a text calls, as they are written: "@ana." is "ana"."""
    found = (hit.group(1).rstrip(".@+-") for hit in _MENTION.finditer(text))
    return list(dict.fromkeys(filter(None, found)))


def may_edit(comment: Comment, person: User) -> bool:
    return (
        comment.author_id == person.pk
        and bool(comment.text)
        and comment.created_at >= timezone.now() - EDIT_FOR
    )


@away.writes
def _turn(thread: Thread, step: TalkStep, text: str, actor: User) -> Said:
    require(actor, Role.REVIEWER)
    _check_room(thread)
    shown = selectors.comments_for(actor, thread.comments.order_by("id"))
    now = selectors.Talk(thread, list(shown))
    if now.resolved == (step == TalkStep.RESOLVED):
        state = "settled already" if now.resolved else "still open"
        raise ConflictError(f"This discussion is {state}.")
    said = _checked(text) if trimmed(text) else ""
    with transaction.atomic():
        return _say(thread, said, actor, step)


def _say(
    thread: Thread, text: str, actor: User, step: TalkStep = TalkStep.SAID
) -> Said:
    comment = Comment.objects.create(
        thread=thread, step=step, round=thread.claim.round, author=actor, text=text
    )
    return _told(comment)


def _told(comment: Comment, *, known: Sequence[str] = ()) -> Said:
    """Who is called, beside those an earlier wording called already."""
    names = [name for name in names_in(comment.text) if name not in known]
    if len(names) > MENTIONS:
        raise InvalidInputError(
            f"One comment calls at most {MENTIONS} people.", field="text"
        )
    found = selectors.mentionable().filter(username__in=names)
    people = {one.username: one for one in found}
    if unknown := [f"@{name}" for name in names if name not in people]:
        raise InvalidInputError(
            f"Nobody here is called {' or '.join(unknown)}. Write it without @, or name "
            "somebody.",
            field="text",
        )
    called = [people[name] for name in names]
    notices.said(comment, called, again=comment.edited_at is not None)
    return Said(comment, called)


def _check_room(thread: Thread) -> None:
    if thread.comments.count() >= ENTRIES:
        raise ConflictError(f"This discussion has {ENTRIES} entries; open another one.")


def _checked(text: str) -> str:
    said = trimmed(tidy(text))
    if not said:
        raise InvalidInputError("Say something.", field="text")
    if len(said) > conf.LIMITS.comment_chars:
        raise InvalidInputError(
            f"A comment has at most {conf.LIMITS.comment_chars:,} characters.",
            field="text",
        )
    return said
