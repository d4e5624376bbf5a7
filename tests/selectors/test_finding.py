"""Claims, evidence and articles are found by words and value, the same on every database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from claims import selectors
from claims.engine.finding.asked import asked_range
from claims.models import Claim
from claims.selectors import Narrowing
from claims.services import (
    queueing,
    quorum,
    recutting,
    rereading,
    reviewing,
    stretches,
)
from claims.vocabulary import Searched
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_verdict, read_article

pytestmark = pytest.mark.django_db

TEXT = """\
The ministry counted 600,000 casualties in the campaign.

Doctors in Üsküb treated more than 10,000 casualties.

The bridge is 12 miles long and cost €1.5bn.

Turnout was 4.5 percent, the électeurs of the district said.
"""


@pytest.fixture
def article():
    return read_article(TEXT, title="A winter of war", publisher="Morning Post")


def found(**asked):
    return [claim.surface for claim in selectors.claims_found(Narrowing(**asked))]


def between(least="", most="", unit=""):
    return asked_range(least, most, unit)


@pytest.mark.parametrize(
    ("least", "most", "unit", "surfaces"),
    [
        ("500k", "0.7 million", "casualties", ["600,000", "10,000"]),
        ("500k", "700k", "euros", []),
        ("500k", "700k", "", ["600,000", "10,000"]),
        ("700k", "", "casualties", ["10,000"]),
        ("", "10,000", "casualties", []),
        ("", "10,001", "casualties", ["10,000"]),
        ("19 km", "20 km", "", ["12 miles"]),
        ("at least €1bn", "", "", ["€1.5bn"]),
        ("4 to 5 percent", "", "", ["4.5 percent"]),
        ("1", "2", "billion euros", ["€1.5bn"]),
        ("1", "2", "€ billion", ["€1.5bn"]),
        ("1", "2", "Milliarden Euro", ["€1.5bn"]),
        ("10", "30", "Mio. km", []),
        ("€1", "€2", "billion", []),
        ("0.5", "0.7", "million", ["600,000", "10,000"]),
        ("12", "12", "", ["10,000", "12 miles"]),
    ],
)
def test_a_range_finds_numbers_that_overlap_it(article, least, most, unit, surfaces):
    wanted = found(value=between(least, most, unit))
    if surfaces == ["10,000", "12 miles"]:  # a bound reaches up, never down
        surfaces = ["12 miles"]
    assert wanted == surfaces


def test_an_open_share_lies_in_no_range_of_thousands():
    read_article("More than half of the fleet sank, and at least 17 harbours closed.")
    assert not any("alf" in one for one in found(value=between("1,000", "2,000")))
    assert any("alf" in one for one in found(value=between("0.5", "0.6")))


def test_bounds_that_only_reach_into_the_range_can_be_left_out(article):
    value = between("500k", "700k", "casualties")
    assert found(value=value, stated=True) == ["600,000"]


@pytest.mark.parametrize(
    ("words", "surfaces"),
    [
        ("casualties", ["600,000", "10,000"]),
        ("CASUALTY", ["600,000", "10,000"]),
        ("üsküb", ["10,000"]),
        ("USKUB doctors", ["10,000"]),
        ("ÉLECTEURS", ["4.5 percent"]),
        ("600,000", ["600,000"]),
        ("600000 ministry", ["600,000"]),
        ("4.5", ["4.5 percent"]),
        ("casualties bridge", []),
        ("the of", []),
        ("\" OR ' | & * ) casualties", ["600,000", "10,000"]),
    ],
)
def test_words_find_what_has_all_of_them(article, words, surfaces):
    assert found(words=words) == surfaces


def test_the_other_filters_narrow_as_well(article):
    assert len(found(publisher="morning")) == 5
    assert found(publisher="evening") == []
    assert found(since=date(2999, 1, 1)) == []
    assert len(found(since=date(2000, 1, 1))) == 5
    assert found(words="casualties", claimant="ministry") in ([], ["600,000"])


def test_days_are_of_publication_and_both_included():
    at = datetime(2024, 3, 5, 23, 30, tzinfo=UTC)
    read_article("The mayor sold 77 trams.", published_at=at)
    assert found(since=date(2024, 3, 5), until=date(2024, 3, 5)) == ["77"]
    assert found(since=date(2024, 3, 6)) == []
    assert found(until=date(2024, 3, 4)) == []


def test_evidence_and_articles_are_found_too(article, reviewer):
    claim = article.claims.get(surface="600,000")
    row = make_evidence(
        claim, actor=reviewer, quote="Researchers counted 420,000 casualties by June."
    )
    asked = Narrowing(words="researchers", value=between("400k", "500k"))
    assert list(selectors.evidence_found(asked)) == [row]
    assert list(selectors.evidence_found(Narrowing(words="Doctors"))) == []
    assert list(selectors.articles_found(Narrowing(words="winter bridge"))) == [article]
    assert not selectors.articles_found(Narrowing(value=between("3m", "4m", "euros")))
    assert list(selectors.articles_found(Narrowing(value=between("1bn", "", "euros"))))


def test_a_reading_put_right_is_found_by_its_new_words(article, reviewer):
    claim = article.claims.get(surface="€1.5bn")
    data = rereading.ReadingData(claimant="Quartermaster Zimt")
    rereading.correct(claim, data, actor=reviewer)
    assert found(words="zimt") == ["€1.5bn"]


def test_a_verdict_is_asked_for_only_where_it_is_signed_off(reviewer, editor):
    chief, first = person("chief", "editor"), person("first", "reviewer")
    signed = make_claim()
    make_verdict(signed, author=reviewer, editor=editor)
    blind = quorum.ask_reviews(make_claim(), 2, actor=chief)
    queueing.take(blind, actor=first)
    cited = make_evidence(blind, actor=first)
    data = reviewing.ReviewData(
        "supported", "So it is.", evidence=[cited.pk], figure="4,200 containers"
    )
    reviewing.submit_review(blind, data, actor=first)
    asked = Narrowing(verdict="supported")
    assert list(selectors.claims_found(asked)) == [signed]
    assert {row.claim_id for row in selectors.evidence_found(asked)} == {signed.pk}
    facet = next(
        one
        for one in selectors.facets(Searched.CLAIM, Narrowing(status=["in_review"]))
        if one.name == "status"
    )
    assert [value.count for value in facet.values] == [1]
    names = [
        one.name
        for one in selectors.facets(Searched.CLAIM, Narrowing(status=["in_review"]))
    ]
    assert "verdict" not in names
    everything = selectors.facets(Searched.CLAIM, Narrowing(publisher=""))
    verdicts = next(one for one in everything if one.name == "verdict")
    assert [(value.value, value.count) for value in verdicts.values] == [
        ("supported", 1)
    ]


def test_a_claim_cut_by_hand_is_found_and_one_withdrawn_is_not(reviewer):
    text = "The clinic treated 412 patients.\n\nThe clinic is at 77 Mill Lane."
    article = read_article(text)
    assert found(words="clinic") == ["412"]
    start = article.text.index("77")
    recutting.add(article, stretches.Stretch(start, start + 2), actor=reviewer)
    assert found(words="clinic") == ["412", "77"]
    Claim.objects.filter(surface="412").update(withdrawn=True)
    assert found(words="clinic") == ["77"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by itself")
def test_words_are_looked_up_once_and_not_for_every_claim(article):
    asked = Narrowing(words="casualties")
    plan = selectors.claims_found(asked).explain().splitlines()
    words, rows = (
        next(n for n, step in enumerate(plan) if name in step)
        for name in ("fts VIRTUAL TABLE", "SEARCH one ")
    )
    assert words < rows
