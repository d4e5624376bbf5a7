"""A margin of error belongs to a number; it is no other value of what that counts."""

from __future__ import annotations

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.reasoning.relating import relate
from claims.engine.reasoning.relation_words import shared_words
from claims.engine.reasoning.roles import Told

MARGINS = [
    ("en", "The survey counted 6,300 flats, with a margin of error of ±400 flats."),
    ("en", "The survey counted 6,300 flats, ±400."),
    ("en", "The survey counted 6,300 flats (+/- 400 flats)."),
    ("en", "The survey counted 6,300 flats, plus or minus 400 flats."),
    ("en", "The survey counted 6,300 flats, give or take 400 flats."),
    ("en", "The survey counted 6,300 flats; the margin of error is about 400 flats."),
    ("en", "The survey counted 6,300 flats; it may be off by 400 flats either way."),
    ("de", "Gezählt wurden 6.300 Wohnungen, die Fehlerspanne liegt bei 400 Wohnungen."),
    ("de", "Gezählt wurden 6.300 Wohnungen (± 400 Wohnungen)."),
    ("de", "Gezählt wurden 6.300 Wohnungen, plus/minus 400 Wohnungen."),
    (
        "de",
        "Gezählt wurden 6.300 Wohnungen, mit einer Fehlerspanne von 400 Wohnungen.",
    ),
]


def told(sentence: str, language: str, number: int) -> Told:
    read = extract(sentence, language=language).claims
    own = next(one for one in read if one.low and abs(one.low) == number)
    return Told(quantity_of(own), sentence, own.start)


@pytest.mark.parametrize(("language", "sentence"), MARGINS)
def test_a_number_and_its_margin_say_nothing_of_one_another(language, sentence):
    value, margin = (told(sentence, language, number) for number in (6300, 400))
    for made in (relate(value, margin), relate(margin, value)):
        assert not made.is_of_one_quantity, made.explanation


@pytest.mark.parametrize(("language", "sentence"), MARGINS)
def test_the_number_itself_is_related_all_the_same(language, sentence):
    plain = {
        "en": "The survey counted 9,800 flats.",
        "de": "Gezählt wurden 9.800 Wohnungen.",
    }
    made = relate(told(sentence, language, 6300), told(plain[language], language, 9800))
    assert "margin of error" not in made.explanation


@pytest.mark.parametrize(
    "sentence",
    [
        "The margin of victory was 400 votes of the 6,300 votes.",
        "Errors cost 400 flats, and 6,300 flats are left.",
        "Plus 400 flats that were empty, it owns 6,300 flats.",
    ],
)
def test_other_numbers_are_no_margins(sentence):
    made = relate(told(sentence, "en", 400), told(sentence, "en", 400))
    assert made.relation == "same"
    value, other = (told(sentence, "en", number) for number in (6300, 400))
    assert "margin of error" not in relate(value, other).explanation


def test_two_values_of_which_one_has_a_margin_still_contradict_one_another():
    one = told(MARGINS[1][1], "en", 6300)
    assert relate(
        one, told("The survey counted 9,800 flats.", "en", 9800)
    ).relation == ("contradictory")


def test_signs_are_no_common_topic():
    german = "Die Temperatur fiel auf minus 8 Grad."
    english = "The bank reported a change of minus 8 percent."
    assert shared_words(english, german) == ()
    assert shared_words("Profits are plus 4 percent.", "Plus 4 Grad am Morgen.") == ()
