from __future__ import annotations

from decimal import Decimal

from claims.engine import extract
from claims.engine.reading.checkworthiness import weights


def _worth(text: str) -> Decimal:
    return max(claim.check_worthiness for claim in extract(text).claims)


def test_the_score_is_between_0_and_1_with_two_places():
    for text in ("He has 2 pens.", "The army said 40% of the budget was lost in 2020."):
        worth = _worth(text)
        assert 0 <= worth <= 1
        assert worth == worth.quantize(Decimal("0.01"))


def test_a_contested_public_figure_outranks_a_trivial_count():
    public = _worth("The government said 40,000 soldiers had died since the war began.")
    trivial = _worth("I own two red pens.")
    assert public > trivial + Decimal("0.3")


def test_a_question_is_worth_less_than_the_same_words_stated():
    assert _worth("Did 4,000 people die?") < _worth("Some 4,000 people died.")


def test_reasons_are_phrases_from_the_weights_file_strongest_first():
    known = {phrase: abs(weight) for weight, phrase in weights().features.values()}
    (claim,) = extract("The government said 40,000 soldiers had died.").claims
    sizes = [known[reason] for reason in claim.reasons]
    assert sizes
    assert sizes == sorted(sizes, reverse=True)


def test_no_claim_is_without_a_reason():
    (claim,) = extract("The shed has 40 windows.").claims
    assert claim.reasons == ("a number stated as a fact",)
    assert claim.check_worthiness == weights().base
