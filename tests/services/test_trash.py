"""An article is put away with everything, and comes back whole."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from claims import selectors
from claims.errors import (
    ConflictError,
    HeldError,
    InvalidInputError,
    NotAllowedError,
    TransitionError,
)
from claims.models import (
    Article,
    Claim,
    Evidence,
    Snapshot,
    Source,
    SourceJudgement,
)
from claims.services import (
    correcting,
    orphans,
    publishing,
    queueing,
    recutting,
    trash,
    working,
)
from claims.vocabulary import QueueSlug
from tests.api.conftest import Api
from tests.factories import (
    make_article,
    make_evidence,
    make_review,
    make_verdict,
    read_article,
)

pytestmark = pytest.mark.django_db
TEXT = "Some 42 boats sank in the storm, the port said. Pier 9 was shut."


@pytest.fixture
def article(db, reviewer):
    made = read_article(TEXT, title="The storm")
    claim = made.claims.get()
    make_evidence(claim, actor=reviewer)
    recutting.add(made, recutting.Stretch(quote="Pier 9"), actor=reviewer)
    working.drain()
    return made


def put(article, editor):
    return trash.put(article, actor=editor, reason="A copy of another one.")


def counts():
    return {
        model.__name__: model._base_manager.count()
        for model in apps.get_app_config("claims").get_models()
    }


def rows():
    """Every claim and piece of evidence with all its columns but the trash's own."""
    return list(
        Claim.every.order_by("pk").values_list("pk", "status", "version", "surface")
    ), list(apps.get_model("claims", "Evidence").objects.order_by("pk").values_list())


def test_what_lies_in_the_trash_is_nowhere(article, editor, client):
    claim = article.claims.first()
    evidence = claim.evidence.first()
    put(article, editor)
    assert not selectors.article_list().exists()
    assert not selectors.queue(QueueSlug.REVIEW, editor).exists()
    assert queueing.take_next(QueueSlug.REVIEW, actor=editor) is None
    api = Api(editor)
    for path in ("articles/", "claims/", "evidence/"):
        assert api.get(path).json()["results"] == []
    for path in (
        f"articles/{article.pk}/",
        f"claims/{claim.pk}/",
        f"evidence/{evidence.pk}/",
    ):
        gone = api.get(path)
        assert (gone.status_code, gone.json()["code"]) == (410, "in_trash")
        told = gone.json()["detail"]
        assert "an editor can restore it until" in told
        assert re.search(r"since \d{1,2} [A-Z][a-z]{2} \d{4};", told)
    client.force_login(editor)
    for path in (f"/articles/{article.pk}/", f"/claims/{claim.pk}/"):
        page = client.get(path)
        assert page.status_code == 410
        assert "is in the trash since" in page.content.decode()
    assert client.get(f"/evidence/{evidence.pk}/snapshot/").status_code == 410
    assert "boats" not in client.get("/claims/").content.decode()
    assert api.get("trash/").json()["results"][0]["id"] == article.pk
    assert "The storm" in client.get("/articles/trash/").content.decode()


def test_it_comes_back_whole(article, editor):
    before, stored = rows(), counts()
    put(article, editor)
    working.drain()
    trash.restore(article, actor=editor)
    assert rows() == before
    assert counts() == stored | {"ArticleEvent": 2}
    assert [one.step for one in article.events.all()] == ["trash", "restore"]
    assert article.claims.count() == 2
    assert selectors.article_list().get() == article


def test_only_an_editor_puts_away_with_a_reason(article, reviewer, editor):
    with pytest.raises(NotAllowedError):
        put(article, reviewer)
    with pytest.raises(InvalidInputError):
        trash.put(article, actor=editor, reason=" ")
    put(article, editor)
    with pytest.raises(ConflictError):
        put(article, editor)
    with pytest.raises(NotAllowedError):
        trash.restore(article, actor=reviewer)


def test_not_while_readers_see_a_check_of_it(article, reviewer, editor):
    claim = article.claims.first()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    with pytest.raises(TransitionError, match="retract it first"):
        put(article, editor)
    correcting.retract(claim, actor=editor, reason="Wrong.")
    put(article, editor)


def test_not_while_somebody_is_at_work_on_it(article, reviewer, editor):
    queueing.take(article.claims.first(), actor=reviewer)
    with pytest.raises(HeldError, match="rita is working on claim"):
        put(article, editor)


def test_the_same_text_does_not_come_in_again(article, editor):
    put(article, editor)
    with pytest.raises(ConflictError, match="in the trash"):
        make_article(TEXT)


def test_an_article_put_away_unread_is_read_once_it_is_back(editor):
    article = make_article(TEXT)
    put(article, editor)
    working.drain()
    trash.restore(article, actor=editor)
    working.drain()
    assert article.claims.exists()


def test_after_thirty_days_it_is_gone_with_everything(article, reviewer, editor):
    other = read_article("The line bought 7 ships.")
    kept = make_evidence(other.claims.get(), actor=reviewer)
    make_review(article.claims.first(), author=reviewer)
    put(article, editor)
    assert trash.empty() == 0
    long_ago = timezone.now() - timedelta(days=31)
    Article.every.filter(pk=article.pk).update(trashed_at=long_ago)
    assert trash.empty() == 1
    assert not Article.every.filter(pk=article.pk).exists()
    assert not Claim.every.filter(article=article.pk).exists()
    assert list(other.claims.get().evidence.all()) == [kept]
    assert Source.objects.exists()
    assert Snapshot.objects.exists()
    make_article(TEXT)


def old_trash(article, editor):
    put(article, editor)
    long_ago = timezone.now() - timedelta(days=31)
    Article.every.filter(pk=article.pk).update(trashed_at=long_ago)


def test_sources_nothing_else_refers_to_go_with_it(article, reviewer, editor):
    used = article.claims.first().evidence.get().source
    assert SourceJudgement.objects.filter(source=used).exists()
    other = read_article("The line bought 7 ships.").claims.get()
    kept = make_evidence(other, actor=reviewer, quote="They bought 7 ships.").source
    old_trash(article, editor)
    assert trash.empty() == 1
    assert list(Source.objects.all()) == [kept]
    assert list(Snapshot.objects.all()) == [kept.snapshot]
    assert not SourceJudgement.objects.filter(source=used.pk).exists()


@pytest.mark.parametrize(
    "needed", [{"provider": "library"}, {"confidential": "A witness at risk."}]
)
def test_some_sources_stay_for_their_own_sake(needed, article, editor):
    used = article.claims.first().evidence.get().source
    Source.objects.filter(pk=used.pk).update(**needed)
    old_trash(article, editor)
    assert trash.empty() == 1
    assert list(Source.objects.all()) == [used]
    assert list(Snapshot.objects.all()) == [used.snapshot]


def test_a_source_two_claims_share_stays_for_the_other(article, reviewer, editor):
    used = article.claims.first().evidence.get()
    other = read_article("The line bought 7 ships.").claims.get()
    Evidence.objects.filter(
        pk=make_evidence(other, actor=reviewer, quote="They bought 7 ships.").pk
    ).update(source=used.source)
    old_trash(article, editor)
    assert trash.empty() == 1
    assert list(Source.objects.all()) == [used.source]


def test_what_is_left_behind_is_forgotten_a_batch_at_a_time(
    article, reviewer, editor, monkeypatch
):
    for number in range(3):
        quote = f"In all, {number + 42} boats sank."
        make_evidence(article.claims.first(), actor=reviewer, quote=quote)
    monkeypatch.setattr(orphans, "AT_ONCE", 2)
    old_trash(article, editor)
    assert trash.empty() == 1
    assert Source.objects.count() == 2
    assert trash.empty() == 0
    assert not Source.objects.exists()
    assert not Snapshot.objects.exists()


def test_what_readers_were_told_is_kept_for_good(article, reviewer, editor, client):
    claim = article.claims.first()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    correcting.retract(claim, actor=editor, reason="Wrong.")
    put(article, editor)
    Article.every.update(trashed_at=timezone.now() - timedelta(days=99))
    assert trash.empty() == 0
    assert client.get(claim.public_url()).status_code == 410


def test_the_page_puts_away_and_brings_back(article, editor, client):
    client.force_login(editor)
    refused = client.post(f"/articles/{article.pk}/trash/", {"reason": ""})
    assert refused.status_code == 400
    assert "Say why" in refused.content.decode()
    client.post(f"/articles/{article.pk}/trash/", {"reason": "A copy."})
    back = client.post(f"/articles/{article.pk}/restore/", follow=True)
    assert "A copy." in back.content.decode()  # what was done, for the record
    assert back.redirect_chain[0][0] == f"/articles/{article.pk}/"


def test_the_rest_door_does_the_same(article, editor):
    api = Api(editor)
    put_away = api.post(f"articles/{article.pk}/trash/", {"reason": "A copy."})
    assert put_away.json()["trashed_by"] == "edda"
    assert api.post(f"articles/{article.pk}/restore/").status_code == 200
    assert api.post(f"articles/{article.pk}/restore/").status_code == 409
