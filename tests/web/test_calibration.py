"""Calibration at the doors: marking, answering, the page with what came of it, own totals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Article, Claim, KnownAnswer, Review
from claims.services import calibrating, queueing, reviewing
from claims.vocabulary import ClaimStatus
from tests.api.conftest import Api
from tests.factories import make_article, make_claim, make_evidence
from tests.web.conftest import signed_in
from tests.web.pages import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(editor):
    made = make_claim()
    calibrating.mark(made.article, actor=editor)
    made.refresh_from_db()
    return made


def measured(editor, who, figure="42,000"):
    made = make_claim()
    calibrating.mark(made.article, actor=editor)
    made.refresh_from_db()
    calibrating.answer(made, rating="supported", figure="4,200", actor=editor)
    queueing.take(made, actor=who)
    cited = make_evidence(made, actor=who)
    data = reviewing.ReviewData("supported", "So.", [cited.pk], figure=figure)
    return reviewing.submit_review(made, data, actor=who)


def test_an_editor_marks_an_article_and_takes_it_back_on_its_page(editor):
    article = make_claim().article
    client, page = signed_in(editor), article.get_absolute_url()
    client.post(f"{page}calibration/", {"calibration": "on"})
    assert Article.objects.get(pk=article.pk).calibration
    assert "For calibration" in client.get(page).content.decode()
    client.post(f"{page}calibration/", {})
    assert not Article.objects.get(pk=article.pk).calibration


def test_a_refused_mark_is_told_on_the_article_s_page(editor, reviewer):
    review = measured(editor, reviewer)
    client, page = signed_in(editor), review.claim.article.get_absolute_url()
    answer = client.post(f"{page}calibration/", {})
    assert answer.status_code == 409
    assert "Put the article in the trash instead" in answer.content.decode()


def test_a_known_answer_is_set_on_the_claim_s_page_and_begins_as_it_is(editor, claim):
    client, page = signed_in(editor), claim.get_absolute_url()
    said = {"rating": "refuted", "figure": "about 4,300", "note": "The annex."}
    assert client.post(f"{page}known-answer/", said).status_code == 302
    shown = client.get(page).content.decode()
    assert 'value="about 4,300"' in shown
    assert '<option value="refuted" selected' in shown
    assert client.post(f"{page}known-answer/remove/").status_code == 302
    assert not KnownAnswer.objects.exists()


def test_what_was_typed_into_a_refused_answer_stays(editor, claim):
    client, page = signed_in(editor), claim.get_absolute_url()
    answer = client.post(f"{page}known-answer/", {"rating": "", "figure": "4,300"})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="4,300"' in shown
    assert "Choose a rating of the scale in use." in shown


def test_the_page_and_its_table_have_the_counts(editor, reviewer):
    measured(editor, reviewer)
    client = signed_in(editor)
    page = client.get("/calibration/").content.decode()
    assert "Switched off" in page
    table = client.get("/calibration/scores.csv").content.decode().splitlines()
    assert table[1] == "rita,count,1,1,0,0,1,0,1"


def test_the_page_costs_the_same_for_one_answer_and_for_many(editor, reviewer):
    client = signed_in(editor)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    measured(editor, reviewer)
    addresses = ("/calibration/", "/calibration/scores.csv", "/api/v1/calibration/")
    before = [cost(address) for address in addresses]
    for _ in range(4):
        measured(editor, reviewer)
    assert [cost(address) for address in addresses] == before
    assert max(before) <= 12


def test_a_reviewer_sees_their_own_totals_and_only_where_it_is_switched_on(
    editor, reviewer, settings
):
    review = measured(editor, reviewer)
    yesterday = timezone.now() - timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(created_at=yesterday)
    client = signed_in(reviewer)
    assert "Your calibration" not in client.get("/").content.decode()
    settings.CLAIMS_CALIBRATION_EVERY = 10
    page = client.get("/").content.decode()
    assert "1 of your reviews: 1 with the known rating" in page
    assert "Your calibration" not in signed_in(editor).get("/").content.decode()
    mine = Api(reviewer).get("calibration/mine/").json()
    assert (mine["reviews"], mine["different_number"], mine["misread"]) == (1, 1, 1)


def test_the_same_over_rest(editor, claim):
    rest = Api(editor)
    address = f"claims/{claim.pk}/known-answer/"
    assert rest("GET", f"/api/v1/{address}").status_code == 404
    said = {"rating": "refuted", "figure": "about 4,300", "note": "The annex."}
    kept = rest("PUT", f"/api/v1/{address}", said).json()
    assert {name: kept[name] for name in said} == said
    assert rest("GET", f"/api/v1/{address}").json() == kept
    every = rest.get("calibration/").json()
    assert [one["claim"] for one in every["answers"]] == [claim.pk]
    assert every["articles"][0]["answered"] == 1
    article = f"/api/v1/articles/{claim.article_id}/calibration/"
    refused = rest("DELETE", article)
    assert (refused.status_code, refused.json()["code"]) == (409, "calibration")
    assert rest("DELETE", f"/api/v1/{address}").status_code == 204
    assert rest("DELETE", article).json() == {"calibration": False}
    assert rest("PUT", article, {}).json() == {"calibration": True}


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("verdict", {}),
        ("publish", {}),
        ("take", {}),
        ("panel", {"members": list("abc")}),
    ],
)
def test_an_editor_is_refused_by_code_at_the_rest_door(editor, reviewer, step, body):
    review = measured(editor, reviewer)
    answer = Api(editor)("POST", f"/api/v1/claims/{review.claim_id}/{step}/", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "calibration")


def test_an_article_for_calibration_is_not_signed_off_over_rest(editor, claim):
    answer = Api(editor)("POST", f"/api/v1/articles/{claim.article_id}/sign-off/", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "calibration")


def test_the_editor_is_told_how_the_known_number_is_read(editor, claim):
    said = {"rating": "refuted", "figure": "some 4.3 thousand"}
    address = f"{claim.get_absolute_url()}known-answer/"
    told = signed_in(editor).post(address, said, follow=True).content.decode()
    assert (
        "Its number is read as about 4,300 containers. Reviewers are not told." in told
    )


def test_an_editor_is_not_offered_to_review_what_they_know(editor, reviewer, claim):
    page = claim.get_absolute_url()
    assert "Take for review" not in signed_in(editor).get(page).content.decode()
    assert "Take for review" in signed_in(reviewer).get(page).content.decode()


@pytest.fixture
def three(editor):
    """Claims of one article for calibration, the second of them dismissed."""
    article = make_article("The port has 11 cranes, 12 gates, 13 berths and 14 pilots.")
    made = [make_claim(article, surface=str(number)) for number in (11, 12, 13, 14)]
    Claim.objects.filter(pk=made[1].pk).update(status=ClaimStatus.DISMISSED)
    Article.objects.filter(pk=article.pk).update(extracted_at=timezone.now())
    calibrating.mark(article, actor=editor)
    return article, [made[0], made[2], made[3]]


def test_the_article_leads_its_editor_to_the_next_claim_without_an_answer(
    editor, reviewer, three
):
    article, (first, second, third) = three
    client, page = signed_in(editor), article.get_absolute_url()
    queue = f'href="/queue/review/?article={article.pk}"'
    for claim, given in ((first, 0), (second, 1), (third, 2)):
        shown = client.get(page).content.decode()
        assert f"{given} of 3 claims" in shown
        assert f'href="/claims/{claim.pk}/#id_known_answer_rating"' in shown
        assert queue not in shown
        claim.refresh_from_db()
        calibrating.answer(claim, rating="supported", actor=editor)
    shown = client.get(page).content.decode()
    assert "3 of 3 claims have a known answer" in shown
    assert "id_known_answer_rating" not in shown
    assert queue in signed_in(reviewer).get(page).content.decode()


def test_save_and_next_goes_round_the_article_until_none_is_left(editor, three):
    _, (first, second, third) = three
    client = signed_in(editor)
    for claim, place in ((second, third), (third, first), (first, None)):
        page = claim.get_absolute_url()
        shown = client.get(page).content.decode()
        assert ("Save and next" in shown) == (place is not None)
        said = {"rating": "refuted", "next": ""}
        answer = client.post(f"{page}known-answer/", said)
        led = f"{place.get_absolute_url()}#id_known_answer_rating" if place else page
        assert answer["Location"] == led
    told = client.get(page).content.decode()
    assert "3 of 3 claims have one." in told
    assert "3 of 3 claims of this article have one" in told


def test_saved_alone_it_stays_and_the_key_for_the_next_leads_on(editor, three):
    _, (first, second, _) = three
    client, page = signed_in(editor), first.get_absolute_url()
    answer = client.post(f"{page}known-answer/", {"rating": "refuted"})
    assert answer["Location"] == page
    shown = document(client.get(page))
    form = shown.xpath("//form[@data-next]")[0]  # the first is what the key sends
    assert form.get("action").startswith(second.get_absolute_url())
    assert form.get("method", "get") == "get"
