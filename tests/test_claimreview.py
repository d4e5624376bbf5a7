from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from claims.claimreview import PublishedVerdict, as_json, build, lint

VERDICT = PublishedVerdict(
    url="https://desk.example/c/81",
    claim_text="The harbour lost at least 4,200 jobs",
    quote="At least 4,200 jobs have gone from the harbour, the union says.",
    claimant="Dockers' Union",
    claim_date=date(2026, 8, 28),
    article_url="https://news.example/harbour",
    article_title="Quiet cranes",
    article_publisher="News Example",
    article_published=date(2026, 8, 29),
    rating_label="Mostly supported",
    rating_value=4,
    best_rating=5,
    worst_rating=1,
    explanation="Two registers count 4,100 and 4,350 posts lost.",
    organisation="Example Desk",
    organisation_url="https://desk.example/",
    organisation_logo="https://desk.example/logo.png",
    corrections_policy="https://desk.example/corrections",
    publishing_principles="https://desk.example/principles",
    fact_checking_policy="https://desk.example/method",
    date_published=date(2026, 9, 1),
    date_modified=date(2026, 9, 3),
    citations=(("Port register", "https://port.example/register"),),
    correction="3 September: the year of the register was wrong.",
)

GOLDEN = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "@id": "https://desk.example/c/81#review",
    "url": "https://desk.example/c/81",
    "inLanguage": "en",
    "datePublished": "2026-09-01",
    "dateModified": "2026-09-03",
    "claimReviewed": "The harbour lost at least 4,200 jobs",
    "author": {
        "@type": "Organization",
        "name": "Example Desk",
        "url": "https://desk.example/",
        "logo": {"@type": "ImageObject", "url": "https://desk.example/logo.png"},
        "correctionsPolicy": "https://desk.example/corrections",
        "publishingPrinciples": "https://desk.example/principles",
        "verificationFactCheckingPolicy": "https://desk.example/method",
    },
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Mostly supported",
        "ratingValue": 4,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "Two registers count 4,100 and 4,350 posts lost.",
    },
    "itemReviewed": {
        "@type": "Claim",
        "@id": "https://desk.example/c/81#claim",
        "text": "At least 4,200 jobs have gone from the harbour, the union says.",
        "datePublished": "2026-08-28",
        "author": {"@type": "Organization", "name": "Dockers' Union"},
        "appearance": {
            "@type": "NewsArticle",
            "url": "https://news.example/harbour",
            "headline": "Quiet cranes",
            "datePublished": "2026-08-29",
            "publisher": {"@type": "Organization", "name": "News Example"},
        },
    },
    "citation": [
        {
            "@type": "CreativeWork",
            "name": "Port register",
            "url": "https://port.example/register",
        }
    ],
    "correction": "3 September: the year of the register was wrong.",
}

SMALLEST = PublishedVerdict(
    url="https://desk.example/c/82",
    claim_text="One in five bridges is closed",
    rating_label="Not enough evidence",
    organisation="Example Desk",
    date_published=date(2026, 9, 1),
)


def test_a_full_verdict_becomes_the_golden_document():
    assert build(VERDICT) == GOLDEN
    assert lint(GOLDEN) == []


def test_what_is_not_known_is_left_out():
    assert build(SMALLEST) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": "https://desk.example/c/82#review",
        "url": "https://desk.example/c/82",
        "inLanguage": "en",
        "datePublished": "2026-09-01",
        "claimReviewed": "One in five bridges is closed",
        "author": {"@type": "Organization", "name": "Example Desk"},
        "reviewRating": {"@type": "Rating", "alternateName": "Not enough evidence"},
        "itemReviewed": {
            "@type": "Claim",
            "@id": "https://desk.example/c/82#claim",
            "text": "One in five bridges is closed",
        },
    }


def test_a_scale_without_numbers_writes_no_number():
    rating = build(replace(VERDICT, rating_value=None))["reviewRating"]
    assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


def test_a_rating_of_zero_is_a_number():
    rating = build(replace(VERDICT, rating_value=0, worst_rating=0))["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"]) == (0, 0)


def test_half_steps_stay_numbers():
    rating = build(replace(VERDICT, rating_value=Decimal("3.5")))["reviewRating"]
    assert rating["ratingValue"] == 3.5


@pytest.mark.parametrize("name", ["Example Desk", " example  desk "])
def test_the_reviewer_is_never_the_claimant(name):
    assert "author" not in build(replace(VERDICT, claimant=name))["itemReviewed"]


def test_a_person_keeps_their_office_and_identity():
    verdict = replace(
        VERDICT,
        claimant="A. Speaker",
        claimant_type="Person",
        claimant_job_title="Mayor",
        claimant_same_as="https://people.example/a-speaker",
    )
    assert build(verdict)["itemReviewed"]["author"] == {
        "@type": "Person",
        "name": "A. Speaker",
        "jobTitle": "Mayor",
        "sameAs": "https://people.example/a-speaker",
    }


def test_moments_are_written_as_days():
    moment = datetime(2026, 9, 1, 22, 15, tzinfo=UTC)
    document = build(replace(VERDICT, date_published=moment, date_modified=moment))
    assert (document["datePublished"], document["dateModified"]) == (
        "2026-09-01",
        "2026-09-01",
    )


def test_the_day_of_the_article_stands_in_for_the_day_of_the_claim():
    item = build(replace(VERDICT, claim_date=None))["itemReviewed"]
    assert item["datePublished"] == "2026-08-29"


class Scripts(HTMLParser):
    """What a browser takes for the content of the first script of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.content, self.elsewhere = False, "", ""

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "script"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.content += data
        else:
            self.elsewhere += data


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> & &lt; \u2028 \u2029",
    "'\"\\",
    "é 漢 🦉",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_the_script_it_is_embedded_in(text):
    document = build(replace(VERDICT, quote=text, claimant=text))
    written = as_json(document)
    assert not set("<>&\u2028\u2029") & set(written)
    page = Scripts()
    page.feed(f'<script type="application/ld+json">{written}</script>after')
    page.close()
    assert page.elsewhere == "after"
    assert json.loads(page.content) == document
