"""An article's page as its templates read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from claims import selectors
from claims.models import Article
from claims.permissions import has_role
from claims.selectors.readiness import SETTLED
from claims.services import tolerances
from claims.vocabulary import Importance, Role
from claims.web.cut_panel import CutPanel
from claims.web.lookup import row_or_404

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Claims listed beside a text; a longer text has the rest on the claims page.
MOST_ROWS = 200
#: Pending numbers linked to one by one.
MOST_PENDING = 50


def article_context(
    pk: int, person: User, *, chosen: str = "", panel: CutPanel | None = None
) -> dict[str, Any]:
    """`chosen` is what of the text is to be cut anew; `panel` a step that was refused."""
    shown = panel.article if panel else selectors.article_with_marks(pk)
    if shown is None:
        row_or_404(Article.objects.only("pk"), pk=pk)
        raise Http404
    selectors.seen_after_review(shown.claims.all(), person)
    return live_context(shown, person) | {
        "importances": Importance.choices,
        "cut": panel or CutPanel(shown, person, chosen),
        "readiness": selectors.readiness(shown),
        "events": selectors.article_events(shown),
        "sign_offs": selectors.sign_offs_of(shown).filter(in_force=False),
    }


def live_context(shown: Article, person: User) -> dict[str, Any]:
    """The part that moves while the machine is at work."""
    claims = [one for one in shown.claims.all() if not one.withdrawn]
    pending = selectors.pending_numbers(shown)
    return {
        "article": shown,
        "paragraphs": selectors.paragraphs(shown),
        "coverage": selectors.coverage(shown),
        "pending": pending[:MOST_PENDING],
        "pending_more": max(0, len(pending) - MOST_PENDING),
        "set_aside": [n for n in shown.dismissed_numbers.all() if not n.taken_up],
        "progress": selectors.article_progress(shown),
        "answers": _answers(shown, person),
        "open": any(one.status not in SETTLED for one in claims),
        "arithmetic": selectors.arithmetic_of(
            shown, claims, policy=tolerances.in_use()
        ),
        "rows": selectors.claim_rows(claims[:MOST_ROWS], person),
    }


def _answers(shown: Article, person: User) -> selectors.Answers | None:
    """Of an article for calibration, which is for editors alone to know."""
    if not shown.calibration or not has_role(person, Role.EDITOR):
        return None
    return selectors.answers_of(shown.pk)
