"""Putting a reading right, and what is said of a reviewer's number, on the page."""

from __future__ import annotations

import pytest

from claims.services import correcting, publishing, quorum, reviewing
from tests.factories import make_claim, make_evidence, read_article
from tests.services.test_quorum import hand_in
from tests.web.pages import text

GERMAN = "Die Behörde zählte im Mai etwa 8.600 Haushalte ohne Strom."


@pytest.fixture
def german(db):
    return read_article(GERMAN, language="de").claims.get()


def send(client, claim, **fields):
    form = {"version": claim.version, **fields}
    return client.post(f"/claims/{claim.pk}/reading/", form, follow=True)


def test_the_form_shows_the_number_in_the_articles_notation(as_reviewer, german):
    assert 'value="etwa 8.600"' in as_reviewer.get(f"/claims/{german.pk}/").text


def test_how_it_is_read_now_is_said(as_reviewer, german):
    shown = send(as_reviewer, german, number="etwa 8.700")
    german.refresh_from_db()
    said = (
        f"The reading is put right, and the evidence compared anew. {german.readback}"
    )
    assert said in text(shown)
    assert "8.700" in german.readback


def test_a_number_of_two_notations_is_asked_back_at_its_field(as_reviewer, german):
    shown = send(as_reviewer, german, number="8,700")
    assert shown.status_code == 400
    assert "“8,700” can be read two ways" in text(shown)
    german.refresh_from_db()
    assert german.low == 8600


def test_reviewers_see_how_their_numbers_were_read(
    as_reviewer, as_editor, reviewer, second_reviewer, editor
):
    claim = make_claim()
    quorum.ask_reviews(claim, 2, actor=editor)
    hand_in(claim, reviewer, figure="4.3 thousand containers")
    claim.refresh_from_db()
    assert "read as 4,300 containers" in text(as_reviewer.get(f"/claims/{claim.pk}/"))
    hand_in(claim, second_reviewer, figure="8,600 containers")
    told = (
        "“4.3 thousand containers” was read as 4,300 containers",
        "“8,600 containers” was read as 8,600 containers",
    )
    for client in (as_reviewer, as_editor):
        shown = text(client.get(f"/claims/{claim.pk}/"))
        assert all(one in shown for one in told)


def test_handing_in_says_how_the_number_was_read(as_reviewer, reviewer):
    claim = make_claim()
    as_reviewer.post(f"/claims/{claim.pk}/take/", {})
    cited = make_evidence(claim, actor=reviewer)
    claim.refresh_from_db()
    shown = as_reviewer.post(
        f"/claims/{claim.pk}/review/",
        {
            "version": claim.version,
            "rating": "supported",
            "rationale": "Counted.",
            "figure": "4.3 thousand containers",
            "evidence": [cited.pk],
        },
        follow=True,
    )
    assert "Your number is read as 4,300 containers." in text(shown)


@pytest.mark.parametrize("steps", ["correct", "reopen"])
def test_what_came_back_is_told_of_the_review_that_was_signed_off(
    as_editor, reviewer, second_reviewer, editor, steps
):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    chosen = hand_in(claim, reviewer, figure="4,300 containers")
    hand_in(claim, second_reviewer, figure="9,000 containers")
    claim.refresh_from_db()
    reviewing.decide(claim, actor=editor, review=chosen)
    if steps == "correct":
        publishing.publish(claim, actor=editor)
        correcting.correct(claim, actor=editor, reason="Year.", kind="factual")
    else:
        reviewing.reopen(claim, actor=editor, reason="Year.")
    shown = text(as_editor.get(claim.get_absolute_url()))
    assert f"The earlier review: Supported by {reviewer.username}" in shown
