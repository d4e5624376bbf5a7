"""Read-back and statement: plain sentences that change no number."""

from __future__ import annotations

import pytest

from claims.engine import extract
from claims.engine.reading.lexicon import lexicon
from claims.engine.reading.statements import signature
from tests.engine.reading.scoring import gold_documents

READ_BACKS = {
    "The port says at least 10,000 crates were lost.": (
        "We read this as: at least 10,000 crates; said by the port; no upper bound."
    ),
    "More than 600 bridges have fallen since the war began.": (
        "We read this as: more than 600 bridges, since the war began; "
        "not counting 600 itself; no upper bound."
    ),
    "Half of all cranes used by contractors are new.": (
        "We read this as: half of all cranes used by contractors."
    ),
    "About 1,000 trucks per day cross.": (
        "We read this as: about 1,000 trucks per day."
    ),
    "They need between 5 and 7 litres.": "We read this as: 5 to 7 litres.",
    "Unemployment fell to 4.8 percent.": (
        "We read this as: Unemployment: falling to 4.8 percent."
    ),
    "Rents fell by 2.3%.": "We read this as: Rents: falling by 2.3 percent.",
    "Rents rose 5 percent.": "We read this as: Rents: rising by 5 percent.",
    "In 2019, the port had 400 cranes.": "We read this as: 400 cranes, in 2019.",
    "It needs 600 square feet.": "We read this as: 600 square feet.",
    "It takes 3 hours 22 minutes.": "We read this as: 3.36667 hours.",
    "It took a third of a million nails.": "We read this as: 333,333 nails.",
    "It keeps from -60 to 25 degrees Celsius.": (
        "We read this as: -60 to 25 degrees Celsius."
    ),
    "The error is plus or minus 3 points.": "We read this as: error: ±3 points.",
    "They lost 11 of 18 seats.": "We read this as: 11 of 18 seats.",
    "One in three of the guards left.": "We read this as: one in three of the guards.",
    "A father of two left.": "We read this as: 2 children.",
    "The hall holds up to 300 people.": (
        "We read this as: up to 300 people; no lower bound."
    ),
}


@pytest.mark.parametrize(("text", "sentence"), READ_BACKS.items())
def test_the_read_back_says_how_the_number_was_understood(text, sentence):
    assert extract(text).claims[0].readback == sentence


STATEMENTS = {
    "But about 40 ships left.": "About 40 ships left.",
    "  • Rents rose 5% in 2020, which hurt tenants": "Rents rose 5% in 2020.",
    "The army, which is small, lost 40 men.": "The army lost 40 men.",
    "The plant employs 300 people, and the owner wants to sell it.": (
        "The plant employs 300 people."
    ),
    "The studio (founded in Rome) made 40 films.": "The studio made 40 films.",
    "However, not all of the 40 villages were reached, which surprised nobody.": (
        "Not all of the 40 villages were reached, which surprised nobody."
    ),
    "And yet, 12 boats were lost.": "12 boats were lost.",
    "Still, 12 jurors waited.": "12 jurors waited.",
    "- But 12 sailors are missing": "12 sailors are missing.",
}
KEPT = (
    "The jail, which holds 12 men, has 300 guards.",
    # an opening that is part of a phrase
    "So far, 120 cows have died.",
    "Thus far 120 cows have died.",
    "Besides 30 soldiers, 4 civilians died.",
    "Yet another 40 people fell ill.",
    "But for 12 votes, the bill had passed.",
    "However hard they tried, 12 men drowned.",
    "Still missing are 12 sailors.",
    "-12 degrees was the lowest.",
    # what limits the number beside it
    "The plant employs 300 people (excluding contractors).",
    "Profit was $40 million (before tax).",
    "Prices rose 5 percent (annualised) in May.",
    "The fee is 40 dollars (Canadian).",
    "The 40 patients, who had cancer, were given the drug.",
    "The mine yields 40 tonnes, which excludes waste.",
    # what takes it back
    "The city counted 300 homes, but the true figure is higher.",
    "The city counted 300 homes, and that figure is wrong.",
    "The bill passed with 240 votes, but it was later annulled.",
    "The group has 4,000 members, which experts call exaggerated.",
)


@pytest.mark.parametrize(("text", "statement"), STATEMENTS.items())
def test_the_statement_leaves_out_only_what_carries_no_number(text, statement):
    assert extract(text).claims[0].statement == statement


@pytest.mark.parametrize("text", KEPT)
def test_what_limits_a_number_or_takes_it_back_stays(text):
    assert {claim.statement for claim in extract(text).claims} == {text}


def test_a_statement_keeps_every_number_hedge_and_negation():
    lex = lexicon("en")
    for document in gold_documents():
        text = document["text"]
        for claim in extract(text).claims:
            first, last = claim.sentence
            quote = text[first:last].replace("’", "'")
            said = claim.statement.replace("’", "'")
            assert signature(said, lex) == signature(quote, lex)
