from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import check_worthiness, extract, shipped_weights
from claims.engine.reading.lexicon import LANGUAGES
from claims.engine.reading.wordlists import table


def _worth(text: str) -> Decimal:
    return max(claim.check_worthiness for claim in extract(text).claims)


def _features(text: str) -> set[str]:
    return {one.feature for one in check_worthiness(text).contributions}


def test_the_score_is_between_0_and_1_with_two_places():
    for text in ("He has 2 pens.", "The army said 40% of the budget was lost in 2020."):
        worth = _worth(text)
        assert 0 <= worth <= 1
        assert worth == worth.quantize(Decimal("0.01"))


def test_a_contested_public_figure_outranks_a_trivial_count():
    public = _worth("The government said 40,000 soldiers had died since the war began.")
    trivial = _worth("I own two red pens.")
    assert public > trivial + Decimal("0.5")


def test_a_question_is_worth_less_than_the_same_words_stated():
    assert _worth("Did 4,000 people die?") < _worth("Some 4,000 people died.")


def test_the_score_is_the_sum_of_what_is_shown():
    (claim,) = extract("The shop sold 40,000 umbrellas in May.").claims
    shown = sum((one.weight for one in claim.contributions), Decimal(0))
    assert claim.check_worthiness == shown
    assert claim.contributions[0].feature == "base"


def test_reasons_are_the_phrases_of_the_strongest_contributions():
    (claim,) = extract("The government said 40,000 soldiers had died.").claims
    sizes = [abs(one.weight) for one in claim.contributions[1:]]
    assert sizes == sorted(sizes, reverse=True)
    assert claim.reasons == tuple(one.phrase for one in claim.contributions[1:5])


def test_no_claim_is_without_a_reason():
    (claim,) = extract("The old shed has 40 grimy windows.").claims
    assert claim.reasons == ("it states a number",)
    known = shipped_weights()
    assert claim.check_worthiness == known["base"].weight + known["number"].weight


def test_weights_given_replace_the_shipped_ones_and_no_others():
    text = "The old shed has 40 grimy windows."
    (claim,) = extract(text, weights={"number": Decimal("0.75")}).claims
    base = shipped_weights()["base"].weight
    assert claim.check_worthiness == base + Decimal("0.75")
    assert _worth(text) != claim.check_worthiness  # nothing is kept for the next call


def test_a_weight_for_no_known_feature_is_refused():
    with pytest.raises(ValueError, match="No such feature: charm"):
        extract("Four.", weights={"charm": Decimal(1)})


@pytest.mark.parametrize("weight", ["0.125", "NaN", "Infinity"])
def test_a_weight_is_in_hundredths(weight):
    with pytest.raises(ValueError, match="two decimal places"):
        extract("Four.", weights={"number": Decimal(weight)})


def test_a_small_count_of_people_is_no_small_matter():
    died = extract("The storm killed four people.").claims[0]
    bought = extract("The museum bought four chairs.").claims[0]
    assert "small" not in {one.feature for one in died.contributions}
    assert "small" in {one.feature for one in bought.contributions}


# Sentences without a number: the same features, the same weights.

RECORD_AND_OPINION = [
    (
        "The senator voted against the tax bill.",
        "I believe we should all work together.",
    ),
    (
        "Unemployment has fallen since the last election.",
        "We are going to bring unemployment down.",
    ),
    (
        "The ministry closed the only hospital in Tolland.",
        "You should be proud of your hospital.",
    ),
    (
        "Wages are lower than in any other country of Europe.",
        "My mother was born on a farm.",
    ),
    (
        "No one has built more prisons than the governor.",
        "Thank you, and good evening.",
    ),
]


@pytest.mark.parametrize(("record", "other"), RECORD_AND_OPINION)
def test_a_record_outranks_opinions_plans_and_courtesies(record, other):
    assert check_worthiness(record).score > check_worthiness(other).score


def test_a_sentence_is_worth_what_its_worthiest_number_is():
    text = "Two of them said that 40,000 soldiers had died in the war."
    assert check_worthiness(text).score == _worth(text)


def test_a_number_makes_a_sentence_worth_more():
    told = check_worthiness("The city has raised the property tax.")
    counted = check_worthiness("The city has raised the property tax by 12 percent.")
    assert counted.score > told.score
    assert "number" not in {one.feature for one in told.contributions}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_next_to_nothing_is_worth_next_to_nothing(text):
    assert check_worthiness(text).score <= shipped_weights()["base"].weight


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("The council adopted the plan of Mrs Oduya.", "named"),
        ("They came back, and I was glad.", "past"),
        ("The workers need bread and water and rest.", "public"),
        ("It would cost the town a great deal.", "plan"),
        ("The tax office lost the election files.", "public_again"),
        ("Yes, it was.", "short"),
    ],
)
def test_the_words_show_the_feature(text, feature):
    assert feature in _features(text)


def test_i_alone_is_no_name_and_need_is_no_past():
    assert "named" not in _features("he and I like bread and butter")
    assert "past" not in _features("the workers need bread and water and rest")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_feature_that_words_show_has_a_weight_and_a_phrase(language):
    words = table(f"{language}/worth.toml")
    known = shipped_weights()
    assert set(words["words"]) | set(words["phrases"]) <= known.keys()
    assert all(one.phrase for one in known.values())


def test_a_phrase_of_three_words_needs_all_three():
    assert "reported" in _features("The mayor is on record as a friend of cats.")
    assert "compared" in _features("The mayor came for the first time, it seems.")
    assert "compared" not in _features("The mayor came for the cats, it seems.")


def test_a_language_without_words_of_its_own_is_told_by_its_numbers(monkeypatch):
    from claims.engine.reading import checkworthiness

    def missing(name: str) -> dict[str, object]:
        raise FileNotFoundError(name)

    monkeypatch.setattr(checkworthiness, "table", missing)
    checkworthiness._load.cache_clear()
    try:
        assert {"number", "share"} <= _features("About 40 percent of it is gone.")
    finally:
        checkworthiness._load.cache_clear()


def test_the_data_files_are_valid_and_list_no_word_twice_in_one_feature():
    for name, listed in table("en/worth.toml")["words"].items():
        words = listed.split()
        doubled = sorted({word for word in words if words.count(word) > 1})
        assert not doubled, (name, doubled)
