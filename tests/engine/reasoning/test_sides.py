from __future__ import annotations

import pytest

from claims.engine.reasoning.sides import place_gap, places, side_gap
from claims.engine.reasoning.words import content_words, head_noun, lemma, plural

APART = [
    ("soldiers in Kursk", "soldiers in Russia", "a number for Russia is not"),
    ("wells in Iran", "wells in Japan", "a number for Japan is not a number for Iran"),
    ("beds in the US", "beds in France", "a number for France is not a number for US"),
    ("people in Port Ansel", "people in Saint Orrin", "a number for Saint Orrin"),
]
TOGETHER = [
    ("soldiers in Russia's Kursk region", "soldiers in the Kursk region"),
    ("beds in the US", "beds in America"),
    ("beds in Germany", "beds in the German city of Trier"),
    ("soldiers in Kursk", "soldiers in Russian uniforms"),
    ("soldiers in Kursk", "soldiers"),
    ("votes in March", "votes in Ohio"),
    (None, "votes in Ohio"),
]


@pytest.mark.parametrize(("ours", "theirs", "words"), APART)
def test_a_number_for_one_place_is_not_one_for_another(ours, theirs, words):
    assert words in (place_gap(ours, theirs) or "")


@pytest.mark.parametrize(("ours", "theirs"), TOGETHER)
def test_one_place_named_twice_is_no_obstacle(ours, theirs):
    assert place_gap(ours, theirs) is None
    assert place_gap(theirs, ours) is None


def test_of_a_place_within_a_place_the_smaller_counts():
    assert places("soldiers in Russia's Kursk region") == {"kursk"}


SIDES = [
    ("Russian casualties", "Ukrainian casualties", True),
    ("North Korean soldiers", "South Korean soldiers", True),
    ("North Korean soldiers", "Orvian soldiers", True),
    ("northern soldiers", "Orvian soldiers", True),
    ("Russian casualties", "casualties in the Russian ranks", False),
    ("Russian casualties", "Russia's casualties", False),
    ("Russian casualties", "casualties since the attack on Ukraine", False),
    ("US troops", "American soldiers", False),
    ("Russian casualties", "Civilian casualties", False),
    ("Artillery shells", "Russian shells", False),
]


@pytest.mark.parametrize(("ours", "theirs", "apart"), SIDES)
def test_peoples_are_told_apart_by_what_qualifies_the_noun(ours, theirs, apart):
    assert (side_gap(ours, theirs) is not None) == apart
    assert (side_gap(theirs, ours) is not None) == apart


HEADS = [
    ("North Korean soldiers stationed in Russia's Kursk region", "soldier"),
    ("artillery shells used by Russian forces", "shell"),
    ("the Russian state budget", "budget"),
    ("people killed", "person"),
    ("housing", "housing"),
    ("families of fallen soldiers", "family"),
    ("", ""),
    (None, ""),
]


@pytest.mark.parametrize(("phrase", "head"), HEADS)
def test_the_head_stands_before_the_first_preposition_or_participle(phrase, head):
    assert head_noun(phrase) == head


LEMMAS = [
    ("casualties", "casualty"),
    ("children", "child"),
    ("servicemen", "serviceman"),
    ("churches", "church"),
    ("buses", "bus"),
    ("glass", "glass"),
    ("crisis", "crisis"),
    ("Russia’s", "russia"),
    ("losses", "loss"),
    ("houses", "house"),
]


@pytest.mark.parametrize(("word", "single"), LEMMAS)
def test_words_are_brought_to_their_singular(word, single):
    assert lemma(word) == single


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("soldier", "soldiers"),
        ("person", "people"),
        ("child", "children"),
        ("serviceman", "servicemen"),
        ("casualty", "casualties"),
        ("day", "days"),
        ("church", "churches"),
        ("loss", "losses"),
        ("tonne of grain", "tonnes of grain"),
        ("nurses employed", "nurses employed"),
        ("injured", "injured"),
        ("aircraft", "aircraft"),
        ("shells fired", "shells fired"),
        ("", ""),
    ],
)
def test_nouns_are_put_in_the_plural(noun, many):
    assert plural(noun) == many


def test_small_words_carry_no_topic():
    assert content_words("about half of the 5 million shells in total") == {"shell"}
