"""A review that others are to follow unled is on no page and in no answer."""

from __future__ import annotations

import pytest

from claims.services import queueing, quorum, reviewing
from tests.conftest import person
from tests.factories import make_claim, make_evidence
from tests.security.matrix import address, read_matrix
from tests.security.world import objects, people

LINES = read_matrix()[2]
WORDS = "Zwetschgendatschi"
FIGURE = "4,317 containers"
SEARCHES = [
    "/admin/claims/review/?rationale__icontains=datschi",
    "/admin/claims/review/?rating__id__exact=2",
    "/admin/claims/review/?all=",
    "/api/v1/claims/?status=in_review",
    "/claims/?status=in_review",
    "/search/?status=in_review",
    "/search/?status=in_review&in=evidence",
    "/search/?status=in_review&in=article",
    "/search/?verdict=refuted",
    "/search/?value_from=4317&value_to=4317",
    "/api/v1/search/?status=in_review",
    "/api/v1/search/?kind=evidence&status=in_review",
    "/api/v1/claims/?verdict=refuted",
    "/queue/sign-off/",
    "/queue/adjudicate/",
]


@pytest.fixture
def world(db):
    """Every row of the matrix that is or has a claim in review is the blind one."""
    cast = people()
    made = objects(cast)
    chief, first = person("chief", "editor"), person("first", "reviewer")
    claim = quorum.ask_reviews(make_claim(), 2, actor=chief)
    queueing.take(claim, actor=first)
    cited = make_evidence(claim, actor=first)
    data = reviewing.ReviewData(
        "refuted", WORDS, evidence=[cited.pk], figure=FIGURE, reason_codes=["rounding"]
    )
    made.open_review = reviewing.submit_review(claim, data, actor=first)
    made.ready = made.held = made.reviewed = made.to_release = claim
    made.evidence = cited
    return cast, made


@pytest.mark.parametrize("who", ["stranger", "reviewer", "editor", "operator"])
def test_no_address_shows_a_review_to_who_may_come_after_it(world, who):
    cast, made = world
    shown = 0
    for url in (
        *(address(route, line, made) for route, line in LINES.items()),
        *SEARCHES,
    ):
        text = _text(cast[who], url)
        assert WORDS not in text.replace(f"q={WORDS}", ""), url
        assert FIGURE not in text, url
        shown += made.ready.statement in text
    assert shown > 3


def _text(persona, url: str) -> str:
    response = persona.client(with_key=url.startswith("/api/")).get(url, follow=True)
    return b"".join(response).decode(errors="replace")


def test_who_handed_theirs_in_reads_it_everywhere(world):
    cast, made = world
    second = cast["reviewer"]
    queueing.take(made.ready, actor=second.user)
    cited = make_evidence(made.ready, actor=second.user)
    data = reviewing.ReviewData(
        "refuted", "Too.", evidence=[cited.pk], figure=FIGURE, reason_codes=["rounding"]
    )
    reviewing.submit_review(made.ready, data, actor=second.user)
    for url in (
        made.ready.get_absolute_url(),
        f"/api/v1/claims/{made.ready.pk}/reviews/",
        "/admin/claims/review/",
        f"/admin/claims/claim/{made.ready.pk}/change/",
    ):
        assert "refuted" in _text(second, url).lower(), url
    assert WORDS in _text(second, made.ready.get_absolute_url())
