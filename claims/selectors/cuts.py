"""How people cut an article: their steps, and the spans no machine touches again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Article, Claim, Cut, DismissedNumber, StatusChange
from claims.selectors.unread import moves_waiting
from claims.vocabulary import Action, CutStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Span = tuple[int, int]


def cuts_of(article: Article) -> QuerySet[Cut]:
    """What people did to an article's cut, the newest first."""
    return article.cuts.select_related("actor", "undone_by").order_by("-id")


def cuts_told(cuts: Iterable[Cut], person: User) -> list[Cut]:
    """The same as this person may know them, never to be written: why somebody else set
    a claim aside that they are to review unled is left out.  A query where anybody did."""
    found = list(cuts)
    aside = {one: key for one in found for key in _set_aside(one, person)}
    moves = StatusChange.objects.filter(claim__in=aside.values(), action=Action.DISMISS)
    waiting = moves_waiting(person, moves).values_list("claim", flat=True)
    unread = set(waiting) if aside else set()
    for one, claim in aside.items():
        if claim in unread:
            one.told = f"“{one.before['claims'][str(claim)]['surface']}”"
            one.code = one.note = ""
    return found


def cuts_read_by(person: User, rows: QuerySet[Cut]) -> QuerySet[Cut]:
    """Those of `rows` this person may read in full: of an article with a claim that they
    are to review unled, none by which others set one aside, or took it up again."""
    moves = StatusChange.objects.filter(action=Action.DISMISS)
    waiting = moves_waiting(person, moves.filter(claim__article=OuterRef("article")))
    worded = Q(step__in=(CutStep.DISMISS, CutStep.RESTORE)) & ~Q(actor=person)
    return rows.exclude(worded & Q(Exists(waiting)))


def _set_aside(cut: Cut, person: User) -> list[int]:
    """The claim another person set aside by this step, if any."""
    if cut.step != CutStep.DISMISS or cut.actor_id == person.pk:
        return []
    return [int(key) for key in cut.before["claims"]]


def cut_spans(article: Article) -> list[Span]:
    """Where the cut is decided: every claim there is or was, and numbers people set aside.

    A text that is read again adds nothing there.
    """
    spans = list(
        Claim.objects.filter(article=article).order_by().values_list("start", "end")
    )
    spans += DismissedNumber.objects.filter(
        article=article, dismissed_by__isnull=False
    ).values_list("start", "end")
    for before in article.cuts.filter(undone_at=None).values_list("before", flat=True):
        rows = before.get("claims", {}).values()
        spans += [(row["start"], row["end"]) for row in rows]
    return sorted(set(spans))
