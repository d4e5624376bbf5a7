"""Names stand in one line and hide nothing, whichever door they come in by."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Article, ReferenceDocument, Source
from claims.services import keys, saving, scales, standards
from claims.services.evidence import EvidenceData, attach
from tests.admin.conftest import signed_in
from tests.api.conftest import Api
from tests.conftest import person
from tests.factories import make_claim, read_article

pytestmark = pytest.mark.django_db
GIVEN = "The\u202e harbour\u2066\u200b\n report"
KEPT = "The harbour report"


def test_of_an_article_over_rest(reviewer):
    body = {"text": "Some 42 boats sank.", "title": GIVEN, "publisher": GIVEN}
    answer = Api(reviewer).post("articles/", body | {"author": GIVEN})
    told = answer.json()
    assert (told["title"], told["publisher"], told["author"]) == (KEPT, KEPT, KEPT)


def test_of_an_article_described_anew_in_the_admin(db):
    article = read_article("Some 42 boats sank.")
    rosa = person("rosa", "reviewer", is_staff=True)
    page = reverse("admin:claims_article_change", args=[article.pk])
    form = {"title": GIVEN, "language": "en", "url": "", "author": "", "publisher": ""}
    assert signed_in(rosa).post(page, form).status_code == 302
    article.refresh_from_db()
    assert article.title == KEPT


def test_of_evidence_and_its_publisher(reviewer):
    data = EvidenceData(quote="They counted 40.", title=GIVEN, publisher=GIVEN)
    attach(make_claim(), data, actor=reviewer)
    source = Source.objects.get()
    assert (source.title, source.publisher) == (KEPT, KEPT)


def test_of_a_library_document_and_its_licence(reviewer):
    body = {"text": "In all, 40.", "title": GIVEN, "publisher": GIVEN, "licence": GIVEN}
    assert Api(reviewer).post("library/", body).status_code == 201
    document = ReferenceDocument.objects.get()
    assert {document.title, document.publisher, document.licence} == {KEPT}


def test_of_views_keys_ratings_and_kinds_of_sources(reviewer):
    view = saving.keep(
        name=GIVEN, path="/claims/", query="", shared=True, actor=reviewer
    )
    key, _ = keys.create_key(reviewer, name=GIVEN)
    (rating,) = scales.parse("Quite\u202e so | It holds.\u2066")
    assert (view.name, key.name) == (KEPT, KEPT)
    assert (rating.label, rating.meaning) == ("Quite so", "It holds.")
    assert (
        standards._tier("First\u202e hand | Who counted | primary").label
        == "First hand"
    )


def test_a_title_of_hidden_characters_alone_is_none(reviewer):
    body = {"text": "Some 42 boats sank.", "title": "\u202e\u200b"}
    assert Api(reviewer).post("articles/", body).status_code == 201
    assert Article.objects.get().title == "Some 42 boats sank."
