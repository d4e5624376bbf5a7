"""With the network unplugged, the library has something to say about each figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.models import Article, Claim
from claims.services import seeding, working
from claims.vocabulary import Relation
from tests.seeds.test_documents import SEEDS

FIGURES = {
    "soldiers": "10000",
    "shells": "0.5",
    "per day": "1000",
    "in total": "600000",
    "budget": "6",
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def war() -> Article:
    seeding.add_library(SEEDS / "library")
    articles = seeding.add_articles(SEEDS / "articles")
    working.drain()
    return next(each for each in articles if each.publisher.startswith("The Harbour"))


def claim(article: Article, figure: str) -> Claim:
    return article.claims.get(low=Decimal(FIGURES[figure]), check_worthiness__gte="0.5")


def test_each_of_the_five_figures_gets_evidence_on_both_sides(war):
    for figure in FIGURES:
        relations = {each.relation for each in claim(war, figure).evidence.all()}
        assert {
            Relation.INSIDE,
            Relation.OUTSIDE,
            Relation.NOT_COMPARABLE,
        } <= relations, figure


INTENDED = [
    ("soldiers", "10,500 and 12,000", Relation.INSIDE, ""),
    ("soldiers", "8,000", Relation.OUTSIDE, ""),
    ("soldiers", "200", Relation.NOT_COMPARABLE, "stale"),
    ("shells", "52 percent", Relation.INSIDE, ""),
    ("shells", "36 percent", Relation.OUTSIDE, ""),
    ("shells", "78 percent", Relation.NOT_COMPARABLE, "base"),
    ("per day", "1,030", Relation.INSIDE, ""),
    ("per day", "1,450", Relation.OUTSIDE, ""),
    ("per day", "580", Relation.NOT_COMPARABLE, "stale"),
    ("in total", "620,000 and 640,000", Relation.INSIDE, ""),
    ("in total", "540,000", Relation.OUTSIDE, ""),
    ("in total", "180,000", Relation.NOT_COMPARABLE, "stale"),
    ("in total", "78,400", Relation.NOT_COMPARABLE, "definition"),
    ("budget", "5.9 percent", Relation.INSIDE, ""),
    ("budget", "3.1 percent", Relation.OUTSIDE, ""),
    ("budget", "0.7 percent", Relation.NOT_COMPARABLE, "stale"),
    ("budget", "1.1 percent", Relation.NOT_COMPARABLE, "base"),
]


def test_a_reference_figure_is_related_as_its_document_intends(war):
    found = {
        (figure, each.surface, each.relation, each.gate)
        for figure in FIGURES
        for each in claim(war, figure).evidence.all()
    }
    assert set(INTENDED) <= found
