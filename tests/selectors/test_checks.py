"""Published reviews by their words; the same on both databases."""

from __future__ import annotations

import pytest

from claims import selectors
from claims.models import ReviewLoad
from claims.providers.published import PublishedCheck
from claims.services import reviewfeed

pytestmark = pytest.mark.django_db

CLAIMS = (
    "Russia has lost 600,000 soldiers in Ukraine",
    "Russian casualties reached 300 000 by May",
    "The port of Ellery lost 4,200 containers",
    "A vaccine made 4,200 people ill",
    "COVID-19 is no worse than the flu",
    "Schülerinnen kosten 10k im Jahr",
)


@pytest.fixture(autouse=True)
def _loaded():
    load = ReviewLoad.objects.create(source="x")
    for n, claim in enumerate(CLAIMS):
        check = PublishedCheck(f"https://checks.example/{n}", claim, "Checks")
        reviewfeed._row(load, check).save()
    reviewfeed.put_in_force(load)


def found(*terms, limit=10) -> list[int]:
    return [CLAIMS.index(one.claim) for one in selectors.search_reviews(terms, limit)]


def test_reviews_that_share_most_words_come_first():
    assert found("Russian", "casualties", "soldiers", "Ukraine") == [0, 1]


def test_one_shared_word_of_several_is_too_little():
    assert found("port", "ship", "Hamburg") == []
    assert found("flu") == [4]


def test_numbers_and_accents_are_words_like_others():
    assert found("containers", "4.200") == [2]
    assert found("300,000", "casualties") == [1]
    assert found("schulerin", "kosten") == [5]
    assert found("covid", "19") == [4]


@pytest.mark.parametrize(
    "terms",
    [
        ("",),
        ('"',),
        ("' OR 1=1 --",),
        ("a AND", "NOT"),
        ("flu*", "(", ")"),
        ("<->", "&", "|", "!"),
        ("NEAR(a b)",),
        ("\x00", "a'b", 'c"d'),
        ("x" * 5000,),
        ("9" * 5000, "8"),
    ],
)
def test_no_query_syntax_gets_through(terms):
    found(*terms)


def test_the_limit_holds():
    assert (
        len(found("Russia", "lost", "600 000", "300 000", "casualties", limit=1)) == 1
    )


def test_only_the_rows_in_force_are_searched():
    later = ReviewLoad.objects.create(source="x")
    check = PublishedCheck("https://checks.example/9", "The flu is gone", "Checks")
    reviewfeed._row(later, check).save()
    assert found("flu") == [4]
    reviewfeed.put_in_force(later)
    assert [one.url for one in selectors.search_reviews(["flu"], 9)] == [check.url]


def test_dropped_rows_are_found_no_more():
    reviewfeed._drop(selectors.load_in_force())
    assert found("flu") == []
    assert selectors.loaded_reviews() is None
