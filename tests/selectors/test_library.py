from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command

from claims import selectors
from claims.engine import extract
from claims.engine.finding.wanted import Wanted
from claims.engine.reasoning.quantities import quantity_of
from claims.models import LibraryTerm, ReferencePassage
from claims.selectors import library as library_search
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


def titles(sentence, limit=10, surface=""):
    found = next((n for n in extract(sentence).claims if n.surface == surface), None)
    wanted = Wanted(sentence, quantity_of(found) if found else None)
    return [hit.title for hit in selectors.search_library(wanted, limit)]


def test_the_document_with_more_of_the_terms_comes_first(shelf):
    assert titles("containers harbour March")[0] == "Harbour report"
    assert set(titles("March")) == {"Harbour report", "Hospital report"}


def test_words_are_found_in_their_other_forms(shelf):
    assert titles("container") == ["Harbour report"]
    assert titles("patient") == ["Hospital report"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        '"',
        "' OR 1=1 --",
        "harbour AND NOT",
        "harbour* ( )",
        "harbour <-> & | !",
        "NEAR(harbour march)",
        "harbour\\ '' \x00",
        "x" * 5000,
    ],
)
def test_no_query_syntax_gets_through(shelf, words):
    titles(words)
    list(selectors.library_documents(words))


def test_the_limit_holds(shelf):
    assert len(titles("march", limit=1)) == 1


def test_deleted_documents_are_found_no_more(shelf):
    shelf[0].delete()
    assert titles("containers") == []
    assert titles("patients") == ["Hospital report"]


def test_a_number_is_found_however_it_is_written():
    add("Census", "0.6 million people call the Marle valley home.")
    add("Survey", "In the delta, half of all wells are dry.")
    assert titles("600,000 people there", surface="600,000") == ["Census"]
    assert selectors.library_documents("50 percent wells").first().title == "Survey"


CLAIM = "In Tarn 40 percent of homes were heated with gas in 2022."


def test_a_source_that_contradicts_comes_before_one_that_shares_the_number():
    add("Energy report", "In Tarn, 71 % of homes were heated with gas in 2022.")
    add("Crime report", "In Tarn, 40 percent of burglaries were solved in 2022.")
    add("Gas elsewhere", "In Vell, 40 percent of homes were heated with gas in 2022.")
    add("Earlier report", "In Tarn, 40 percent of homes heated with gas in 2015.")
    assert titles(CLAIM, surface="40 percent")[0] == "Energy report"


def test_for_a_claim_that_names_no_year_the_latest_figure_comes_first():
    for year in (2016, 2021, 2018):
        add(f"Report {year}", f"In {year}, {year - 2000} % of homes in Tarn had gas.")
    sentence = "In Tarn 40 percent of homes have gas."
    (number,) = extract(sentence).claims
    wanted = Wanted(sentence, quantity_of(number, as_of=date(2022, 5, 1)))
    found = [hit.title for hit in selectors.search_library(wanted, 3)]
    assert found == ["Report 2021", "Report 2018", "Report 2016"]


def test_a_long_document_is_found_by_the_passage_that_fits():
    filler = "The committee met and took note of the report on parks.\n" * 200
    line = "Tarn counted 412 dentists at the end of 2022."
    add("Long report", f"{filler}{line}\n{filler}")
    (hit,) = selectors.search_library(Wanted("Tarn has 400 dentists"), 5)
    assert hit.snippet == line


def test_what_is_looked_at_is_bounded_however_many_passages_hold_a_word(
    django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(library_search, "_LOOKED_AT", 20)
    for number in range(60):
        add(f"Bulletin {number}", f"Common words of bulletin {number} about harbours.")
    add("Rare", "Common words about harbours and one zeppelin.")
    with django_assert_num_queries(4):
        assert titles("common harbours zeppelin", limit=3)[0] == "Rare"


def test_the_same_text_twice_is_one_document():
    first = add("A", "They lost 40 boats.")
    assert add("B", "They lost 40 boats.") == first


def test_a_stored_document_is_handed_out_whole(shelf):
    document = selectors.library_document(str(shelf[0].pk))
    assert document.text == "The harbour handled 4,310 containers in March."
    assert selectors.library_document("999999") is None


def test_indexing_again_changes_nothing_that_is_right_and_mends_what_is_not(shelf):
    counts = set(LibraryTerm.objects.values_list("term", "passages"))
    passages = set(ReferencePassage.objects.values_list("document", "start", "terms"))
    shelf[2].passages.all().delete()
    ReferencePassage.objects.filter(document=shelf[0]).update(terms="older rules")
    LibraryTerm.objects.filter(term="").update(passages=99)
    call_command("index_library")
    assert set(LibraryTerm.objects.values_list("term", "passages")) == counts
    found = ReferencePassage.objects.values_list("document", "start", "terms")
    assert set(found) == passages
    assert titles("containers") == ["Harbour report"]
