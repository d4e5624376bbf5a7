"""A vote is on no page and in no answer for who has not voted."""

from __future__ import annotations

import pytest

from claims.services import panels
from claims.services.reviewing import ReviewData
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_review
from tests.security.test_blind import WORDS, nowhere, page_text
from tests.security.world import objects, people

FIGURE = "6,317 containers"


@pytest.fixture
def world(db):
    """Every row of the matrix that is in review is the one that is voted on."""
    cast = people()
    made = objects(cast)
    first = person("first", "editor")
    claim = make_claim()
    made.open_review = make_review(claim, author=person("author", "reviewer"))
    made.panel = panels.call(claim, ["first", "edda", "panel_a"], actor=first)
    data = ReviewData(
        "conflicting",
        WORDS,
        evidence=[make_evidence(claim, actor=first).pk],
        reason_codes=["double_count"],
        figure=FIGURE,
    )
    panels.vote(claim, data, actor=first)
    made.ready = made.held = made.reviewed = made.to_release = made.voted = claim
    return cast, made


@pytest.mark.parametrize("who", ["stranger", "reviewer", "editor", "operator"])
def test_no_address_shows_a_vote_to_who_has_not_voted(world, who):
    nowhere(*world, who, WORDS, FIGURE)


def test_who_has_voted_reads_what_others_voted_at_every_door(world):
    cast, made = world
    editor, claim = cast["editor"], made.voted
    data = ReviewData("", "It is so.")
    panels.vote(claim, data, actor=editor.user, review=made.open_review.pk)
    for url in (
        claim.get_absolute_url(),
        f"/api/v1/claims/{claim.pk}/panel/",
        f"/admin/claims/panel/{made.panel.pk}/change/",
    ):
        assert WORDS in page_text(editor, url), url


def test_what_was_voted_stays_unread_when_a_panel_is_called_off(world):
    cast, made = world
    editor, claim = cast["editor"], made.voted
    panels.call_off(claim, actor=editor.user, reason="Somebody is ill.")
    for url in (
        claim.get_absolute_url(),
        f"/api/v1/claims/{claim.pk}/panel/",
        f"/admin/claims/panel/{made.panel.pk}/change/",
    ):
        assert WORDS not in page_text(editor, url), url
