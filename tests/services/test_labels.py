"""What ratings are called in other languages."""

from __future__ import annotations

import pytest

from claims.errors import InvalidInputError
from claims.models import Rating
from claims.services import scales
from claims.services.scales import RatingData

pytestmark = pytest.mark.django_db

RATINGS = "Yes | It holds. | 2\nNo | It does not. | 1 | reason"


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_rating_that_is_shipped_has_a_label_of_its_own(language):
    ratings = list(Rating.objects.all())
    assert len(ratings) == 19
    told = {(one.scale_id, one.labels[language]) for one in ratings}
    assert len(told) == len(ratings)


def test_labels_are_read_a_line_for_each_rating(editor):
    labels = "no | DE-at: Nein | zh-hant: 否\n\nYes|de-AT:Ja: so ist es|zh-Hant : 是"
    made = scales.make_version("Ours", scales.parse(RATINGS, labels), actor=editor)
    yes, no = made.ratings.all()
    assert yes.labels == {"de-AT": "Ja: so ist es", "zh-Hant": "是"}
    assert no.labels == {"de-AT": "Nein", "zh-Hant": "否"}


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("de-AT", "Ja eh"),
        ("DE-at-1996", "Ja eh"),
        ("de", "Ja"),
        ("de-CH", "Ja"),
        ("den", "Yes"),
        ("fr", "Yes"),
        ("", "Yes"),
    ],
)
def test_a_label_is_found_by_the_nearest_language(language, label):
    rating = Rating(label="Yes", labels={"de": "Ja", "de-AT": "Ja eh"})
    assert rating.label_in(language) == label


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("Maybe | de: Vielleicht", "“Maybe” is not the label of a rating above"),
        ("Yes | de: Ja\nYes | fr: Oui", "or has two lines"),
        ("Yes | Ja", "“Ja” is not “language: label”"),
        ("Yes | de Ja: so", "“de Ja: so” is not"),
        ("Yes | German: Ja", "is not “language: label”"),
        ("Yes | de: Ja | DE: Doch", "each language once"),
        ("Yes | de: Ja", "“No” has no label in de, and others have"),
        ("Yes | de: Ja\nNo | de:", "“No” has no label in de"),
        ("Yes | de: Ja\nNo | de: ja", "a label of its own in de"),
        ("Yes | de: Ja\nNo | de: --", "among them letters"),
        (f"Yes | de: Ja\nNo | de: N{'o' * 100}", "1 to 100 characters"),
    ],
)
def test_labels_that_make_no_sense_are_refused(labels, told, editor):
    with pytest.raises(InvalidInputError, match=told) as refused:
        scales.make_version("Ours", scales.parse(RATINGS, labels), actor=editor)
    assert refused.value.field == "labels"


@pytest.mark.parametrize("tag", ["German", "de_AT", "DE", "de-at", "", "de\n"])
def test_a_language_is_named_by_its_tag(tag, editor):
    one = RatingData("Yes", "It holds.", labels={tag: "Ja"})
    with pytest.raises(InvalidInputError, match="is not a language tag"):
        scales.make_version("Ours", [one], actor=editor)


def test_a_scale_is_told_in_so_many_languages(editor):
    many = {f"a{chr(97 + n)}": "Ja" for n in range(scales.MOST_LANGUAGES + 1)}
    with pytest.raises(InvalidInputError, match="at most 20 other languages"):
        scales.make_version(
            "Ours", [RatingData("Yes", "It holds.", labels=many)], actor=editor
        )
