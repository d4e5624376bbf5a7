from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Article, Claim, Rating
from claims.services import correcting, publishing, queueing, reviewing, validity
from tests.factories import make_article, make_claim, make_evidence, make_verdict
from tests.web.pages import document, json_ld, select, text


@pytest.fixture
def claim(reviewer, editor):
    article = make_article(
        "Rain fell. At least 4,200 containers were lost, the port said.",
        title="Storm",
        publisher="Harbour Post",
        url="https://harbour.example/storm",
    )
    made = make_claim(article, claimant="the port", sentence_start=11)
    make_verdict(made, author=reviewer, editor=editor)
    return made


@pytest.fixture
def publication(claim, editor):
    return publishing.publish(claim, actor=editor)


@pytest.fixture
def again(claim, publication, reviewer, editor):
    """Corrected and published once more."""
    correcting.correct(
        claim, actor=editor, reason="We had misread the log.", kind="factual"
    )
    queueing.take(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted",
            "The log says less.",
            evidence=[claim.evidence.first().pk],
            reason_codes=["rounding"],
        ),
        actor=reviewer,
    )
    reviewing.decide(claim, actor=editor)
    return publishing.publish(claim, actor=editor)


def address(claim) -> str:
    return f"/c/{claim.pk}/"


def test_the_page_tells_the_whole_check(anonymous, claim, publication):
    answer = anonymous.get(address(claim))
    shown = text(answer)
    review = publication.verdict.review
    for words in (
        claim.statement,
        "At least 4,200 containers were lost, the port said.",
        "said by the port",
        review.rating.label,
        review.rating.meaning,
        review.rationale,
        claim.readback,
        "Harbour Post",
        "Reviewed by rita, signed off by edda, published by edda",
    ):
        assert words in shown
    (card,) = select(answer, "card")
    kept = claim.evidence.get()
    assert kept.quote in " ".join(card.text_content().split())
    assert kept.source.url in {link.get("href") for link in card.iter("a")}
    assert select(answer, "line--wide")
    assert document(answer).xpath("//figure//table")


def test_a_check_of_a_german_article_names_the_rating_in_german(
    anonymous, claim, editor
):
    Article.objects.update(language="de")
    publication = publishing.publish(Claim.objects.get(pk=claim.pk), actor=editor)
    answer = anonymous.get(address(claim))
    (rating,) = select(answer, "verdict__rating")
    assert (rating.text, rating.get("lang")) == ("Belegt", "de")
    assert document(answer).xpath("string(//title)").startswith("Belegt: ")
    terms = document(answer).xpath("//dt[@lang='de']/text()")
    assert terms[:2] == ["Belegt", "Widerlegt"]
    assert publication.verdict.review.rating.meaning in text(answer)
    assert "Belegt" in text(anonymous.get("/published/"))
    for page in (answer, anonymous.get("/published/")):
        assert "Supported" not in text(page)


def test_a_check_from_before_shows_the_label_it_went_out_with(anonymous, claim, editor):
    """Its scale is told in the same words, whatever language has labels since."""
    Article.objects.update(language="de")
    ratings = {one.pk: one.labels for one in Rating.objects.all()}
    Rating.objects.update(labels={})
    publishing.publish(Claim.objects.get(pk=claim.pk), actor=editor)
    for pk, labels in ratings.items():
        Rating.objects.filter(pk=pk).update(labels=labels)
    answer = anonymous.get(address(claim))
    (rating,) = select(answer, "verdict__rating")
    assert (rating.text, rating.get("lang")) == ("Supported", None)
    assert "Belegt" not in text(answer)
    assert "Refuted" in text(answer)


def test_exactly_one_claimreview_equal_to_the_stored_document(
    anonymous, claim, publication
):
    (embedded,) = json_ld(anonymous.get(address(claim)))
    assert json.loads(embedded) == publication.document
    assert json.loads(embedded)["@type"] == "ClaimReview"
    file = anonymous.get(f"{address(claim)}claimreview.json")
    assert file.headers["Content-Type"] == "application/ld+json"
    assert json.loads(file.content) == publication.document


@pytest.mark.parametrize("suffix", ["", "claimreview.json"])
def test_readers_get_no_cookie_and_caches_may_keep_the_page(
    anonymous, as_reviewer, claim, publication, suffix
):
    answer = anonymous.get(address(claim) + suffix)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert as_reviewer.get(address(claim) + suffix).content == answer.content
    unchanged = anonymous.get(
        address(claim) + suffix, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert unchanged.status_code == 304


def test_unpublished_and_unknown_look_the_same(anonymous, claim):
    unpublished = anonymous.get(address(claim))
    unknown = anonymous.get("/c/987654/")
    assert unpublished.status_code == unknown.status_code == 404
    assert unpublished.content == unknown.content
    assert not unpublished.cookies
    file = anonymous.get(f"{address(claim)}claimreview.json")
    assert file.status_code == 404
    assert claim.statement not in unpublished.content.decode()


def test_a_retracted_check_is_gone_and_says_why(anonymous, claim, publication, editor):
    correcting.retract(claim, actor=editor, reason="The port never said it.")
    answer = anonymous.get(address(claim))
    assert answer.status_code == 410
    assert "The port never said it." in text(answer)
    assert claim.statement in text(answer)
    assert json_ld(answer) == []
    assert publication.verdict.review.rationale not in answer.content.decode()
    file = anonymous.get(f"{address(claim)}claimreview.json")
    assert file.status_code == 410
    assert "The port never said it." in file.content.decode()
    assert claim.statement not in text(anonymous.get("/published/"))


def test_a_correction_under_way_is_announced(anonymous, claim, publication, editor):
    correcting.correct(
        claim, actor=editor, reason="We had misread the log.", kind="factual"
    )
    answer = anonymous.get(address(claim))
    assert answer.status_code == 200
    assert "This check is being corrected. We had misread the log." in text(answer)
    assert "Being corrected" in text(anonymous.get("/published/"))


def test_a_corrected_check_says_so_and_shows_the_new_verdict(anonymous, claim, again):
    answer = anonymous.get(address(claim))
    assert "We had misread the log." in text(answer)
    assert "The log says less." in text(answer)
    assert "being corrected" not in text(answer)
    assert "revision 2" in text(answer)
    assert "Rounding" in text(answer)
    (embedded,) = json_ld(answer)
    assert json.loads(embedded) == again.document


def test_a_verdict_without_evidence_publishes_its_search_log(
    anonymous, reviewer, editor
):
    claim = make_claim()
    claim.source_jobs.create(
        provider="library", outcome="empty", queries=["containers lost storm"]
    )
    queueing.take(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "not_enough_evidence", "Nobody counts them.", searched_not_enough=True
        ),
        actor=reviewer,
    )
    reviewing.decide(claim, actor=editor)
    publishing.publish(claim, actor=editor)
    shown = text(anonymous.get(address(claim)))
    assert "Searched and found nothing" in shown
    assert "containers lost storm" in shown


def test_only_cited_evidence_is_published(anonymous, claim, publication, reviewer):
    other = make_claim()
    make_evidence(other, actor=reviewer, quote="An unpublished 77 remark.")
    assert "unpublished" not in text(anonymous.get(address(claim)))


def test_inner_workings_stay_inside(anonymous, claim, publication):
    kept = claim.evidence.get()
    kept.note = "Ask Remy about this."
    kept.save()
    page = anonymous.get(address(claim)).content.decode()
    assert "Ask Remy" not in page
    assert "csrfmiddlewaretoken" not in page
    assert f"/evidence/{kept.pk}/" not in page


def test_the_list_shows_what_is_published_newest_first(anonymous, claim, publication):
    answer = anonymous.get("/published/")
    assert not answer.cookies
    titles = [link.get("href") for link in select(answer, "entry__title")]
    assert titles == [address(claim)]
    assert publication.verdict.review.rating.label in text(answer)


def test_an_empty_list_says_so(anonymous, db):
    assert "Nothing is published yet" in text(anonymous.get("/published/"))


def test_readers_are_told_until_when_a_check_holds(
    anonymous, claim, publication, editor, time_machine
):
    until = timezone.now().date() + timedelta(days=2)
    validity.prolong(claim, until, actor=editor, reason="Looked.")
    assert "we look at the check again by" in text(anonymous.get(address(claim)))
    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert "was to be looked at again by" in text(anonymous.get(address(claim)))


@pytest.mark.parametrize(
    ("sentence", "marks"),
    [
        ("At least 4,200 containers were lost.", 1),
        ("“At least 4,200 containers were lost,” the port said.", 0),
        ("Der Hafen meldete: „At least 4,200 containers.“", 0),
    ],
)
def test_words_in_quotation_marks_are_not_put_in_others(
    anonymous, reviewer, editor, sentence, marks
):
    claim = make_claim(make_article(sentence), statement=sentence)
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    page = document(anonymous.get(claim.public_url()))
    assert len(page.xpath("//h1/q")) == marks
