from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims.models import Article, Evidence, Job, ReferenceDocument
from claims.vocabulary import ClaimStatus, JobKind, Origin
from tests.admin.conftest import messages_of
from tests.factories import make_article, make_claim, make_evidence

ADD_ARTICLE = "/admin/claims/article/add/"
ADD_EVIDENCE = "/admin/claims/evidence/add/"
ADD_REFERENCE = "/admin/claims/referencedocument/add/"


def form_of(response) -> dict[str, str]:
    """What a browser would send back of the page's change form."""
    page = response.context["adminform"].form
    given = {}
    for bound in page:
        for html in (str(bound), bound.as_hidden(only_initial=True)):
            for tag in re.findall(r"<input[^>]*>", html):
                name = re.search(r'name="([^"]*)"', tag)
                value = re.search(r'value="([^"]*)"', tag)
                if name:
                    given[name[1]] = value[1] if value else ""
        if "<select" in str(bound) or "<textarea" in str(bound):
            given[bound.html_name] = bound.value() or ""
    return given


def test_an_article_is_added_by_pasting_its_text(reviewing_client, staff_reviewer):
    response = reviewing_client.post(
        ADD_ARTICLE,
        {
            "text": "The mill sold 900 tonnes of flour in March.",
            "title": "Flour",
            "published_at_0": "2026-03-04",
            "published_at_1": "12:00:00",
            "language": "en",
        },
        follow=True,
    )
    article = Article.objects.get()
    assert messages_of(response) == ["Article kept. Its numbers are being read."]
    assert (article.title, article.origin) == ("Flour", Origin.PASTE)
    assert article.created_by == staff_reviewer
    assert article.published_at == datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert Job.objects.filter(kind=JobKind.EXTRACT, target_id=article.pk).exists()


def test_the_same_text_again_is_the_article_that_is_there(reviewing_client):
    article = make_article()
    response = reviewing_client.post(ADD_ARTICLE, {"text": article.text}, follow=True)
    assert messages_of(response) == ["This text was here already; nothing was added."]
    assert response.redirect_chain[-1][0].endswith(f"/{article.pk}/change/")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": " \n"}, "The article is empty."),
        ({"text": "9 ducks", "url": "javascript:alert(1)"}, "Only http and https"),
        ({"text": "9 ducks", "title": "x" * 301}, "at most 300 characters"),
        ({"text": "9 ducks", "published_at_0": "soon"}, "Enter a valid date."),
    ],
)
def test_a_refused_article_shows_why_and_keeps_what_was_typed(
    form, sentence, reviewing_client
):
    response = reviewing_client.post(ADD_ARTICLE, form)
    page = response.content.decode()
    assert sentence in page
    assert not Article.objects.exists()
    assert form["text"].strip() in page


def test_the_text_of_an_article_cannot_be_changed(reviewing_client):
    article = make_article()
    page = reverse("admin:claims_article_change", args=[article.pk])
    form = form_of(reviewing_client.get(page))
    assert "text" not in form
    stolen = {"text": "0 ducks", "text_sha256": "0", "origin": "seed", "id": "99"}
    reviewing_client.post(page, form | stolen | {"title": "New"})
    fresh = Article.objects.get()
    assert (fresh.title, fresh.text) == ("New", article.text)
    assert (fresh.text_sha256, fresh.origin) == (article.text_sha256, article.origin)


def test_a_change_leaves_a_colleague_s_change_of_another_field_alone(reviewing_client):
    article = make_article(title="Old title", author="Old author")
    page = reverse("admin:claims_article_change", args=[article.pk])
    form = form_of(reviewing_client.get(page))
    Article.objects.update(title="A colleague's title")
    response = reviewing_client.post(page, form | {"author": "New author"})
    assert response.status_code == 302
    fresh = Article.objects.get()
    assert (fresh.title, fresh.author) == ("A colleague's title", "New author")


def test_two_changes_of_one_field_do_not_overwrite_each_other(reviewing_client):
    article = make_article(title="Old title")
    page = reverse("admin:claims_article_change", args=[article.pk])
    form = form_of(reviewing_client.get(page))
    Article.objects.update(title="A colleague's title")
    response = reviewing_client.post(page, form | {"title": "My title"})
    assert "Somebody else changed this meanwhile." in response.content.decode()
    assert Article.objects.get().title == "A colleague's title"


def test_the_publication_time_can_be_changed_and_taken_away(reviewing_client):
    article = make_article(published_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    page = reverse("admin:claims_article_change", args=[article.pk])
    form = form_of(reviewing_client.get(page))
    assert form["published_at_0"] == "02/01/2026"
    moved = form | {"published_at_0": "05/01/2026"}
    assert reviewing_client.post(page, moved).status_code == 302
    assert Article.objects.get().published_at == datetime(2026, 1, 5, 3, 4, tzinfo=UTC)
    form = form_of(reviewing_client.get(page))
    emptied = form | {"published_at_0": "", "published_at_1": ""}
    assert reviewing_client.post(page, emptied).status_code == 302
    assert Article.objects.get().published_at is None


def test_evidence_is_attached_read_and_compared(reviewing_client, staff_reviewer):
    claim = make_claim()
    asked = reviewing_client.get(ADD_EVIDENCE, {"claim": claim.pk})
    assert f'<option value="{claim.pk}" selected>' in asked.content.decode()
    response = reviewing_client.post(
        ADD_EVIDENCE,
        {
            "claim": claim.pk,
            "quote": "Insurers list 3,900 containers as lost.",
            "url": "https://insurers.example/list",
            "stance": "refutes",
            "note": "Asked them by phone.",
        },
    )
    assert response.status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.low, evidence.relation) == (3900, "outside")
    assert (evidence.stance, evidence.added_by) == ("refutes", staff_reviewer)


@pytest.mark.parametrize(
    ("status", "form", "sentence"),
    [
        (ClaimStatus.READY, {"quote": "", "url": ""}, "Paste the passage"),
        (ClaimStatus.READY, {"url": "", "title": ""}, "Say where the passage stands"),
        (ClaimStatus.READY, {"url": "file:///etc/passwd"}, "Only http and https"),
        (ClaimStatus.READY, {"claim": "99999999"}, "Select a valid choice"),
        (ClaimStatus.READY, {"claim": "x"}, "Select a valid choice"),
        (ClaimStatus.PUBLISHED, {}, "no evidence can be added"),
    ],
)
def test_refused_evidence_shows_why(status, form, sentence, reviewing_client):
    claim = make_claim(status=status)
    given = {"claim": claim.pk, "quote": "12 boats", "url": "https://a.example/"} | form
    assert sentence in reviewing_client.post(ADD_EVIDENCE, given).content.decode()
    assert not Evidence.objects.exists()


def test_of_evidence_only_the_reading_can_be_changed(reviewing_client, staff_reviewer):
    evidence = make_evidence(make_claim(), actor=staff_reviewer)
    page = reverse("admin:claims_evidence_change", args=[evidence.pk])
    form = form_of(reviewing_client.get(page))
    Evidence.objects.update(note="A colleague's note")
    stolen = {"quote": "made up", "relation": "inside", "claim": 77, "low": 1}
    reviewing_client.post(page, form | stolen | {"stance": "supports"})
    fresh = Evidence.objects.get()
    assert (fresh.stance, fresh.note) == ("supports", "A colleague's note")
    for column in ("quote", "relation", "claim_id", "low", "start", "end"):
        assert getattr(fresh, column) == getattr(evidence, column)


def test_a_document_goes_into_the_library(reviewing_client):
    form = {"text": "The census counts 812 hens.", "title": "Census", "language": "en"}
    assert reviewing_client.post(ADD_REFERENCE, form).status_code == 302
    assert ReferenceDocument.objects.get().title == "Census"
    again = reviewing_client.post(ADD_REFERENCE, form, follow=True)
    assert messages_of(again)[-1] == "This text was here already; nothing was added."
    bad = form | {"text": "11 geese", "url": "javascript:alert(1)"}
    reviewing_client.post(ADD_REFERENCE, bad)
    assert not ReferenceDocument.objects.filter(url__startswith="javascript").exists()


@pytest.mark.parametrize("page", [ADD_ARTICLE, ADD_EVIDENCE, ADD_REFERENCE])
def test_a_superuser_without_a_role_adds_nothing(page, operating_client):
    assert operating_client.get(page).status_code == 403
    form = {"text": "12 boats", "title": "x", "quote": "12 boats", "claim": 1}
    assert operating_client.post(page, form).status_code == 403


def test_evidence_of_several_numbers_asks_which(reviewing_client):
    claim = make_claim()
    quote = "In 2024 it lost 3,950 containers, down from 4,190 containers in 2022."
    form = {"claim": claim.pk, "quote": quote, "title": "Loss report"}
    asked = reviewing_client.post(ADD_EVIDENCE, form)
    assert asked.status_code == 400
    assert asked.content.count(b'type="radio" name="number_start"') == 2
    assert not Evidence.objects.exists()
    reviewing_client.post(ADD_EVIDENCE, form | {"number_start": quote.index("4,190")})
    assert Evidence.objects.get().surface == "4,190"
