from __future__ import annotations

import pytest

from claims import selectors
from claims.models import ReferenceDocument
from claims.services import library

pytestmark = pytest.mark.django_db


def add(title, text, **fields):
    document, _ = library.add_reference(
        library.ReferenceData(text=text, title=title, **fields), actor=None
    )
    return document


@pytest.fixture
def shelf():
    return [
        add("Harbour report", "The harbour handled 4,310 containers in March."),
        add("Hospital report", "Hospitals treated 900 patients in March."),
        add("Parish letter", "The choir sang."),
    ]


def titles(*terms, limit=10):
    return [hit.title for hit in selectors.search_library(terms, limit)]


def test_the_document_with_more_of_the_terms_comes_first(shelf):
    assert titles("containers", "harbour", "march")[0] == "Harbour report"
    assert set(titles("march")) == {"Harbour report", "Hospital report"}


def test_words_are_found_in_their_other_forms(shelf):
    assert titles("container") == ["Harbour report"]
    assert titles("patient") == ["Hospital report"]


@pytest.mark.parametrize(
    "terms",
    [
        ("",),
        ('"',),
        ("' OR 1=1 --",),
        ("a AND", "NOT"),
        ("harbour*", "(", ")"),
        ("<->", "&", "|", "!"),
        ("NEAR(a b)",),
        ("\x00",),
        ("x" * 5000,),
    ],
)
def test_no_query_syntax_gets_through(shelf, terms):
    titles(*terms)


def test_the_limit_holds(shelf):
    assert len(titles("march", limit=1)) == 1


def test_changed_and_deleted_documents_are_found_as_they_are(shelf):
    harbour = shelf[0]
    ReferenceDocument.objects.filter(pk=harbour.pk).update(text="Only ferries now.")
    assert titles("containers") == []
    assert titles("ferries") == ["Harbour report"]
    harbour.delete()
    assert titles("ferries") == []


def test_the_same_text_twice_is_one_document():
    first = add("A", "They lost 40 boats.")
    assert add("B", "They lost 40 boats.") == first


def test_a_stored_document_is_handed_out_whole(shelf):
    document = selectors.library_document(str(shelf[0].pk))
    assert document.text == "The harbour handled 4,310 containers in March."
    assert selectors.library_document("999999") is None
