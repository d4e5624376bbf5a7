"""An article's numbers against each other, over REST."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.factories import read_article

SALE = "The fair sold 127 plates and 86 bowls, 243 pieces in all."
PACE = (
    "The army loses about 800 soldiers per day. "
    "It has lost more than 400,000 soldiers since 1 May 2022."
)


def test_a_finding_names_its_claims_formula_and_both_intervals(as_reviewer, db):
    article = read_article(SALE)
    (one,) = as_reviewer.get(f"articles/{article.pk}/arithmetic/").json()["arithmetic"]
    surfaces = {claim.pk: claim.surface for claim in article.claims.all()}
    assert [surfaces[pk] for pk in one["claims"]] == ["243", "127", "86"]
    assert (one["rule"], one["outcome"]) == ("parts_whole", "misfit")
    assert one["formula"] == "127 + 86 = 213 pieces"
    assert one["expected"]["low"] == one["expected"]["high"] == "213"
    assert one["stated"]["low"] == "243"
    assert (one["off"], one["assumption"]) == ("0.1408", "")


def test_what_is_incomplete_says_what_must_be_assumed(as_reviewer, db):
    day = datetime(2024, 11, 5, tzinfo=UTC)
    article = read_article(PACE, published_at=day)
    (one,) = as_reviewer.get(f"articles/{article.pk}/arithmetic/").json()["arithmetic"]
    assert one["outcome"] == "incomplete"
    assert "1 May 2022 to 5 November 2024" in one["assumption"]
    assert one["off"] is None


def test_an_article_links_to_its_arithmetic(as_reviewer, db):
    article = read_article(SALE)
    links = as_reviewer.get(f"articles/{article.pk}/").json()["links"]
    assert len(as_reviewer.get(links["arithmetic"]).json()["arithmetic"]) == 1


def test_wording_of_another_language_is_not_guessed_at(as_reviewer, db):
    article = read_article(SALE, language="de")
    answer = as_reviewer.get(f"articles/{article.pk}/arithmetic/")
    assert answer.json() == {"arithmetic": []}
