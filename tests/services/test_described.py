"""What an article is called may be put right, but not behind its readers' backs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.errors import NotAllowedError
from claims.models import ArticleEvent
from claims.services import arranging, bulk, correcting, ingest, publishing
from claims.vocabulary import ArticleStep, BulkAction, Importance
from tests.factories import make_article, make_claim, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return make_article(
        title="Storm",
        publisher="Harbour Post",
        published_at=datetime(2026, 3, 4, 23, tzinfo=UTC),
        url="https://harbour.example/storm",
    )


@pytest.fixture
def published(article, reviewer, editor):
    claim = make_claim(article)
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    return claim


def test_what_was_said_before_and_after_is_kept(article, reviewer):
    new = {"title": " The  storm ", "publisher": "Harbour Post", "published_at": None}
    ingest.describe(article, new, actor=reviewer)
    event = article.events.get()
    assert (event.step, event.actor) == (ArticleStep.DESCRIBE, reviewer)
    assert event.changes == [
        {"field": "title", "before": "Storm", "after": "The storm"},
        {"field": "published at", "before": "2026-03-04 23:00 UTC", "after": ""},
    ]
    assert event.told == (
        "title: “Storm” → “The storm”; published at: “2026-03-04 23:00 UTC” → nothing"
    )
    article.refresh_from_db()
    assert (article.title, article.published_at) == ("The storm", None)


def test_saying_the_same_again_is_no_event(article, reviewer):
    ingest.describe(article, {"title": "Storm"}, actor=reviewer)
    assert not ArticleEvent.objects.exists()


def test_an_article_readers_see_is_an_editor_s_to_describe(
    article, published, reviewer, editor
):
    with pytest.raises(NotAllowedError, match="until they are corrected"):
        ingest.describe(article, {"title": "Calm"}, actor=reviewer)
    ingest.describe(article, {"title": "Calm"}, actor=editor)
    correcting.correct(published, actor=editor, reason="A unit.", kind="factual")
    with pytest.raises(NotAllowedError):
        ingest.describe(article, {"title": "Wind"}, actor=reviewer)
    correcting.retract(published, actor=editor, reason="Never said.")
    ingest.describe(article, {"title": "Wind"}, actor=reviewer)
    assert [one.changes[0]["before"] for one in article.events.all()] == [
        "Storm",
        "Calm",
    ]


def test_importance_and_embargo_are_kept_with_what_they_were(article, editor):
    arranging.set_importance(article, Importance.HIGH, actor=editor)
    arranging.set_importance(article, Importance.HIGH, actor=editor)
    arranging.set_embargo(article, True, actor=editor)
    arranging.set_embargo(article, True, actor=editor)
    assert [(one.step, one.actor, one.told) for one in article.events.all()] == [
        ("importance", editor, "importance: “Normal” → “High”"),
        ("embargo", editor, "embargoed: “no” → “yes”"),
    ]


def test_several_claims_of_an_article_are_one_change_of_it(article, editor):
    claims = [make_claim(article), make_claim(article, surface="nine percent")]
    order = bulk.Order(BulkAction.IMPORTANCE, importance=Importance.HIGH)
    bulk.try_out(claims, order, actor=editor)
    assert not article.events.exists()
    change, _ = bulk.do(claims, order, actor=editor)
    assert article.events.get().step == ArticleStep.IMPORTANCE
    bulk.undo(change, actor=editor)
    assert article.events.last().told.endswith("→ “Normal”")
