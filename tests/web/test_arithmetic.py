"""Numbers against each other, on the pages of an article and of a claim."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.factories import read_article
from tests.web.pages import document, select, text

STORY = (
    "The fair sold 127 plates and 86 bowls, 243 pieces in all. "
    "A stall costs €60, up from €50, a rise of 20 percent. "
    "The price of a lamp rose by 25 percent, from €40 to €50.\n\n"
    "The army loses about 800 soldiers per day. "
    "It has lost more than 400,000 soldiers since 1 May 2022."
)


@pytest.fixture
def article(db):
    return read_article(STORY, published_at=datetime(2024, 11, 5, tzinfo=UTC))


def findings(answer):
    return [" ".join(one.text_content().split()) for one in select(answer, "finding")]


def test_what_does_not_fit_stands_first_and_what_fits_is_folded(as_reviewer, article):
    answer = as_reviewer.get(article.get_absolute_url())
    misfit, incomplete, *fits = findings(answer)
    assert misfit.startswith("⚠ Does not fit parts against whole")
    assert incomplete.startswith("? Incomplete")
    assert "To be assumed: that the pace of about 800 per day held" in incomplete
    assert fits
    assert all(one.startswith("✓ Fits") for one in fits)
    (panel,) = [
        one for one in document(answer).iter("section") if one.get("id") == "arithmetic"
    ]
    folded = next(panel.iter("details")).find_class("finding")
    assert len(folded) == len(fits)


def test_every_finding_links_to_its_claims(as_reviewer, article):
    answer = as_reviewer.get(article.get_absolute_url())
    links = [link.get("href") for link in select(answer, "finding")[0].iter("a")]
    named = [article.claims.get(surface=one) for one in ("243", "127", "86")]
    assert links == [claim.get_absolute_url() for claim in named]


def test_a_claim_shows_the_findings_it_takes_part_in(as_reviewer, article):
    answer = as_reviewer.get(article.claims.get(surface="86").get_absolute_url())
    (one,) = findings(answer)
    assert "127 + 86 = 213 pieces" in one
    assert "86 (this claim)" in one


def test_numbers_that_stand_in_no_sum_have_no_panel(as_reviewer, db):
    article = read_article("The fair sold 127 plates. It rained.")
    assert "Numbers against each other" not in text(
        as_reviewer.get(article.get_absolute_url())
    )
    claim = article.claims.get()
    assert "Numbers against each other" not in text(
        as_reviewer.get(claim.get_absolute_url())
    )
