"""A number put right, and a reviewer's own, over REST."""

from __future__ import annotations

import pytest

from tests.factories import make_claim, make_review, read_article

GERMAN = "Die Behörde zählte im Mai etwa 8.600 Haushalte ohne Strom."


@pytest.fixture
def german(db):
    return read_article(GERMAN, language="de").claims.get()


def test_a_number_is_read_in_the_articles_notation(as_reviewer, german):
    answer = as_reviewer.post(f"claims/{german.pk}/reading/", {"number": "etwa 8.700"})
    assert answer.status_code == 200
    assert (answer.json()["low"], answer.json()["qualifier"]) == ("8700", "about")


def test_a_number_of_two_notations_is_refused_with_both_ways(as_reviewer, german):
    answer = as_reviewer.post(f"claims/{german.pk}/reading/", {"number": "8,700"})
    assert answer.status_code == 400
    assert "“8700”" in answer.json()["detail"]
    assert "“8,7”" in answer.json()["detail"]


def test_a_unit_says_the_kind(as_reviewer, german):
    path = f"claims/{german.pk}/reading/"
    assert as_reviewer.post(path, {"unit": "EUR"}).json()["kind"] == "money"
    refused = as_reviewer.post(path, {"unit": "million EUR"})
    assert refused.status_code == 400
    assert "in the number" in refused.text


def test_a_review_tells_how_its_number_was_read(as_reviewer, reviewer):
    claim = make_claim()
    review = make_review(claim, author=reviewer)
    review.surface, review.low, review.high = "4.3 thousand", 4300, 4300
    review.kind, review.unit = "count", "container"
    review.save()
    (told,) = as_reviewer.get(f"claims/{claim.pk}/reviews/").json()["results"]
    assert told["figure"] == "4.3 thousand"
    assert told["figure_read"] == "4,300 containers"
    review.low = review.high = 1
    review.save()
    (told,) = as_reviewer.get(f"claims/{claim.pk}/reviews/").json()["results"]
    assert told["figure_read"] == "1 container"
