"""The demonstration after a day of work: a claim in every state, by two people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Evidence, ReferenceDocument
from claims.services import (
    attaching,
    bulk,
    ingest,
    publishing,
    queueing,
    quorum,
    reviewing,
    working,
)
from claims.vocabulary import BulkAction, ClaimStatus, Origin, QueueSlug, Relation

BACKEND = "django.contrib.auth.backends.ModelBackend"


def worked_on() -> tuple[dict[str, Any], dict[str, str]]:
    """What the tour asks for, and a session of each person it is taken as."""
    call_command("migrate", verbosity=0)
    rita, remy = _person("rita", "reviewer"), _person("remy", "reviewer")
    edda = _person("edda", "editor", is_staff=True)
    call_command("seed", verbosity=0)
    working.drain()
    claims = _worth_showing()
    ready, held, disputed, decided, published, reviewed = claims[:6]
    queueing.take(held, actor=rita)
    _reviewed(reviewed, rita)
    quorum.ask_reviews(disputed, 2, actor=edda)
    _reviewed(disputed, rita, figure="4,200")
    _reviewed(disputed, remy, rating="refuted", figure="9,100")
    for claim in (decided, published):
        _reviewed(claim, rita)
        reviewing.decide(claim, actor=edda)
    publishing.publish(published, actor=edda)
    waiting = ingest.submit_url(
        "https://news.example/harbour", actor=rita, origin=Origin.URL
    )
    attached = attaching.submit(
        ready, attaching.AttachmentData(url="https://paper.example/report"), actor=rita
    )
    due = bulk.Order(BulkAction.DUE, due_at=timezone.now() + timedelta(days=2))
    rows = {
        "bulk": bulk.do([ready, published], due, actor=edda)[0].pk,
        "article": published.article_id,
        "ready": ready.pk,
        "held": held.pk,
        "disputed": disputed.pk,
        "decided": decided.pk,
        "published": published.pk,
        "revision": [published.pk, 1],
        "evidence": published.evidence.first().pk,
        "document": ReferenceDocument.objects.first().pk,
        "submission": waiting.pk,
        "attachment": attached.pk,
        "queue": QueueSlug.REVIEW.value,
        "adjudicate": QueueSlug.ADJUDICATE.value,
    }
    return rows, {"reviewer": _session(rita), "editor": _session(edda)}


def _person(name: str, role: str, **fields: Any) -> User:
    user = User.objects.create_user(name, **fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def _session(user: User) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.cookies["sessionid"].value


def _worth_showing() -> list[Claim]:
    """Those with evidence that can be compared, the fullest first."""
    found = Evidence.objects.exclude(relation=Relation.NOT_COMPARABLE)
    count: dict[int, int] = {}
    for claim in found.filter(claim__status=ClaimStatus.READY).values_list(
        "claim", flat=True
    ):
        count[claim] = count.get(claim, 0) + 1
    best = sorted(count, key=lambda claim: (-count[claim], claim))
    rows = Claim.objects.in_bulk(best)
    return [rows[claim] for claim in best]


def _reviewed(
    claim: Claim, who: User, *, rating: str = "supported", figure: str = ""
) -> None:
    queueing.take(claim, actor=who)
    data = reviewing.ReviewData(
        rating,
        "The passage is from the register itself and counts the same thing.",
        evidence=[claim.evidence.first().pk],
        reason_codes=["rounding"] if rating == "refuted" else [],
        figure=figure,
    )
    reviewing.submit_review(claim, data, actor=who)
