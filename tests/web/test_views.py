from __future__ import annotations

import pytest

from claims.models import SavedView
from claims.services import saving
from tests.factories import make_claim
from tests.web.pages import text

pytestmark = pytest.mark.django_db


def keep(client, **given):
    sent = {"name": "Money", "path": "/claims/", "query": "kind=money&q=&page=3"}
    return client.post("/views/", sent | given, follow=True)


def test_a_narrowed_list_is_kept_and_led_back_to(as_reviewer):
    make_claim()
    assert "Kept as “Money”" in text(keep(as_reviewer))
    view = SavedView.objects.get()
    assert view.get_absolute_url() == "/claims/?kind=money"
    assert 'href="/claims/?kind=money"' in as_reviewer.get("/claims/").content.decode()


def test_the_same_name_again_replaces_it(as_reviewer):
    keep(as_reviewer)
    keep(as_reviewer, query="kind=count")
    assert SavedView.objects.get().query == "kind=count"


def test_only_shared_views_are_seen_by_others(as_reviewer, as_stranger):
    keep(as_reviewer)
    keep(as_reviewer, name="Counts", query="kind=count", shared="on")
    shown = text(as_stranger.get("/claims/"))
    assert "Counts" in shown
    assert "Money" not in shown


@pytest.mark.parametrize("path", ["/", "//evil.example/", "https://evil.example/", "x"])
def test_a_view_is_of_a_list_of_ours(as_reviewer, path):
    assert keep(as_reviewer, path=path).status_code == 404
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("length", [81, 5_000])
def test_a_name_too_long_is_refused_in_words(as_reviewer, length):
    answer = keep(as_reviewer, name="m" * length)
    assert "in up to 80 characters" in text(answer)
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused_with_the_list_as_it_was(as_reviewer):
    answer = keep(as_reviewer, name=" ")
    assert "Name the view" in text(answer)
    assert answer.request["QUERY_STRING"].startswith("kind=money")


def test_ones_own_view_is_removed_and_nobody_elses(
    as_reviewer, as_stranger, as_editor, reviewer
):
    view = saving.keep(
        name="All", path="/claims/", query="", shared=True, actor=reviewer
    )
    address = f"/views/{view.pk}/remove/"
    assert as_stranger.post(address).status_code == 403
    assert "no longer kept" in text(as_editor.post(address, follow=True))
    assert not SavedView.objects.exists()


def test_somebody_elses_own_view_is_not_there(as_editor, reviewer):
    view = saving.keep(
        name="Mine", path="/claims/", query="", shared=False, actor=reviewer
    )
    assert as_editor.post(f"/views/{view.pk}/remove/").status_code == 404


def test_an_editor_says_how_much_depends_on_an_article(as_editor, as_reviewer):
    article = make_claim().article
    address = f"/articles/{article.pk}/importance/"
    assert as_reviewer.post(address, {"importance": "2"}).status_code == 403
    as_editor.post(address, {"importance": "2"})
    article.refresh_from_db()
    assert article.importance == 2
    assert article.claims.get().priority > 0
