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
    ratings = scales.parse(scales.written(old), scales.written_labels(old))
    new = scales.make_version(old.name, ratings, actor=editor)
    assert not new.in_use
    told = [
        "label",
        "labels",
        "meaning",
        "value",
        "needs_reason",
        "without_evidence",
        "position",
    ]
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
        (
            "Yes | It holds. | 3\nHalf | In part. | 2 | reason\nNo | It does not. | 1",
            r"its line so: No \| It does not. \| 1 \| reason$",
        ),
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


def test_who_made_a_scale_and_who_put_it_to_use_is_kept(editor, second_editor):
    ratings = scales.parse("Yes | It holds. | 2\nNo | It does not. | 1 | reason")
    made = scales.make_version("Ours", ratings, actor=editor, note=" Two will do. ")
    assert (made.created_by, made.note) == (editor, "Two will do.")
    assert made.created_at is not None
    assert not made.uses.exists()
    scales.use(made, actor=second_editor, note="From the autumn on.")
    scales.use(scale("evidence"), actor=editor)
    scales.use(made, actor=editor)
    told = [(one.created_by, one.note) for one in made.uses.order_by("pk")]
    assert told == [(second_editor, "From the autumn on."), (editor, "")]
    assert scale("evidence").created_by is None  # shipped


def test_a_note_is_a_note(editor):
    with pytest.raises(InvalidInputError, match="at most 300") as refused:
        scales.use(scale("six-steps"), actor=editor, note="x" * 301)
    assert refused.value.field == "note"
    assert scale("evidence").in_use


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_every_scale_that_is_shipped_asks_what_is_off(slug, editor):
    assert scales.use(scale(slug), actor=editor).in_use


def test_a_scale_from_before_that_does_not_ask_is_not_put_to_use(editor):
    six = scale("six-steps")
    six.ratings.filter(slug="half_true").update(needs_reason=False)
    with pytest.raises(InvalidInputError, match="“Half true” is below the best"):
        scales.use(six, actor=editor)
    assert scale("evidence").in_use


def test_a_search_that_found_not_enough_needs_no_reason_code(editor):
    text = "Yes | It holds. | 2\nOpen | Not enough. | 1 | without evidence"
    assert scales.make_version("Ours", scales.parse(text), actor=editor)
