"""Readers are told of an article what they were told with its check."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims.models import Article
from claims.services import correcting, ingest, publishing, queueing, reviewing
from tests.admin.conftest import messages_of
from tests.admin.test_forms import form_of
from tests.api.conftest import Api
from tests.factories import make_article, make_claim, make_verdict
from tests.web.conftest import signed_in
from tests.web.pages import text


@pytest.fixture
def claim(reviewer, editor):
    article = make_article(
        title="Storm",
        publisher="Harbour Post",
        published_at=datetime(2026, 3, 4, 23, tzinfo=UTC),
        url="https://harbour.example/storm",
    )
    made = make_claim(article)
    make_verdict(made, author=reviewer, editor=editor)
    publishing.publish(made, actor=editor)
    return made


OTHERWISE = {
    "title": "Calm",
    "publisher": "Evening Sun",
    "published_at": datetime(2025, 1, 2, tzinfo=UTC),
    "url": "https://sun.example/calm",
    "language": "de",
}


def test_a_published_page_says_what_its_markup_says(anonymous, claim, reviewer, editor):
    page, markup = f"/c/{claim.pk}/", f"/c/{claim.pk}/claimreview.json"
    ingest.describe(claim.article, OTHERWISE, actor=editor)
    answer = anonymous.get(page)
    for told in ("Storm", "Harbour Post", "4 Mar 2026"):
        assert told in text(answer)
    assert 'href="https://harbour.example/storm"' in answer.content.decode()
    for told in ("Calm", "Evening Sun", "2 Jan 2025", "sun.example", 'lang="de"'):
        assert told not in answer.content.decode()
    seen = anonymous.get(markup).json()["itemReviewed"]["appearance"]
    assert (seen["headline"], seen["datePublished"]) == ("Storm", "2026-03-04")
    index = text(anonymous.get("/published/"))
    assert "Harbour Post" in index
    assert "Evening Sun" not in index
    assert Article.objects.get().title == "Calm"

    correcting.correct(claim, actor=editor, reason="The title.", kind="factual")
    assert "Storm" in text(anonymous.get(page))
    queueing.take(claim, actor=reviewer)
    cited = [claim.evidence.get().pk]
    data = reviewing.ReviewData("supported", "The report agrees.", evidence=cited)
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    claim.refresh_from_db()
    publishing.publish(claim, actor=editor)
    again = text(anonymous.get(page))
    for told in ("Calm", "Evening Sun", "2 Jan 2025"):
        assert told in again


def test_the_admin_leaves_it_to_editors_and_says_what_readers_keep(
    claim, reviewer, editor
):
    for one in (reviewer, editor):
        one.is_staff = True
        one.save()
    page = reverse("admin:claims_article_change", args=[claim.article_id])
    editing = signed_in(editor)
    form = form_of(editing.get(page)) | {"title": "Calm"}
    refused = signed_in(reviewer)
    assert "Published pages keep" in text(refused.get(page))
    assert refused.post(page, form).status_code == 403
    assert Article.objects.get().title == "Storm"
    assert not claim.article.events.exists()
    told = messages_of(editing.post(page, form, follow=True))
    assert ingest.KEPT in told
    event = claim.article.events.get()
    assert (event.actor, event.told) == (editor, "title: “Storm” → “Calm”")
    history = text(editing.get(claim.article.get_absolute_url()))
    assert "Described otherwise by edda" in history
    assert "“Storm” → “Calm”" in history


def test_what_rest_says_otherwise_is_in_the_history(claim, editor):
    address = f"articles/{claim.article_id}/"
    Api(editor)("PATCH", address, {"importance": 2, "embargoed": True})
    page = text(signed_in(editor).get(claim.article.get_absolute_url()))
    assert "Importance set by edda" in page
    assert "embargoed: “no” → “yes”" in page
    assert claim.article.events.count() == 2
