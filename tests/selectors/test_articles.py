from __future__ import annotations

import pytest

from claims import selectors
from claims.services import reviewing
from tests.factories import make_article, read_article

pytestmark = pytest.mark.django_db

TEXT = (
    "  • Harbour news\n\n"
    "The board said at least 4,200 containers were lost on 5 May 2024. \U0001f600\n"
    "About 30 ferries a day cross the sound, the second figure of its kind.\n"
)


def whole(article):
    return "".join(
        segment.text
        for paragraph in selectors.paragraphs(article)
        for segment in paragraph.segments
    )


def test_the_segments_are_the_text_whole_and_in_order():
    article = read_article(TEXT)
    lines = [line for line in article.text.split("\n") if line.strip()]
    assert whole(article) == "".join(lines)


def test_before_the_article_is_read_its_numbers_are_pending():
    article = make_article(TEXT)
    coverage = selectors.coverage(article)
    assert (coverage.claimed, coverage.dismissed) == (0, 0)
    assert coverage.pending == 4
    assert coverage.percent == 0


def test_once_read_every_number_is_claimed_or_dismissed(reviewer):
    article = read_article(TEXT)
    coverage = selectors.coverage(article)
    assert coverage.pending == 0
    assert coverage.percent == 100
    assert coverage.claimed == article.claims.count()
    reviewing.dismiss(article.claims.first(), actor=reviewer, reason="A joke.")
    after = selectors.coverage(article)
    assert after.claimed == coverage.claimed - 1
    assert after.total == coverage.total


def test_a_number_the_reader_missed_shows_as_pending():
    article = read_article(TEXT)
    article.dismissed_numbers.filter(surface__contains="2024").delete()
    coverage = selectors.coverage(article)
    assert coverage.pending == 2  # the day and the year of the date
    assert coverage.percent < 100


def test_a_text_without_numbers_is_covered():
    assert selectors.coverage(read_article("Nothing here.")).percent == 100


def test_progress_ends_when_every_search_has_an_outcome():
    article = make_article(TEXT)
    assert selectors.article_progress(article).running
    article = read_article(TEXT)
    progress = selectors.article_progress(article)
    assert not progress.running
    assert progress.searched == progress.searches > 0


@pytest.mark.parametrize("claims", [1, 12])
def test_the_article_costs_the_same_queries_however_many_claims(
    django_assert_num_queries, claims
):
    article = read_article("\n".join(f"They lost {n} boats." for n in range(claims)))
    with django_assert_num_queries(2):
        selectors.paragraphs(article)
