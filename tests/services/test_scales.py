from __future__ import annotations

import pytest

from claims import selectors
from claims.errors import InvalidInputError, NotAllowedError
from claims.models import RatingScale
from claims.services import queueing, reviewing, scales
from tests.factories import make_claim, make_evidence, make_review

pytestmark = pytest.mark.django_db

SHIPPED = {"evidence": 4, "six-steps": 6, "seven-steps": 7, "conclusion": 2}


def scale(slug):
    return RatingScale.objects.get(slug=slug)


def test_four_scales_are_shipped_and_one_is_in_use():
    found = {one.slug: one.ratings.count() for one in RatingScale.objects.all()}
    assert found == SHIPPED
    assert RatingScale.objects.get(in_use=True).slug == "evidence"


def test_another_scale_is_used_from_now_on_and_old_reviews_keep_theirs(
    reviewer, editor
):
    claim = make_claim()
    before = make_review(claim, author=reviewer)
    scales.use(scale("six-steps"), actor=editor)
    assert [one.slug for one in selectors.ratings()][:2] == ["true", "mostly_true"]
    verdict = reviewing.decide(claim, actor=editor)
    assert verdict.review.rating == before.rating
    with pytest.raises(InvalidInputError, match="mostly_true"):
        make_review(make_claim(), author=reviewer, rating="supported")
    assert make_review(make_claim(), author=reviewer, rating="true").rating.value == 6


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_a_scale_reads_back_as_it_is_written(slug, editor):
    old = scale(slug)
    new = scales.make_version(old.name, scales.parse(scales.written(old)), actor=editor)
    assert not new.in_use
    told = ["label", "meaning", "value", "needs_reason", "without_evidence", "position"]
    assert list(new.ratings.values(*told)) == list(old.ratings.values(*told))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1 to 12 ratings"),
        ("Yes", "Say what “Yes” means"),
        ("Yes | It holds. | many", "is not “label"),
        ("Yes | It holds. | 1 | maybe", "is not “label"),
        ("Yes | It holds. | 101", "from 0 to 100"),
        ("Yes | It holds.\nyes! | It does.", "label of its own"),
        ("!!! | It holds.", "among them letters"),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(text, told, editor):
    with pytest.raises(InvalidInputError, match=told):
        scales.make_version("Ours", scales.parse(text), actor=editor)


def test_only_editors_choose_the_scale(reviewer):
    with pytest.raises(NotAllowedError):
        scales.use(scale("conclusion"), actor=reviewer)
    with pytest.raises(NotAllowedError):
        scales.make_version("Ours", [], actor=reviewer)


@pytest.mark.parametrize("rating", ["refuted", "conflicting"])
def test_what_says_that_a_number_is_off_says_how(rating, reviewer):
    claim = queueing.take(make_claim(), actor=reviewer)
    cited = make_evidence(claim, actor=reviewer)
    data = reviewing.ReviewData(rating, "The log says less.", evidence=[cited.pk])
    with pytest.raises(InvalidInputError, match="choose what") as refused:
        reviewing.submit_review(claim, data, actor=reviewer)
    assert refused.value.field == "reason_codes"
