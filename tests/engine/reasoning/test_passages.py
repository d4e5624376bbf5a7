from __future__ import annotations

import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.reading import extract
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import FLOOR, find_passages
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.types import Passage, Quantity
from tests.engine.reasoning.quantities import count, day

SAID, PUBLISHED = day("2025-11-05"), day("2025-10-20")


def claimed(sentence: str, surface: str) -> Quantity:
    (found,) = (c for c in extract(sentence).claims if c.surface == surface)
    return quantity_of(found, as_of=SAID)


def passages(sentence: str, surface: str, text: str, **options) -> tuple[Passage, ...]:
    options = {"context": sentence, "as_of": PUBLISHED} | options
    return find_passages(claimed(sentence, surface), text, **options)


FLOOD = """The flood: what is known

By Monday, 131 people had died in the flood, the interior ministry said. More than 400
were injured. The dam was 62 metres high, and 17 villages had no power."""

UNEMPLOYMENT = """In October 2025 the unemployment rate in Talheim stood at 4.3 percent, the
labour office said. Youth unemployment was 7.8 percent. Some 38 percent of households own
no car."""

GRAIN = """The port handled 2.6 million tonnes of grain in 2024 and 9.8 million tonnes of
goods in total. It employs 1,150 people. Grain exports earned 540 million dollars."""

BUDGET = """Pensions took 5.7 percent of the national budget in 2025. Defence took 11 percent
of the national budget. Pensions were equal to 2.1 percent of GDP."""

SMOKERS = """In 2024, 19.1 percent of adults in Marn smoked every day. In the same survey 71
percent of adults in Marn said they walk to work. The survey asked 6,412 adults."""

STRENGTH = """As of 30 October 2025, between 7,000 and 9,500 coast guards were in the Orlan
region. The fleet has 212 boats. A further 30,000 coast guards serve in Tresk."""

TOLL = """Since the war began in March 2022, 431,000 Orvian casualties have been counted.
About 95,000 Orvian soldiers were killed. Orvian forces took 1,180 casualties per day in
October 2025."""

# the claim's sentence, its number, the source, the number that is about the same thing
BEST = [
    ("At least 120 people were killed in the flood.", "120", FLOOD, "131"),
    (
        "Unemployment in Talheim fell to 4.1 percent in October.",
        "4.1 percent",
        UNEMPLOYMENT,
        "4.3 percent",
    ),
    (
        "Nearly 3 million tonnes of grain left the port last year.",
        "3 million tonnes",
        GRAIN,
        "2.6 million tonnes",
    ),
    (
        "Pensions swallow 9 percent of the national budget.",
        "9 percent",
        BUDGET,
        "5.7 percent",
    ),
    (
        "One in five adults in Marn smokes every day.",
        "One in five",
        SMOKERS,
        "19.1 percent",
    ),
    (
        "At least 10,000 coast guards are in the Orlan region.",
        "10,000",
        STRENGTH,
        "7,000 and 9,500",
    ),
    (
        "Orvian casualties run at about 900 per day, officers say.",
        "900",
        TOLL,
        "1,180",
    ),
    (
        "More than 500,000 Orvian casualties have been counted since March 2022.",
        "500,000",
        TOLL,
        "431,000",
    ),
]


@pytest.mark.parametrize(("sentence", "surface", "text", "best"), BEST)
def test_the_number_about_the_same_thing_comes_first(sentence, surface, text, best):
    first, *_ = passages(sentence, surface, text)
    assert first.quantity.surface == best


@pytest.mark.parametrize(("sentence", "surface", "text", "best"), BEST)
def test_the_value_itself_is_no_part_of_the_choice(sentence, surface, text, best):
    """The claim's own number among unrelated things must not draw it there."""
    decoy = f"{text} The kiosk sold {surface.split()[0]} newspapers on Sunday."
    first, *_ = passages(sentence, surface, decoy)
    assert first.quantity.surface == best


@pytest.mark.parametrize(
    ("sentence", "surface", "text"),
    [(row[0], row[1], other[2]) for row, other in pairwise(BEST[:5])],
)
def test_a_source_about_something_else_has_no_passage(sentence, surface, text):
    assert passages(sentence, surface, text) == ()


# claim, number, source, the related number, and why it cannot be compared
RELATED = [
    (BEST[7][0], "500,000", TOLL, "95,000", "definition"),
    (BEST[0][0], "120", FLOOD, "400", "definition"),
    (BEST[3][0], "9 percent", BUDGET, "2.1 percent", "base"),
    (BEST[1][0], "4.1 percent", UNEMPLOYMENT, "7.8 percent", "definition"),
    (BEST[5][0], "10,000", STRENGTH, "30,000", "place"),
    (BEST[7][0], "500,000", TOLL, "1,180", "rate"),
]


@pytest.mark.parametrize(("sentence", "surface", "text", "related", "gate"), RELATED)
def test_numbers_that_only_look_alike_are_kept_and_told_apart(
    sentence, surface, text, related, gate
):
    found = {p.quantity.surface: p for p in passages(sentence, surface, text, limit=4)}
    compared = compare(claimed(sentence, surface), found[related].quantity)
    assert compared.gate == gate, compared.explanation


def test_a_claim_that_leaves_out_what_happened_meets_sources_that_say_it():
    """Stored as "120 people", said as "120 people were killed"."""
    sentence = BEST[0][0]
    bare = count("120", "at_least", unit="person", thing="people", as_of=SAID)
    found = find_passages(bare, FLOOD, context=sentence, as_of=PUBLISHED)
    outcomes = {p.quantity.surface: compare(bare, p.quantity) for p in found}
    assert outcomes["131"].outcome == "inside"
    assert outcomes["400"].gate == "definition"


DATED = [
    ("As of 30 June 2024, 431 wells were dry.", "As of 30 June 2024", "2024-06-30"),
    ("In 2019, 431 wells were dry.", "In 2019", "2019-12-31"),
    ("In March 2024 431 wells were dry.", "In March 2024", "2024-03-31"),
    ("By the end of 2023, 431 wells were dry.", "By the end of 2023", "2023-12-31"),
    ("431 wells were dry.", None, "2025-10-20"),
    ("In 2025, 431 wells were dry.", "In 2025", "2025-10-20"),
    ("Since 2021, 431 wells ran dry.", "Since 2021", "2025-10-20"),
    (
        "As of 1 May 2024, 431 wells had run dry since 2021.",
        "since 2021",
        "2024-05-01",
    ),
    (
        "In 2024 it hardly rained. Later 431 wells were dry.",
        None,
        "2025-10-20",
    ),
    (
        "In 2024 it hardly rained. Some 431 wells were dry.",
        "In 2024",
        "2024-12-31",
    ),
    (
        "431 wells were dry, after 209 wells in 2021.",
        None,
        "2025-10-20",
    ),
    (
        "Between January and June 2024, 431 wells ran dry.",
        "Between January and June 2024",
        "2024-06-30",
    ),
]


@pytest.mark.parametrize(("text", "period", "as_of"), DATED)
def test_the_passage_says_which_day_its_number_holds_for(text, period, as_of):
    claim = count("400", unit="well", thing="dry wells", as_of=SAID)
    found = find_passages(
        claim, text, context="At least 400 wells are dry.", as_of=PUBLISHED, limit=9
    )
    (passage,) = (p for p in found if p.quantity.surface == "431")
    assert passage.quantity.period == period
    assert passage.quantity.as_of == day(as_of)


def test_a_quote_is_the_sentence_and_short_enough_to_read():
    filler = "past the mill and the lock and the ferry house " * 30
    text = f"Before. The 431 wells {filler} were dry {filler} all year. After."
    claim = count("400", unit="well", thing="wells")
    (passage,) = find_passages(claim, text, context="400 wells were dry.")
    assert len(passage.quote) <= 500
    assert "431 wells" in passage.quote
    assert text[passage.start : passage.end] == passage.quote
    assert text[passage.number_start : passage.number_end] == "431"
    (short,) = find_passages(
        claim, "Rain came. The 431 wells were dry. It went.", context="wells"
    )
    assert short.quote == "The 431 wells were dry."


def test_the_limit_and_the_floor_decide_how_many_are_kept():
    claim = count("400", unit="well", thing="wells")
    text = "There are 431 wells. There were 209 wells. The cat has 5 kittens."
    assert len(find_passages(claim, text, context="400 wells")) == 2
    assert len(find_passages(claim, text, context="400 wells", limit=1)) == 1
    assert find_passages(claim, text, context="400 wells", limit=0) == ()
    every = find_passages(claim, text, limit=9, floor=Decimal(0))
    assert len(every) == len(extract(text).claims) == 3
    scores = [passage.score for passage in every]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < FLOOR <= scores[1]


def test_the_same_text_in_another_normal_form_gives_the_same_passage():
    text = "In the Café quarter, 431 wells were dry."
    claim = count("400", unit="well", thing="wells")
    composed = find_passages(claim, text, context="400 wells")
    assert (
        find_passages(claim, unicodedata.normalize("NFD", text), context="400 wells")
        == composed
    )


@settings(max_examples=60)
@given(
    text=st.lists(
        st.sampled_from(
            [
                "431",
                "wells",
                "were",
                "dry",
                "in",
                "2019",
                ".",
                ",",
                "\n",
                "since",
                "March",
                "2024",
                "5",
                "percent",
                "of",
                "all",
                "soldiers",
                "killed",
                "per",
                "day",
                "€",
                "–",
                "half",
                "(",
                ")",
                "“",
                "at",
                "least",
                "1,200",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_offsets_always_point_at_the_quote_and_the_number(text):
    claim = count("400", unit="well", thing="dry wells")
    for found in find_passages(claim, text, limit=9, floor=Decimal(0)):
        assert text[found.start : found.end] == found.quote
        assert text[found.number_start : found.number_end] == found.quantity.surface
        assert found.start <= found.number_start < found.number_end <= found.end
        assert 0 <= found.score <= 1
        compare(claim, found.quantity)
